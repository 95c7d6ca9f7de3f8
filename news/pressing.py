"""Pressing: from the working copy to a document, and back."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import IntegerField, Value
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from catalog.models import Genre, Network, Person, Series
from catalog.models.slugs import Slugged
from news.documents import FORMAT, REFERENCES, references, upgraded
from news.models.addresses import ArticleSlug
from news.models.articles import Article
from news.models.blocks import BLOCKS, Block, FactsBlock, RelatedSeriesBlock
from news.models.claims import Claim, RevisionClaim
from news.models.erasures import ErasedSlug
from news.models.links import Link
from news.models.revisions import Revision
from news.models.subjects import ArticleAuthor, ArticleSubject

PAGES: dict[str, Any] = {
    "catalog:series_detail": Series,
    "catalog:next_season": Series,
    "catalog:season_detail": Series,
    "catalog:person_detail": Person,
    "catalog:network_detail": Network,
    "catalog:genre_detail": Genre,
}
COLUMNS = ["slug", "title", "lead", "kind", "hero_id", "language", "pinned_until"]
CLAIM_COLUMNS = [
    "season_id",
    "axis",
    "value",
    "network_id",
    "date_earliest",
    "date_latest",
    "date_precision",
    "date_wording",
]
# What names a reference of a block.
NAMED = {"quote": "quote__speaker", "season": "season__series"}
# Those links that come from the article's own rows; the others follow from its document.
OWN_ROLES = [Link.Role.PRIMARY, Link.Role.SUBJECT, Link.Role.AUTHOR, Link.Role.HERO, Link.Role.ANNOUNCES]


@dataclass
class Copy:
    """All that a revision holds of an article, not stored yet."""

    article: Article
    columns: dict[str, Any]
    author_names: str
    document: dict[str, Any]
    links: list[Link] = field(default_factory=list)
    claims: list[RevisionClaim] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """The same for two copies that say the same."""
        said = [
            self.columns,
            self.author_names,
            self.document,
            sorted(link.key for link in self.links),
            sorted([str(getattr(claim, name)) for name in CLAIM_COLUMNS] for claim in self.claims),
        ]
        return sha256(json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()

    def store(self, **fields) -> Revision:
        """Make a revision of it, without a window."""
        revision = Revision.objects.create(
            article=self.article,
            number=self.article.revisions.next_number(),
            author_names=self.author_names,
            document=self.document,
            digest=self.digest,
            **self.columns,
            **fields,
        )
        for link in self.links:
            link.revision = revision
        for claim in self.claims:
            claim.revision = revision
        Link.objects.bulk_create([*self.links, *_document_links(revision)])
        RevisionClaim.objects.bulk_create(self.claims)
        return revision


def copy_of_article(article: Article) -> Copy:
    """The working copy as it would be pressed now."""
    authors = [row.author for row in article.author_rows.select_related("author")]
    return Copy(
        article=article,
        columns={name: getattr(article, name) for name in COLUMNS},
        author_names=", ".join(author.byline for author in authors),
        document=document_of(article),
        links=[*_own_links(article, authors)],
        claims=[RevisionClaim(**_claim(claim)) for claim in article.claims.all()],
    )


def copy_of_revision(revision: Revision) -> Copy:
    """What a revision holds, to be pressed again with a change."""
    links = revision.links.filter(role__in=OWN_ROLES).select_related("season")
    return Copy(
        article=revision.article,
        columns={name: getattr(revision, name) for name in COLUMNS},
        author_names=revision.author_names,
        document=upgraded(revision.document),
        links=[_fresh(link) for link in links],
        claims=[
            RevisionClaim(**_claim(claim), confirmed_at=claim.confirmed_at, confirmed_by_id=claim.confirmed_by_id)
            for claim in revision.claims.all()
        ],
    )


def press(article: Article, **fields) -> Revision:
    """Press the working copy; `fields` are those of Revision that are no part of the copy. Reserves the slug."""
    article.slug = article.slug or Article.objects.free_slug(article.title)
    reserve(article, article.slug)
    copy = copy_of_article(article)
    article.digest = copy.digest
    article.save(update_fields=["slug", "digest"])
    # Verbs count the version up when all is done.
    return copy.store(of_version=article.version + 1, **fields)


def reserve(article: Article, slug: str) -> None:
    """Let a slug belong to an article for ever. ValidationError when it belongs, or belonged, to another."""
    row, made = ArticleSlug.objects.get_or_create(slug=slug, defaults={"article": article})
    if row.article_id != article.pk or (made and ErasedSlug.objects.at(slug).exists()):
        raise ValidationError({"slug": _("Another article has, or had, this address.")}, code="slug_taken")


def blocks_of(article: Article) -> list[Block]:
    """The blocks of the working copy in their order, with what they refer to: a query or two for each kind it has."""
    found: list[Block] = []
    for model in _kinds_in(article):
        named = [NAMED.get(name, name) for name in model.references]
        rows = model._default_manager.filter(parent=article).select_related(*named).prefetch_related(*model.lists)
        found += rows.order_by("ordering", "pk")
    return sorted(found, key=lambda block: block.ordering)


def _kinds_in(article: Article) -> list[type[Block]]:
    """The kinds of blocks that an article has, in one query: few have more than some of them."""
    rows = [
        model._default_manager.filter(parent=article).order_by().values_list(Value(number, IntegerField()))
        for number, model in enumerate(BLOCKS)
    ]
    return [BLOCKS[number] for (number,) in sorted(rows[0].union(*rows[1:]))]


def document_of(article: Article, blocks: Iterable[Block] | None = None) -> dict[str, Any]:
    """The blocks of the working copy as JSON, with what they need to be resolved: the article and its subject."""
    blocks = blocks_of(article) if blocks is None else blocks
    subject = article.subjects.filter(primary=True).select_related("series", "season", "person").first()
    target = subject.target if subject else None
    return {
        "format": FORMAT,
        "article": str(article.uuid),
        "subject": {"type": target._meta.model_name, "uuid": str(target.uuid)} if target else None,
        "blocks": [block.pressed() for block in blocks],
    }


def _claim(claim) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in CLAIM_COLUMNS}


def _fresh(link: Link) -> Link:
    link.pk, link._state.adding = None, True
    return link


def _own_links(article: Article, authors: Iterable) -> Iterator[Link]:
    for subject in article.subjects.select_related("season"):
        role = Link.Role.PRIMARY if subject.primary else Link.Role.SUBJECT
        yield Link(role=role, series_id=subject.series_id, season=subject.season, person_id=subject.person_id)
        if subject.season:
            yield Link(role=role, series_id=subject.season.series_id)
    for order, author in enumerate(authors):
        yield Link(role=Link.Role.AUTHOR, author=author, order=order)
    if article.hero_id:
        yield Link(role=Link.Role.HERO, image_id=article.hero_id)
    for update in article.announces.order_by("pk"):
        yield Link(role=Link.Role.ANNOUNCES, update=update)


def _document_links(revision: Revision) -> Iterator[Link]:
    blocks = revision.document["blocks"]
    for name, uuids in references(blocks).items():
        if uuids:
            for key in REFERENCES[name]._base_manager.filter(uuid__in=uuids).values_list("pk", flat=True):
                yield Link(revision=revision, role=Link.Role.BLOCK, **{f"{name}_id": key})
    for thing in {thing for block in blocks for thing in mentions(block.get("text", ""))}:
        yield Link(revision=revision, role=Link.Role.MENTION, **{str(thing._meta.model_name): thing})


def mentions(html: str) -> Iterator[Slugged]:
    """The series, people, networks and genres to whose pages a rich text links."""
    for address in re.findall(r'href="([^"]*)"', html):
        path = unescape(address).removeprefix(settings.SITE_URL).partition("#")[0].partition("?")[0]
        try:
            match = resolve(path)
            model = PAGES.get(match.view_name)
            if model:
                yield model.objects.at_slug([*match.args, *match.kwargs.values()][0])
        except (Resolver404, Http404):
            continue


def put_back(article: Article, revision: Revision) -> None:
    """Make the working copy what a revision says. What the catalog no longer has is left out."""
    for name in COLUMNS:
        setattr(article, name, getattr(revision, name))
    article.save(update_fields=COLUMNS)
    links = list(revision.links.select_related("season"))
    article.author_rows.all().delete()
    ArticleAuthor.objects.bulk_create(
        ArticleAuthor(article=article, author_id=link.author_id, order=link.order) for link in links if link.author_id
    )
    _put_back_subjects(article, links)
    article.announces.set([link.update_id for link in links if link.update_id])
    article.claims.all().delete()
    Claim.objects.bulk_create(Claim(article=article, **_claim(claim)) for claim in revision.claims.all())
    for model in BLOCKS:
        model._default_manager.filter(parent=article).delete()
    blocks = upgraded(revision.document)["blocks"]
    keys = _primary_keys(blocks)
    for ordering, block in enumerate(blocks):
        _put_back_block(article, block, ordering * 10, keys)


def subjects_among(links: Iterable[Link]) -> Iterator[Link]:
    """Those links that stand for a subject of its own: a season was linked together with its series."""
    subjects = [link for link in links if link.role in (Link.Role.PRIMARY, Link.Role.SUBJECT)]
    implied = [(link.role, link.season.series_id) for link in subjects if link.season]
    for link in subjects:
        if (link.role, link.series_id) in implied:
            implied.remove((link.role, link.series_id))
            continue
        yield link


def _put_back_subjects(article, links):
    article.subjects.all().delete()
    for link in subjects_among(links):
        ArticleSubject.objects.create(
            article=article,
            primary=link.role == Link.Role.PRIMARY,
            series_id=link.series_id,
            season_id=link.season_id,
            person_id=link.person_id,
        )


def _primary_keys(blocks) -> dict[str, int]:
    return {
        str(uuid): key
        for name, uuids in references(blocks).items()
        if uuids
        for uuid, key in REFERENCES[name]._base_manager.filter(uuid__in=uuids).values_list("uuid", "pk")
    }


def _put_back_block(article, block, ordering, keys):
    model = next(model for model in BLOCKS if model.type == block["type"])
    row: Block = model(parent=article, region="main", ordering=ordering, key=block["key"])
    for name in model.texts:
        setattr(row, name, block[name])
    for name in model.references:
        setattr(row, f"{name}_id", keys.get(block[name]))
        if not getattr(row, f"{name}_id") and not model._meta.get_field(name).null:
            return
    row.save()
    if isinstance(row, FactsBlock):
        row.facts.set([keys[uuid] for uuid in block["facts"] if uuid in keys])
    if isinstance(row, RelatedSeriesBlock):
        row.related.set([keys[uuid] for uuid in block["related"] if uuid in keys])
