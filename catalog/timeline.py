"""What a season's timeline says in short: its last word, and the moves of its date. Pure: no query, no clock."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.utils.translation import gettext, ngettext

from catalog.axes import Event, Tier
from catalog.fuzzydates import FuzzyDate
from catalog.rulings import SURE


def last_word(updates: Iterable, shown: Iterable) -> Any:
    """What was said last, officially or by report, and is not among the updates `shown`; None if nothing was.

    `updates` are those that stand. What the desk itself found, or another catalog lists, is no word of anybody's.
    """
    known = list(shown)
    said = [
        update
        for update in updates
        if update not in known and update.certainty in SURE and update.source.tier not in {Tier.DESK, Tier.CATALOG}
    ]
    return max(said, key=lambda update: (update.said_by, update.recorded_at), default=None)


def dates_said(updates: Iterable, region: str) -> list[FuzzyDate]:
    """The dates of a premiere in a region, as they were said one after the other; `updates` are those that stand."""
    said = [
        (update.said_by, update.recorded_at, row.date)
        for update in updates
        if update.certainty in SURE
        for row in update.dates.all()
        if row.event == Event.PREMIERE and row.region == region and row.part == 1
    ]
    in_order = [date for *_, date in sorted(said, key=lambda each: each[:2])]
    return [date for date, _ in groupby(in_order)]


def moves(dates: list[FuzzyDate]) -> str:
    """How often a date was moved and by which steps, as a sentence; empty for one that never was."""
    times = len(dates) - 1
    if times < 1:
        return ""
    steps = {"times": times, "dates": ", ".join(str(date) for date in dates)}
    if times == 1:
        return gettext("The date changed once: %(dates)s.") % steps
    if times == 2:
        return gettext("The date changed twice: %(dates)s.") % steps
    return (
        ngettext("The date changed %(times)d time: %(dates)s.", "The date changed %(times)d times: %(dates)s.", times)
        % steps
    )
