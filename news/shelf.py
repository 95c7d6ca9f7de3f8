"""The shelf: all that some documents refer to, each kind of thing loaded once, when it is first asked for."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet
from django.utils.functional import cached_property

from catalog.models import (
    CastCredit,
    CrewCredit,
    Fact,
    Image,
    PremiereState,
    Quote,
    Rating,
    Season,
    Series,
    SeriesRelation,
    StatusUpdate,
    Video,
)
from news.documents import references
from news.models.corrections import Correction


class Target(NamedTuple):
    """What a catalog block speaks of: a series, and a season of it if there is one to speak of."""

    series: Any
    season: Any


class Shelf:
    """All that some documents refer to, each kind loaded when it is first asked for."""

    def __init__(self, documents: list[dict], at: datetime, public: bool, linked: bool):
        self.documents, self.at, self.public = documents, at, public
        self.uuids = references(block for document in documents for block in document["blocks"])
        for document in documents:
            if (subject := document["subject"]) and subject["type"] in self.uuids:
                self.uuids[subject["type"]].add(subject["uuid"])
        types = {block["type"] for document in documents for block in document["blocks"]}
        self.boxed = "fact_box" in types and not linked

    def target(self, block: dict, document: dict) -> Target | None:
        """What a block speaks of: its own reference, or else the primary subject. None when that is not shown."""
        own = {"season": block["season"], "series": block["series"]}
        if not any(own.values()) and (subject := document["subject"]):
            own[subject["type"]] = subject["uuid"]
        if season := self.seasons.get(own["season"]):
            return Target(season.series, season)
        if series := self.series.get(own["series"]):
            return Target(series, self.spoken_of.get(series.known.season_id))
        return None

    def _shown(self, rows):
        return rows.public(self.at) if self.public else rows

    def _series(self, which: Q) -> list[Any]:
        """Series with their state as `known`."""
        rows = self._shown(Series.objects.present()).as_of(self.at).filter(which).select_related("poster")
        if self.boxed:
            rows = rows.prefetch_related("genres", "network_rows__network")
        # Without a state nothing has been settled yet, so there is nothing to say.
        found = [series for series in rows if series.known]
        for series in found:
            series.known.series = series
        return found

    @cached_property
    def series(self) -> dict[str | None, Any]:
        of_seasons = Season.objects.filter(uuid__in=self.uuids["season"]).values("series")
        return _by_uuid(self._series(Q(uuid__in=self.uuids["series"]) | Q(pk__in=of_seasons)))

    @cached_property
    def _all_seasons(self) -> list[Any]:
        series = {each.pk: each for each in self.series.values()}
        spoken_of = [each.known.season_id for each in series.values() if each.known.season_id]
        rows = Season.objects.as_of(self.at).filter(Q(uuid__in=self.uuids["season"]) | Q(pk__in=spoken_of))
        found = [season for season in rows if season.series_id in series]
        for season in found:
            season.series = series[season.series_id]
            season.known.season = season
        return found

    @cached_property
    def seasons(self) -> dict[str | None, Any]:
        return _by_uuid(self._all_seasons)

    @cached_property
    def spoken_of(self) -> dict[int, Season]:
        """Seasons by primary key."""
        return {season.pk: season for season in self._all_seasons}

    def _of_series(self, rows: QuerySet) -> dict[int, list]:
        return _grouped(rows.filter(series__in=self.series.values()), "series_id")

    @cached_property
    def ratings(self) -> dict[int, list[Rating]]:
        return self._of_series(Rating.objects.latest())

    @cached_property
    def cast(self) -> dict[int, list[CastCredit]]:
        return self._of_series(CastCredit.objects.for_listing().with_known_for())

    @cached_property
    def crew(self) -> dict[int, list[CrewCredit]]:
        return self._of_series(CrewCredit.objects.for_listing().select_related("season"))

    @cached_property
    def facts_of_series(self) -> dict[int, list[Fact]]:
        return self._of_series(Fact.objects.for_listing().order_by("pk"))

    @cached_property
    def facts(self) -> dict[str, Fact]:
        return _by_uuid(self._shown(Fact.objects.for_listing()).filter(uuid__in=self.uuids["fact"]))

    @cached_property
    def updates(self) -> dict[int, list[StatusUpdate]]:
        """What was said, by season."""
        rows = StatusUpdate.objects.public(self.at).for_timeline().select_related("season__series")
        return _grouped(rows.filter(season__series__in=self.series.values()), "season_id")

    @cached_property
    def premieres(self) -> dict[int, list[PremiereState]]:
        """The dates that are known, by season."""
        rows = PremiereState.objects.at(self.at).with_season().by_day().filter(premiere__season__in=self._all_seasons)
        grouped = defaultdict(list)
        for state in rows:
            grouped[state.premiere.season_id].append(state)
        return grouped

    @cached_property
    def related(self) -> dict[int, list[dict[str, Any]]]:
        """The series that the catalog relates to each, from either side."""
        ours = {series.pk for series in self.series.values()}
        relations = list(SeriesRelation.objects.filter(Q(series__in=ours) | Q(other__in=ours)))
        ends = {pk for relation in relations for pk in (relation.series_id, relation.other_id)}
        known = {series.pk: series for series in self._series(Q(pk__in=ends))}
        found = defaultdict(list)
        for relation in relations:
            if relation.other_id in known:
                found[relation.series_id].append(
                    {"kind": relation.get_kind_display(), "series": known[relation.other_id]}
                )
            if relation.series_id in known:
                found[relation.other_id].append({"kind": relation.kind_backwards, "series": known[relation.series_id]})
        return found

    @cached_property
    def images(self) -> dict[str, Image]:
        return _by_uuid(Image.objects.usable(self.at).filter(uuid__in=self.uuids["image"]))

    @cached_property
    def videos(self) -> dict[str, Video]:
        return _by_uuid(self._shown(Video.objects.for_listing()).filter(uuid__in=self.uuids["video"]))

    @cached_property
    def quotes(self) -> dict[str, Quote]:
        rows = self._shown(Quote.objects.for_listing()).filter(uuid__in=self.uuids["quote"])
        sourced = [quote for quote in rows if quote.source_id or not self.public]
        return _by_uuid(quote for quote in sourced if not quote.speaker.resolved.removed_at)

    @cached_property
    def corrections(self) -> dict[str, list[Correction]]:
        articles = [document["article"] for document in self.documents]
        rows = Correction.objects.until(self.at).filter(article__uuid__in=articles).select_related("article")
        grouped = defaultdict(list)
        for correction in rows:
            grouped[str(correction.article.uuid)].append(correction)
        return grouped


def _by_uuid(rows: Iterable) -> dict[Any, Any]:
    return {str(row.uuid): row for row in rows}


def _grouped(rows: Iterable[Model], column: str) -> dict[int, list]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, column)].append(row)
    return grouped
