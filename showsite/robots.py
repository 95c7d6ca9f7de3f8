"""What crawlers may do here: all of the site, or, on a copy that nobody should find, nothing."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

# The empty search is a page like others; what was looked for makes as many as there are words.
CLOSED = ["/accounts/", "/admin/", "/preview/", "/search/?", "/search/suggest.json"]


@require_safe
def robots(request):
    if not settings.ROBOTS_INDEX:
        return _told(["User-agent: *", "Disallow: /"])
    refused = [*(f"User-agent: {name}" for name in settings.ROBOTS_REFUSED), "Disallow: /", ""]
    return _told(
        [
            *(refused if settings.ROBOTS_REFUSED else []),
            "User-agent: *",
            *(f"Disallow: {place}" for place in CLOSED),
            "",
            *(f"Sitemap: {settings.SITE_URL}{reverse(name)}" for name in ("sitemap_index", "news_sitemap")),
        ]
    )


def _told(lines):
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def stay_out_of_indexes(get_response):
    """Say with each answer of a copy that nobody should find, whatever it is, that it is for no index."""

    def middleware(request):
        response = get_response(request)
        if not settings.ROBOTS_INDEX:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return middleware
