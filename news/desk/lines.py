"""What a list of the desk is made of: its rows, in an order that pages go on by, and a line with acts for each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from catalog.moments import day_of
from news.models.preferences import zone_of
from news.zones import in_zones, written

# As many are counted; of more, nobody needs to know how many.
MOST_COUNTED = 100
SHORT, PAGE = 5, 50
KEY_DIGITS = 18


class Desk:
    """Whose desk it is, and at which moment."""

    def __init__(self, user, now: datetime | None = None):
        self.user, self.now = user, now or timezone.now()
        self.today: date = day_of(self.now)

    @cached_property
    def zone(self) -> ZoneInfo:
        return zone_of(self.user)

    def moments(self, at: datetime) -> str:
        """A moment in the editor's own zone, the site's and UTC."""
        return in_zones(at, self.zone)

    def moment(self, at: datetime) -> str:
        """A moment in the editor's own zone."""
        return written(at, self.zone)[0].text

    def may(self, permission: str) -> bool:
        return self.user.has_perm(permission)

    def may_see(self, model: type[Model]) -> bool:
        app, name = model._meta.app_label, model._meta.model_name
        return self.may(f"{app}.view_{name}") or self.may(f"{app}.change_{name}")


@dataclass(frozen=True)
class Act:
    """What settles a line: a link to a page or, when it is done by one click, a button."""

    label: Any
    url: str
    one_click: bool = False


@dataclass(frozen=True)
class Line:
    label: str
    url: str
    details: list[str] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)


def page_of(obj: Model) -> str:
    return address(obj, "change")


def address(obj: Model, page: str) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_{page}", args=[obj.pk])


@dataclass(frozen=True)
class DeskList:
    """A list: `rows` of a desk, ordered by a column that is never null ("-" before it: the highest first)."""

    slug: str
    title: Any
    rows: Callable[[Desk], QuerySet]
    tell: Callable[[Desk, list], Iterable[Line]]
    order: str = "-pk"
    # With which rows a line is told.
    related: tuple[str, ...] = ()
    explanation: Any = ""
    # Which models one must be allowed to see.
    models: tuple[type[Model], ...] = ()
    on_front: bool = True

    def is_for(self, desk: Desk) -> bool:
        return all(map(desk.may_see, self.models))

    def short(self, desk: Desk) -> "Shown":
        """The first few, and how many there are: two queries, and no scan of a long list."""
        keys = list(self._ordered(desk).values_list("pk", flat=True)[: MOST_COUNTED + 1])
        return Shown(self, list(self.tell(desk, self._fetched(desk, keys[:SHORT]))), len(keys))

    def page(self, desk: Desk, after: str | None) -> "Shown":
        """A page of the whole list, behind a key. Http404 for what is no key."""
        rows = self._ordered(desk)
        if after is not None:
            rows = rows.filter(self._behind(rows.model, after))
        column = self._column
        found = list(rows.values_list("pk", column)[: PAGE + 1])
        keys = [pk for pk, _value in found[:PAGE]]
        following = self._key(*found[PAGE - 1]) if len(found) > PAGE else ""
        return Shown(self, list(self.tell(desk, self._fetched(desk, keys))), len(keys), following)

    @property
    def _column(self) -> str:
        return self.order.removeprefix("-")

    def _ordered(self, desk):
        tie = "-pk" if self.order.startswith("-") else "pk"
        return self.rows(desk).order_by(*([tie] if self._column == "pk" else [self.order, tie]))

    def _fetched(self, desk, keys):
        if not keys:
            return []
        rows = self.rows(desk).model._default_manager.select_related(*self.related).in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

    def _key(self, pk, value) -> str:
        return str(pk) if self._column == "pk" else f"{value.isoformat()}~{pk}"

    def _behind(self, model, key: str) -> Q:
        value, _mark, number = key.rpartition("~")
        if not number.isascii() or not number.isdecimal() or len(number) > KEY_DIGITS:
            raise Http404
        sign = "lt" if self.order.startswith("-") else "gt"
        behind = Q(**{f"pk__{sign}": int(number)})
        if self._column == "pk":
            return behind
        try:
            at = model._meta.get_field(self._column).to_python(value)
        except ValidationError as error:
            raise Http404 from error
        if at is None or (isinstance(at, datetime) and timezone.is_naive(at)):
            raise Http404
        # The first condition follows from the second; an index can use it.
        return Q(**{f"{self._column}__{sign}e": at}) & (Q(**{f"{self._column}__{sign}": at}) | behind)


@dataclass(frozen=True)
class Shown:
    """Some lines of a list, how many there are, and behind which key it goes on."""

    of: DeskList
    lines: list[Line]
    count: int
    following: str = ""

    @property
    def is_counted(self) -> bool:
        return self.count <= MOST_COUNTED

    @property
    def has_more(self) -> bool:
        return self.count > len(self.lines)
