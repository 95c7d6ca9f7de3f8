"""Entries of the audit log told in words: what things are called now, choices as words, dates as they were written."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.differences import Difference, differences
from catalog.models.audit import AuditEntry

# Longer texts are shown word by word.
SHORT = 60
MOST_WORDS = 4000


class Line(NamedTuple):
    """One field that changed: its name, and either both values or (`words`) what differs between two texts."""

    field: str
    before: str = ""
    after: str = ""
    words: list[Difference] | None = None
    unworded: bool = False


class Row(NamedTuple):
    """One row on the thing's page that was added, changed or deleted."""

    kind: str
    label: str
    action: str
    lines: list[Line]


class Story(NamedTuple):
    """An entry with everything that is said of it."""

    entry: AuditEntry
    kind: str
    label: str
    lines: list[Line]
    rows: list[Row]


def model_of(label: str) -> type[models.Model] | None:
    """The model that an entry names, "catalog.person"; None when there is no such model any more."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None


class Names:
    """What things are called now whose names stay out of the log. One query a model."""

    def __init__(self, entries: Iterable[AuditEntry]):
        wanted: dict[type[models.Model], set] = defaultdict(set)
        for entry in entries:
            self._want(wanted, model_of(f"{entry.app_label}.{entry.model}"), entry.key)
            for field, pair in _all_fields(entry):
                for reference in _references(pair):
                    self._want(wanted, _related(field), str(reference["key"]))
        self.known = {
            (model, str(row.pk)): str(row)
            for model, keys in wanted.items()
            for row in model._base_manager.filter(pk__in=keys)
        }

    @staticmethod
    def _want(wanted, model, key):
        if model is not None and hasattr(model, "name_in_log") and key.isdecimal():
            wanted[model].add(int(key))

    def of(self, model, key, label) -> str:
        if model is not None and hasattr(model, "name_in_log"):
            return self.known.get((model, str(key)), label[:8])
        return label


def _all_fields(entry):
    """Each field of an entry and of its rows, with its pair of values; None for a field that is no more."""
    model = model_of(f"{entry.app_label}.{entry.model}")
    parts = [(model, entry.changes.get("fields", {}))]
    parts += [(model_of(row["model"]), row["fields"]) for row in entry.changes.get("rows", [])]
    for model, fields in parts:
        for name, pair in fields.items():
            yield _field(model, name), pair


def _field(model, name):
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _related(field):
    return field.related_model if field is not None and field.is_relation else None


def _references(pair):
    for value in pair or []:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and "key" in each:
                yield each


def stories(entries: Iterable[AuditEntry]) -> list[Story]:
    """Some entries told, with a query for each kind of thing that the log does not name itself."""
    entries = list(entries)
    names = Names(entries)
    return [_story(entry, names) for entry in entries]


def _story(entry: AuditEntry, names: Names) -> Story:
    model = model_of(f"{entry.app_label}.{entry.model}")
    rows = []
    for row in entry.changes.get("rows", []):
        kind = model_of(row["model"])
        lines = [_line(kind, name, pair, names) for name, pair in row["fields"].items()]
        title = str(capfirst(kind._meta.verbose_name)) if kind else row["model"]
        action = str(AuditEntry.Action(row["action"]).label)
        rows.append(Row(title, names.of(kind, row["key"], row["label"]), action, lines))
    return Story(
        entry,
        str(capfirst(model._meta.verbose_name)) if model else entry.model,
        names.of(model, entry.key, entry.label),
        [_line(model, name, pair, names) for name, pair in entry.changes.get("fields", {}).items()],
        rows,
    )


def _line(model, name, pair, names) -> Line:
    field = _field(model, name)
    title = capfirst(getattr(field, "verbose_name", "") or name.replace("_", " "))
    if pair is None:
        return Line(title, unworded=True)
    before, after = (said(field, value, names) for value in pair)
    are_texts = all(isinstance(value, str) for value in pair)
    if are_texts and max(len(before), len(after)) > SHORT and len(before) + len(after) < MOST_WORDS * 6:
        return Line(title, words=differences(before, after))
    return Line(title, before, after)


def said(field: models.Field | None, value: Any, names: Names) -> str:
    """A value as the log holds it, in words."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(said(field, each, names) for each in value)
    if isinstance(value, dict):
        return names.of(_related(field), value.get("key"), str(value.get("label", "")))
    choices = dict(getattr(field, "flatchoices", None) or [])
    if value in choices:
        return str(choices[value])
    if isinstance(field, models.DateTimeField):
        return timezone.localtime(datetime.fromisoformat(value)).strftime("%Y-%m-%d %H:%M %Z")
    return str(value)
