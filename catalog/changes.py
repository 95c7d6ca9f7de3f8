"""What changed on a day: which seasons were renewed, cancelled, given a date. Pure: no query, no clock."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import TextChoices

from catalog.axes import Decision, Event
from catalog.fuzzydates import FuzzyDate
from catalog.moments import day_of, last_moment, midnight
from catalog.rulings import NO

# What was said longer ago than this was entered late: it is on record, and no change of the day.
LATE = timedelta(days=31)


class Turn(TextChoices):
    """What can become of a season within a day, in the order in which it is told."""

    RENEWED = "renewed"
    ORDERED = "ordered"
    CANCELLED = "cancelled"
    NOT_PICKED_UP = "not_picked_up"
    REVERSED = "reversed"
    CONCLUDED = "concluded"
    ENDED = "ended"
    DAY = "day"
    WINDOW = "window"
    UNDATED = "undated"


_OF_DECISIONS = {
    Decision.ORDERED: (Turn.ORDERED, Turn.RENEWED),
    Decision.DECLINED: (Turn.NOT_PICKED_UP, Turn.CANCELLED),
    Decision.REVERSED: (Turn.REVERSED, Turn.REVERSED),
    Decision.CONCLUDED: (Turn.CONCLUDED, Turn.CONCLUDED),
    Decision.ENDED: (Turn.ENDED, Turn.ENDED),
}


@dataclass(frozen=True)
class Change:
    """What became of a season: its state afterwards, the dates it had before, and who said it, latest word first."""

    turn: Turn
    day: date
    season: Any
    state: Any
    before: tuple[FuzzyDate, ...]
    updates: Sequence[Any]

    @property
    def is_over(self) -> bool:
        """Whether there is no date to wait for."""
        return self.state.decision in NO


def is_news_of_date(before: FuzzyDate, state: Any) -> bool:
    """Whether a PremiereState tells readers of a date that was set, moved or withdrawn.

    Not what an import found at first sight, nor history that is entered late: what was said long ago, or speaks of a
    day that was over when it was told.
    """
    if state.starts.same_as(before):
        return False
    day, update = day_of(state.valid_from), state.update
    # Else an earlier word rules again, because a later one was taken back.
    is_word = update is not None and update.public_from == state.valid_from
    if is_word and (update.baseline or update.said_by < day - LATE):
        return False
    told = before if state.starts.is_unknown else state.starts
    return told.latest is None or told.latest >= day


def count_turns(changes: Iterable[Change]) -> list[tuple[Turn, int]]:
    """How many seasons took each turn, in the order in which they are told."""
    counts = Counter(change.turn for change in changes)
    return [(turn, counts[turn]) for turn in Turn if counts[turn]]


def parted(changes: Sequence[Change], most: int) -> tuple[list[Change], list[Change]]:
    """At most so many changes, of each turn the first before the second of any; and the others."""
    met: Counter[Turn] = Counter()
    places = []
    for change in changes:
        places.append(met[change.turn])
        met[change.turn] += 1
    first = set(sorted(range(len(changes)), key=lambda index: places[index])[:most])
    shown = [change for index, change in enumerate(changes) if index in first]
    return shown, [change for index, change in enumerate(changes) if index not in first]


def changes_by_day(updates: Iterable, states: Mapping[int, Sequence], now: datetime) -> Iterator[tuple[date, list]]:
    """The days on which something changed, the last one first, each with its changes in the order of the turns.

    `updates` are turns (`StatusUpdate.objects.turns`), latest first; `states` the SeasonStates of each of their
    seasons, by its key. Saying again what is known already changes nothing.
    """
    for day, of_day in groupby(updates, key=lambda update: day_of(update.public_from)):
        by_season: dict[int, list] = {}
        for update in of_day:
            by_season.setdefault(update.season_id, []).append(update)
        end = min(now, last_moment(day))
        found = [_change(said, states.get(key, ()), day, end) for key, said in by_season.items()]
        changes = [change for change in found if change]
        if changes:
            yield day, sorted(changes, key=lambda change: list(Turn).index(change.turn))


def _change(said, states, day: date, end: datetime) -> Change | None:
    said = [update for update in said if update.said_by >= day - LATE]
    earlier = [state for state in states if state.valid_from < midnight(day)]
    after = next((state for state in states if state.valid_from <= end < state.valid_until), None)
    if not (said and earlier and after):
        return None
    season = said[0].season
    turn = _decided(season, earlier[-1], after) or _dated(said, earlier[-1], after, day)
    if turn is None:
        return None
    dates = [state.premiere for state in earlier if not state.premiere.is_unknown]
    before = [date for date, _same in groupby(dates) if not date.same_as(after.premiere)]
    return Change(turn, day, season, after, tuple(before), said)


def _decided(season, before, after) -> Turn | None:
    if after.decision == before.decision or after.decision not in _OF_DECISIONS:
        return None
    return _OF_DECISIONS[after.decision][season.number != 1]


def _dated(said, before, after, day: date) -> Turn | None:
    """What became of its date: the one to name, or else that of a region or a part."""
    if after.decision in NO:
        return None
    if not after.premiere.same_as(before.premiere):
        return _turn_of(after.premiere, day)
    others = (
        row.date
        for update in said
        for row in update.dates.all()
        if row.event == Event.PREMIERE and (row.part > 1 or row.region != after.premiere_region)
    )
    return next((turn for date in others if (turn := _turn_of(date, day))), None)


def _turn_of(said: FuzzyDate, day: date) -> Turn | None:
    if said.is_unknown:
        return Turn.UNDATED
    # A premiere that is over is history that was entered, and no promise.
    if said.latest is not None and said.latest < day:
        return None
    return Turn.DAY if said.is_exact else Turn.WINDOW
