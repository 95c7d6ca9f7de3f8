"""Correcting what readers see, and carrying the correction into all that is to follow."""

from copy import deepcopy
from html import unescape
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.differences import Difference, differences
from news import pressing, richtext, windows
from news.conflicts import CorrectionClash
from news.documents import upgraded
from news.merging import Clash, merge
from news.models.articles import Article
from news.models.blocks import RichText
from news.models.corrections import Correction
from news.models.kinds import CorrectionKind
from news.models.revisions import Revision
from news.words import moment

# How many characters are shown around a change.
CONTEXT = 60

HEADS = ["title", "lead"]
# What the working copy is called among the copies that a correction reaches; a revision is called by its key.
WORKING = "working"
WIN, LEAVE = "win", "leave"


class Carried(NamedTuple):
    """What a correction does to one copy: each text with its words before and after, and where they clash."""

    key: str
    name: str
    texts: list[list[Difference]]
    clashes: list[str]


class _Correction:
    """A correction on its way into several copies of one article: what stood there, and what shall."""

    def __init__(
        self,
        live: Revision,
        changes: dict[str, str],
        heads: dict[str, str],
        force: bool,
        choices: dict[str, str] | None = None,
    ):
        prose = _prose(live.document)
        if unknown := set(changes) - set(prose):
            message = _("No text of the live article has the key %s.") % min(unknown)
            raise ValidationError(message, code="no_such_block")
        cleaned = {key: richtext.clean(html) for key, html in changes.items()}
        self.texts = {key: (prose[key], html) for key, html in cleaned.items() if html != prose[key]}
        plain = {name: richtext.plain(text).strip() for name, text in heads.items()}
        self.heads = {name: (getattr(live, name), text) for name, text in plain.items() if text != getattr(live, name)}
        if not self.texts and not self.heads:
            raise ValidationError(_("Nothing would change."), code="no_change")
        self.force, self.choices = force, choices or {}
        self.clashes: list[str] = []

    def leaves(self, key: str) -> bool:
        """Whether a copy is to stay as it is."""
        return self.choices.get(key) == LEAVE

    def wins(self, key: str) -> bool:
        return self.force or self.choices.get(key) == WIN

    def head(self, where: str, name: str, text: str, force: bool) -> str:
        """A title or lead with the correction in it."""
        return self._merged(where, *self.heads[name], text, force) if name in self.heads else text

    def text(self, where: str, key: str, html: str, force: bool) -> str:
        """The rich text of a block with the correction in it."""
        if key not in self.texts:
            return html
        return richtext.clean(self._merged(where, *self.texts[key], richtext.clean(html), force))

    def _merged(self, where, before, after, other, force):
        try:
            return merge(before, after, other, force=force)
        except Clash as clash:
            self.clashes.append(f"{where}: “{strip_tags(clash.words).strip()}”")
            return other

    def carry(self, where: str, revision: Revision) -> pressing.Copy:
        """A copy of a revision with the correction in it."""
        force = self.wins(str(revision.pk))
        copy = pressing.copy_of_revision(revision)
        copy.document = deepcopy(copy.document)
        for block in copy.document["blocks"]:
            if block["type"] == RichText.type:
                block["text"] = self.text(where, block["key"], block["text"], force)
        for name in HEADS:
            copy.columns[name] = self.head(where, name, copy.columns[name], force)
        return copy


def _prose(document: dict[str, Any]) -> dict[str, str]:
    return {block["key"]: block["text"] for block in document["blocks"] if block["type"] == RichText.type}


def rehearse(
    article: Article, *, changes: dict[str, str], heads: dict[str, str], choices: dict[str, str] | None = None
) -> list[Carried]:
    """What a correction would do to the working copy and to each scheduled revision. Nothing is written."""
    live = article.revisions.live().first()
    if live is None:
        return []
    correction = _Correction(live, changes, heads, False, choices)
    found = []
    for revision in article.revisions.scheduled().order_by("live_from"):
        name, key = _name_of(revision), str(revision.pk)
        before = _prose(upgraded(revision.document)) | {name: getattr(revision, name) for name in HEADS}
        copy = correction.carry(name, revision)
        after = _prose(copy.document) | {name: copy.columns[name] for name in HEADS}
        found.append(_carried(correction, key, name, before, after))
    before = {str(row.key): row.text for row in article.news_richtext_set.all()}
    before |= {name: getattr(article, name) for name in HEADS}
    force, name = correction.wins(WORKING), gettext("The working copy")
    after = {
        key: correction.head(name, key, text, force) if key in HEADS else correction.text(name, key, text, force)
        for key, text in before.items()
    }
    return [_carried(correction, WORKING, name, before, after), *found]


