"""Where a thing is used: what refers to it, in words, with a few of the rows; and what cannot do without it.

The catalog sees its own rows; apps above it register theirs, so that it need not know them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.text import capfirst

from catalog.moments import Window

SHOWN = 10
# What a row without a name of its own is called by.
NAMED_BY = {"series", "season", "person", "speaker", "work", "other", "network", "job"}
# Nobody counts further: "more than 1,000" says enough.
COUNTED = 1000


class Use(NamedTuple):
    """One way in which a thing is used: how it is called, some of the rows, and how many there are."""

    title: str
    rows: list[models.Model]
    count: int
    is_more: bool


Rows = Callable[[Any], models.QuerySet]
_uses: dict[str, list[tuple[Any, Rows]]] = defaultdict(list)
_needs: dict[str, list[Rows]] = defaultdict(list)


def register_rows(model_name: str, title, rows: Rows) -> None:
    """Let `rows(obj)` count among what uses a model such as "person", under a title."""
    _uses[model_name].append((title, rows))


def register_need(model_name: str, rows: Rows) -> None:
    """Let `rows(obj)` be what cannot do without a thing: while there are any it is not removed."""
    _needs[model_name].append(rows)


def uses_of(obj: models.Model) -> list[Use]:
    """All ways in which a thing is used, in at most two queries each; those that there are none of are left out."""
    own = ((_title(relation), _referring(relation, obj)) for relation in _relations(obj))
    registered = ((str(title), rows(obj)) for title, rows in _uses[str(obj._meta.model_name)])
    return [use for title, rows in (*registered, *own) if (use := _use(title, rows))]


def needs_of(obj: models.Model) -> list[models.Model]:
    """Some of what cannot do without a thing."""
    return [row for rows in _needs[str(obj._meta.model_name)] for row in rows(obj)[:SHOWN]]


def _use(title: str, rows: models.QuerySet) -> Use | None:
    found = list(rows[: SHOWN + 1])
    if not found:
        return None
    count = len(found) if len(found) <= SHOWN else rows.order_by()[: COUNTED + 1].count()
    return Use(title, found[:SHOWN], min(count, COUNTED), count > COUNTED)


def _relations(obj) -> Iterator[ForeignObjectRel]:
    """The catalog's relations to a thing, but for rows that are a part of it and for what is derived."""
    for relation in obj._meta.related_objects:
        model, is_part = relation.related_model, getattr(relation, "on_delete", None) is models.CASCADE
        if model._meta.app_label == "catalog" and not is_part and not issubclass(model, Window):
            yield relation


def _title(relation) -> str:
    model = relation.related_model._meta
    return f"{capfirst(model.verbose_name_plural)}: {relation.field.verbose_name}"


def _referring(relation, obj) -> models.QuerySet:
    """The rows behind a relation, with all that they are called by."""
    rows = relation.related_model._base_manager.filter(**{relation.field.name: obj})
    related = [field.name for field in rows.model._meta.fields if field.name in NAMED_BY]
    return rows.select_related(*related, *(["season__series"] if "season" in related else [])) if related else rows
