from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from catalog.awaited import most_awaited
from catalog.models import Network, PremiereState, Series
from catalog.moments import day_of
from catalog.months import Years, monday_of, month_after, weeks_of
from catalog.parameters import Parameters, a_day, a_region, a_slug, a_uuid
from catalog.regions import regions_in

# What lies further ahead than this is no promise that anybody makes to the day.
AHEAD = timedelta(days=3 * 366)
# How many premieres with a day, windows, undated and waiting series a page shows, and how many a day of the week.
DAYS, WINDOWS, UNDATED, WAITING, OF_A_DAY = 60, 30, 40, 10, 6


@dataclass(frozen=True)
class Month:
    """A month as a grid of weeks with its red days, and those of its premieres that a page lists, by day."""

    first: date
    weeks: list
    red: set[date]
    days: list[tuple[date, list]]


@require_safe
def calendar(request):
    """This week, the months with their exact days, then windows, bounds, and what has no date: never given a day.

    A long part goes on at an address of its own: `from` a day, behind a `window`, `after` or `before` a series.
    """
    parameters = Parameters(
        request, network=a_slug, region=a_region, **{"from": a_day}, window=a_uuid, after=a_slug, before=a_slug
    )
    now = timezone.now()
    today = day_of(now)
    premieres = PremiereState.objects.public(now)
    regions = regions_in(premieres.not_over(today))
    undated = Series.objects.public(now).for_listing(now).undated()
    network = None
    if slug := parameters.get("network"):
        network = get_object_or_404(Network.objects.public(), slug=slug)
        premieres, undated = premieres.on_network(network), undated.on_network(network)
    if region := parameters.get("region"):
        premieres = premieres.in_region(region)
    part = _part(parameters)
    context = {
        "today": today,
        "part": part,
        "network": network,
        "regions": regions,
        "networks": Network.objects.public(now),
        "parameters": parameters,
        "canonical_query": parameters.query,
        "filter_query": parameters.query_without("from", "window", "after", "before"),
        "ics": _ics(parameters.query_without("from", "window", "after", "before")),
        "network_query": parameters.query_without("network", "from", "window", "after", "before"),
        "region_query": parameters.query_without("region", "from", "window", "after", "before"),
        "weekdays": [(WEEKDAYS_ABBR[number], WEEKDAYS[number]) for number in range(7)],
    }
    if not part:
        context |= {"week": week_of(today, premieres), "awaited": [] if network else most_awaited(now, WAITING)}
    if part in {"", "days"}:
        context |= _days(premieres, parameters.get("from") or today.replace(day=1), today + AHEAD)
    if part in {"", "windows"}:
        context |= _windows(premieres, today, parameters.get("window"))
    if part in {"", "undated"}:
        after, before = parameters.get("after", ""), parameters.get("before", "")
        context["undated"] = undated.page(after=after, before=before, size=UNDATED)
    return render(request, "catalog/calendar.html", context)


def week_of(day: date, premieres) -> list[tuple[date, list, int]]:
    """The seven days of the week of a day: each with the first few that start on it, and how many more there are."""
    days = [monday_of(day) + timedelta(days=number) for number in range(7)]
    of_week = premieres.of_days(days[0], days[-1])
    counts = of_week.count_by_day()
    shown = _by_day(premieres.first_of_days(days, OF_A_DAY).for_calendar())
    return [(day, shown.get(day, []), counts.get(day, 0) - len(shown.get(day, []))) for day in days]


def _ics(query: str) -> str:
    """The address of the calendar with the same filters, for programs."""
    address = reverse("catalog:calendar_ics")
    return f"{address}?{query}" if query else address


def _part(parameters) -> str:
    """The one part that an address asks for, or all of them; Http404 when it asks for several."""
    asked = {"from": "days", "window": "windows", "after": "undated", "before": "undated"}
    parts = [part for name, part in asked.items() if name in parameters]
    if len(parts) > 1:
        raise Http404
    return parts[0] if parts else ""


def _days(premieres, begin: date, end: date) -> dict:
    """The months with exact days between two days, as many as one page shows, and the day at which the next begins.

    Http404 when nobody looks so far ahead.
    """
    if begin > end:
        raise Http404
    found = list(premieres.of_days(begin, end).for_calendar()[: DAYS + 1])
    further, cut_day = None, None
    if len(found) > DAYS:
        further = found[-1].starts.latest
        # A day is shown whole, unless it fills a page alone.
        if found[0].starts.latest == further:
            cut_day, further, found = further, further + timedelta(days=1), found[:DAYS]
        else:
            found = [each for each in found if each.starts.latest < further]
    by_day = _by_day(found)
    months = sorted({begin.replace(day=1), *(day.replace(day=1) for day in by_day)})
    red = set(premieres.of_days(months[0], month_after(months[-1]) - timedelta(days=1)).count_by_day())
    return {
        "months": [
            Month(
                month,
                weeks_of(month),
                red,
                [(day, by_day[day]) for day in sorted(by_day) if day.replace(day=1) == month],
            )
            for month in months
        ],
        "shown_days": set(by_day),
        "further": further,
        "cut_day": cut_day,
        "earlier": premieres.last_day_before(months[0]),
    }


def _by_day(premieres: Iterable) -> dict[date, list]:
    return {day: list(group) for day, group in groupby(premieres, key=lambda each: each.starts.latest)}


def _windows(premieres, today: date, behind) -> dict:
    """Windows and bounds behind one of them, each with its bar."""
    inexact = premieres.not_before(today)
    if behind:
        inexact = inexact.behind(get_object_or_404(PremiereState.objects.at(), premiere__uuid=behind))
    found = list(inexact.for_calendar()[: WINDOWS + 1])
    shown = found[:WINDOWS]
    years = Years.around([each.starts for each in shown], today)
    return {
        "windows": [(each, years.bar(each.starts)) for each in shown],
        "years": years,
        "next_window": shown[-1].premiere.uuid if len(found) > WINDOWS else None,
    }
