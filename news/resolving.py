"""Resolving: what the blocks of documents show at a moment. Facts are read here, never pressed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe

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
from news.documents import references, upgraded
from news.models.corrections import Correction

Drawn = dict[str, Any]


def resolve(documents: Iterable[dict], at: datetime | None = None, *, public: bool = True) -> list[list[Drawn]]:
    """For each document its blocks with the catalog's things in them, ready for templates.

    A block comes as a dict: `type`, `key`, `template`, its own texts and options, and what it shows: `html`; `quote`;
    `image`; `video`; or `series`, `season` and their states (`label`, `state`) with `premieres`, `ratings`, `credits`,
    `facts`, `updates`, `related` (dicts of `kind` and `series`); `corrections`. A block with nothing to show is left
    out. `public=False` shows hidden series too, for previews. Each kind of thing is loaded once, in as many queries
    for a hundred documents as for one.
    """
    whole = [upgraded(document) for document in documents]
    shelf = _Shelf(whole, at or timezone.now(), public)
    return [[drawn for block in document["blocks"] if (drawn := _drawn(block, document, shelf))] for document in whole]


def _drawn(block: dict, document: dict, shelf: "_Shelf") -> Drawn | None:
    shown = DRAWING[block["type"]](block, document, shelf)
    if not shown:
        return None
    return {**block, "template": f"news/blocks/_{block['type']}.html", **shown}


class Target(NamedTuple):
    """What a catalog block speaks of: a series, and a season of it if there is one to speak of."""

    series: Any
    season: Any


class _Shelf:
    """All that some documents refer to, each kind loaded when it is first asked for."""

    def __init__(self, documents: list[dict], at: datetime, public: bool):
        self.documents, self.at, self.public = documents, at, public
        self.uuids = references(block for document in documents for block in document["blocks"])
        for document in documents:
            if (subject := document["subject"]) and subject["type"] in self.uuids:
                self.uuids[subject["type"]].add(subject["uuid"])
        types = {block["type"] for document in documents for block in document["blocks"]}
        self.boxed = "fact_box" in types

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
        return self._of_series(CastCredit.objects.for_listing().select_related("season"))

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
    def related(self) -> dict[int, list[Drawn]]:
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


# -- what each type of block shows: a dict, empty for nothing ------------------------------------------------------


def _rich_text(block, document, shelf):
    # Sanitised when it was pressed.
    return {"html": mark_safe(block["text"])} if block["text"] else {}


def _one(name):
    def drawing(block, document, shelf):
        found = getattr(shelf, f"{name}s").get(block[name])
        return {name: found} if found else {}

    return drawing


def _of_target(drawing):
    """A drawing that is told what its block speaks of, and is shown together with it."""

    def with_target(block, document, shelf):
        target = shelf.target(block, document)
        shown = drawing(block, target, shelf) if target else {}
        return target._asdict() | shown if shown else {}

    return with_target


@_of_target
def _states(block, target, shelf):
    season = target.season
    return {
        "label": target.series.known,
        "state": season.known if season else None,
        "premieres": shelf.premieres[season.pk] if season else [],
    }


@_of_target
def _ratings(block, target, shelf):
    return _some(block, ratings=_about(shelf.ratings[target.series.pk], target))


def _credits(name):
    @_of_target
    def drawing(block, target, shelf):
        rows = getattr(shelf, name)[target.series.pk]
        season = _season_with_credits(rows, target.season)
        shown = _some(block, credits=[row for row in rows if row.season_id is None or row.season == season])
        return shown and shown | {"credits_season": season}

    return drawing


def _season_with_credits(rows, season):
    """The season itself, or, while nobody is known to be in it, the nearest one before."""
    seasons = {row.season for row in rows if row.season_id}
    if season in seasons:
        return season
    earlier = [
        each
        for each in seasons
        if each.kind == Season.Kind.REGULAR
        and each.number is not None
        and (season is None or season.number is None or each.number < season.number)
    ]
    return max(earlier, key=lambda each: each.number, default=None)


@_of_target
def _all_facts(block, target, shelf):
    return _some(block, facts=_about(shelf.facts_of_series[target.series.pk], target))


def _facts(block, document, shelf):
    if block["facts"]:
        return _some(block, facts=[shelf.facts[uuid] for uuid in block["facts"] if uuid in shelf.facts])
    return _all_facts(block, document, shelf)


@_of_target
def _timeline(block, target, shelf):
    return _some(block, updates=shelf.updates[target.season.pk] if target.season else [])


@_of_target
def _all_related(block, target, shelf):
    return _some(block, related=shelf.related[target.series.pk])


def _related(block, document, shelf):
    if block["related"]:
        chosen = [shelf.series[uuid] for uuid in block["related"] if uuid in shelf.series]
        return _some(block, related=[{"kind": "", "series": series} for series in chosen])
    return _all_related(block, document, shelf)


def _corrections(block, document, shelf):
    return _some(block, corrections=shelf.corrections[document["article"]])


def _about(rows, target):
    """Those about the whole series, and those about the season that the block speaks of."""
    seasons = {None, target.season.pk if target.season else None}
    return [row for row in rows if row.season_id in seasons]


def _some(block, **lists):
    """Lists no longer than the block allows; nothing when they are empty."""
    cut = {name: rows[: block.get("limit")] for name, rows in lists.items()}
    return cut if any(cut.values()) else {}


DRAWING = {
    "rich_text": _rich_text,
    "quote": _one("quote"),
    "image": _one("image"),
    "video": _one("video"),
    "answer_box": _states,
    "fact_box": _states,
    "ratings": _ratings,
    "cast": _credits("cast"),
    "crew": _credits("crew"),
    "facts": _facts,
    "timeline": _timeline,
    "related_series": _related,
    "correction": _corrections,
}
