"""Which update rules an axis at a moment (DESIGN: "StatusUpdate: the truth, a row"). Pure: no query, no clock.

Never a rumour; an estimate only where nothing official or reported stands; another catalog's word only where no
person's does; else the latest announcement, then the higher certainty, the better tier, the later record.
"Checked, still undecided" decides only where nothing else does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from catalog.axes import Axis, Certainty, Decision, Event, Production, Release, Tier
from catalog.fuzzydates import FuzzyDate

NO = frozenset({Decision.DECLINED, Decision.REVERSED, Decision.CONCLUDED, Decision.ENDED})
SURE = frozenset({Certainty.OFFICIAL, Certainty.REPORTED})


@dataclass(frozen=True)
class Ruling:
    """The value of an axis and the update that it comes from; `differs` when an equal of that day disagrees."""

    value: Any
    update: Any = None
    differs: bool = False


@dataclass(frozen=True)
class SeasonFacts:
    """What stands about a season at a moment."""

    decision: Ruling = Ruling(Decision.UNKNOWN)
    production: Ruling = Ruling(Production.UNKNOWN)
    commissioner: Ruling = Ruling(None)
    is_final: Ruling = Ruling(False)
    release: Ruling = Ruling(Release.UNKNOWN)
    # (event, region, part) to the ruling on its date.
    dates: dict[tuple[str, str, int], Ruling] = field(default_factory=dict)
    checked_on: date | None = None

    @property
    def differing(self) -> list[str]:
        """The axes on which reports differ."""
        plain = [axis for axis in Axis if axis in PLAIN and getattr(self, axis).differs]
        return plain + sorted({event for (event, _, _), ruling in self.dates.items() if ruling.differs})


PLAIN = {Axis.DECISION, Axis.PRODUCTION, Axis.COMMISSIONER, Axis.IS_FINAL, Axis.RELEASE}


def season_facts(updates: Iterable, at: datetime) -> SeasonFacts:
    """What stands about one season at a moment, by its updates with their `source` and `dates`."""
    standing = [u for u in updates if u.is_public(at) and not u.is_retracted(at)]
    heard = [u for u in standing if u.certainty != Certainty.RUMOUR]
    facts: dict[str, Any] = {}
    for axis in PLAIN:
        attribute = "commissioner_id" if axis == Axis.COMMISSIONER else axis
        said = [(getattr(u, attribute), u) for u in heard if getattr(u, attribute) is not None]
        if axis == Axis.DECISION:
            said = _without_idle_checks(said)
        if ruling := _ruling(said):
            facts[axis.value] = ruling
    dates = _dates(heard, facts.get("decision"))
    checks = [u.said_by for u in heard if u.decision == Decision.UNDECIDED]
    return SeasonFacts(**facts, dates=dates, checked_on=max(checks, default=None))


def _without_idle_checks(said: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Leave out "still undecided" where a decision stood already, and a catalog's word that came after our check."""
    checks = [u.said_by for value, u in said if value == Decision.UNDECIDED and u.source.tier != Tier.CATALOG]
    decided = [
        (value, u)
        for value, u in said
        if value != Decision.UNDECIDED and not (u.source.tier == Tier.CATALOG and checks and min(checks) < u.said_by)
    ]
    return decided if any(u.certainty in SURE for _, u in decided) else [pair for pair in said if pair not in decided]


def _ruling(said: list[tuple[Any, Any]]) -> Ruling | None:
    if any(update.certainty in SURE for _, update in said):
        said = [pair for pair in said if pair[1].certainty in SURE]
    if any(update.source.tier != Tier.CATALOG for _, update in said):
        said = [pair for pair in said if pair[1].source.tier != Tier.CATALOG]
    if not said:
        return None
    value, update = max(said, key=lambda pair: (_rank(pair[1]), pair[1].recorded_at, pair[1].pk))
    differs = any(_rank(other) == _rank(update) and not _agree(v, value) for v, other in said)
    return Ruling(value, update, differs)


def _rank(update):
    return update.said_by, Certainty(update.certainty).weight, Tier(update.source.tier).weight


def _agree(one, other):
    return one.same_as(other) if isinstance(one, FuzzyDate) else one == other


def _dates(heard, decision: Ruling | None):
    """The ruling on each date. A "no" voids the dates that had not come when it was said."""
    said: dict[tuple[str, str, int], list] = {}
    for update in heard:
        for row in update.dates.all():
            said.setdefault((row.event, row.region, row.part), []).append((row.date, update))
    dates = {}
    for key in sorted(said):
        ruling = _ruling(said[key])
        if ruling is None:
            continue
        if decision and decision.value in NO and not _came_before(ruling.value, decision.update.said_by):
            ruling = Ruling(FuzzyDate.UNKNOWN, decision.update)
        dates[key] = ruling
    return dates


def _came_before(when: FuzzyDate, day: date) -> bool:
    return when.latest is not None and when.latest <= day


def headline(facts: SeasonFacts, event: str = Event.PREMIERE) -> tuple[str, Ruling]:
    """The one date to name, with its region: the first part's; the world's, else the earliest."""
    first = {region: r for (e, region, part), r in facts.dates.items() if e == event and part == 1}
    known = {region: r for region, r in first.items() if not r.value.is_unknown} or first
    if not known:
        return "", Ruling(FuzzyDate.UNKNOWN)
    region = min(known, key=lambda r: (r != "001", known[r].value.sort_key, r))
    return region, known[region]
