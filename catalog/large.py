"""Loading the large synthetic catalog that benchmarks run on.

Its generator writes people.csv, networks.csv, series.jsonl, cast.csv and crew.csv. They are read line by line and
written in batches, so that memory does not grow with them. Rows take the generator's ids as their keys, counted on
from the highest key that is there.
"""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max
from django.utils import timezone

from catalog.axes import Certainty, Decision, Event, Tier
from catalog.folding import fold, search_name, slug_of
from catalog.fuzzydates import FuzzyDate
from catalog.models import (
    CastCredit,
    CrewCredit,
    Genre,
    Network,
    Person,
    Rating,
    Season,
    Series,
    SeriesId,
    SeriesNetwork,
    Source,
    StatedDate,
    StatusUpdate,
)
from catalog.models.external_ids import Provider
from catalog.tvmaze.languages import CODES
from catalog.tvmaze.people import Jobs
from catalog.tvmaze.reading import KINDS
from catalog.tvmaze.statuses import AXES
from catalog.tvmaze.texts import plain_text

FILES = ["people.csv", "networks.csv", "series.jsonl", "cast.csv", "crew.csv"]
BATCH = 2000
SERIES_BATCH = 500
PUBLISHER = "Synthetic catalog"

# Wraps the rows of a file: progress("people.csv", rows) yields the same rows and shows how far it is.
Progress = Callable[[str, Iterable[Any]], Iterable[Any]]


def batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of at most `size`."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def first_key(model: type[models.Model]) -> int:
    """What the generator's ids are counted on from: the highest key of a table, 0 for an empty one."""
    return model._base_manager.aggregate(last=Max("pk"))["last"] or 0


