"""Where an address leads that has no page: by what has moved, and by what somebody has written down by hand."""

from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from catalog.models import Genre, Network
from catalog.parameters import a_slug
from catalog.views.addresses import Gone, gone
from showsite.models.redirects import Redirect

# What the site keeps for itself: no old address lies below these.
CLOSED = ("/admin/", "/accounts/", "/media/", "/static/", "/cards/", "/preview/", "/.well-known/")

# What lists are narrowed to by a slug in their query.
FILTERS: dict[str, Any] = {"genre": Genre, "network": Network}


class End(StrEnum):
    """What is at the end of a way."""

    PAGE = "page"
    ELSEWHERE = "elsewhere"
    GONE = "gone"
    NOTHING = "nothing"
    LOOP = "loop"


class Way(NamedTuple):
    """Where an address leads in the end; `by_hand` when a redirect that somebody made had a part in it."""

    end: End
    address: str = ""
    by_hand: bool = False


def way_from(path: str, *, is_missing: bool = False) -> Way:
    """The whole way from a path of this site, however many redirects lie on it.

    At each step a page that is there goes before a redirect by hand. `is_missing`: at the path itself there is none.
    A path that is moved, a redirect and a path that is moved again are some six queries, however many redirects are
    kept.
    """
    met: list[str] = []
    rest = ""
    while path not in met:
        met.append(path)
        end, now_at = there(path, is_missing=is_missing and len(met) == 1)
        if end == End.PAGE:
            return Way(end, now_at + rest, len(met) > 1)
        redirect = Redirect.objects.leading_from(path)
        if redirect is None:
            return Way(end, path, len(met) > 1)
        if not redirect.target:
            return Way(End.GONE, path, True)
        if not redirect.target.startswith("/"):
            return Way(End.ELSEWHERE, with_rest(redirect.target, rest), True)
        target = urlsplit(redirect.target)
        query = f"?{target.query}" if target.query else ""
        fragment = f"#{target.fragment}" if target.fragment else ""
        path, rest = target.path, with_rest(query + fragment, rest)
    return Way(End.LOOP, path, True)


def there(path: str, *, is_missing: bool = False) -> tuple[End, str]:
    """What the site itself has at a path, and where that is now; also for a path that lacks its last slash."""
    for each in [path] if path.endswith("/") else [path, f"{path}/"]:
        try:
            match = resolve(each)
        except (Resolver404, ValueError):
            continue
        if is_missing and each == path:
            return End.NOTHING, path
        leads_to = getattr(match.func, "leads_to", None)
        try:
            return End.PAGE, leads_to(match) if leads_to else each
        except Gone:
            return End.GONE, path
        except Http404:
            return End.NOTHING, path
    return End.NOTHING, path


def with_rest(address: str, rest: str) -> str:
    """An address with a further query, a further fragment, or both; its own query stands first."""
    address, _hash, fragment = address.partition("#")
    more, _hash, further = rest.partition("#")
    query = more.removeprefix("?")
    if query:
        address += ("&" if "?" in address else "?") + query
    fragment = further or fragment
    return f"{address}#{fragment}" if fragment else address


def answered(request: HttpRequest, *, instead_of: int = 404) -> HttpResponse | None:
    """The answer for an address at which the site found nothing, or something that has gone; None to leave it so."""
    path = request.path_info
    if request.method not in {"GET", "HEAD"} or path.startswith(CLOSED) or "\0" in path:
        return None
    way = way_from(path, is_missing=True)
    if way.end == End.GONE and way.by_hand and instead_of != 410:
        response: HttpResponse = gone(request)
    elif way.end in {End.PAGE, End.ELSEWHERE}:
        query = request.META.get("QUERY_STRING", "")
        response = HttpResponsePermanentRedirect(with_rest(way.address, f"?{query}" if query else ""))
    elif way.end == End.NOTHING and not way.by_hand and (query := present_filters(request)):
        response = HttpResponsePermanentRedirect(f"{path}?{query}")
    else:
        return None
    response.by_hand = way.by_hand  # type: ignore[attr-defined]
    return response


def present_filters(request: HttpRequest) -> str:
    """The query of a list with the present slugs of what it is narrowed to; "" when these are no old ones."""
    if request.resolver_match is None:
        # Nothing of ours: as an address, "//elsewhere.example/" is another site.
        return ""
    query, moved = request.GET.copy(), False
    for name, model in FILTERS.items():
        if slug := query.get(name):
            try:
                found = model.objects.public().at_slug(a_slug(slug))
            except (Http404, ValueError):
                return ""
            moved = moved or found.slug != slug
            query[name] = found.slug
    return query.urlencode() if moved else ""


def lead_on_from_what_has_gone(get_response):
    """Where something was removed, somebody may have said by hand what stands for it now."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 410:
            return answered(request, instead_of=410) or response
        return response

    return middleware
