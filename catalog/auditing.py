"""What the audit log says of a change: from what to what, as plain JSON.

The changes of an entry are `{"fields": fields, "rows": rows}`: `fields` has for each name a pair of values, before and
after, or None where the words are kept out of the log; `rows` has for each row on the thing's page its `model`, `key`,
`label`, `action` and `fields`. A thing that is referred to is `{"key": ..., "label": ...}`.

The log never forgets, so it holds no words that may have to be erased: models that can be erased have a property
`name_in_log`, and `UNWORDED_IN_LOG` with the names of fields whose values stay out.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.core.files import File
from django.db import models

# Of users and their devices: that they changed is told, what they are is not.
SECRETS = frozenset({"password", "data", "secret", "token"})
# What follows from other fields, or only counts.
UNTOLD = frozenset({"version", "search_name", "search_title", "search_tokens", "imported"})


def name_in_log(obj: models.Model) -> str:
    """What the log calls a thing: its name, unless that may have to be erased one day."""
    return str(getattr(obj, "name_in_log", obj))


def plain(value: Any) -> Any:
    """A value as the log holds it."""
    if isinstance(value, models.Model):
        return {"key": value.pk, "label": name_in_log(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, File):
        return str(value.name)
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    return str(value)


def told(model: type[models.Model], name: str, before: Any, after: Any) -> list | None:
    """A field's pair of values; None where they stay out of the log."""
    if name in SECRETS or name in getattr(model, "UNWORDED_IN_LOG", ()):
        return None
    return [before, after]


def values_of(obj: models.Model) -> dict[str, Any]:
    """The columns of a row by name, as they are at hand: no query."""
    return {
        field.name: plain(getattr(obj, field.attname))
        for field in obj._meta.concrete_fields
        if not field.primary_key and field.name not in obj.get_deferred_fields()
    }


def differences_of(model: type[models.Model], before: dict[str, Any], after: dict[str, Any]) -> dict[str, list | None]:
    """The fields that differ between two answers of `values_of`."""
    return {
        name: told(model, name, before[name], value)
        for name, value in after.items()
        if name in before and before[name] != value and name not in UNTOLD
    }


# -- forms --------------------------------------------------------------------------------------------------------


def _before(form, name) -> Any:
    """What a field held when its form was opened."""
    field, value = form.fields[name], form.get_initial_for_field(form.fields[name], name)
    target = getattr(field, "queryset", None)
    if target is None or value in (None, ""):
        return plain(field.prepare_value(value))
    if isinstance(value, models.Model | models.QuerySet | list | tuple):
        return plain(value)
    found = target.model._base_manager.filter(pk=value).first()
    return plain(found) if found else {"key": value, "label": str(value)}


def _after(form, name) -> Any:
    """What a field holds now that it is saved; a verb may have had a say in it."""
    columns = {field.name for field in form.instance._meta.concrete_fields}
    value = getattr(form.instance, name) if name in columns else form.cleaned_data.get(name)
    return plain(value if name in columns else form.fields[name].prepare_value(value))


def fields_changed(form, names: Iterable[str], *, added: bool = False) -> dict[str, list | None]:
    """Which of these fields were changed in a form that has been saved; for a new thing all that they say."""
    model = form._meta.model
    if added:
        said = {name: _after(form, name) for name in names if name in form.cleaned_data}
        return {name: told(model, name, None, value) for name, value in said.items() if value not in (None, "", [])}
    pairs = {name: (_before(form, name), _after(form, name)) for name in names if name in form.changed_data}
    return {name: told(model, name, *pair) for name, pair in pairs.items() if pair[0] != pair[1]}


def fields_lost(form, names: Iterable[str]) -> dict[str, list | None]:
    """All that the form of a row said, which is deleted."""
    said = {name: _before(form, name) for name in names}
    return {
        name: told(form._meta.model, name, value, None) for name, value in said.items() if value not in (None, "", [])
    }


def rows_changed(formset) -> list[dict[str, Any]]:
    """The rows of a formset that were added, changed or deleted when it was saved."""
    changed, found = [obj for obj, _names in formset.changed_objects], []
    for form in formset.forms:
        obj = form.instance
        names = [name for name in form.fields if name not in {formset._pk_field.name, formset.fk.name, "DELETE"}]
        if form in formset.deleted_forms:
            if form in formset.initial_forms:
                found.append(_row(obj, "deleted", fields_lost(form, names)))
        elif any(obj is each for each in formset.new_objects):
            found.append(_row(obj, "added", fields_changed(form, names, added=True)))
        elif any(obj is each for each in changed):
            found.append(_row(obj, "changed", fields_changed(form, names)))
    return found


def _row(obj, action, fields) -> dict[str, Any]:
    return {
        "model": obj._meta.label_lower,
        # A row that was deleted has none any more.
        "key": str(obj.pk or ""),
        "label": name_in_log(obj),
        "action": action,
        "fields": fields,
    }
