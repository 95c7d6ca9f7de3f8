"""Where readers can meet a word of an article: a closed list, to which apps add by one line."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Genre, Network, Person, Season, Series, SeriesNetwork
from catalog.moments import day_of
from news.feeds.channels import Channel
from news.models import Author, Link


class About(NamedTuple):
    """What decides where an article is met: its title and slug, its subjects and authors, its first publication."""

    title: str
    slug: str
    series: list[Any]
    seasons: list[Any]
    people: list[Any]
    authors: list[Any]
    at: datetime


class Place(NamedTuple):
    """One address of an outlet. A `slow` one is made of all that the site holds."""

    name: str
    address: str
    slow: bool


# An address, or an address and whose page it is, where one outlet has several.
Addresses = Callable[[About], Iterable[str | tuple[str, str]]]
_outlets: list[tuple[Any, Addresses, bool]] = []


def register_outlet(name, addresses: Addresses, *, slow: bool = False) -> None:
    """Let what `addresses(about)` gives count as places where an article can be met."""
    _outlets.append((name, addresses, slow))


def places(about: About) -> list[Place]:
    """Every place where an article could be met, each address once."""
    found: dict[str, Place] = {}
    for name, addresses, slow in _outlets:
        for each in addresses(about):
            address, whose = (each, "") if isinstance(each, str) else each
            found.setdefault(address, Place(f"{name}: {whose}" if whose else str(name), address, slow))
    return list(found.values())


def about(title: str, slug: str, links: Iterable[Link], at: datetime) -> About:
    """Of a revision, or of what would be one, by its links."""
    links = list(links)
    subjects = [link for link in links if link.role in {Link.Role.PRIMARY, Link.Role.SUBJECT}]
    # By their keys, each kind at once: the links of what is not stored have nothing else.
    seasons = Season.objects.select_related("series").in_bulk([link.season_id for link in subjects if link.season_id])
    series = Series.objects.in_bulk([link.series_id for link in subjects if link.series_id])
    people = Person.objects.select_related("merged_into").in_bulk(
        [link.person_id for link in subjects if link.person_id]
    )
    return About(
        title=title,
        slug=slug,
        series=list(dict.fromkeys([*series.values(), *(season.series for season in seasons.values())])),
        seasons=list(seasons.values()),
        people=list(dict.fromkeys(person.resolved for person in people.values())),
        authors=list(Author.objects.in_bulk([link.author_id for link in links if link.author_id]).values()),
        at=at,
    )


def _month(about):
    day = day_of(about.at)
    return [reverse("news:month_archive", args=[day.year, day.month])]


def _pages(things):
    return [(thing.get_absolute_url(), str(thing)) for thing in things]


def _feeds(channels):
    """Each once, as RSS: what a feed says is the same in each format."""
    return [(channel.path("rss"), channel.title) for channel in channels]


def _genres_of(about):
    tagged = Series.genres.through.objects.filter(series__in=about.series)
    return Genre.objects.filter(pk__in=tagged.values("genre"))


def _networks_of(about):
    shown_on = SeriesNetwork.objects.filter(series__in=about.series)
    return Network.objects.filter(pk__in=shown_on.values("network"))


def _feeds_of_things(about):
    yield from map(Channel.series, about.series)
    yield from map(Channel.season, about.seasons)
    yield from map(Channel.person, about.people)
    yield from map(Channel.author, about.authors)


def _feeds_of_many(about):
    yield from map(Channel.genre, _genres_of(about))
    yield from map(Channel.network, _networks_of(about))


def register_news() -> None:
    """The outlets of the news and the catalog. Lists of people, of series and of days show names and dates only."""
    register_outlet(_("Its page"), lambda about: [reverse("news:article_detail", args=[about.slug])])
    register_outlet(_("List of articles"), lambda about: [reverse("news:article_list")])
    register_outlet(_("Month"), _month)
    register_outlet(pgettext_lazy("one", "Series"), lambda about: _pages(about.series))
    register_outlet(_("Season"), lambda about: _pages(about.seasons))
    register_outlet(_("Person"), lambda about: _pages(about.people))
    register_outlet(_("Author"), lambda about: _pages(about.authors))
    register_outlet(_("Genre"), lambda about: _pages(_genres_of(about)), slow=True)
    register_outlet(_("Network"), lambda about: _pages(_networks_of(about)), slow=True)
    register_outlet(_("Corrections"), lambda about: [reverse("news:corrections")])
    register_outlet(_("Feed"), lambda about: _feeds([Channel.news(), Channel.corrections()]))
    register_outlet(_("Feed"), lambda about: _feeds(_feeds_of_things(about)))
    register_outlet(_("Feed"), lambda about: _feeds(_feeds_of_many(about)), slow=True)