def continue_keys(*tables: type[models.Model]) -> None:
    """Let the database go on counting after the keys that a load has set itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


class Load:
    """One load of a folder. The caller keeps it in a transaction: all of it or nothing."""

    def __init__(self, folder: Path, progress: Progress):
        self.folder, self.progress = folder, progress
        self.counts: Counter[str] = Counter()
        self.now = timezone.now()
        self.first_person, self.first_network, self.first_series = map(first_key, (Person, Network, Series))
        self.genres = {fold(genre.name): genre.pk for genre in Genre.objects.all()}
        self.source = Source.objects.create(publisher=PUBLISHER, tier=Tier.CATALOG)

    def run(self) -> Counter[str]:
        """Load all files; how many rows of each kind."""
        self._people()
        self._networks()
        self._series()
        self._cast()
        self._crew()
        continue_keys(Person, Network, Series)
        return self.counts

    def _rows(self, name: str) -> Iterable[Any]:
        def read():
            with (self.folder / name).open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file) if name.endswith(".csv") else map(json.loads, file)

        return self.progress(name, read())

    def _create(self, rows: Iterable[models.Model], kind: str) -> None:
        rows = list(rows)
        if rows:
            type(rows[0])._base_manager.bulk_create(rows)
            self.counts[kind] += len(rows)

    def _people(self) -> None:
        for batch in batches(self._rows("people.csv"), BATCH):
            self._create((self._person(self.first_person + int(row["id"]), row["name"]) for row in batch), "people")

    def _person(self, key: int, name: str) -> Person:
        return Person(pk=key, name=name, slug=_slug(name, key)).fold()

    def _networks(self) -> None:
        keys = ((self.first_network + int(row["id"]), row) for row in self._rows("networks.csv"))
        self._create(
            (
                Network(
                    pk=key,
                    name=row["name"],
                    slug=_slug(row["name"], key),
                    search_name=search_name(row["name"]),
                    country=row["country"],
                )
                for key, row in keys
            ),
            "networks",
        )

    # -- series ----------------------------------------------------------------------------------------------------

    def _series(self) -> None:
        for batch in batches(self._rows("series.jsonl"), SERIES_BATCH):
            series = [self._one_series(row) for row in batch]
            self._create(series, "series")
            pairs = list(zip(series, batch, strict=True))
            self._create((SeriesId(owner=s, **of) for s, row in pairs for of in _ids(row)), "external ids")
            Series.genres.through.objects.bulk_create(
                [Series.genres.through(series=s, genre_id=self._genre(g)) for s, row in pairs for g in row["genres"]]
            )
            SeriesNetwork.objects.bulk_create(
                [
                    SeriesNetwork(series=s, network_id=self.first_network + key)
                    for s, row in pairs
                    if (key := row["network_id"] or row["web_channel_id"])
                ]
            )
            self._create((self._rating(s, row) for s, row in pairs if row["rating"] is not None), "ratings")
            self._seasons(pairs)
            Series.objects.filter(pk__in=[s.pk for s in series]).settle()

    def _one_series(self, row: dict[str, Any]) -> Series:
        key = self.first_series + row["id"]
        return Series(
            pk=key,
            title=row["name"],
            slug=_slug(row["name"], key),
            kind=KINDS.get(row["type"], Series.Kind.SCRIPTED),
            languages=CODES.get(row["language"], ""),
            synopsis=plain_text(row["summary_html"] or ""),
            synopsis_source=self.source,
            began_on=_day(row["premiered"]),
            ended_on=_day(row["ended"]),
            published_at=self.now,
        ).fold()

    def _genre(self, name: str) -> int:
        key = self.genres.get(fold(name))
        if key is None:
            key = self.genres[fold(name)] = Genre.objects.create(name=name, slug=Genre.objects.free_slug(name)).pk
        return key

    def _rating(self, series: Series, row: dict[str, Any]) -> Rating:
        return Rating(
            series=series,
            provider=PUBLISHER,
            value=Decimal(str(row["rating"])),
            votes=row["votes"],
            taken_on=self.now.date(),
        )

    def _seasons(self, pairs: list[tuple[Series, dict]]) -> None:
        """The seasons with their days, and what the status says of the next one."""
        listed = [
            (Season(series=series, number=told["number"], episode_count=told["episodes"]), told)
            for series, row in pairs
            for told in row["seasons"]
        ]
        coming = [(Season(series=series), row) for series, row in pairs if AXES[row["status"]]]
        self._create([season for season, _ in [*listed, *coming]], "seasons")
        updates = [self._aired(season, told) for season, told in listed]
        updates += [(self._update(season, self.now.date(), **AXES[row["status"]]), []) for season, row in coming]
        StatusUpdate.objects.record_all(updates)
        self.counts["updates"] += len(updates)

    def _aired(self, season: Season, told: dict[str, Any]) -> tuple[StatusUpdate, list[StatedDate]]:
        days = {Event.PREMIERE: date.fromisoformat(told["premiere"]), Event.FINALE: date.fromisoformat(told["end"])}
        said_on = min(days[Event.PREMIERE], self.now.date())
        dates = [StatedDate(event=event, date=FuzzyDate.day(day)) for event, day in days.items()]
        return self._update(season, said_on, decision=Decision.ORDERED), dates

    def _update(self, season: Season, said_on: date, **axes: Any) -> StatusUpdate:
        return StatusUpdate(
            season=season,
            announced_on=FuzzyDate.day(said_on),
            source=self.source,
            certainty=Certainty.REPORTED,
            summary="The synthetic catalog says so.",
            public_from=self.now,
            baseline=True,
            **axes,
        )

    # -- credits ---------------------------------------------------------------------------------------------------

    def _cast(self) -> None:
        for batch in batches(_once_each(self._rows("cast.csv"), "character"), BATCH):
            self._create((self._cast_credit(row) for row in batch), "cast")

    def _cast_credit(self, row: dict[str, str]) -> CastCredit:
        kind = CastCredit.Kind.MAIN
        if row["is_self"] == "1":
            kind = CastCredit.Kind.SELF
        elif row["voice"] == "1":
            kind = CastCredit.Kind.VOICE
        return CastCredit(
            series_id=self.first_series + int(row["series_id"]),
            person_id=self.first_person + int(row["person_id"]),
            character=row["character"],
            kind=kind,
            billing=int(row["order"]),
        )

    def _crew(self) -> None:
        jobs = Jobs()
        for batch in batches(_once_each(self._rows("crew.csv"), "job"), BATCH):
            self._create((self._crew_credit(row, jobs) for row in batch), "crew")

    def _crew_credit(self, row: dict[str, str], jobs: Jobs) -> CrewCredit:
        return CrewCredit(
            series_id=self.first_series + int(row["series_id"]),
            person_id=self.first_person + int(row["person_id"]),
            job=jobs.named(row["job"]),
            billing=int(row["order"]),
        )


def _once_each(rows: Iterable[dict[str, str]], what: str) -> Iterator[dict[str, str]]:
    """The credits without those that say the same of a person a second time; a series' rows stand together."""
    for _, of_series in groupby(rows, key=lambda row: row["series_id"]):
        seen = set()
        for row in of_series:
            identity = row["person_id"], row[what]
            if identity not in seen:
                seen.add(identity)
                yield row


def _slug(name: str, key: int) -> str:
    return f"{slug_of(name)}-{key}".lstrip("-")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _ids(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for provider in (Provider.IMDB, Provider.THETVDB):
        if row[provider]:
            yield {"provider": provider, "value": str(row[provider])}