def _carried(correction, key, name, before, after) -> Carried:
    clashes, correction.clashes = correction.clashes, []
    changed = [place for place in before if before[place] != after[place]]
    texts = [_with_context(differences(_plain(before[place]), _plain(after[place]))) for place in changed]
    return Carried(key, name, texts, clashes)


def _plain(html: str) -> str:
    return unescape(strip_tags(html.replace("</p>", " </p>"))).strip()


def _with_context(parts: list[Difference]) -> list[Difference]:
    """The changes with some words around each, not the whole text."""
    return [part._replace(text=_shortened(part.text)) if part.kind == "same" else part for part in parts]


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * CONTEXT else f"{text[:CONTEXT]} … {text[-CONTEXT:]}"


def _name_of(revision: Revision) -> str:
    words = {"number": revision.number, "moment": moment(revision.live_from) if revision.live_from else ""}
    return gettext("Revision %(number)s, scheduled for %(moment)s") % words


def correct(
    article: Article,
    *,
    by,
    kind: str,
    text: str,
    changes: dict[str, str],
    heads: dict[str, str],
    force: bool,
    choices: dict[str, str] | None = None,
) -> Correction:
    """What `Article.correct` does, once the article is taken."""
    now = timezone.now()
    if not text.strip():
        raise ValidationError(_("Say what was wrong, and what is right."), code="no_text")
    live = article.revisions.live(now).first()
    if live is None:
        raise ValidationError(_("Nothing of it is public: there is nothing to correct."), code="not_public")
    correction = _Correction(live, changes, heads, force, choices)
    copies = [(live, correction.carry(gettext("What readers see now"), live))]
    for revision in article.revisions.scheduled(now).order_by("live_from"):
        if not correction.leaves(str(revision.pk)):
            copies.append((revision, correction.carry(_name_of(revision), revision)))
    where, force = gettext("The working copy"), correction.wins(WORKING)
    rows, heads = [], {}
    if not correction.leaves(WORKING):
        rows = list(article.news_richtext_set.all())
        for row in rows:
            row.text = correction.text(where, str(row.key), row.text, force)
        heads = {name: correction.head(where, name, getattr(article, name), force) for name in HEADS}
    if correction.clashes:
        raise CorrectionClash(correction.clashes)
    RichText.objects.bulk_update(rows, ["text"])
    for name, words in heads.items():
        setattr(article, name, words)
    before, article.digest = article.digest, pressing.copy_of_article(article).digest
    article.save(update_fields=[*HEADS, "digest"])
    placed, cleared, pressed = {}, [], set()
    for revision, copy in copies:
        is_live = revision == live
        corrected = copy.store(
            pressed_by=by,
            pressed_at=now,
            note="" if is_live else revision.note,
            internal_note=gettext("Corrected: %s") % text.strip(),
            material=kind == CorrectionKind.FACT if is_live else revision.material,
            of_version=article.version + 1 if copy.digest == article.digest else None,
        )
        pressed.add(corrected.digest)
        placed[corrected] = (now if is_live else revision.live_from, revision.expires_at)
        if not is_live or revision.live_from == now:
            cleared.append(revision)
    if article.digest not in {before, *pressed}:
        # The working copy says something of its own: it is kept in the history too.
        pressing.press(article, pressed_by=by, internal_note=gettext("Corrected: %s") % text.strip())
    windows.arrange(article, placed=placed, cleared=cleared)
    corrected_live = next(iter(placed))
    return Correction.objects.create(
        article=article, revision=corrected_live, kind=kind, text=text.strip(), made_at=now, made_by=by
    )
