"""Things at their addresses: found, moved, removed, or never here."""

from datetime import datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.models.people import Mergeable
from catalog.models.removal import Removable


def gone(request: HttpRequest, reason: str = "", day: datetime | None = None) -> HttpResponse:
    """The answer for what was here and was removed, with the reason and the day if there are such for readers."""
    return render(request, "410.html", {"reason": reason, "day": day}, status=410)


def at_its_address(queryset):
    """Hand a view the public thing at the `slug` of its address, found in `queryset()`, in place of the slug.

    An old slug, or that of one who was merged, redirects for good and keeps the rest of the address; a removed thing
    is a 410; all else is a 404.
    """

    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request, slug, **rest):
            try:
                found = queryset().at_slug(slug)
            except Http404:
                there = _what_was_there(queryset().model, slug)
                if there.was_public:
                    return gone(request, there.removal_reason, there.removed_at)
                found = queryset().at_slug(there.slug)
            if found.slug != slug:
                return _moved(request, found.slug)
            return view(request, found, **rest)

        return answer

    return decorate


def _what_was_there(model, slug):
    """The thing at a slug whether public or not, or the one that it was merged into; Http404 where there is none."""
    if not issubclass(model, Removable):
        raise Http404
    there = model.objects.at_slug(slug)
    return there.resolved if isinstance(there, Mergeable) else there


def _moved(request, slug):
    match = request.resolver_match
    address = reverse(match.view_name, kwargs={**match.kwargs, "slug": slug})
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}" if query else address, permanent=True)


def page_of(queryset, parameters):
    """The page of an alphabetical list that `after` or `before` names."""
    return queryset.page(after=parameters.get("after", ""), before=parameters.get("before", ""))
