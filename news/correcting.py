"""Correcting what readers see, and carrying the correction into all that is to follow."""

from copy import deepcopy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import pressing, richtext, windows
from news.conflicts import CorrectionClash
from news.merging import Clash, merge
from news.models.articles import Article
from news.models.blocks import RichText
from news.models.corrections import Correction
from news.models.kinds import CorrectionKind
from news.models.revisions import Revision

HEADS = ["title", "lead"]


class _Correction:
    """A correction on its way into several copies of one article: what stood there, and what shall."""

    def __init__(self, live: Revision, changes: dict[str, str], heads: dict[str, str], force: bool):
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
        self.force = force
        self.clashes: list[str] = []

    def head(self, where: str, name: str, text: str) -> str:
        """A title or lead with the correction in it."""
        return self._merged(where, *self.heads[name], text) if name in self.heads else text

    def text(self, where: str, key: str, html: str) -> str:
        """The rich text of a block with the correction in it."""
        if key not in self.texts:
            return html
        return richtext.clean(self._merged(where, *self.texts[key], richtext.clean(html)))

    def _merged(self, where, before, after, other):
        try:
            return merge(before, after, other, force=self.force)
        except Clash as clash:
            self.clashes.append(f"{where}: “{strip_tags(clash.words).strip()}”")
            return other

    def carry(self, where: str, revision: Revision) -> pressing.Copy:
        """A copy of a revision with the correction in it."""
        copy = pressing.copy_of_revision(revision)
        copy.document = deepcopy(copy.document)
        for block in copy.document["blocks"]:
            if block["type"] == RichText.type:
                block["text"] = self.text(where, block["key"], block["text"])
        for name in HEADS:
            copy.columns[name] = self.head(where, name, copy.columns[name])
        return copy


def _prose(document: dict[str, Any]) -> dict[str, str]:
    return {block["key"]: block["text"] for block in document["blocks"] if block["type"] == RichText.type}


def correct(
    article: Article, *, by, kind: str, text: str, changes: dict[str, str], heads: dict[str, str], force: bool
) -> Correction:
    """What `Article.correct` does, once the article is taken."""
    now = timezone.now()
    if not text.strip():
        raise ValidationError(_("Say what was wrong, and what is right."), code="no_text")
    live = article.revisions.live(now).first()
    if live is None:
        raise ValidationError(_("Nothing of it is public: there is nothing to correct."), code="not_public")
    correction = _Correction(live, changes, heads, force)
    copies = [(live, correction.carry(gettext("What readers see now"), live))]
    for revision in article.revisions.scheduled(now).order_by("live_from"):
        where = gettext("Revision %(number)s, scheduled") % {"number": revision.number}
        copies.append((revision, correction.carry(where, revision)))
    where = gettext("The working copy")
    rows = list(article.news_richtext_set.all())
    for row in rows:
        row.text = correction.text(where, str(row.key), row.text)
    heads = {name: correction.head(where, name, getattr(article, name)) for name in HEADS}
    if correction.clashes:
        raise CorrectionClash(correction.clashes)
    RichText.objects.bulk_update(rows, ["text"])
    for name, words in heads.items():
        setattr(article, name, words)
    article.digest = pressing.copy_of_article(article).digest
    article.save(update_fields=[*HEADS, "digest"])
    placed, cleared = {}, []
    for revision, copy in copies:
        is_live = revision == live
        corrected = copy.store(
            pressed_by=by,
            pressed_at=now,
            note="" if is_live else revision.note,
            internal_note=gettext("Corrected: %s") % text.strip(),
            material=kind == CorrectionKind.FACT if is_live else revision.material,
        )
        placed[corrected] = (now if is_live else revision.live_from, revision.expires_at)
        if not is_live or revision.live_from == now:
            cleared.append(revision)
    windows.arrange(article, placed=placed, cleared=cleared)
    corrected_live = next(iter(placed))
    return Correction.objects.create(
        article=article, revision=corrected_live, kind=kind, text=text.strip(), made_at=now, made_by=by
    )
