"""The label of a series: one word from what stands about its seasons, on a day. Pure: no query, no clock.

Look at the lowest-numbered regular season that is not finished and whose decision is known; else at the newest.
The first label that matches wins (DESIGN: "The series label").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from catalog.axes import Certainty, Decision, Event, Label, Production, Release
from catalog.fuzzydates import FuzzyDate
from catalog.rulings import NO, Ruling, SeasonFacts, headline

# How long a season airs when nobody said when it ends.
DAYS_ALL_AT_ONCE = 30
DAYS_UNKNOWN = 120
# Years serve as numbers too; from here on a number says nothing about how many seasons came before.
FIRST_YEAR_NUMBER = 1900
IN_PRODUCTION = {p for p in Production} - {Production.UNKNOWN, Production.NONE, Production.COMPLETED}


@dataclass(frozen=True)
class SeasonOnRecord:
    """A regular season as the label sees it. `key` is the caller's; `number` is None for the next season."""

    key: int
    number: int | None
    episode_count: int | None
    facts: SeasonFacts


@dataclass(frozen=True)
class Part:
    """A run of episodes: its first and last day on air, as far as they are known."""

    start: date | None
    end: date | None
    returns: FuzzyDate


@dataclass(frozen=True)
class Verdict:
    """The label, its suffixes, the key of the season that it speaks of, and when that season comes (back)."""

    label: Label
    suffixes: tuple[str, ...] = ()
    key: int | None = None
    returns: FuzzyDate = FuzzyDate.UNKNOWN


def parts_of(season: SeasonOnRecord) -> list[Part]:
    """The parts of a season in order; none when no premiere or finale of it was ever spoken of."""
    numbers = sorted({part for _, _, part in season.facts.dates})
    parts: list[Part] = []
    for number in reversed(numbers):
        start = _first_day(season, Event.PREMIERE, number)
        end = _first_day(season, Event.FINALE, number)
        if start and not end:
            end = start + timedelta(days=_span(season, len(numbers)))
            if parts and parts[0].start:
                end = max(start, min(end, parts[0].start - timedelta(days=1)))
        parts.insert(0, Part(start, end, _soonest(season, number)))
    return parts


