"""Credits gathered for pages: each person once, a merged one as whom they stand for, and seasons by who commissioned
them. Pure: no query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any


def _names(seasons) -> list[str]:
    return [season.name for season in sorted(seasons, key=lambda season: (season.number is None, season.number))]


@dataclass
class Billing:
    """A person, what they play or do, and in which seasons; `state` is their surest."""

    person: Any
    roles: list[str] = field(default_factory=list)
    seasons: list[Any] = field(default_factory=list)
    kind: str = ""
    state: str = ""

    @property
    def season_names(self) -> list[str]:
        return _names(self.seasons)


STATES = ("confirmed", "reported", "left")


def _add(billing: Billing, credit, role: str) -> None:
    if role and role not in billing.roles:
        billing.roles.append(role)
    if credit.season_id and credit.season not in billing.seasons:
        billing.seasons.append(credit.season)
    if not billing.state or STATES.index(credit.state) < STATES.index(billing.state):
        billing.state = credit.state


@dataclass
class Run:
    """Seasons in a row that one network commissioned."""

    network: Any
    seasons: list[Any]

    @property
    def names(self) -> list[str]:
        """The first and the last of them, or the only one."""
        ends = [self.seasons[0], self.seasons[-1]] if len(self.seasons) > 1 else self.seasons
        return [season.name for season in ends]


def runs(seasons: Iterable) -> list[Run]:
    """Seasons in order, with `known`, by the networks that commissioned them; a season that names none is left out."""
    named = [season for season in seasons if season.known.commissioner_id]
    return [
        Run(network, list(group)) for network, group in groupby(named, key=lambda season: season.known.commissioner)
    ]


def cast_by_person(credits: Iterable) -> list[Billing]:
    """Cast credits as one billing a person, in the order of the first credit of each."""
    billings: dict[int, Billing] = {}
    for credit in credits:
        person = credit.person.resolved
        billing = billings.setdefault(person.pk, Billing(person, kind=credit.kind))
        _add(billing, credit, credit.character)
    return list(billings.values())


def season_before(credits: Iterable, season) -> Any:
    """The season whose credits stand in for those of one that has none of its own yet; None while none do."""
    return next((credit.season for credit in credits if credit.season_id not in {None, season.pk}), None)


@dataclass
class JobBilling:
    """A job and the people who do it."""

    job: Any
    people: list[Billing]

    @property
    def heading(self) -> str:
        return self.job.heading if len(self.people) > 1 else str(self.job)


def crew_by_job(credits: Iterable) -> list[JobBilling]:
    """Crew credits by job, in the given order, each person once a job."""
    jobs: dict[int, tuple[Any, dict[int, Billing]]] = {}
    for credit in credits:
        _, people = jobs.setdefault(credit.job_id, (credit.job, {}))
        person = credit.person.resolved
        _add(people.setdefault(person.pk, Billing(person)), credit, "")
    return [JobBilling(job, list(people.values())) for job, people in jobs.values()]


@dataclass
class Role:
    """What a person is credited with in one series: characters, jobs, seasons, and from which year on."""

    series: Any
    year: int | None
    characters: list[str] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    seasons: list[Any] = field(default_factory=list)
    # Whether any of it is more than a report, and still so.
    is_confirmed: bool = False

    @property
    def season_names(self) -> list[str]:
        return _names(self.seasons)


def roles_by_series(cast: Iterable, crew: Iterable) -> list[Role]:
    """The credits of one person with their `began`, one row a series, the latest first."""
    roles: dict[int, Role] = {}
    for credit in [*cast, *crew]:
        role = roles.setdefault(credit.series_id, Role(credit.series, None))
        if credit.began:
            role.year = max(role.year or 0, credit.began.year)
        said, words = (
            (role.characters, credit.character) if hasattr(credit, "character") else (role.jobs, str(credit.job))
        )
        if words and words not in said:
            said.append(words)
        if credit.season_id and credit.season not in role.seasons:
            role.seasons.append(credit.season)
        role.is_confirmed |= credit.state == STATES[0]
    return sorted(roles.values(), key=_latest_first)


def _latest_first(role: Role) -> tuple[bool, int, str]:
    return role.year is None, -(role.year or 0), role.series.title
