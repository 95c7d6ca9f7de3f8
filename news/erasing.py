"""Erasing an article for a court: every copy of it goes, and a tombstone without a word of it stays.

All rows that refer to the article or to what refers to it are deleted, of whatever model, so that a table which is
added later is not forgotten. What holds its words without such a reference is erased by functions that are registered.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import Image, Unsaved
from catalog.search.index import forget_deleted
from news import windows
from news.feeds.touching import channels_of
from news.models.addresses import ArticleSlug
from news.models.articles import Article
from news.models.blocks import ImageBlock
from news.models.erasures import ErasedEntry, ErasedSlug, Erasure, digest_of
from news.models.links import Link
from news.models.searched import SearchedStory

_erasers: list[Callable[[Article], None]] = []


def register_eraser(erase: Callable[[Article], None]) -> None:
    """Let `erase(article)` delete what holds words of an article without a foreign key to it."""
    _erasers.append(erase)


def is_there(form: str) -> bool:
    """Whether an article stands where a form of it says, or the form is of something else.

    Under the article's lock: words that are typed on an open page do not come in behind an erasure.
    """
    articles = reverse("admin:news_article_changelist")
    key = form.removeprefix(articles).partition("/")[0]
    if not form.startswith(articles) or not key.isdecimal():
        return True
    return Article.objects.select_for_update().filter(pk=key).values("pk").first() is not None


@transaction.atomic
def erase(article: Article, *, by, version: int, reason: str) -> Erasure:
    """Erase an article with everything that was ever written for it, and the pictures that nothing else uses.

    Conflict when somebody saved it since `version`; ValidationError without a reason, or for one that names it.
    Files go when the transaction has ended well.
    """
    article.lock(version)
    article.refresh_from_db()
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Erasing needs a reason.")}, code="no_reason")
    if article.title.casefold() in reason.casefold() or article.slug in reason.casefold():
        raise ValidationError({"reason": _("The reason stays: it must not repeat the title.")}, code="says_title")
    if connection.vendor == "sqlite":
        # Deleted rows are overwritten, and not only forgotten.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    for revision in article.revisions.scheduled():
        windows.hold_announced(revision)
    pictures = list(Image.objects.filter(_shown_by(article)).values_list("pk", flat=True))
    erasure = _bury(article, by, reason)
    for eraser in _erasers:
        eraser(article)
    # What was typed and not saved is kept by the form's address.
    Unsaved.objects.below(reverse("admin:news_article_change", args=[article.pk]).removesuffix("change/")).delete()
    _delete(Article._base_manager.filter(pk=article.pk))
    forget_deleted(connection, SearchedStory._meta.db_table)
    unused = list(Image.objects.unused().filter(pk__in=pictures))
    for image in unused:
        image.erase(_("Erased"))
    erasure.pictures = len(unused)
    erasure.save(update_fields=["pictures"])
    return erasure


def _shown_by(article: Article) -> Q:
    """The pictures that any version of an article shows."""
    links = article.revisions.exclude(links__image=None).order_by().values("links__image")
    heroes = article.revisions.exclude(hero=None).order_by().values("hero")
    blocks = ImageBlock._default_manager.filter(parent=article).values("image")
    return Q(pk=article.hero_id) | Q(pk__in=links) | Q(pk__in=heroes) | Q(pk__in=blocks)


def _bury(article: Article, by, reason: str) -> Erasure:
    seen = article.revisions.ever_live()
    met = set(seen.values_list("slug", flat=True))
    slugs = {article.slug, *ArticleSlug.objects.filter(article=article).values_list("slug", flat=True), *met}
    erasure = Erasure.objects.create(
        article_uuid=article.uuid,
        article_key=article.pk,
        erased_by=by,
        reason=reason,
        was_public=bool(met),
        first_published_at=seen.aggregate(first=Min("first_published_at"))["first"],
    )
    told = channels_of(Link.objects.of(seen).for_page(), [], erasure.erased_at)
    ErasedEntry.objects.bulk_create(ErasedEntry(erasure=erasure, feed=channel.name) for channel in told)
    ErasedSlug.objects.bulk_create(
        ErasedSlug(erasure=erasure, digest=digest_of(slug), was_public=slug in met) for slug in slugs if slug
    )
    return erasure


def _delete(rows: models.QuerySet) -> None:
    """Delete rows and whatever refers to them; what may do without them lets go of them."""
    keys = list(rows.values_list("pk", flat=True))
    if not keys:
        return
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created or relation.concrete:
            continue
        referring = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
        if relation.on_delete is models.SET_NULL:
            referring.update(**{relation.field.name: None})
        else:
            _delete(referring)
    doomed = rows.model._base_manager.filter(pk__in=keys)
    doomed._raw_delete(doomed.db)
