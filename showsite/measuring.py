"""How long the pages of the admin take: each list with its filters, orders and searches, each choice, form and save;
and the search of the site.

Asked in process, as somebody who is logged in and may do everything. What is made and saved for it is the caller's to
take back.
"""

import secrets
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.db.models import Count
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.models import AuditEntry, CastCredit, CrewCredit, Person, Season, Series, StatusUpdate
from news.desk.pages import LISTS
from news.models import Revision
from showsite.filled_forms import filled_form

# Each page is asked so often, and the median of its answers counts.
TIMES = 3
# How many people are in the cast of the season that is opened and saved.
CAST = 300
SEARCHES = {
    "one letter": "s",
    "two letters": "a s",
    "short word": "mar",
    "name": "murray",
    "two words": "john sm",
    "Cyrillic": "анти",
    "Hangul": "박소",
    "of nobody": "zzyzx",
}
# Fields in which something is typed before a form is saved: the first that a form has.
TYPED = ["lead", "logline", "bio", "title", "summary", "reason", "name", "text", "alt"]


class Took(NamedTuple):
    """Seconds: until the answer was there, and how many of them this process was at work."""

    seconds: float
    at_work: float


class Figure(NamedTuple):
    """What was measured: a page, how long its answer took, how long it may take, and how many queries it asks."""

    kind: str
    name: str
    took: Took
    allowed: float
    queries: int
    address: str
    # Of so many pages this is the slowest.
    of: int = 1


class Failed(Exception):
    """A page did not answer as it should; says which."""


