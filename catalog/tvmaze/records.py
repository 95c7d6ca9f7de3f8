"""What TVmaze says, as small records.

What an answer does not mention it says nothing about: older answers of the API lack whole fields. So `fields` holds
only what is mentioned, and `cast`, `crew` and `seasons` are None where they were not asked for.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from catalog.moments import day_of


@dataclass(frozen=True)
class NetworkRecord:
    provider: str
    id: int
    name: str
    kind: str
    country: str
    official_site: str


@dataclass(frozen=True)
class PersonRecord:
    id: int
    name: str
    # The columns of Person that the record mentions.
    fields: dict[str, Any]
    image: str
    # Seconds since 1970; None in older answers.
    updated: int | None


@dataclass(frozen=True)
class CastRecord:
    person: PersonRecord
    character_id: int
    character: str
    kind: str


@dataclass(frozen=True)
class CrewRecord:
    person: PersonRecord
    job: str


@dataclass
class SeasonRecord:
    number: int
    premiere: date | None
    finale: date | None = None
    # The columns of Season that the record mentions.
    fields: dict[str, Any] = field(default_factory=dict)
    # Its own network, where the record names one.
    network: NetworkRecord | None = None
    image: str = ""


@dataclass(frozen=True)
class EpisodeRecord:
    """An episode out of a list that need not hold all of its season, such as a day's schedule."""

    show_id: int
    season: int
    number: int | None
    aired_on: date | None


@dataclass(frozen=True)
class ShowRecord:
    id: int
    title: str
    status: str
    # The columns of Series that the record mentions.
    fields: dict[str, Any]
    genres: list[str]
    networks: list[NetworkRecord]
    ids: dict[str, str]
    rating: Decimal | None
    image: str
    updated: int
    # A language that has no code here.
    unknown_language: str = ""
    cast: list[CastRecord] | None = None
    crew: list[CrewRecord] | None = None
    seasons: list[SeasonRecord] | None = None

    @property
    def said_on(self) -> date:
        """The day on which TVmaze said so: that of its last change."""
        return last_change(self.updated)

    @property
    def url(self) -> str:
        return self.url_of(self.id)

    @staticmethod
    def url_of(show_id: int) -> str:
        """The page of a show, for people; it stays when the show takes another name."""
        return f"https://www.tvmaze.com/shows/{show_id}"


def last_change(updated: int) -> date:
    """The day of a stamp of TVmaze's: seconds since 1970."""
    return day_of(datetime.fromtimestamp(updated, UTC))
