"""The answers most waited for, known without counting readers.

The rule, as readers are told it: series that wait for a decision, those first that most people have rated elsewhere;
of those that nobody counted votes of, the ones that we checked last.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalog.models.evidence import Rating
from catalog.models.series import Series
from catalog.models.states import SeasonState

# Newest ratings of so many times as many series are looked at: several sites may have rated one.
SITES = 6


@dataclass(frozen=True)
class Awaited:
    """A series of `for_listing`, and the rating with the most votes, if there is one."""

    series: Any
    rating: Any = None


def most_awaited(now: datetime, most: int) -> list[Awaited]:
    """At most so many series that wait for a decision, the most awaited first."""
    ratings: dict[int, Rating] = {}
    for rating in Rating.objects.most_voted_of_awaited(now)[: most * SITES]:
        ratings.setdefault(rating.series_id, rating)
    keys = list(ratings)[:most]
    checked = SeasonState.objects.checked_and_awaited(now).values_list("season__series", flat=True)[: 2 * most]
    keys += [key for key in checked if key not in keys][: most - len(keys)]
    series = Series.objects.for_listing(now).in_bulk(keys)
    return [Awaited(series[key], ratings.get(key)) for key in keys]