class Measuring:
    """With `each`, a figure for each address; else one for the slowest of some that are much alike."""

    def __init__(self, *, only: str = "", times: int = TIMES, each: bool = False):
        self.only, self.times, self.each = only.casefold(), times, each
        self.failed: list[str] = []
        self.user = get_user_model().objects.create_superuser(f"measuring-{secrets.token_hex(4)}")
        self.client = Client(
            raise_request_exception=False, SERVER_NAME=urlsplit(settings.SITE_URL).hostname or "localhost"
        )
        self.client.force_login(self.user)
        self.secure = settings.SECURE_SSL_REDIRECT
        self.season = busy_season()

    def figures(self) -> Iterator[Figure]:
        """One after the other, as they are measured."""
        parts = (
            self.desk,
            self.lists,
            self.choices,
            self.forms,
            self.of_articles,
            self.of_the_catalog,
            self.of_readers,
        )
        for part in parts:
            yield from part()

    # -- the pages ------------------------------------------------------------------------------------------------

    def desk(self) -> Iterator[Figure]:
        yield from self.page("desk", "front page", reverse("admin:index"), allowed=0.5)
        yield from self.pages("desk", {f"list {slug}": reverse("admin:desk_list", args=[slug]) for slug in LISTS})

    def lists(self) -> Iterator[Figure]:
        """Each list: as it opens, its last page, by each column, by each choice of each filter, and each search."""
        for model, model_admin in self.admins():
            page, name = reverse(address_of(model, "changelist")), str(model._meta.verbose_name_plural)
            yield from self.page("list", name, page)
            searches = {f"{name}, {said}": with_query(page, {"q": words}) for said, words in SEARCHES.items()}
            if model is AuditEntry:
                yield from self.pages("search", searches)
                continue
            request = self.request(page)
            changelist = model_admin.get_changelist_instance(request)
            if changelist.paginator.num_pages > 1:
                yield from self.page("list", f"{name}, last page", f"{page}?p={changelist.paginator.num_pages}")
            columns = [
                number
                for number, column in enumerate(changelist.list_display)
                if changelist.get_ordering_field(column)
                and (changelist.sortable_by is None or column in changelist.sortable_by)
            ]
            yield from self.pages("list", {f"{name} by column {n}": f"{page}?o={n}" for n in columns})
            yield from self.pages("list", {f"{name} by column -{n}": f"{page}?o=-{n}" for n in columns})
            for spec in changelist.filter_specs:
                choices = {
                    f"{name}, {spec.title}: {c['display']}": c["query_string"] for c in spec.choices(changelist)
                }
                yield from self.pages("filter", {said: page + query for said, query in choices.items()})
            if model_admin.date_hierarchy:
                year = {f"{model_admin.date_hierarchy}__year": timezone.now().year}
                yield from self.page("filter", f"{name}, this year", with_query(page, year))
            if model_admin.search_fields:
                yield from self.pages("search", searches)

    def choices(self) -> Iterator[Figure]:
        """Each autocomplete, once for each kind of thing that can be chosen."""
        asked: dict[Any, tuple] = {}
        for model, model_admin in self.admins():
            owners = [(model, model_admin)]
            owners += [(inline.model, inline) for inline in model_admin.get_inline_instances(self.request())]
            for owner, described in owners:
                for name in described.get_autocomplete_fields(self.request()):
                    asked.setdefault(owner._meta.get_field(name).related_model, (owner._meta, name))
        for chosen, (opts, field) in asked.items():
            of = {"app_label": opts.app_label, "model_name": opts.model_name, "field_name": field}
            terms = {"nothing typed": "", **SEARCHES}
            page, name = reverse("admin:autocomplete"), chosen._meta.verbose_name_plural
            queries = {f"{name}, {said}": with_query(page, of | {"term": words}) for said, words in terms.items()}
            yield from self.pages("choice", queries)
        page = reverse("admin:news_article_link_targets")
        queries = {f"links of a text, {said}": with_query(page, {"q": words}) for said, words in SEARCHES.items()}
        yield from self.pages("choice", queries)

    def forms(self) -> Iterator[Figure]:
        """Each form as it opens and as it is saved, with what stands beside it."""
        for model, model_admin in self.admins():
            if model is AuditEntry:
                # Its entries have no page of their own.
                continue
            for name, thing in self.things(model, model_admin).items():
                page = address(thing, "change")
                yield from self.page("form", name, page)
                if model_admin.has_change_permission(self.request(), thing):
                    field = next(iter(model_admin.get_form(self.request(), thing, change=True).base_fields))
                    yield from self.sent("save", name, page, field, {"_continue": "1"}, expected=302)
                yield from self.page("history", name, address(thing, "history"))
                if hasattr(model_admin, "where_used_view"):
                    yield from self.page("where used", name, address(thing, "where_used"))
                if model_admin.has_delete_permission(self.request(), thing):
                    yield from self.page("delete", name, address(thing, "delete"))
            if model_admin.has_add_permission(self.request()):
                yield from self.page("form", f"{model._meta.verbose_name}, new", reverse(address_of(model, "add")))

    def of_articles(self) -> Iterator[Figure]:
        live = Revision.objects.live().order_by("-live_from").first()
        if live:
            article = live.article
            for kind in ("publish", "correct", "withdraw", "restore", "preview", "erase"):
                yield from self.page(kind, "article", address(article, kind))
            yield from self.page("compare", "article", f"{address(article, 'compare')}?from={live.number}&to=working")
            yield from self.page("receipt", "article", address(article, "receipt", live.number))
            yield from self.page("embargo check", "article", address(article, "embargo"), allowed=5)

    def of_the_catalog(self) -> Iterator[Figure]:
        if self.season is None:
            return
        yield from self.page("record an update", "season", address(self.season, "record"))
        people = list(Person.objects.present().unmerged().order_by("-pk")[:20])
        lines = [f"{person.name} as Number {number}" for number, person in enumerate(people)]
        text = "\n".join([*lines, "Zoltan Nobodyev as Somebody", "Zebulon Marlove as Somebody else"])
        page, typed = address(self.season, "paste"), {"text": text, "_read": "1"}
        yield from self.sent("paste credits", f"{len(people) + 2} lines, read", page, "text", typed, expected=200)
        if len(people) > 1:
            page, typed = address(people[0], "merge"), {"into": people[-1].pk}
            yield from self.sent("merge", "two people, preview", page, "into", typed, expected=200)

    def of_readers(self) -> Iterator[Figure]:
        """The search of the site, and its suggestions."""
        for name in ("search", "search_suggest"):
            page = reverse(name)
            queries = {f"site, {name}, {said}": with_query(page, {"q": words}) for said, words in SEARCHES.items()}
            yield from self.pages("search", queries, allowed=0.3)

    # -- what is looked at ------------------------------------------------------------------------------------------

    def admins(self) -> list[tuple[type[models.Model], Any]]:
        return sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label_lower)

    def things(self, model, model_admin) -> dict[str, models.Model]:
        """One of a kind, by what it is called; of the kinds that grow, busy ones."""
        if model is Season and self.season:
            return {f"season with a cast of {CAST}": self.season}
        if model is Series:
            found = busiest(Series, CastCredit, "series") + busiest(Series, CrewCredit, "series")
            return {f"series with {series.cast.count()} in its cast": series for series in found}
        if model is Person:
            found = busiest(Person, CastCredit, "person")
            return {f"person with {person.cast.count()} parts": person for person in found}
        first = model_admin.get_queryset(self.request()).order_by("pk").first()
        return {str(model._meta.verbose_name): first} if first else {}

    # -- asking -------------------------------------------------------------------------------------------------------

    def request(self, page="/"):
        request = RequestFactory(SERVER_NAME=self.client.defaults["SERVER_NAME"]).get(page)
        request.user = self.user
        return request

    def is_wanted(self, kind, name) -> bool:
        return self.only in f"{kind} {name}".casefold()

    def page(self, kind, name, page, *, allowed=1.0) -> Iterator[Figure]:
        """How long a page takes to open: the median of some answers, behind one whose queries are counted."""
        if not self.is_wanted(kind, name):
            return
        ask = partial(self.client.get, page, secure=self.secure)
        try:
            queries = counted(ask, page)
            took = median(timed(ask, page) for _turn in range(self.times))
        except Failed as error:
            self.failed.append(str(error))
        else:
            yield Figure(kind, name, took, allowed, queries, page)

    def pages(self, kind, pages: dict[str, str], *, allowed=1.0) -> Iterator[Figure]:
        """Some that are much alike, by what they are called."""
        figures = (figure for name, page in pages.items() for figure in self.page(kind, name, page, allowed=allowed))
        if self.each:
            yield from figures
        elif found := list(figures):
            yield max(found, key=lambda figure: figure.took)._replace(of=len(found))

    def sent(self, kind, name, page, holding, typed, *, expected) -> Iterator[Figure]:
        """A form that is sent: each time a fresh one, in which another word was typed if it is to be saved."""
        if not self.is_wanted(kind, name):
            return
        queries, took = 0, []
        try:
            for turn in range(self.times + 1):
                opened = self.client.get(page, secure=self.secure)
                if opened.status_code != 200:
                    raise Failed(f"{page}: {opened.status_code} instead of a form")
                body = filled_form(opened, holding) | typed
                if field := next((field for field in TYPED if expected == 302 and any(body.get(field, []))), None):
                    # No longer than it is now: the longest name there may be takes no letter more.
                    body[field] = f"{body[field][0][:-2]}.{turn % 10}"
                send = partial(self.client.post, page, body, secure=self.secure)
                if turn == 0:
                    queries = counted(send, page, expected)
                else:
                    took.append(timed(send, page, expected))
        except Failed as error:
            self.failed.append(str(error))
        else:
            yield Figure(kind, name, median(took), 1.0, queries, page)


