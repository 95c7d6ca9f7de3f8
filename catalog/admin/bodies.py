"""What a browser sends from a form: values as they stand in a body, and a body brought up to what is stored now."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import models
from django.forms import CheckboxInput, MultiWidget
from django.http import QueryDict

# More rows than any form has.
MOST_ROWS = 2000


def typed(model, name: str, value: Any) -> Any:
    """A value of the log as a form takes it."""
    if isinstance(value, list):
        return [typed(model, name, each) for each in value]
    if isinstance(value, dict):
        return value.get("key")
    column = next((field for field in model._meta.fields if field.name == name), None)
    if value and isinstance(column, models.DateTimeField):
        return datetime.fromisoformat(value)
    if value and isinstance(column, models.DateField):
        return date.fromisoformat(value)
    return value


def fill(data: QueryDict, field, name: str, value: Any) -> None:
    """Write a value into a body as the widget of its field would send it."""
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, MultiWidget):
        names: list[str] = widget.widgets_names  # type: ignore[attr-defined]
        for part, suffix, each in zip(widget.widgets, names, widget.decompress(value) or [], strict=True):
            data[f"{name}{suffix}"] = "" if each is None else str(part.format_value(each) or "")
    elif isinstance(widget, CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
    elif isinstance(value, list | tuple | models.QuerySet):
        data.setlist(name, [str(getattr(each, "pk", each)) for each in value])
    else:
        value = getattr(value, "pk", value)
        text = widget.format_value(value) if isinstance(value, date) else value
        data[name] = "" if text is None else str(text)


class Part(NamedTuple):
    """A field, or (`name` is empty) a whole row, that somebody changed on either side: what is to be known of it.

    `state` of a field: "both", "theirs" or "mine". Of a row: "came"; "gone", nothing typed into it here; "kept", gone
    and typed into; "dropped", deleted here and changed there. `key` is its primary key as stored now, or as it was
    stored then. Of a row `before` and `now` are dicts; `mine` is what a browser sent.
    """

    state: str
    model: type[models.Model]
    key: str
    name: str
    field: Any
    before: Any
    now: Any
    mine: Any


class Rebased:
    """A body that was begun from what was stored then, brought up to what is stored now: `data`.

    Fields that were not touched since say what is stored now; all that was typed stays. Rows that are gone are new
    ones if anything was typed into them, and rows that came are there too. `page` is the form and its formsets, not
    bound; `before` and `now` are snapshots; `parts` is what either side changed.

    A formset may say by which fields a row is `known_by` when it was stored anew under another key, and which fields
    are settled `apart`.
    """

    def __init__(self, sent: QueryDict, page: tuple, before: dict, now: dict):
        form, formsets = page
        self.data = sent.copy()
        self.parts: list[Part] = []
        for name, field in form.fields.items():
            self._field(form._meta.model, "", form.add_prefix(name), name, field, before["fields"], now["fields"])
        for formset in formsets:
            if f"{formset.prefix}-TOTAL_FORMS" in sent:
                label = formset.model._meta.label_lower
                self._rows(formset, before["rows"].get(label, {}), now["rows"].get(label, {}))

    def _field(self, model, key, html_name, name, field, before, now) -> None:
        if name not in before:
            return
        sent = {each: self.data.getlist(each) for each in names_of(field, html_name)}
        said_then, said_now = (as_sent(model, field, html_name, name, side.get(name)) for side in (before, now))
        touched, changed = not same(sent, said_then), name in now and before[name] != now[name]
        if touched and changed and same(sent, said_now):
            return
        if touched or changed:
            state = "both" if touched and changed else "mine" if touched else "theirs"
            self.parts.append(Part(state, model, key, name, field, before[name], now.get(name), sent))
        if changed and not touched:
            self.put(html_name, field, said_now)

    def put(self, html_name, field, values: dict[str, list[str]]) -> None:
        """Let one field say something else."""
        for each in names_of(field, html_name):
            self.data.pop(each, None)
        for each, said in values.items():
            self.data.setlist(each, said)

    def _rows(self, formset, before: dict, now: dict) -> None:
        prefix, pk, model = formset.prefix, formset.model._meta.pk.name, formset.model
        total, initial = (_number(self.data.get(f"{prefix}-{each}_FORMS")) for each in ("TOTAL", "INITIAL"))
        if not total and not now:
            return
        stay: list[tuple[dict, dict, dict]] = []
        fresh: list[dict] = []
        seen = set()
        fields = {name: field for name, field in formset.empty_form.fields.items() if name not in {pk, "DELETE"}}
        successors = _successors(formset, before, now)
        for number in range(total):
            row = self._taken_out(f"{prefix}-{number}-")
            was = "".join(row.get(pk, [""])[:1]) if number < initial else ""
            key = successors.get(was, was)
            if was:
                seen |= {was, key}
            if key in now:
                stay.append((row | {pk: [key]}, before.get(was, {}), now[key]))
            elif was and was not in before:
                stay.append((row, {}, {}))
            elif not was:
                fresh.append(row)
            elif "DELETE" not in row:
                touched = self._touched(formset, row, fields, before[was])
                self.parts.append(Part("kept" if touched else "gone", model, was, "", None, before[was], {}, row))
                if touched:
                    fresh.append(row | {pk: [""]} | carried(formset, before[was]))
        for key in now:
            if key not in seen and key not in before:
                self.parts.append(Part("came", model, key, "", None, {}, now[key], {}))
                stay.append((stored_row(formset, fields, key, now[key]), {}, {}))
        for number, (row, then, stored) in enumerate(stay):
            start, key = f"{prefix}-{number}-", row.get(pk, [""])[0]
            self._put_row(start, row)
            if "DELETE" in row and then and stored:
                if _without(then, formset) != _without(stored, formset):
                    self.parts.append(Part("dropped", model, key, "", None, then, stored, row))
            elif then and stored:
                for name, field in fields.items():
                    if name not in getattr(formset, "apart", ()):
                        self._field(model, key, start + name, name, field, then, stored)
        for number, row in enumerate(fresh, start=len(stay)):
            self._put_row(f"{prefix}-{number}-", row)
        self.data[f"{prefix}-INITIAL_FORMS"] = str(len(stay))
        self.data[f"{prefix}-TOTAL_FORMS"] = str(len(stay) + len(fresh))

    def _taken_out(self, start: str) -> dict[str, list[str]]:
        names = [name for name in self.data if name.startswith(start)]
        return {name.removeprefix(start): self.data.pop(name) for name in names}

    def _put_row(self, start: str, row: dict[str, list[str]]) -> None:
        for name, values in row.items():
            self.data.setlist(start + name, values)

    @staticmethod
    def _touched(formset, row, fields, before) -> bool:
        """Whether somebody typed into a row that is gone."""
        for name, field in fields.items():
            if name in before and name not in getattr(formset, "apart", ()):
                sent = {each: row.get(each, []) for each in names_of(field, name)}
                if not same(sent, as_sent(formset.model, field, name, name, before[name])):
                    return True
        return False


def names_of(field, html_name: str) -> list[str]:
    """The names under which a browser sends one field."""
    widget = getattr(field.widget, "widget", field.widget)
    return [html_name + suffix for suffix in getattr(widget, "widgets_names", [""])]


def as_sent(model, field, html_name: str, name: str, value: Any) -> dict[str, list[str]]:
    """What a browser sends for a value of a snapshot that nobody touched."""
    data = QueryDict(mutable=True)
    fill(data, field, html_name, typed(model, name, value))
    return dict(data.lists())


def stored_row(formset, fields: dict, key: str, values: dict) -> dict[str, list[str]]:
    """A row of a snapshot as its form would send it."""
    row: dict[str, list[str]] = {}
    for name, field in fields.items():
        if name in values:
            row |= as_sent(formset.model, field, name, name, values[name])
    return row | {formset.model._meta.pk.name: [key], formset.fk.name: [str(formset.instance.pk)]}


def carried(formset, values: dict) -> dict[str, list[str]]:
    """What a row that is to be stored anew takes along from the one that is gone."""
    return {
        name: [str(values[column])] for name, column in getattr(formset, "carried", {}).items() if column in values
    }


def _successors(formset, before: dict, now: dict) -> dict[str, str]:
    """By the keys of rows that are gone those under which the same rows were stored anew."""
    known_by = getattr(formset, "known_by", ())
    if not known_by:
        return {}
    fresh = {tuple(now[key].get(name) for name in known_by): key for key in now if key not in before}
    gone = {key: tuple(before[key].get(name) for name in known_by) for key in before if key not in now}
    return {key: fresh[told] for key, told in gone.items() if told in fresh}


def _without(values: dict, formset) -> dict:
    return {name: value for name, value in values.items() if name not in getattr(formset, "apart", ())}


def same(one: dict[str, list[str]], other: dict[str, list[str]]) -> bool:
    return all(_lines(one.get(name, [])) == _lines(other.get(name, [])) for name in one | other)


def _number(text: str | None) -> int:
    return min(int(text), MOST_ROWS) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _lines(values: list[str]) -> list[str]:
    """Values as they are stored: a browser sends lines with other ends, and nothing for an empty list."""
    return [value.replace("\r\n", "\n") for value in values if value]
