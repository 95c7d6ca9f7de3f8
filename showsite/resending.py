"""A form that came without a session, or with the token of an older one: kept on a page, and sent again by a click.

The page holds a body that somebody sent, beside a valid token. Were it made for what another site had sent, one click
would be a forged request: it is made only for what this site's own pages sent, and never for a login.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.csrf import csrf_failure as plain_refusal

ADMIN = "/admin/"


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent it, as the browser says. Without a word of the browser it does not."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(sender)
    except ValueError:
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def may_be_sent_again(request: HttpRequest) -> bool:
    """Whether it is a form of the admin, for a person to send again. What holds a password is not written out."""
    return (
        request.method == "POST"
        and request.path.startswith(ADMIN)
        and request.path not in {reverse("admin:login"), reverse("admin:logout")}
        and "text/html" in request.headers.get("Accept", "")
        and comes_from_here(request)
        and not any("password" in name.lower() for name in request.POST)
    )


def send_again(request: HttpRequest, *, owes_second_factor: bool = False) -> HttpResponse:
    """The page that keeps what was sent, and says what to do. Nothing of it is done before a click."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != settings.CSRF_COOKIE_NAME and name != "csrfmiddlewaretoken"
        for value in values
    ]
    files = [file.name for _name, files in request.FILES.lists() for file in files]
    context = {
        **site.each_context(request),
        "fields": fields,
        "files": files,
        "address": request.get_full_path(),
        "owes_second_factor": owes_second_factor,
        "is_logged_out": not site.has_permission(request),
    }
    return render(request, "admin/send_again.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What answers a form whose token does not hold: the plain refusal, unless a page of ours sent it."""
    return send_again(request) if may_be_sent_again(request) else plain_refusal(request, reason)
