"""What is looked at before an article is published, each with a sentence that says what to do and where.

Blocking ones have to be put right. A claim that contradicts what is known is published only with a reason, which is
kept. The rest is advice.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.models import Series
from catalog.moments import FOREVER
from news import richtext
from news.dead_links import dead, links
from news.models.articles import Article
from news.models.blocks import Block, CatalogBlock, CorrectionBlock, ImageBlock, QuoteBlock, RichText
from news.pressing import blocks_of, document_of
from news.resolving import resolve
from news.words import moment

# What search engines and cards show of a headline and of a description.
HEADLINE, HEADLINE_PIXELS, CARD_HEADLINE, DESCRIPTION = 60, 600, 70, 160
LONG_SENTENCE = 30


class Level(models.TextChoices):
    BLOCKING = "blocking", gettext_lazy("To be done first")
    DOUBT = "doubt", gettext_lazy("Only with a reason")
    ADVICE = "advice", gettext_lazy("Worth a look")


class Check(NamedTuple):
    """One thing that was found: a sentence that says what to do, and the address of the place in the admin."""

    level: Level
    code: str
    sentence: str
    place: str

    @property
    def error(self) -> ValidationError:
        return ValidationError("%(sentence)s", self.code, {"sentence": self.sentence})


class Window(NamedTuple):
    """The window that is asked for. `until` is FOREVER when no end is known."""

    at: datetime
    until: datetime


def checks(article: Article, at: datetime | None = None, until: datetime | None = None) -> list[Check]:
    """All that is found about publishing the working copy as it is stored, from a moment until another.

    In as many queries for a hundred blocks as for one.
    """
    # What is backdated meets its readers here no earlier than now.
    at = max(at or timezone.now(), timezone.now())
    window = Window(at, until or _next_beginning(article, at))
    blocks = blocks_of(article)
    return [
        *_heads(article, window),
        *_subjects(article, window),
        *_pictures(article, blocks, window),
        *_quotes(article, blocks),
        *_dead_links(article, blocks, window),
        *_empty_blocks(article, blocks, window),
        *_claims(article, window),
        *_advice(article, blocks),
    ]


def of_level(found: Iterable[Check], level: Level) -> list[Check]:
    return [check for check in found if check.level == level]


def hidden_subjects(article: Article, at: datetime) -> list[Series]:
    """The series of its subjects that readers will not see at a moment, and that could be shown to them."""
    subjects = article.subjects.select_related("series", "season__series")
    series = {(row.season.series if row.season else row.series): None for row in subjects}
    return [each for each in series if each and not each.removed_at and not each.is_public(at)]


def place_in(article: Article, part: str) -> str:
    """The address of a part of the article's page in the admin."""
    return f"{reverse('admin:news_article_change', args=[article.pk])}#{part}"


def _place_of(thing) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def _next_beginning(article, at):
    """When the next revision takes over from one that begins at a moment."""
    later = article.revisions.filter(live_from__gt=at).order_by("live_from").values_list("live_from", flat=True)
    return later.first() or FOREVER


def places_of_blocks(article: Article, blocks: list[Block]) -> dict[Block, str]:
    """Where each block stands on the page: the rows of one kind are numbered in their order."""
    numbers: dict[str, int] = {}
    places = {}
    for block in blocks:
        rows = f"news_{block._meta.model_name}_set"
        places[block] = place_in(article, f"{rows}-{numbers.setdefault(rows, 0)}")
        numbers[rows] += 1
    return places


# -- blocking -----------------------------------------------------------------------------------------------------


def _blocking(code: str, sentence: str, place: str) -> Check:
    return Check(Level.BLOCKING, code, sentence, place)


def _heads(article: Article, window: Window) -> Iterator[Check]:
    if not article.author_rows.exists():
        yield _blocking("no_author", _("It needs at least one author."), place_in(article, "author_rows-group"))
    for update in article.announces.filter(source=None):
        yield _blocking("no_source", _("This update needs a source: %s") % update, _place_of(update))


