import csv
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.axes import Decision, decision_word
from catalog.models import Network, Series
from catalog.moments import day_of, midnight
from catalog.parameters import Parameters, a_day, a_slug, a_year, one_of
from catalog.views.addresses import page_of

COLUMNS = [
    "series",
    "season",
    "label",
    "network",
    "decision",
    "announced",
    "source",
    "source_url",
    "checked",
    "premiere",
]
COLUMNS += ["premiere_edtf", "url"]
# A spreadsheet would take a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Board:
    """The current series on a day, by the parameters of an address.

    On a past day it is what this site said at the end of that day in its time zone; today it is what it says now.
    """

    def __init__(self, request):
        self.parameters = Parameters(
            request, network=a_slug, year=a_year, decision=one_of(Decision), on=a_day, after=a_slug, before=a_slug
        )
        now = timezone.now()
        self.today = day_of(now)
        self.on = self.parameters.get("on", self.today)
        if self.on > self.today:
            raise Http404
        at = now if self.on == self.today else midnight(self.on + timedelta(days=1)) - timedelta(microseconds=1)
        series = Series.objects.public(at).for_listing(at)
        year = self.parameters.get("year")
        series = series.decided_in(year) if year else series.current(self.on)
        if slug := self.parameters.get("network"):
            self.network = get_object_or_404(Network.objects.public(), slug=slug)
            series = series.on_network(self.network)
        # The counts are those of all decisions, so that each says what choosing it would show.
        self.counts = series.count_by_decision()
        if decision := self.parameters.get("decision"):
            series = series.decided(decision)
        self.series = series


@require_safe
def scoreboard(request):
    board = Board(request)
    context = {
        "board": board,
        "page": page_of(board.series, board.parameters),
        "parameters": board.parameters,
        "canonical_query": board.parameters.query,
        "filter_query": board.parameters.query_without("after", "before"),
        "count_query": board.parameters.query_without("after", "before", "decision"),
        "decisions": [(decision, decision_word(decision, is_first=False)) for decision in Decision],
        "networks": Network.objects.public(),
        "counts": board.counts.items(),
        "total": sum(board.counts.values()),
    }
    return render(request, "catalog/scoreboard.html", context)


@require_safe
def scoreboard_csv(request):
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="renewals.csv"'},
    )
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for row in _rows(Board(request)):
        writer.writerow([f"'{cell}" if str(cell).startswith(FORMULA) else cell for cell in row.values()])
    return response


@require_safe
def scoreboard_json(request):
    board = Board(request)
    return JsonResponse(
        {"on": board.on.isoformat(), "counts": board.counts, "series": list(_rows(board))},
        json_dumps_params={"ensure_ascii": False},
    )


def _rows(board):
    """The board as data, a row a series."""
    for series in board.series.alphabetical():
        known, season, state = series.known, series.known.season, series.known.season_state
        update = state.decision_update if state else None
        network = (state and state.commissioner) or series.home
        cells = [
            series.title,
            season.name if season else "",
            known.label,
            network.name if network else "",
            state.decision if state else Decision.UNKNOWN.value,
            update.announced_on.edtf if update else "",
            update.source.publisher if update else "",
            update.source.url if update else "",
            state.checked_on.isoformat() if state and state.checked_on else "",
            str(state.premiere) if state and not state.premiere.is_unknown else "",
            state.premiere.edtf if state else "",
            f"{settings.SITE_URL}{series.get_absolute_url()}",
        ]
        yield dict(zip(COLUMNS, cells, strict=True))
