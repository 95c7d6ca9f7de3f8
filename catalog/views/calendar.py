from datetime import date, timedelta
from itertools import groupby

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.axes import Label
from catalog.models import PremiereState, Series
from catalog.moments import day_of
from catalog.parameters import Parameters, a_region
from catalog.regions import regions_in

# What lies further ahead than this is no promise that anybody makes to the day.
AHEAD = timedelta(days=3 * 366)


@require_safe
def calendar(request):
    """This week, the months with their exact days, then windows, bounds, and what has no date: never given a day."""
    parameters = Parameters(request, region=a_region)
    now = timezone.now()
    today = day_of(now)
    premieres = PremiereState.objects.public(now).with_season()
    regions = regions_in(premieres)
    if region := parameters.get("region"):
        premieres = premieres.in_region(region)
    exact = list(premieres.of_days(min(monday_of(today), today.replace(day=1)), today + AHEAD))
    context = {
        "today": today,
        "week": week_of(today, exact),
        "months": _months(today, exact),
        "inexact": premieres.not_before(today),
        "undated": Series.objects.public(now).for_listing(now).undated(),
        "undecided": Series.objects.public(now).as_of(now).labelled(Label.AWAITING).count(),
        "regions": regions,
        "parameters": parameters,
        "canonical_query": parameters.query,
    }
    return render(request, "catalog/calendar.html", context)


def monday_of(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def week_of(day: date, exact) -> list[tuple[date, list]]:
    """The seven days of the week of a day, each with those of some premieres that have an exact day."""
    days = [monday_of(day) + timedelta(days=number) for number in range(7)]
    return [(day, [each for each in exact if each.starts.latest == day]) for day in days]


def _months(today: date, exact):
    """The months from this one on that have exact days: first day, then the days with their premieres."""
    still = [each for each in exact if each.starts.latest >= today.replace(day=1)]
    by_day = [(day, list(group)) for day, group in groupby(still, key=lambda each: each.starts.latest)]
    return [(month, list(days)) for month, days in groupby(by_day, key=lambda pair: pair[0].replace(day=1))]
