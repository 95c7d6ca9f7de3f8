"""The answers at the addresses of calendars (iCalendar)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.calendars import Calendar
from catalog.following import following
from catalog.models import Network, Series
from catalog.parameters import Parameters, a_region, a_slug
from catalog.views.addresses import at_its_address
from catalog.views.programs import for_programs


@require_safe
def calendar_ics(request):
    """All premieres, or those on a network, or in a region."""
    parameters = Parameters(request, network=a_slug, region=a_region)
    now, slug = timezone.now(), parameters.get("network")
    network = get_object_or_404(Network.objects.public(now), slug=slug) if slug else None
    region = parameters.get("region", "")
    return _answer(Calendar.of_all(now, request.path, parameters.query, network, region), now)


@at_its_address(lambda: Series.objects.public())
def series_calendar(request, series):
    now = timezone.now()
    return _answer(Calendar.of_series(now, request.path, series), now)


@at_its_address(lambda: Network.objects.public())
def network_calendar(request, network):
    now = timezone.now()
    return _answer(Calendar.of_network(now, request.path, network), now)


@following()
def follow_calendar(request, follow):
    now = timezone.now()
    return _answer(Calendar.of_follow(now, request.path, "/follow/", follow), now)


def _answer(calendar: Calendar, now) -> HttpResponse:
    # Asked first: what is written down meanwhile may be in it already, and is never missed.
    changed_at = calendar.changed_at(now)
    response = HttpResponse(calendar.write(now), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return for_programs(response, changed_at, now)
