"""Nodes of a graph: types, properties, and the ids by which they speak of each other."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from catalog.web_addresses import absolute

Node = dict[str, Any]


def node(type: str, id: str = "", **properties: Any) -> Node:
    """A node with those of its properties that say something; a list of one is the one."""
    found: Node = {"@type": type}
    if id:
        found["@id"] = id
    for name, value in properties.items():
        if isinstance(value, list | tuple):
            value = [each for each in value if each]
            value = value[0] if len(value) == 1 else value
        if value is not None and value not in ("", [], {}):
            found[name] = value
    return found


def ref(id: str) -> Node:
    """Another node, by its id."""
    return {"@id": id}


def address(thing) -> str:
    """The whole address of the page of a thing."""
    return absolute(thing.get_absolute_url())


def moment(value: datetime | None) -> str:
    """A moment in the site's time zone, with the zone."""
    return value.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds") if value else ""


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def exact_day(value) -> str:
    """The day of a FuzzyDate, if it is one."""
    return day(value.latest) if value.is_exact else ""


def urn(thing) -> str:
    """What a thing is called whatever its address."""
    return f"urn:uuid:{thing.uuid}"


def picture(image, shape: str, width: int) -> str:
    """The address of a rendition of a picture that may be shown; "" for none."""
    return absolute(image.rendition_address(shape, width)) if image and image.is_usable() else ""
