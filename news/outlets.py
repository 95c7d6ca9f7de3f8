"""Where readers can meet a word of an article: a closed list, to which apps add by one line."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.moments import day_of


class About(NamedTuple):
    """What decides where an article is met: its title and slug, its subjects and authors, its first publication."""

    title: str
    slug: str
    series: list[Any]
    seasons: list[Any]
    people: list[Any]
    authors: list[Any]
    at: datetime


Places = Callable[[About], Iterable[str]]
_outlets: list[tuple[Any, Places]] = []


def register_outlet(name, places: Places) -> None:
    """Let the addresses that `places(about)` gives count as places where an article can be met."""
    _outlets.append((name, places))


def places(about: About) -> list[tuple[str, str]]:
    """Name and address of every place where an article could be met, each address once."""
    found: dict[str, str] = {}
    for name, addresses in _outlets:
        for address in addresses(about):
            found.setdefault(address, str(name))
    return [(name, address) for address, name in found.items()]


def _month(about):
    day = day_of(about.at)
    return [reverse("news:month_archive", args=[day.year, day.month])]


def _pages(things):
    return [thing.get_absolute_url() for thing in things]


def _series_feeds(about):
    kinds = ("news:series_feed_rss", "news:series_feed_atom")
    return [reverse(kind, args=[series.slug]) for series in about.series for kind in kinds]


def _shelves(about):
    for series in about.series:
        yield from _pages(series.genres.all())
        yield from _pages(row.network for row in series.network_rows.select_related("network"))


def register_news() -> None:
    """The outlets of the news and the catalog. Lists of people, of series and of days show names and dates only."""
    register_outlet(_("Its page"), lambda about: [reverse("news:article_detail", args=[about.slug])])
    register_outlet(_("List of articles"), lambda about: [reverse("news:article_list")])
    register_outlet(_("Month"), _month)
    register_outlet(_("Series"), lambda about: _pages(about.series))
    register_outlet(_("Season"), lambda about: _pages(about.seasons))
    register_outlet(_("Person"), lambda about: _pages(about.people))
    register_outlet(_("Author"), lambda about: _pages(about.authors))
    register_outlet(_("Genre or network"), _shelves)
    register_outlet(_("Corrections"), lambda about: [reverse("news:corrections")])
    register_outlet(_("Feed"), lambda about: [reverse("news:feed_rss"), reverse("news:feed_atom")])
    register_outlet(_("Feed of the series"), _series_feeds)
