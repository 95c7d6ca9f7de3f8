"""Versions: a whole thing with its rows counts its changes, and nobody saves over what they have not seen."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _


class Conflict(Exception):
    """Somebody changed a thing since it was opened; it stands at `current_version`. Nothing was written."""

    def __init__(self, current_version: int):
        super().__init__(_("Somebody has changed this since you opened it."))
        self.current_version = current_version


def has_version(model: type[models.Model]) -> bool:
    return any(field.name == "version" for field in model._meta.concrete_fields)


def lock(obj: models.Model, version: int | None = None) -> int:
    """Keep others from changing a whole until the transaction ends; gives its version, Conflict if not `version`.

    What has no version gives its key.
    """
    column = "version" if has_version(type(obj)) else "pk"
    stored: int = type(obj)._base_manager.select_for_update(of=("self",)).values_list(column, flat=True).get(pk=obj.pk)
    if version is not None and stored != version:
        raise Conflict(stored)
    return stored


def count_up(*objects: models.Model) -> None:
    """Give wholes of one kind, which were changed in some part, another version."""
    if objects:
        rows = type(objects[0])._base_manager.filter(pk__in=[obj.pk for obj in objects])
        rows.update(version=F("version") + 1)
        for obj in objects:
            obj.version += 1  # type: ignore[attr-defined]
