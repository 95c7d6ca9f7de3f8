"""Answers for programs: feeds, calendars, lists and data."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.http import http_date


def for_programs(
    response: HttpResponse, changed_at: datetime | None = None, begun: datetime | None = None
) -> HttpResponse:
    """Let a page of any other site read an answer, and tell when it last changed, if that is known.

    `begun` is when somebody began to make it. The moments of HTTP are whole seconds: while that of the last change
    lasts there may come another one, and who asks by the moment alone would never hear of it.
    """
    response["Access-Control-Allow-Origin"] = "*"
    if changed_at and begun and int(changed_at.timestamp()) < int(begun.timestamp()):
        response["Last-Modified"] = http_date(changed_at.timestamp())
    return response
