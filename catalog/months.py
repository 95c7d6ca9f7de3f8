"""Months as grids of weeks, and windows of time as bars over the months of some years. Pure: no query, no clock."""

from calendar import MONDAY, Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from catalog.fuzzydates import FuzzyDate

# A bar runs over so many years at most; what lies beyond them is told in words alone.
YEARS = 4


def monday_of(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def weeks_of(month: date) -> list[list[date | None]]:
    """The weeks of a month from Monday to Sunday; None for a day of the month before or after."""
    weeks = Calendar(MONDAY).monthdatescalendar(month.year, month.month)
    return [[day if day.month == month.month else None for day in week] for week in weeks]


def month_after(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


@dataclass(frozen=True)
class Bar:
    """A window as `x`, `width` and `end` in percent of the years shown; open where it has no bound, or goes beyond."""

    x: str
    width: str
    end: str
    is_open_before: bool
    is_open_after: bool


@dataclass(frozen=True)
class Years:
    """Some whole years, a part of the width each."""

    first: int
    count: int

    @classmethod
    def around(cls, dates: Iterable[FuzzyDate], today: date) -> "Years":
        """This year and the next, and so many more as some dates speak of, but not too many to be read."""
        last = max((bound.year for said in dates if (bound := said.latest or said.earliest)), default=today.year)
        return cls(today.year, min(max(last - today.year + 1, 2), YEARS))

    def marks(self) -> list[tuple[str, int]]:
        """Where each year begins, in percent, and which it is."""
        return [(_percent(index / self.count), self.first + index) for index in range(self.count)]

    def ticks(self) -> list[str]:
        """Where each quarter begins, in percent."""
        return [_percent(index / (4 * self.count)) for index in range(4 * self.count + 1)]

    def bar(self, said: FuzzyDate) -> Bar | None:
        """The bar of a date that is no day; None when all of it lies outside of the years."""
        begin = self._place(said.earliest) if said.earliest else 0.0
        end = self._place(said.latest + timedelta(days=1)) if said.latest else 1.0
        if begin >= 1 or end <= 0:
            return None
        left, right = max(begin, 0.0), min(end, 1.0)
        return Bar(
            _percent(left),
            _percent(right - left),
            _percent(right),
            is_open_before=said.earliest is None or begin < 0,
            is_open_after=said.latest is None or end > 1,
        )

    def _place(self, day: date) -> float:
        days = (day.replace(month=12, day=31) - day.replace(month=1, day=1)).days + 1
        return (day.year - self.first + (day.timetuple().tm_yday - 1) / days) / self.count


def _percent(part: float) -> str:
    return f"{100 * part:.2f}%"