def timed(ask: Callable, page: str, expected=200) -> Took:
    """How long an answer takes. Failed when it is another than the expected one."""
    started = time.perf_counter(), time.process_time()
    response = ask()
    took = Took(time.perf_counter() - started[0], time.process_time() - started[1])
    if response.status_code != expected:
        raise Failed(f"{page}: {response.status_code} instead of {expected}")
    return took


def median(all_took: Iterable[Took]) -> Took:
    seconds, at_work = zip(*all_took, strict=True)
    return Took(statistics.median(seconds), statistics.median(at_work))


def counted(ask: Callable, page: str, expected=200) -> int:
    """The number of queries that an answer takes."""
    with CaptureQueriesContext(connection) as captured:
        timed(ask, page, expected)
    return len(captured)


def address_of(model, kind) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}"


def address(thing, kind, *args) -> str:
    return reverse(address_of(thing, kind), args=[thing.pk, *args])


def with_query(page: str, query: dict[str, Any]) -> str:
    return f"{page}?{urlencode(query)}"


def busiest(model: type[models.Model], credits: type[models.Model], role: str) -> list[Any]:
    """The two with the most credits."""
    counts = credits._base_manager.values(role).annotate(n=Count("pk")).order_by("-n")
    return [model._base_manager.get(pk=key) for key in counts.values_list(role, flat=True)[:2]]


def busy_season() -> Season | None:
    """One of which something was said, given a large cast for it."""
    update = StatusUpdate.objects.order_by("-pk").first()
    if update is None:
        return None
    season = update.season
    people = Person.objects.present().unmerged().order_by("pk")[: CAST - season.cast.count()]
    CastCredit.objects.bulk_create(
        CastCredit(series=season.series, season=season, person=person, character=f"Number {n}", billing=n)
        for n, person in enumerate(people, 1)
    )
    return season
