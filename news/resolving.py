"""Resolving: what the blocks of documents show at a moment. Facts are read here, never pressed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import mark_safe

from catalog.models import Season
from news.documents import upgraded
from news.shelf import Shelf

Drawn = dict[str, Any]


def resolve(
    documents: Iterable[dict], at: datetime | None = None, *, public: bool = True, linked: bool = False
) -> list[list[Drawn]]:
    """For each document its blocks with the catalog's things in them, ready for templates.

    A block comes as a dict: `type`, `key`, `template`, its own texts and options, and what it shows: `html`; `quote`;
    `image`; `video`; or `series`, `season` and their states (`label`, `state`), `premieres`, `ratings`, `credits`,
    `facts`, `updates`, `related` (dicts of `kind` and `series`); `corrections`. A block with nothing to show is left
    out. `public=False` shows hidden series too, for previews. With `linked` blocks that the catalog fills by itself,
    such as a cast, come with what they speak of alone, for outlets that link to it. Each kind of thing is loaded once,
    in as many queries for a hundred documents as for one.
    """
    whole = [upgraded(document) for document in documents]
    shelf = Shelf(whole, at or timezone.now(), public, linked)
    return [
        [drawn for block in document["blocks"] if (drawn := _drawn(block, document, shelf, linked))]
        for document in whole
    ]


def _drawn(block: dict, document: dict, shelf: Shelf, linked: bool) -> Drawn | None:
    drawing = _linked if linked and _fills_itself(block) else DRAWING[block["type"]]
    shown = drawing(block, document, shelf)
    if not shown:
        return None
    return {**block, "template": f"news/blocks/_{block['type']}.html", **shown}


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
def _answer(block, target, shelf):
    return {"label": target.series.known, "state": target.season.known if target.season else None}


@_of_target
def _box(block, target, shelf):
    return {
        "label": target.series.known,
        "state": target.season.known if target.season else None,
        "premieres": shelf.premieres[target.season.pk] if target.season else [],
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


@_of_target
def _linked(block, target, shelf):
    # What was said stands on the page of a season.
    return {"linked": True} if target.season or block["type"] != "timeline" else {}


def _fills_itself(block: dict) -> bool:
    """Whether what a block shows is chosen by the catalog; the answer is a part of the text."""
    chosen = {"facts": "facts", "related_series": "related"}.get(block["type"])
    return not block[chosen] if chosen else block["type"] in {"fact_box", "ratings", "cast", "crew", "timeline"}


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
    "answer_box": _answer,
    "fact_box": _box,
    "ratings": _ratings,
    "cast": _credits("cast"),
    "crew": _credits("crew"),
    "facts": _facts,
    "timeline": _timeline,
    "related_series": _related,
    "correction": _corrections,
}
