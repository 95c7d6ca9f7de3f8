"""The known parameters of a page's address."""

import re
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.http import urlencode

from catalog.folding import fold
from catalog.paging import DIGITS, OTHER

# What leads to another part of a list, and what only shows the same in another order: neither is a filter.
PLACES, ORDERS = {"after", "before", "from", "window"}, {"by"}
# What makes an address for each day there ever was.
ENDLESS = {"on"}


class Parameters(dict):
    """The values that were given, by name; `query` writes them again, in the order in which the page knows them."""

    def __init__(self, request: HttpRequest, **readers: Callable[[str], Any]):
        """Read each known parameter. An empty one was not given, an unknown one is ignored.

        Raises Http404 where a reader raises ValueError: an address that says nothing has no page.
        """
        given = {name: request.GET[name] for name in readers if request.GET.get(name)}
        try:
            super().__init__({name: readers[name](text) for name, text in given.items()})
        except ValueError as error:
            raise Http404 from error
        self._given, self._known = given, set(readers)

    @property
    def query(self) -> str:
        return urlencode(self._given)

    @property
    def filters(self) -> set[str]:
        """The names of those that choose what a list shows."""
        return self.keys() - PLACES - ORDERS

    @property
    def is_for_the_index(self) -> bool:
        """Whether search engines may keep the page: whole lists, and those of one filter, in the way that they go on.

        Filters together make more addresses than there are rows, and each shows what another one shows too.
        """
        filters = self.filters
        goes_back = "before" in self and "after" in self._known
        return len(filters) <= 1 and not filters & ENDLESS and not goes_back

    def query_without(self, *names: str) -> str:
        return urlencode({name: text for name, text in self._given.items() if name not in names})


def a_slug(text: str) -> str:
    """A slug; ValueError for what cannot be one."""
    if not re.fullmatch(r"[-a-zA-Z0-9_]{1,150}", text, re.ASCII):
        raise ValueError(text)
    return text


def a_year(text: str) -> int:
    """A year between 1900 and 2199; ValueError for anything else."""
    if not re.fullmatch(r"(19|20|21)[0-9]{2}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def a_day(text: str) -> date:
    """A day as 2026-03-01; ValueError for anything else and for days before 1900."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        raise ValueError(text)
    found = date.fromisoformat(text)
    if found.year < 1900:
        raise ValueError(text)
    return found


def a_letter(text: str) -> str:
    """A letter as folded texts begin with it, DIGITS or OTHER; ValueError for anything else."""
    if text not in {DIGITS, OTHER} and (len(text) != 1 or not text.isalpha() or text != fold(text)):
        raise ValueError(text)
    return text


def a_region(text: str) -> str:
    """A country code or 001; ValueError for anything else."""
    if not re.fullmatch(r"[A-Z]{2}|001", text, re.ASCII):
        raise ValueError(text)
    return text


def a_country(text: str) -> str:
    """A country code; ValueError for anything else."""
    if not re.fullmatch(r"[A-Z]{2}", text, re.ASCII):
        raise ValueError(text)
    return text


def one_of(choices) -> Callable[[str], str]:
    """A reader for the values of a set of choices."""

    def read(text: str) -> str:
        if text not in choices.values:
            raise ValueError(text)
        return text

    return read


def a_uuid(text: str) -> uuid.UUID:
    """A uuid as we write it; ValueError for anything else."""
    found = uuid.UUID(text)
    if str(found) != text:
        raise ValueError(text)
    return found
