"""Ratings over time as the points of a small chart and the rows of the table behind it. Pure: no query, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import groupby
from typing import Any

# The drawing in units of its own; the line keeps clear of the edges, where the scale and the days stand.
LEFT, RIGHT, TOP, BOTTOM = 50, 580, 24, 130
# No chart has more points, and no table more rows; of longer histories the last of each month, then year, is kept.
MOST = 12


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    value: Decimal
    day: date


@dataclass(frozen=True)
class Chart:
    """The snapshots of one provider as `points`, the first on the left; `lines` are the y and the value of the scale.

    `providers` heads the table; each of `rows` is a day and, for each provider, its value then or None.
    """

    provider: str
    scale: int
    points: Sequence[Point]
    lines: Sequence[tuple[int, Decimal]]
    providers: Sequence[str]
    rows: Sequence[tuple[date, Sequence[Decimal | None]]]

    @property
    def path(self) -> str:
        """The line through all points, as SVG says it."""
        return "M" + " ".join(f"{point.x} {point.y}" for point in self.points)


def rating_chart(ratings: Iterable) -> Chart | None:
    """The chart of some ratings, by `taken_on`: of the provider with the most snapshots; None without two of one."""
    taken: dict[str, list[Any]] = {}
    for rating in sorted(ratings, key=lambda rating: rating.taken_on):
        row = taken.setdefault(rating.provider, [])
        # Of two on one day (of a series, and of its season) the chart shows one.
        if row and row[-1].taken_on == rating.taken_on:
            row.pop()
        row.append(rating)
    # Among equals the one that more people voted at.
    most = max(taken.values(), key=lambda row: (len(row), row[-1].votes or 0), default=[])
    if len(most) < 2:
        return None
    drawn = _thinned(most)
    low, high = _bounds([rating.value for rating in drawn])
    days = [rating.taken_on for rating in drawn]
    points = [
        Point(
            _between(LEFT, RIGHT, (rating.taken_on - days[0]).days, (days[-1] - days[0]).days),
            _between(BOTTOM, TOP, rating.value - low, high - low),
            rating.value.normalize(),
            rating.taken_on,
        )
        for rating in drawn
    ]
    middle = (low + high) / 2
    providers = sorted(taken)
    thinned = {
        provider: {rating.taken_on: rating.value.normalize() for rating in _thinned(taken[provider])}
        for provider in taken
    }
    rows = [
        (day, [thinned[provider].get(day) for provider in providers])
        for day in sorted({day for known in thinned.values() for day in known}, reverse=True)
    ]
    return Chart(
        provider=drawn[0].provider,
        scale=drawn[-1].scale,
        points=points,
        lines=[(TOP, high), ((TOP + BOTTOM) // 2, middle), (BOTTOM, low)],
        providers=providers,
        rows=rows,
    )


def _thinned(ratings):
    """At most MOST of a provider's ratings, which come by day, the newest among them."""
    for unit in (lambda day: (day.year, day.month), lambda day: day.year):
        if len(ratings) <= MOST:
            break
        thinner = [list(group)[-1] for _, group in groupby(ratings, key=lambda rating: unit(rating.taken_on))]
        # All of one month, or year, would leave one, which is no line.
        if len(thinner) < 2:
            break
        ratings = thinner
    return ratings[-MOST:]


def _bounds(values):
    """Whole numbers below and above all values, so that the scale can be read."""
    low = min(values).quantize(Decimal(1), ROUND_FLOOR)
    high = max(values).quantize(Decimal(1), ROUND_CEILING)
    return low, high if high > low else low + 1


def _between(begin: int, end: int, part, whole) -> int:
    return begin + round((end - begin) * part / whole)