def _subjects(article: Article, window: Window) -> Iterator[Check]:
    rows = list(article.subjects.select_related("series", "season__series", "person__merged_into"))
    if not any(row.primary for row in rows):
        yield _blocking("no_subject", _("It needs a primary subject."), place_in(article, "subjects-group"))
    for row in rows:
        removed: Any = row.person.resolved if row.person else row.season.series if row.season else row.series
        if removed.removed_at:
            sentence = _("Choose another subject: “%s” has been removed.") % removed
            yield _blocking("removed_subject", sentence, place_in(article, "subjects-group"))
    for series in hidden_subjects(article, window.at):
        sentence = _("Publish “%s” too: readers do not see its subject.") % series
        yield _blocking("hidden_subject", sentence, _place_of(series))


def _pictures(article: Article, blocks: list[Block], window: Window) -> Iterator[Check]:
    shown = [article.hero] if article.hero else []
    shown += [block.image for block in blocks if isinstance(block, ImageBlock)]
    for image in dict.fromkeys(shown):
        place = _place_of(image)
        if image.removed_at:
            yield _blocking("removed_picture", _("Take this picture out: it has been removed. %s") % image, place)
        if not image.described:
            sentence = _("Say what this picture shows, or that it is decorative: %s") % image
            yield _blocking("no_alt", sentence, place)
        if not image.credit:
            yield _blocking("no_credit", _("Say who made this picture: %s") % image, place)
        if image.rights_until <= window.at:
            words = {"image": image, "moment": moment(image.rights_until)}
            sentence = _("Take this picture out: its rights end at %(moment)s. %(image)s") % words
            yield _blocking("rights_ended", sentence, place)
        elif image.rights_until < window.until:
            words = {"image": image, "moment": moment(image.rights_until)}
            if window.until < FOREVER:
                sentence = _("Renew the rights, or end before: this picture goes at %(moment)s. %(image)s") % words
                yield _blocking("rights_end", sentence, place)
            else:
                yield _advise("rights_end", _("This picture goes at %(moment)s: %(image)s") % words, place)


def _quotes(article: Article, blocks: list[Block]) -> Iterator[Check]:
    for quote in dict.fromkeys(block.quote for block in blocks if isinstance(block, QuoteBlock)):
        if quote.source_id is None:
            yield _blocking("no_source", _("This quote needs a source: %s") % quote, _place_of(quote))


def _dead_links(article: Article, blocks: list[Block], window: Window) -> Iterator[Check]:
    places = places_of_blocks(article, blocks)
    own = article.get_absolute_url()
    # As it will be pressed.
    texts = {block: links(richtext.clean(block.text)) for block in blocks if isinstance(block, RichText)}
    addresses = {address for found in texts.values() for address in found}
    lost = dead(addresses, base=own, at=window.at) if addresses else set()
    for block, found in texts.items():
        for address in dict.fromkeys(address for address in found if address in lost):
            sentence = _("Mend this link, or take it out: readers find nothing at %s") % Truncator(address).chars(200)
            yield _blocking("dead_link", sentence, places[block])


def _empty_blocks(article: Article, blocks: list[Block], window: Window) -> Iterator[Check]:
    places = places_of_blocks(article, blocks)
    drawn = {block["key"] for block in resolve([document_of(article, blocks)], window.at)[0]}
    for block in blocks:
        kind = block._meta.verbose_name
        if isinstance(block, RichText):
            if not _words(block.text):
                yield _blocking("empty_block", _("Write this text, or take it out: it is empty."), places[block])
        elif str(block.key) in drawn or isinstance(block, CorrectionBlock):
            continue
        elif isinstance(block, CatalogBlock):
            words = {"kind": kind, "block": block}
            yield _advise("nothing_yet", _("Readers see nothing here yet: %(kind)s, %(block)s") % words, places[block])
        elif not (isinstance(block, QuoteBlock) and block.quote.source_id is None) and not isinstance(
            block, ImageBlock
        ):
            words = {"kind": kind, "block": block}
            sentence = _("Take this out, or show its series: readers see nothing here. %(kind)s, %(block)s") % words
            yield _blocking("empty_block", sentence, places[block])


