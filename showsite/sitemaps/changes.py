"""When pages last became others: by what is on record of it, or not at all.

What counts is what a page says itself: its own row and words, what is known of it, the evidence and the stories about
it. What it borrows (the name of a person in a cast, the seasons beside it) counts for the page from which it comes.
Each function answers for one batch of rows, in a few queries.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Max, Model, Q

from catalog.models import (
    AuditEntry,
    Fact,
    Quote,
    Rating,
    Season,
    SeasonState,
    Series,
    SeriesState,
    StatusUpdate,
    Video,
)
from news.models import Link, RevisionClaim

Moments = dict[int, datetime]
EVIDENCE: tuple[type[Model], ...] = (Video, Quote, Fact, Rating)


def of_stories(keys: Collection[int], at: datetime) -> Moments:
    """When something last became known of what revisions claim, or show in a block that is never pressed."""
    claimed = RevisionClaim.objects.filter(revision__in=keys)
    shown = Link.objects.filter(revision__in=keys, role=Link.Role.BLOCK)
    return _latest(
        _of_states(claimed, "season", SeasonState, "season", at),
        _of_states(shown, "season", SeasonState, "season", at),
        _of_states(shown, "series", SeriesState, "series", at),
        _of_states(shown, "season__series", SeriesState, "series", at),
    )


def of_series(keys: Collection[int], at: datetime) -> Moments:
    return _latest(_written(Series, keys), _evidence("series", keys), _stories("series", keys, at))


def of_seasons(keys: Collection[int], at: datetime) -> Moments:
    said = StatusUpdate.objects.public(at).filter(season__in=keys).order_by().values_list("season")
    updates = said.annotate(told=Max("public_from"), retracted=Max("retracted_at", filter=Q(retracted_at__lte=at)))
    return _latest(
        ((season, moment) for season, *moments in updates for moment in moments),
        _written(Season, keys),
        _evidence("season", keys),
        _stories("season", keys, at),
    )


def of_videos(keys: Collection[int], at: datetime) -> Moments:
    return _latest(_written(Video, keys))


def _latest(*found: Iterable[tuple[int, datetime | None]]) -> Moments:
    latest: Moments = {}
    for pairs in found:
        for key, moment in pairs:
            if moment and (key not in latest or latest[key] < moment):
                latest[key] = moment
    return latest


def _of_states(rows, path: str, states, column: str, at: datetime) -> Iterable[tuple[int, datetime]]:
    """For each revision the latest beginning of a state, at a moment, of what rows about revisions lead to."""
    pairs = set(rows.filter(**{f"{path}__isnull": False}).order_by().values_list("revision", path))
    began = dict(
        states.objects.at(at).filter(**{f"{column}__in": {key for _, key in pairs}}).values_list(column, "valid_from")
    )
    return [(revision, began[key]) for revision, key in pairs if key in began]


def _written(model: type[Model], keys: Iterable[int]) -> Iterable[tuple[int, datetime]]:
    return AuditEntry.objects.last_of(model, keys).items()


def _evidence(column: str, keys: Collection[int]) -> Iterable[tuple[int, datetime]]:
    """For each series or season the last word in the log on what was entered about it."""
    for model in EVIDENCE:
        rows = model._default_manager.filter(**{f"{column}__in": keys}).order_by()
        about = dict(rows.values_list("pk", column))
        if about:
            yield from ((about[key], moment) for key, moment in _written(model, about))


def _stories(column: str, keys: Collection[int], at: datetime) -> Iterable[tuple[int, datetime]]:
    """For each series or season when the latest live revision about it came."""
    rows = Link.objects.live(at).subjects().filter(**{f"{column}__in": keys})
    return rows.order_by().values_list(column).annotate(Max("revision__live_from"))
