"""Things at their addresses: found, moved, removed, or never here."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import ResolverMatch, reverse
from django.views.decorators.http import require_safe

from catalog.models.people import Mergeable
from catalog.models.removal import Removable


class Gone(Exception):
    """What was here was removed, with a reason and a day if there are such for readers."""

    def __init__(self, reason: str = "", day: datetime | None = None):
        super().__init__(reason)
        self.reason, self.day = reason, day


def gone(request: HttpRequest, reason: str = "", day: datetime | None = None) -> HttpResponse:
    """The answer for what was here and was removed, with the reason and the day if there are such for readers."""
    return render(request, "410.html", {"reason": reason, "day": day}, status=410)


def moved(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    """The answer for what stands at another address for good; what was asked for there goes along."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def leading_to(leads_to: Callable[[ResolverMatch], str]):
    """Let `leads_to(match)` say where an address of a view leads, as `at_its_address` does."""

    def decorate(view):
        view.leads_to = leads_to
        return view

    return decorate


def at_its_address(queryset):
    """Hand a view the public thing at the `slug` of its address, found in `queryset()`, in place of the slug.

    An old slug, or that of one who was merged, redirects for good and keeps the rest of the address; where the view
    finds nothing, what has moved within the thing redirects too, always in one step. A removed thing is a 410; all
    else is a 404. `view.leads_to(match)` says where an address leads now without its page being made: a path of this
    site; Http404 or Gone where there is none.
    """

    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request, slug, **rest):
            try:
                found = _thing_at(queryset, slug)
                if found.slug != slug:
                    return moved(request, _leads_to(request.resolver_match, found))
            except Gone as was_here:
                return gone(request, was_here.reason, was_here.day)
            try:
                return view(request, found, **rest)
            except Http404:
                if (address := found.now_at(request.path)) == request.path:
                    raise
                return moved(request, address)

        return leading_to(lambda match: _leads_to(match, _thing_at(queryset, match.kwargs["slug"])))(answer)

    return decorate


def _leads_to(match: ResolverMatch, found) -> str:
    return found.now_at(reverse(match.view_name, kwargs={**match.kwargs, "slug": found.slug}))


def _thing_at(queryset, slug: str):
    """The public thing at a slug, or where it has moved; Gone when it was removed, Http404 when there is none."""
    try:
        return queryset().at_slug(slug)
    except Http404:
        there = _what_was_there(queryset().model, slug)
        if there.was_public:
            raise Gone(there.removal_reason, there.removed_at) from None
        if there.slug == slug:
            # It is here, and hidden.
            raise
        return queryset().at_slug(there.slug)


def _what_was_there(model, slug):
    """The thing at a slug whether public or not, or the one that it was merged into; Http404 where there is none."""
    if not issubclass(model, Removable):
        raise Http404
    there = model.objects.at_slug(slug)
    return there.resolved if isinstance(there, Mergeable) else there


def page_of(queryset, parameters):
    """The page of an alphabetical list that `after` or `before` names."""
    return queryset.page(after=parameters.get("after", ""), before=parameters.get("before", ""))
