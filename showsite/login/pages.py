"""allauth's pages inside the admin's frame."""

from functools import wraps

from allauth.account import views as account
from django.contrib.admin import site
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache


def frame(request):
    """What the admin's frame shows. Its list of models has no place beside a password."""
    return site.each_context(request) | {"is_nav_sidebar_enabled": False, "available_apps": []}


def page(view):
    """A view of allauth's as a page of ours: kept by no cache and no search engine."""

    @never_cache
    @wraps(view)
    def framed(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
            response.context_data = frame(request) | (response.context_data or {})
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return framed


def password_change(request):
    """Whoever has no password, and logs in with a passkey, has none to change."""
    if request.user.is_authenticated and not request.user.has_usable_password():
        return HttpResponseRedirect(reverse("mfa_index"))
    return account.password_change(request)


def no_entry(request):
    """For who is logged in and may not, or no longer, work here."""
    return render(request, "account/no_entry.html", frame(request), status=403)


def too_many_requests(request):
    response = render(request, "429.html", frame(request), status=429)
    response.headers["Retry-After"] = "60"
    return response