# -- only with a reason ---------------------------------------------------------------------------------------------


def _claims(article: Article, window: Window) -> Iterator[Check]:
    for claim in article.claims.broken(window.at).select_related("season__series", "network"):
        sentence = _("It claims what is not known to be so then: %s") % claim
        yield Check(Level.DOUBT, "contradicts", sentence, place_in(article, "claims-group"))


# -- advice -------------------------------------------------------------------------------------------------------


def _advise(code: str, sentence: str, place: str) -> Check:
    return Check(Level.ADVICE, code, sentence, place)


def _advice(article: Article, blocks: list[Block]) -> Iterator[Check]:
    length = len(article.title)
    if length > HEADLINE or pixels(article.title) > HEADLINE_PIXELS:
        sentence = _("Search results show some %(most)s characters of a headline; this one has %(length)s.")
        yield _advise("long_title", sentence % {"most": HEADLINE, "length": length}, place_in(article, "id_title"))
    if length > CARD_HEADLINE:
        sentence = _("Cards show %(most)s characters of a headline; this one has %(length)s.")
        yield _advise(
            "long_for_card", sentence % {"most": CARD_HEADLINE, "length": length}, place_in(article, "id_title")
        )
    if not article.lead:
        sentence = _("Without a lead it has no description in lists, feeds, search results and cards.")
        yield _advise("no_lead", sentence, place_in(article, "id_lead"))
    elif len(article.lead) > DESCRIPTION:
        sentence = _("Search results show %(most)s characters of a lead; this one has %(length)s.")
        words = {"most": DESCRIPTION, "length": len(article.lead)}
        yield _advise("long_lead", sentence % words, place_in(article, "id_lead"))
    if not article.hero_id:
        yield _advise("no_hero", _("It has no hero picture for lists and cards."), place_in(article, "id_hero"))
    if open_notes := article.notes.unresolved().count():
        sentence = ngettext("%(count)s note is not resolved yet.", "%(count)s notes are not resolved yet.", open_notes)
        yield _advise("open_notes", sentence % {"count": open_notes}, place_in(article, "notes"))
    places = places_of_blocks(article, blocks)
    for block in blocks:
        if isinstance(block, RichText):
            for sentence in _sentences(block.text):
                if (count := len(sentence.split())) > LONG_SENTENCE:
                    said = _("A sentence of %(count)s words: %(sentence)s")
                    said %= {"count": count, "sentence": Truncator(sentence).words(8)}
                    yield _advise("long_sentence", said, places[block])


def _lacks_a_source(block: Block) -> bool:
    return isinstance(block, QuoteBlock) and block.quote.source_id is None


def _words(html: str) -> str:
    return unescape(strip_tags(html)).replace("\xa0", " ").strip()


def _sentences(html: str) -> list[str]:
    """The sentences of a rich text; a paragraph, a heading and an entry of a list end one."""
    text = re.sub(r"</(?:p|li|h[1-6]|blockquote)>|<br ?/?>", "\n", html)
    return [each.strip() for each in re.split(r"(?<=[.!?…])\s+|\n", unescape(strip_tags(text))) if each.strip()]


def pixels(text: str) -> int:
    """About how wide a headline is in the list of a search engine, whose letters are 20 pixels high."""
    return round(sum(_width(letter) for letter in text))


def _width(letter: str) -> float:
    if letter in "iljtfrI.,:;'|!()[] ":
        return 5.5
    if letter in "mwMW@%—":
        return 16.0
    if ord(letter) > 0x2E7F:
        return 20.0
    return 13.5 if letter.isupper() else 10.5
