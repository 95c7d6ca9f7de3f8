"""Which feeds an event touches, for whoever tells others that a feed has changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from catalog.axes import Certainty
from catalog.models import CastCredit, Genre, Network, Person, PremiereState, Season, Series, StatusUpdate
from news.feeds.channels import Channel
from news.models import Author, Correction, ErasedEntry, Erasure, Link, Revision


def touched(since: datetime, until: datetime) -> Iterator[Channel]:
    """The feeds of which an entry came, went or changed after a moment and not after another, each once.

    Lists that somebody follows are not among them: nobody knows which there are. The number of queries does not grow
    with what happened.
    """
    revisions = Revision.objects.turned(since, until)
    updates = StatusUpdate.objects.told(until).turned(since, until)
    links = list(Link.objects.of(revisions).for_page())
    said = list(updates.select_related("season"))
    corrections = Correction.objects.public(until).made_within(since, until)
    erased = Erasure.objects.public(until).erased_within(since, until)
    if links or erased.exists():
        yield Channel.news()
    if said:
        yield Channel.updates()
    if any(update.certainty == Certainty.OFFICIAL for update in said):
        yield Channel.updates(official=True)
    if corrections.exists() or revisions.corrected().exists():
        yield Channel.corrections()
    if PremiereState.objects.told(until).begun_within(since, until).exists():
        yield Channel.premieres()
    of_things = [*channels_of(links, said, until), *_that_told(erased, until)]
    yield from {channel.name: channel for channel in of_things}.values()


def channels_of(links: Iterable[Link], said: Iterable[StatusUpdate], at: datetime) -> Iterator[Channel]:
    """The feeds of single things that tell stories with some links, or that tell some updates."""
    links, said = list(links), list(said)
    subjects = [link for link in links if link.role in {Link.Role.PRIMARY, Link.Role.SUBJECT}]
    seasons = {link.season_id for link in subjects if link.season_id} | {update.season_id for update in said}
    series = {link.series_id for link in subjects if link.series_id} | {update.season.series_id for update in said}
    people = {link.person.resolved.pk for link in subjects if link.person_id}
    people |= CastCredit.objects.featured_in({update.season_id for update in said})
    authors = {link.author_id for link in links if link.author_id} | Link.objects.live(at).authors_announcing(said)
    public = Series.objects.public(at)
    yield from map(Channel.series, public.filter(pk__in=series))
    yield from map(Channel.season, Season.objects.public(at).among(seasons))
    yield from map(Channel.person, Person.objects.public(at).filter(pk__in=people))
    yield from map(Channel.network, Network.objects.public(at).of_series(series, at))
    yield from map(Channel.genre, Genre.objects.public(at).of_series(series))
    yield from map(Channel.author, Author.objects.public(at).filter(pk__in=authors))


def _that_told(erased, at: datetime) -> Iterator[Channel]:
    """The feeds of single things that had erased stories among their entries."""
    keys: dict[str, set[str]] = defaultdict(set)
    for feed in ErasedEntry.objects.filter(erasure__in=erased).values_list("feed", flat=True):
        kind, _sep, key = feed.partition("/")
        keys[kind].add(key)
    told: list[tuple[Any, Any, str]] = [
        (Channel.series, Series.objects.public(at), "uuid"),
        (Channel.season, Season.objects.public(at).select_related("series"), "uuid"),
        (Channel.person, Person.objects.public(at), "uuid"),
        (Channel.network, Network.objects.public(at), "pk"),
        (Channel.genre, Genre.objects.public(at), "pk"),
        (Channel.author, Author.objects.public(at), "pk"),
    ]
    for channel, things, column in told:
        yield from map(channel, things.filter(**{f"{column}__in": keys[f"news-of-{channel.__name__}"]}))
