"""What caches may do with the site's answers."""

from datetime import timedelta
from hashlib import sha256

import brotli
from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import parse_http_date_safe, quote_etag

from catalog.moments import next_change

# How hard Brotli tries: a millisecond for a page.
QUALITY = 5

# Answers that hold until something changes. The others (errors of ours, refusals) are not to be kept.
LASTING = {200, 301, 302, 404, 410}


def tell_caches(get_response):
    """Give each public answer an ETag, and a `max-age` that ends where it can change by the clock alone.

    An answer made without a look at the cookie is the same for everybody, and so public. A view that has set
    `Cache-Control` itself is left alone.
    """

    def middleware(request):
        # Taken before the page is made: what becomes public meanwhile must not be missed for a minute.
        now = timezone.now()
        response = get_response(request)
        if not _is_public(request, response):
            return response
        end = next_change(now, timedelta(seconds=settings.PAGE_MAX_AGE))
        patch_cache_control(response, public=True, max_age=max(0, int((end - timezone.now()).total_seconds())))
        if response.status_code != 200 or response.streaming:
            return response
        etag = response.get("ETag") or quote_etag(sha256(response.content).hexdigest()[:32])
        response["ETag"] = etag
        changed = response.get("Last-Modified")
        last_modified = parse_http_date_safe(changed) if changed else None
        return get_conditional_response(request, etag=etag, last_modified=last_modified, response=response)

    return middleware


class CompressPublicPages(GZipMiddleware):
    """Compresses what everybody may read, with Brotli where it is understood; never what is meant for one person.

    A secret that is compressed beside what somebody else may choose can be guessed by its length (BREACH); a page
    that is the same for all has none, so that nothing random is needed in it either.
    """

    max_random_bytes = 0

    def process_response(self, request, response):
        kind = response.get("Content-Type", "")
        is_text = kind.startswith("text/") or kind.partition(";")[0].endswith(("xml", "json"))
        if not is_text or response.streaming or "public" not in response.get("Cache-Control", ""):
            return response
        if "br" not in request.headers.get("Accept-Encoding", "") or not response.content:
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        response.content = brotli.compress(response.content, quality=QUALITY)
        response["Content-Encoding"] = "br"
        response["Content-Length"] = str(len(response.content))
        if response.get("ETag", "").startswith('"'):
            response["ETag"] = f"W/{response['ETag']}"
        return response


def _is_public(request, response):
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code in LASTING
        and not response.has_header("Cache-Control")
        and not response.cookies
        and "cookie" not in response.get("Vary", "").lower()
    )
