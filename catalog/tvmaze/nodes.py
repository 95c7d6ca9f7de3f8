"""Reading JSON that others wrote: every value is checked when it is taken, and a wrong one says where it stands."""

import json
import math
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

HIGHEST_ID = 2**31 - 1
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class BrokenRecord(ValueError):
    """What a record says cannot be so. The message tells where in it, for people."""


def parse(data: bytes) -> Any:
    """The JSON in some bytes. BrokenRecord for what is not UTF-8, not JSON, cut off, or nested without end."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError:
        raise BrokenRecord(_("nested too deeply")) from None
    except ValueError as error:
        raise BrokenRecord(_("not JSON: %s") % error) from None


def _no_number(word):
    raise ValueError(word)


class Node:
    """A JSON object and the way that led to it. What is missing and what is null are alike, except to `mentions`."""

    def __init__(self, value: Any, path: str = ""):
        self.path = path
        if not isinstance(value, dict):
            raise self.broken("", _("not an object"))
        self.value = value

    def broken(self, key: str, problem: str) -> BrokenRecord:
        where = ".".join(filter(None, (self.path, key)))
        return BrokenRecord(f"{where}: {problem}" if where else problem)

    def mentions(self, key: str) -> bool:
        return key in self.value

    def get(self, key: str) -> Any:
        return self.value.get(key)

    def text(self, key: str, *, longest: int, needed: bool = False) -> str:
        """A text without spaces around it; empty when there is none and none is `needed`."""
        value = self.get(key)
        if value is None:
            value = ""
        if not isinstance(value, str):
            raise self.broken(key, _("not a text"))
        if UNWANTED.search(value):
            raise self.broken(key, _("holds characters that no text has"))
        value = value.strip()
        if len(value) > longest:
            raise self.broken(key, _("longer than %d characters") % longest)
        if needed and not value:
            raise self.broken(key, _("missing"))
        return value

    def integer(self, key: str, *, highest: int = HIGHEST_ID, lowest: int = 0) -> int | None:
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.broken(key, _("not a whole number"))
        if not lowest <= value <= highest:
            raise self.broken(key, _("out of range"))
        return value

    def id(self, key: str = "id") -> int:
        value = self.integer(key, lowest=1)
        if value is None:
            raise self.broken(key, _("missing"))
        return value

    def number(self, key: str, *, highest: int) -> Decimal | None:
        """A number from 0 up, with two places."""
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            raise self.broken(key, _("not a number"))
        if not 0 <= value <= highest:
            raise self.broken(key, _("out of range"))
        return round(Decimal(str(value)), 2)

    def day(self, key: str) -> date | None:
        """A calendar day written 2017-08-18; an empty text is none."""
        value = self.text(key, longest=40)
        if not value:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            raise self.broken(key, _("“%s” is no day") % value) from None

    def flag(self, key: str) -> bool:
        value = self.get(key)
        if value not in (None, True, False):
            raise self.broken(key, _("neither true nor false"))
        return bool(value)

    def code(self, key: str) -> str:
        """A country's ISO 3166 code, or an empty string."""
        value = self.text(key, longest=2)
        if value and not re.fullmatch("[A-Z]{2}", value):
            raise self.broken(key, _("“%s” is no country code") % value)
        return value

    def address(self, key: str) -> str:
        """A web address; empty for anything else, since people type all sorts of things there."""
        value = self.text(key, longest=2000)
        return value if len(value) <= 500 and re.fullmatch(r"https?://[^\s/?#]+\.[^\s]*", value) else ""

    def node(self, key: str) -> "Node | None":
        value = self.get(key)
        return None if value is None else Node(value, ".".join(filter(None, (self.path, key))))

    def list(self, key: str) -> list:
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.broken(key, _("not a list"))
        return value

    def nodes(self, key: str) -> "Iterator[Node]":
        for position, value in enumerate(self.list(key)):
            yield Node(value, ".".join(filter(None, (self.path, f"{key}[{position}]"))))
