"""What can be subscribed to: feeds, calendars and lists of feeds, of the whole site and of single things."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from catalog.folding import search_name
from catalog.following import Follow
from catalog.models import Genre, Network, Person, Season, Series
from catalog.search.asking import read
from catalog.search.finding import find_people, find_series, spelling
from news.absolute import absolute
from news.feeds.channels import FORMATS, Channel
from news.models import Author

# How many of each kind a text finds.
FOUND = 6


@dataclass(frozen=True)
class Subscription:
    """Something with feeds, and the paths of its calendar and of its list of feeds; "" where it has none.

    `thing` is None for what is of the whole site; `parts` are subscriptions to the parts of it.
    """

    name: str
    channel: Channel
    kind: str = ""
    thing: Any = None
    calendar: str = ""
    opml: str = ""
    parts: tuple["Subscription", ...] = ()

    @cached_property
    def feeds(self) -> list[tuple[str, str]]:
        """The name of each format, and the whole address."""
        return [(kind.name, self.channel.address(format)) for format, kind in FORMATS.items()]

    @property
    def calendar_address(self) -> str:
        return absolute(self.calendar)

    @property
    def webcal(self) -> str:
        """The address at which a calendar program opens by itself and asks whether to subscribe."""
        return f"webcal://{absolute(self.calendar).partition('://')[2]}"

    @property
    def opml_address(self) -> str:
        return absolute(self.opml)


def channel_of(thing: Any) -> Channel:
    """The channel of a thing, or of the whole site by its name."""
    if isinstance(thing, str):
        return {
            "news": Channel.news,
            "updates": Channel.updates,
            "official": lambda: Channel.updates(official=True),
            "corrections": Channel.corrections,
            "premieres": Channel.premieres,
        }[thing]()
    makers: dict[Any, Any] = {
        Series: Channel.series,
        Season: Channel.season,
        Person: Channel.person,
        Network: Channel.network,
        Genre: Channel.genre,
        Author: Channel.author,
        Follow: Channel.follow,
    }
    return makers[type(thing)](thing)


def of_the_site() -> list[Subscription]:
    """Those of the whole site."""
    names = {
        "news": gettext("All news"),
        "updates": gettext("Status updates"),
        "official": gettext("Status updates, official only"),
        "corrections": gettext("Corrections"),
        "premieres": gettext("Dates of premieres"),
    }
    return [
        Subscription(name, channel_of(kind), calendar=reverse("catalog:calendar_ics") if kind == "premieres" else "")
        for kind, name in names.items()
    ]


def of(thing: Any, *, parts: Iterable[Any] = ()) -> Subscription:
    """That to a thing: a series, season, person, network, genre, author or list."""
    calendar = opml = ""
    name = str(thing)
    match thing:
        case Series():
            kind = pgettext("one", "Series")
            calendar = reverse("catalog:series_calendar", args=[thing.slug])
            opml = _opml(Follow(series=(thing,)))
        case Season():
            kind, name = gettext("Season"), thing.name
        case Person():
            kind = gettext("Person")
            alone = Follow(people=(thing,))
            calendar, opml = f"{reverse('catalog:follow_calendar')}?{alone.query}", _opml(alone)
        case Network():
            kind = gettext("Network")
            calendar = reverse("catalog:network_calendar", args=[thing.slug])
        case Genre():
            kind = gettext("Genre")
        case Author():
            kind = gettext("Author")
        case Follow():
            kind, name = "", gettext("What you follow")
            calendar, opml = f"{reverse('catalog:follow_calendar')}?{thing.query}", _opml(thing)
    return Subscription(name, channel_of(thing), kind, thing, calendar, opml, tuple(of(part) for part in parts))


def _opml(follow: Follow) -> str:
    return f"{reverse('news:follow_feeds')}?{follow.query}"


# -- finding ------------------------------------------------------------------------------------------------------


def find_followable(text: str, now: datetime) -> tuple[list[Series], list[Person]]:
    """The public series (with their state) and people that a text finds, those that fit best first.

    A word is only taken for misspelt where nothing is spelt like it.
    """
    asked = read(text)
    if not asked.words:
        return [], []
    series, people = find_series(asked, now, None, FOUND), find_people(asked, now, None, FOUND)
    if not series and not people:
        spelt = spelling(asked)
        series, people = find_series(asked, now, spelt, FOUND), find_people(asked, now, spelt, FOUND)
    series_by_key = Series.objects.public(now).as_of(now).in_bulk([each.key for each in series.found])
    people_by_key = Person.objects.with_first_part(now).in_bulk([each.key for each in people.found])
    return (
        [series_by_key[each.key] for each in series.found if each.key in series_by_key],
        [people_by_key[each.key] for each in people.found if each.key in people_by_key],
    )


def find(text: str, now: datetime) -> list[Subscription]:
    """What can be subscribed to of what a text finds: series with their seasons, people, networks, genres, authors."""
    series, people = find_followable(text, now)
    prefetch_related_objects(series, "seasons")
    words = read(text).words
    networks = Network.objects.public(now).search(text)[:FOUND] if words else []
    named = [*Genre.objects.public(now), *Author.objects.public(now)] if words else []
    return [
        *(of(each, parts=sorted(each.seasons.all(), key=_by_number)) for each in series),
        *(of(each) for each in people),
        *(of(each) for each in networks),
        *(of(each) for each in named if all(f" {word}" in search_name(str(each)) for word in words)),
    ]


def _by_number(season: Season) -> tuple[bool, int]:
    """The next season, which has no number yet, comes last."""
    return season.number is None, season.number or 0
