"""What stands on a card: the facts of a page at a moment, and the address that holds their hash."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.answers import Answer, answer, day
from catalog.axes import Label
from catalog.models import Image, Person, Season, Series
from catalog.moments import FOREVER, day_of
from catalog.templatetags.marks import DECISIONS, LABELS
from news.models import Revision

# One more whenever `drawing` draws the same facts otherwise.
EDITION = 1
# Half of the digits of an address stand for the facts, half say that the address is one that we gave away.
HALF = 16
# What ends a sentence of its own.
ENDS = (".", "!", "?", "…")
# The site has no row with a uuid: these name its card and its logo.
SITE, LOGO = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Card:
    """The facts of one card, as texts in the language of the site; `kind` and `uuid` name the thing it is of."""

    kind: str
    uuid: UUID
    title: str
    kicker: str = ""
    # The decision or label: its word, and its tone and mark in the stylesheet.
    word: str = ""
    tone: str = ""
    mark: str = ""
    date: str = ""
    # Whether somebody promised the date; if nobody did it is not red.
    is_promised: bool = False
    # Whether the card is the answer to the question of a season: the word is larger than the title.
    is_answer: bool = False
    poster: Image | None = None
    # Which of the title pages stands in for a poster.
    ground: int = 0
    site: str = ""

    @property
    def facts(self) -> list:
        shown = vars(self) | {"uuid": str(self.uuid), "poster": self.poster and self.poster.address}
        return [EDITION, settings.CARD_FONT, *shown.values()]

    @property
    def address(self) -> str:
        facts = _digits(settings.SECRET_KEY, "facts", json.dumps(self.facts))
        signed = _digits(settings.SECRET_KEY, "ours", f"{self.kind}/{self.uuid}/{facts}")
        return reverse("card", args=[self.kind, self.uuid, f"{facts}{signed}"])

    @property
    def alt(self) -> str:
        """What can be read on it."""
        *texts, last = filter(None, (self.kicker, self.title, self.word, self.date, self.site))
        return " ".join([*(text if text.endswith(ENDS) else f"{text}." for text in texts), last])

    @property
    def rights_until(self) -> datetime:
        return self.poster.rights_until if self.poster else FOREVER


def _digits(key: str, use: str, value: str) -> str:
    return salted_hmac(f"showsite.cards.{use}", value, key, algorithm="sha256").hexdigest()[:HALF]


def was_given_away(kind: str, uuid: UUID, digits: str) -> bool:
    """Whether an address is one that the site made once, of whatever facts: nobody else can make one."""
    facts, signed = digits[:HALF], digits[HALF:]
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(signed, _digits(key, "ours", f"{kind}/{uuid}/{facts}")) for key in keys)


def _card(thing: Model, kind: str, posters: Iterable[Image | None], at: datetime, **facts) -> Card:
    """`posters` are those that may stand on it: the first that may be shown does."""
    poster = next((each for each in posters if each is not None and each.is_usable(at)), None)
    ground = 0 if poster else thing.pk % 6
    return Card(kind, thing.uuid, poster=poster, ground=ground, site=settings.SITE_NAME, **facts)  # type: ignore[attr-defined]


def card_of_site() -> Card:
    """Of the pages that are about nothing that has a card."""
    return Card("site", SITE, _("Does it come back, and when?"), ground=3, site=settings.SITE_NAME)


def logo() -> Card:
    """The sign of the site and its name, as a square."""
    return Card("logo", LOGO, settings.SITE_NAME)


def card_of_season(series: Series, season: Season, found: Answer, at: datetime) -> Card:
    """`found` is the answer for the season, whose state is `season.known`."""
    return _card(
        season,
        "season",
        [season.poster, series.poster],
        at,
        title=series.title,
        kicker=capfirst(season.name),
        is_answer=True,
        **_decided(season, found),
    )


def card_of_series(series: Series, at: datetime) -> Card:
    """`series.known` is its state."""
    return _card(series, "series", [series.poster], at, title=series.title, **_labelled(series))


def card_of_person(person: Person, at: datetime) -> Card:
    return _card(person, "person", [person.photo], at, title=person.name)


def card_of_article(revision: Revision, subject: Model | None, at: datetime) -> Card:
    """`subject` is what it is about in the first place. What is decided of that is asked for, as of the moment."""
    first = revision.first_published_at
    facts, posters = {}, [revision.hero]
    if isinstance(subject, Season):
        season = Season.objects.as_of(at).select_related("series__poster", "poster").get(pk=subject.pk)
        facts = _decided(season, answer(season, season.known, day_of(at)))
        posters += [season.poster, season.series.poster]
    elif isinstance(subject, Series):
        series = Series.objects.for_page(at).get(pk=subject.pk)
        facts, posters = _labelled(series), [*posters, series.poster]
    elif isinstance(subject, Person):
        posters.append(subject.photo)
    return _card(
        revision.article,
        "article",
        posters,
        at,
        title=revision.title,
        kicker=f"{revision.get_kind_display()}, {day(day_of(first)) if first else ''}",
        **facts,
    )


def _decided(season, found):
    tone, mark = DECISIONS[found.kind]
    date = season.known.premiere
    return {
        "word": found.word,
        "tone": tone,
        "mark": mark,
        "date": capfirst(str(date)),
        "is_promised": not date.is_unknown,
    }


def _labelled(series):
    tone, mark = LABELS[series.known.label]
    date = series.known.returns
    promised = {"date": capfirst(str(date)), "is_promised": True} if not date.is_unknown else {}
    return {"word": str(Label(series.known.label).label), "tone": tone, "mark": mark, **promised}
