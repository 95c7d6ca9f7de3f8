"""The value: a date exactly as vague as it was announced."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2199
MAX_WORDING = 200


class Precision(models.TextChoices):
    """The unit that was named, whether as a window or as a bound."""

    UNKNOWN = "unknown", _("unknown")
    YEAR = "year", _("year")
    HALF = "half", _("half-year")
    SEASON = "season", _("season of the year")
    QUARTER = "quarter", _("quarter")
    MONTH = "month", _("month")
    DAY = "day", _("day")


_PRECISIONS = frozenset(Precision.values)
# First and last month of each unit, in the order of the EDTF codes. Winter is January and February of its year;
# December belongs to no season, because people mean the winter before or after it.
_MONTHS: dict[str, list[tuple[int, int]]] = {
    Precision.YEAR: [(1, 12)],
    Precision.HALF: [(1, 6), (7, 12)],
    Precision.SEASON: [(3, 5), (6, 8), (9, 11), (1, 2)],
    Precision.QUARTER: [(1, 3), (4, 6), (7, 9), (10, 12)],
    Precision.MONTH: [(month, month) for month in range(1, 13)],
}
# Extended Date/Time Format (ISO 8601-2:2019), level 2: what is added to the number of a unit within its year.
_EDTF_CODES = {Precision.MONTH: 0, Precision.SEASON: 20, Precision.QUARTER: 32, Precision.HALF: 39}


def unit_of_code(code: int) -> tuple[Precision, int] | None:
    """The unit that EDTF writes after the year, and its number in the year: 35 is the third quarter."""
    for precision, offset in _EDTF_CODES.items():
        if 1 <= code - offset <= len(_MONTHS[precision]):
            return precision, code - offset
    return None


def _first_and_last(precision: str, day: date) -> tuple[date, date]:
    if precision == Precision.DAY:
        return day, day
    for first, last in _MONTHS[precision]:
        if first <= day.month <= last:
            return date(day.year, first, 1), date(day.year, last, calendar.monthrange(day.year, last)[1])
    raise ValueError("December belongs to no season")


@dataclass(frozen=True)
class FuzzyDate:
    """When something is said to happen. `wording` keeps the announcer's own words, at most 200 characters.

    * Nothing known: neither bound, precision unknown.
    * A window ("spring 2027"): both bounds, the first and last day of one unit. A day is a window of one.
    * A lower bound ("not before 2020"): `earliest` is the first day of a unit; an upper bound ("by the end of 2027"):
      `latest` is the last day of one. With precision day a bound is that very day.

    Two are equal when their words are too; `same_as` asks whether they say the same. Anything else is a ValueError.
    """

    earliest: date | None
    latest: date | None
    precision: str
    wording: str = ""

    UNKNOWN: ClassVar["FuzzyDate"]

    def __post_init__(self) -> None:
        bounds = [bound for bound in (self.earliest, self.latest) if bound is not None]
        if self.precision not in _PRECISIONS:
            raise ValueError(f"no such precision: {self.precision!r}")
        if len(self.wording) > MAX_WORDING:
            raise ValueError("the wording is too long")
        if (self.precision == Precision.UNKNOWN) != (not bounds):
            raise ValueError("a date is unknown exactly when it has no bound")
        if any(isinstance(bound, datetime) or not isinstance(bound, date) for bound in bounds):
            raise ValueError("the bounds of a date are dates")
        if any(not FIRST_YEAR <= bound.year <= LAST_YEAR for bound in bounds):
            raise ValueError(f"the year is not between {FIRST_YEAR} and {LAST_YEAR}")
        if bounds:
            first, last = _first_and_last(self.precision, bounds[0])
            if self.earliest not in (None, first) or self.latest not in (None, last):
                raise ValueError(f"the bounds are not those of one {self.precision}")

    @classmethod
    def day(cls, day: date) -> Self:
        """Exactly this day."""
        return cls(day, day, Precision.DAY)

    @classmethod
    def unit(cls, precision: str, year: int, number: int = 1) -> Self:
        """A unit of a year: `unit("quarter", 2027, 3)`. Seasons count from spring. ValueError if there is none."""
        months = _MONTHS[precision]
        if not 1 <= number <= len(months):
            raise ValueError(f"a year has no {precision} {number}")
        return cls.around(date(year, months[number - 1][0], 1), precision)

    @classmethod
    def around(cls, day: date, precision: str) -> Self:
        """The unit that a day lies in. ValueError for a season in December."""
        return cls(*_first_and_last(precision, day), precision)

    def as_lower_bound(self) -> Self:
        """Not before this window."""
        return replace(self, latest=None)

    def as_upper_bound(self) -> Self:
        """By the end of this window."""
        return replace(self, earliest=None)

    def __str__(self) -> str:
        from catalog.fuzzydates.printing import as_words

        return as_words(self)

    def __lt__(self, other: "FuzzyDate") -> bool:
        return self.sort_key < other.sort_key

    def describe(self, today: date) -> str:
        """In words, telling when a bound or window lies in the past on this day."""
        from catalog.fuzzydates.printing import as_words_on

        return as_words_on(self, today)

    def same_as(self, other: "FuzzyDate") -> bool:
        """Whether both say the same date, in whatever words."""
        return (self.earliest, self.latest, self.precision) == (other.earliest, other.latest, other.precision)

    def passed(self, today: date) -> bool:
        """Whether the day, window or upper bound is over, or the lower bound is reached, on this day."""
        if self.latest is not None:
            return self.latest < today
        return self.earliest is not None and self.earliest <= today

    @property
    def is_unknown(self) -> bool:
        return self.anchor is None

    @property
    def is_exact(self) -> bool:
        return self.precision == Precision.DAY and self.earliest == self.latest

    @property
    def is_bound(self) -> bool:
        """Whether one side is open."""
        return (self.earliest is None) != (self.latest is None)

    @property
    def is_window(self) -> bool:
        """Whether it names a span of several days."""
        return self.earliest is not None and self.latest is not None and not self.is_exact

    @property
    def anchor(self) -> date | None:
        """A day inside the unit that was named."""
        return self.earliest or self.latest

    @property
    def number(self) -> int:
        """The unit's number within its year, as `unit` takes it. Not for days and unknown dates."""
        assert self.anchor
        return next(
            number
            for number, (first, last) in enumerate(_MONTHS[self.precision], start=1)
            if first <= self.anchor.month <= last
        )

    @property
    def sort_key(self) -> tuple[int, date, int]:
        """Days, windows and upper bounds by their last day (the narrower first), then lower bounds, then unknown."""
        if self.latest is not None:
            return 0, self.latest, -(self.earliest or date.min).toordinal()
        if self.earliest is not None:
            return 1, self.earliest, 0
        return 2, date.max, 0

    @property
    def iso(self) -> str:
        """ISO 8601, of an exact day only; else empty."""
        return self.earliest.isoformat() if self.earliest and self.is_exact else ""

    @property
    def edtf(self) -> str:
        """Extended Date/Time Format: `2027-21` for spring 2027, `[2020..]` for not before 2020; empty if unknown."""
        if self.anchor is None:
            return ""
        unit = str(self.anchor.year)
        if self.precision == Precision.DAY:
            unit = self.anchor.isoformat()
        elif self.precision != Precision.YEAR:
            unit += f"-{_EDTF_CODES[Precision(self.precision)] + self.number:02}"
        if self.latest is None:
            return f"[{unit}..]"
        return unit if self.earliest else f"[..{unit}]"


FuzzyDate.UNKNOWN = FuzzyDate(None, None, Precision.UNKNOWN)
