"""Following without an account: what somebody follows stands in the address, `?series=a,b&people=c`.

The address is the account: a bookmark of the page, a subscription to the feed or to the calendar. So it has one form
for each list (sorted, each once, present slugs), and it goes on working when a series moves or a person is merged.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from catalog.models import CastCredit, Person, Series
from catalog.models.people import Mergeable
from catalog.moments import day_of
from catalog.parameters import a_slug

# The parameters of an address, in their order.
KINDS = {"series": Series, "people": Person}
MOST = 100


class TooMany(ValueError):
    """More than `MOST` of a kind are asked for."""


@dataclass(frozen=True)
class Removed:
    """What was followed and has been removed, by the slug that was asked for: its name may be what had to go."""

    slug: str
    reason: str
    day: datetime


@dataclass(frozen=True)
class Follow:
    """What somebody follows: public series and people, each once, by slug. `removed` is what is not there any more.

    `missing` are the slugs that name nothing at present, with their kinds. These and the removed ones stay in the
    query: they are told for as long as they are asked for, and back when they are put back.
    """

    series: tuple[Series, ...] = ()
    people: tuple[Person, ...] = ()
    removed: tuple[tuple[str, Removed], ...] = ()
    missing: tuple[tuple[str, str], ...] = ()

    def __bool__(self):
        return bool(self.series or self.people)

    @property
    def query(self) -> str:
        """The one way to write it. Slugs and commas need no escaping in a query."""
        return "&".join(f"{kind}={slugs}" for kind, slugs in self.written().items())

    def written(self) -> dict[str, str]:
        """The parameters of the query that are not empty, in their order."""
        return {kind: ",".join(sorted(slugs)) for kind in KINDS if (slugs := self.slugs(kind))}

    def slugs(self, kind: str) -> list[str]:
        return [
            *(thing.slug for thing in getattr(self, kind)),
            *(thing.slug for of, thing in self.removed if of == kind),
            *(slug for of, slug in self.missing if of == kind),
        ]

    def adding(self, thing: Series | Person) -> "Follow":
        """The same with one more."""
        kind = _kind_of(thing)
        others = [other for other in getattr(self, kind) if other != thing]
        return replace(self, **{kind: tuple(sorted([*others, thing], key=lambda each: each.slug))})

    def without(self, thing: Series | Person | Removed) -> "Follow":
        """The same without one."""
        if isinstance(thing, Removed):
            return replace(self, removed=tuple(each for each in self.removed if each[1] != thing))
        kind = _kind_of(thing)
        return replace(self, **{kind: tuple(other for other in getattr(self, kind) if other != thing)})

    def holds(self, thing: Series | Person) -> bool:
        return thing in getattr(self, _kind_of(thing))

    def is_full(self, kind: str) -> bool:
        return len(self.slugs(kind)) >= MOST


@dataclass(frozen=True)
class Asked:
    """An address read: the list that it stands for, and what it names that can be no slug, with its kinds."""

    follow: Follow
    unreadable: tuple[tuple[str, str], ...]
    is_canonical: bool


def read(request: HttpRequest, at: datetime | None = None) -> Asked:
    """What an address asks to follow, found in a number of queries that does not grow with it.

    TooMany when it names more than is taken of one kind. Slugs may stand between commas, in several parameters of one
    name, or both, as a form sends them.
    """
    given = {kind: _slugs(request.GET.getlist(kind)) for kind in KINDS}
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    removed: list[tuple[str, Removed]] = []
    missing: list[tuple[str, str]] = []
    for kind, slugs in given.items():
        things, gone = _find(KINDS[kind], slugs, at)
        found[kind] = sorted(set(things.values()), key=lambda thing: thing.slug)
        removed += [(kind, Removed(slug, gone[slug].removal_reason, gone[slug].removed_at)) for slug in sorted(gone)]
        missing += [(kind, slug) for slug in slugs if slug not in things and slug not in gone]
    unreadable = tuple(each for each in missing if not _is_slug(each[1]))
    missing = [each for each in missing if each not in unreadable]
    follow = Follow(tuple(found["series"]), tuple(found["people"]), tuple(removed), tuple(missing))
    written = [(kind, [slugs]) for kind, slugs in follow.written().items()]
    return Asked(follow, unreadable, written == [each for each in request.GET.lists() if each[0] in KINDS])


def following(*, always: bool = False):
    """Hand a view the `Follow` that its address asks for.

    Another way to write the same, an old slug or that of one who was merged redirects for good and keeps the rest of
    the query. Too many are a 400. A slug that names nothing is a 404 that says which where a person reads the answer
    (`always`: also to no list, or to one of which all was removed). For a program it is left out, so that hiding one
    series does not cost a subscriber all others; where nothing is left, it is a 404, or a 410 of what was removed.
    """

    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request, *args, **kwargs):
            try:
                asked = read(request)
            except TooMany:
                return _refuse(request, 400, too_many=True, most=MOST)
            follow = asked.follow
            unknown = (*follow.missing, *asked.unreadable)
            if asked.unreadable or (unknown and (always or not follow)):
                return _refuse(request, 404, unknown=unknown, follow=replace(follow, missing=()))
            if not asked.is_canonical:
                return redirect(_address(request, follow), permanent=True)
            if not follow and not always:
                return _refuse(request, 410 if follow.removed else 404, follow=follow)
            return view(request, follow, *args, **kwargs)

        return answer

    return decorate


def series_that_go_on(people: Iterable[Person], at: datetime) -> dict[int, list[Series]]:
    """By the key of each of some people, the current series in whose main cast they are, with `known`, by title."""
    people = list(people)
    if not people:
        return {}
    keys = {person.pk for person in people}
    parts = CastCredit.objects.public(at).main_parts_of(people)
    rows = set(parts.order_by().values_list("person", "person__merged_into", "series"))
    found = Series.objects.public(at).as_of(at).current(day_of(at)).alphabetical()
    listed: dict[int, list[Series]] = {key: [] for key in keys}
    for series in found.among({series for *_person, series in rows}):
        for own, merged, key in rows:
            if key == series.pk:
                listed[own if own in keys else merged].append(series)
    return {key: list(dict.fromkeys(each)) for key, each in listed.items()}


def _kind_of(thing: Series | Person) -> str:
    return next(kind for kind, model in KINDS.items() if isinstance(thing, model))


def _slugs(texts: Iterable[str]) -> list[str]:
    """What stands between the commas, each once, in the order in which it came; TooMany for more than is taken."""
    slugs = list(dict.fromkeys(slug for text in texts for each in text.split(",") if (slug := each.strip())))
    if len(slugs) > MOST:
        raise TooMany
    return slugs


def _find(model: Any, slugs: list[str], at: datetime | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """By slug: the public things, and those that were removed after readers could see them."""
    slugs = [slug for slug in slugs if _is_slug(slug)]
    if not slugs:
        return {}, {}
    public = model.objects.public(at)
    found = public.at_slugs(slugs)
    missing = [slug for slug in slugs if slug not in found]
    if not missing:
        return found, {}
    rows = model.objects.select_related("merged_into") if issubclass(model, Mergeable) else model.objects.all()
    there = {
        slug: thing.resolved if isinstance(thing, Mergeable) else thing
        for slug, thing in rows.at_slugs(missing).items()
    }
    seen = public.in_bulk([thing.pk for thing in there.values()])
    found |= {slug: seen[thing.pk] for slug, thing in there.items() if thing.pk in seen}
    return found, {slug: thing for slug, thing in there.items() if slug not in found and thing.was_public}


def _is_slug(text: str) -> bool:
    try:
        return bool(a_slug(text))
    except ValueError:
        return False


def _address(request: HttpRequest, follow: Follow) -> str:
    """The address of the request with the list as it is written, and the rest of its query as it came."""
    others = [(name, value) for name, values in request.GET.lists() if name not in KINDS for value in values]
    query = "&".join(part for part in (follow.query, urlencode(others)) if part)
    return f"{request.path}?{query}" if query else request.path


def _refuse(request: HttpRequest, status: int, **context: Any):
    return render(request, "catalog/follow_refused.html", {"status": status, **context}, status=status)
