import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.db.models import TextChoices
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalog import scoreboard_data as data
from catalog.axes import Decision, decision_word
from catalog.board import COLUMNS, board_of_counts, board_of_series, decision_of, heads, network_of, summary
from catalog.models import Network, Series
from catalog.moments import day_of, last_moment
from catalog.parameters import Parameters, a_slug, one_of
from catalog.regions import countries_of
from catalog.views.addresses import page_of
from catalog.views.programs import for_programs
from catalog.web_addresses import absolute

# A spreadsheet would take a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


# So many series are shown one by one on the board, and whole in the table; of more only counts and pages.
WHOLE = 150
# The networks that a board of counts shows; those with fewer series are found by the filter.
NETWORKS = 40


class By(TextChoices):
    """How the table is grouped."""

    NETWORK = "network", _("By network")
    DECISION = "decision", _("By decision")


class Board:
    """The current series on a day, by the parameters of an address.

    On a past day it is what this site said at the end of that day in its time zone; today it is what it says now.
    """

    def __init__(self, request):
        self.parameters = Parameters(
            request,
            **{choice.name: choice.read for choice in data.CHOICES},
            by=one_of(By),
            after=a_slug,
            before=a_slug,
        )
        now = timezone.now()
        self.today = day_of(now)
        self.on = self.parameters.get("on", self.today)
        if self.on > self.today:
            raise Http404
        self.at = now if self.on == self.today else last_moment(self.on)
        series = Series.objects.public(self.at).for_listing(self.at)
        year = self.parameters.get("year")
        series = series.decided_in(year) if year else series.current(self.on)
        if slug := self.parameters.get("network"):
            series = series.commissioned_by(get_object_or_404(Network.objects.public(), slug=slug))
        if country := self.parameters.get("country"):
            series = series.from_country(country)
        # The counts are those of all decisions, so that each says what choosing it would show.
        self.counts = series.count_by_decision()
        if decision := self.parameters.get("decision"):
            series = series.decided(decision)
        self.series = series

    @property
    def total(self) -> int:
        return sum(self.shown.values())

    @property
    def shown(self) -> dict[str, int]:
        """How many series have each of the decisions that are asked for."""
        decision = self.parameters.get("decision")
        return {decision: self.counts.get(decision, 0)} if decision else self.counts

    @property
    def is_whole(self) -> bool:
        """Whether all series are shown at once."""
        return self.total <= WHOLE

    def rows(self) -> Iterator[dict[str, str]]:
        """The board as data, a row a series."""
        return data.rows(self.series.with_ids().alphabetical())

    def earlier(self) -> list[date]:
        """The first days of this month and of those before it, to see the board as it was."""
        first = self.today.replace(day=1)
        months = [first, *((first - timedelta(days=days)).replace(day=1) for days in (1, 32, 63))]
        return [month for month in months if month not in {self.today, self.on}][:3]


@require_safe
def scoreboard(request):
    board = Board(request)
    parameters = board.parameters
    whole = list(board.series.alphabetical()) if board.is_whole else None
    page = None if board.is_whole else page_of(board.series, parameters)
    by = parameters.get("by", By.NETWORK)
    context = {
        "board": board,
        "rows": board_of_series(whole)
        if board.is_whole
        else board_of_counts(board.series.count_by_network_and_decision())[:NETWORKS],
        "heads": heads(board.shown),
        "summary": summary(board.shown),
        "groups": _groups(whole, by) if board.is_whole else [(None, page)],
        "page": page,
        "by": by,
        "parameters": parameters,
        "canonical_query": parameters.query_without("by", *(["after", "before"] if board.is_whole else [])),
        "filter_query": parameters.query_without("after", "before"),
        "data_query": parameters.query_without("after", "before", "by"),
        "network_query": parameters.query_without("after", "before", "network", "decision"),
        "decision_query": parameters.query_without("after", "before", "decision"),
        "by_query": parameters.query_without("after", "before", "by"),
        "decisions": [(decision, decision_word(decision, is_first=False)) for decision in Decision],
        "networks": Network.objects.public(board.at),
        "countries": countries_of(Series.objects.public(board.at)),
        "counts": board.counts.items(),
        "bys": By.choices,
    }
    return render(request, "catalog/scoreboard.html", context)


def _groups(series, by):
    """The rows of the table by network or by decision: a heading, and the series under it."""
    key, order = (network_of, lambda name: (name is None, str(name or "").casefold()))
    if by == By.DECISION:
        key, order = decision_of, [decision for _name, decisions in COLUMNS for decision in decisions].index
    groups: dict[Any, list[Series]] = {}
    for each in series:
        groups.setdefault(key(each), []).append(each)
    return sorted(groups.items(), key=lambda group: order(group[0]))


def as_data(view):
    """A view of data: any page on the web may read it, and may see by its ETag that nothing changed."""

    @require_safe
    @wraps(view)
    def answer(request):
        return for_programs(view(Board(request)))

    return answer


@as_data
def scoreboard_csv(board):
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="renewals.csv"'},
    )
    writer = csv.writer(response)
    writer.writerow([column.name for column in data.COLUMNS])
    for row in board.rows():
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row.values()])
    return response


@as_data
def scoreboard_json(board):
    told = {
        "on": board.on.isoformat(),
        "counts": board.counts,
        "series": list(board.rows()),
        "about": absolute(reverse("catalog:scoreboard_data")),
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@require_safe
def scoreboard_data(request):
    """What the board as data is, and on which terms."""
    context = {"columns": data.COLUMNS, "choices": data.CHOICES, "formula_signs": FORMULA[:4]}
    return render(request, "catalog/scoreboard_data.html", context)
