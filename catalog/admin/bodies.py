"""What a browser sends from a form: values as they stand in a body, and a body brought up to what is stored now."""

from datetime import date, datetime
from typing import Any

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


class Rebased:
    """A body that was begun from what was stored then, brought up to what is stored now: `data`.

    Fields that were not touched since say what is stored now; all that was typed stays. Rows that are gone are new
    ones if anything was typed into them, and rows that came are there too. `page` is the form and its formsets, not
    bound; `before` and `now` are snapshots.
    """

    def __init__(self, sent: QueryDict, page: tuple, before: dict, now: dict):
        form, formsets = page
        self.data = sent.copy()
        for name, field in form.fields.items():
            self._field(form._meta.model, form.add_prefix(name), name, field, before["fields"], now["fields"])
        for formset in formsets:
            if f"{formset.prefix}-TOTAL_FORMS" in sent:
                label = formset.model._meta.label_lower
                self._rows(formset, before["rows"].get(label, {}), now["rows"].get(label, {}))

    def _field(self, model, html_name, name, field, before, now) -> bool:
        """Whether a field was touched; if not, it says from now on what is stored now."""
        if name not in before:
            return False
        was = QueryDict(mutable=True)
        fill(was, field, html_name, typed(model, name, before[name]))
        widget = getattr(field.widget, "widget", field.widget)
        suffixes: list[str] = getattr(widget, "widgets_names", [""])
        names = [html_name + suffix for suffix in suffixes]
        if any(_lines(self.data.getlist(each)) != _lines(was.getlist(each)) for each in names):
            return True
        if name in now:
            for each in names:
                self.data.pop(each, None)
            fill(self.data, field, html_name, typed(model, name, now[name]))
        return False

    def _rows(self, formset, before: dict, now: dict) -> None:
        prefix, pk = formset.prefix, formset.model._meta.pk.name
        total, initial = (_number(self.data.get(f"{prefix}-{each}_FORMS")) for each in ("TOTAL", "INITIAL"))
        stay, fresh, seen = [], [], set()
        fields = formset.empty_form.fields
        for number in range(total):
            row = self._taken_out(f"{prefix}-{number}-")
            key = "".join(row.get(pk, [""])[:1]) if number < initial else ""
            if key:
                seen.add(key)
            if key in now or (key and key not in before):
                stay.append((row, before.get(key, {}), now.get(key, {})))
            elif not key:
                fresh.append(row)
            elif self._touched(formset, row, fields, before[key]) and "DELETE" not in row:
                fresh.append(row | {pk: [""]})
        for key in now:
            if key not in seen and key not in before:
                stay.append((self._stored(formset, fields, key, now[key]), {}, {}))
        for number, (row, was, stored) in enumerate(stay):
            self._put(f"{prefix}-{number}-", row)
            for name, field in fields.items():
                if name != pk and stored:
                    self._field(formset.model, f"{prefix}-{number}-{name}", name, field, was, stored)
        for number, row in enumerate(fresh, start=len(stay)):
            self._put(f"{prefix}-{number}-", row)
        self.data[f"{prefix}-INITIAL_FORMS"] = str(len(stay))
        self.data[f"{prefix}-TOTAL_FORMS"] = str(len(stay) + len(fresh))

    def _taken_out(self, start: str) -> dict[str, list[str]]:
        names = [name for name in self.data if name.startswith(start)]
        return {name.removeprefix(start): self.data.pop(name) for name in names}

    def _put(self, start: str, row: dict[str, list[str]]) -> None:
        for name, values in row.items():
            self.data.setlist(start + name, values)

    def _touched(self, formset, row, fields, before) -> bool:
        """Whether somebody typed into a row that is gone."""
        was = QueryDict(mutable=True)
        for name, field in fields.items():
            if name in before:
                fill(was, field, name, typed(formset.model, name, before[name]))
        known = {name for name in row if name.partition("_")[0] in before or name in before}
        return any(_lines(row.get(name, [])) != _lines(was.getlist(name)) for name in known | set(was))

    @staticmethod
    def _stored(formset, fields, key, values) -> dict[str, list[str]]:
        """A row that came since, as its form would send it."""
        row = QueryDict(mutable=True)
        for name, field in fields.items():
            if name in values:
                fill(row, field, name, typed(formset.model, name, values[name]))
        return dict(row.lists()) | {
            formset.model._meta.pk.name: [key],
            formset.fk.name: [str(formset.instance.pk)],
        }


def _number(text: str | None) -> int:
    return min(int(text), MOST_ROWS) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _lines(values: list[str]) -> list[str]:
    """Values as they are stored: a browser sends lines with other ends, and nothing for an empty list."""
    return [value.replace("\r\n", "\n") for value in values if value]
