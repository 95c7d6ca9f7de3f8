from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from news.models import Revision
from showsite.sitemaps.sections import SECTIONS, last_keys
from showsite.sitemaps.writing import CONTENT_TYPE, element, index, moment, url, urlset

# What search engines take for news, and how many stories at most.
NEWS, MOST = timedelta(days=2), 1_000


@require_safe
def sitemap_index(request):
    """The files of all sections in which something is."""
    at = timezone.now()
    last = last_keys(section.model for section in SECTIONS.values())
    paths = [
        reverse("sitemap_section", args=[name, number])
        for name, section in SECTIONS.items()
        for number in section.files(last.get(section.model, 0), at)
    ]
    return HttpResponse(index(paths), content_type=CONTENT_TYPE)


@require_safe
def sitemap_section(request, section, number):
    """One file, sent as it is written."""
    found = SECTIONS.get(section)
    urls = found.file(number, timezone.now()) if found else None
    if found is None or urls is None:
        raise Http404
    # Of a HEAD the server would throw away what is written.
    pieces = urlset(urls, found.extension) if request.method == "GET" else []
    return StreamingHttpResponse(pieces, content_type=CONTENT_TYPE)


@require_safe
def news_sitemap(request):
    """The stories that were first published within the last two days, the newest first."""
    at = timezone.now()
    revisions = Revision.objects.live(at).first_published_after(at - NEWS).for_listing()[:MOST]
    return HttpResponse(b"".join(urlset(map(_news, revisions), "news")), content_type=CONTENT_TYPE)


def _news(revision) -> str:
    publication = element("news:name", settings.SITE_NAME) + element("news:language", revision.language)
    told = [
        f"<news:publication>{publication}</news:publication>",
        element("news:publication_date", moment(revision.first_published_at)),
        element("news:title", revision.title),
    ]
    return url(revision.get_absolute_url(), inner=f"<news:news>{''.join(told)}</news:news>")