def _span(season, parts):
    if season.facts.release.value in {Release.ALL_AT_ONCE, Release.BATCHES}:
        return DAYS_ALL_AT_ONCE
    if season.episode_count:
        return 7 * (-(-season.episode_count // parts) - 1)
    return DAYS_UNKNOWN


def _rulings(season, event, part) -> list[Ruling]:
    return [ruling for (e, _, p), ruling in season.facts.dates.items() if e == event and p == part]


def _first_day(season, event, part) -> date | None:
    """The earliest day in any region. A window counts by its last day, if it was over when it was told: history."""
    days = [
        ruling.value.latest
        for ruling in _rulings(season, event, part)
        if ruling.value.is_exact or (ruling.value.is_window and ruling.value.latest < ruling.update.said_by)
    ]
    return min(days, default=None)


def _soonest(season, part) -> FuzzyDate:
    dates = [ruling.value for ruling in _rulings(season, Event.PREMIERE, part)]
    return min(dates, key=lambda when: when.sort_key, default=FuzzyDate.UNKNOWN)


class _Standing:
    """One season on one day."""

    def __init__(self, season: SeasonOnRecord, today: date):
        self.season, self.facts = season, season.facts
        self.decision = season.facts.decision.value
        self.parts = parts_of(season)
        self.has_begun = any(part.start and part.start <= today for part in self.parts)
        self.is_airing = any(p.start and p.start <= today and (p.end is None or today <= p.end) for p in self.parts)
        over = [bool(part.end and part.end < today) for part in self.parts]
        self.is_finished = bool(over) and all(over)
        self.is_on_a_break = self.has_begun and not self.is_airing and not self.is_finished
        self.to_come = [part for part in self.parts if part.start is None or part.start > today]

    @property
    def returns(self) -> FuzzyDate:
        """When it is to start, or to go on with its next part."""
        if not self.has_begun:
            return headline(self.facts)[1].value
        return self.to_come[0].returns if self.to_come else FuzzyDate.UNKNOWN


def label(
    seasons: Sequence[SeasonOnRecord], today: date, *, is_miniseries: bool = False, began_on: date | None = None
) -> Verdict:
    """The label of a series on a day, by its regular seasons in order (the next season last)."""
    on_record = [_Standing(season, today) for season in seasons]
    if not on_record:
        return Verdict(Label.NO_INFORMATION)
    # A season is over when a later one has begun, whatever we know of its own days.
    begun = [index for index, season in enumerate(on_record) if season.has_begun]
    for season in on_record[: max(begun, default=0)]:
        season.is_finished, season.is_airing, season.is_on_a_break = True, False, False
    index = next(
        (i for i, s in enumerate(on_record) if not s.is_finished and (s.has_begun or s.decision != Decision.UNKNOWN)),
        len(on_record) - 1,
    )
    season = on_record[index]
    latest_begun = on_record[begun[-1]] if begun else None
    released = bool(
        begun
        or (began_on and began_on <= today)
        or (season.season.number and 1 < season.season.number < FIRST_YEAR_NUMBER)
    )
    found = _label(season, released, is_miniseries, latest_begun)
    returns = season.returns if found in COMES_BACK else FuzzyDate.UNKNOWN
    return Verdict(found, tuple(_suffixes(found, season, on_record[index + 1 :])), season.season.key, returns)


COMES_BACK = {Label.ON_A_BREAK, Label.COMING, Label.RETURNING, Label.IN_DEVELOPMENT, Label.RENEWED, Label.ON_HIATUS}
BY_DECISION = {
    Label.COMING,
    Label.IN_DEVELOPMENT,
    Label.RETURNING,
    Label.RENEWED,
    Label.CANCELLED,
    Label.ENDED,
}


def _label(season: _Standing, released: bool, is_miniseries: bool, latest_begun: _Standing | None) -> Label:
    production = season.facts.production.value
    ordered = season.decision == Decision.ORDERED and not season.is_finished
    dated = season.returns.latest is not None
    if season.is_airing:
        return Label.AIRING
    if season.is_on_a_break:
        return Label.ON_A_BREAK
    if not released and (ordered or (season.decision == Decision.UNKNOWN and production in IN_PRODUCTION)):
        return Label.COMING if dated else Label.IN_DEVELOPMENT
    if production == Production.PAUSED and season.decision not in NO and not season.is_finished:
        return Label.ON_HIATUS
    if ordered:
        return Label.RETURNING if dated else Label.RENEWED
    if season.decision in {Decision.DECLINED, Decision.REVERSED}:
        return Label.CANCELLED
    if season.decision in {Decision.CONCLUDED, Decision.ENDED}:
        return Label.ENDED
    if season.decision == Decision.UNDECIDED:
        return Label.AWAITING
    if latest_begun and latest_begun.is_finished and (is_miniseries or latest_begun.facts.is_final.value):
        return Label.ENDED
    return Label.NO_INFORMATION


def _suffixes(found: Label, season: _Standing, later: list[_Standing]) -> Iterable[str]:
    if found in COMES_BACK | {Label.AIRING} and season.facts.is_final.value:
        yield "final_season"
    if found == Label.AIRING and later and later[0].decision in NO:
        yield "last_episodes"
    ruling = season.facts.decision
    if found in BY_DECISION and ruling.update and ruling.update.certainty != Certainty.OFFICIAL:
        yield "reportedly"
    for other in later:
        if other.decision == Decision.ORDERED and found in COMES_BACK | {Label.AIRING}:
            yield f"also_ordered:{other.season.number or ''}"


def suffix_text(suffix: str) -> str:
    """A suffix as words."""
    kind, _, number = suffix.partition(":")
    if kind == "also_ordered":
        return gettext("season %s ordered too") % number if number else gettext("another season ordered too")
    return {
        "final_season": gettext("final season"),
        "last_episodes": gettext("last episodes"),
        "reportedly": gettext("reportedly"),
    }[kind]


def turning_days(season: SeasonOnRecord) -> set[date]:
    """The days on which a season's part in the label may change by the clock alone."""
    after = timedelta(days=1)
    days = set()
    for part in parts_of(season):
        days |= {part.start} if part.start else set()
        days |= {part.end + after} if part.end else set()
    return days
