"""What caches may do with the site's answers."""

import gzip
import re
from datetime import timedelta
from hashlib import sha256

import brotli
from django.conf import settings
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import parse_http_date_safe, quote_etag
from django.utils.text import compress_sequence

from catalog.moments import next_change

# How hard Brotli tries: a millisecond for a page.
QUALITY = 5

# What we compress with, the best first, each always to the same bytes. An answer has another ETag for each, so that it
# can be strong: the name stands at its end.
ENCODINGS = {
    "br": lambda content: brotli.compress(content, quality=QUALITY),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}


def _brotli_stream(pieces):
    compressor = brotli.Compressor(quality=QUALITY)
    for piece in pieces:
        if compressed := compressor.process(piece):
            yield compressed
    yield compressor.finish()


# The same for what is sent as it is made, piece by piece.
STREAMS = {"br": _brotli_stream, "gzip": compress_sequence}
# Less than this is not worth it.
SHORT = 200
_ENCODED = re.compile(rf'-(?:{"|".join(ENCODINGS)})"')
# What a 304 repeats, besides what Django does, for whoever reads feeds in a browser.
REPEATED = ("Access-Control-Allow-Origin", "Link")

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
        response["ETag"] = _encoded(etag, _encoding(request, response))
        if _is_text(response):
            patch_vary_headers(response, ["Accept-Encoding"])
        changed = response.get("Last-Modified")
        last_modified = parse_http_date_safe(changed) if changed else None
        for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH"):
            if known := request.META.get(name):
                # In whatever encoding it is known, it is the same answer.
                request.META[name] = _ENCODED.sub('"', known)
        answer = get_conditional_response(request, etag=etag, last_modified=last_modified, response=response)
        if answer is not response:
            for name in REPEATED:
                if response.has_header(name):
                    answer[name] = response[name]
        return answer

    return middleware


def compress_public_pages(get_response):
    """Compress what everybody may read, with Brotli where it is understood; never what is meant for one person.

    A secret that is compressed beside what somebody else may choose can be guessed by its length (BREACH); a page
    that is the same for all has none, so that nothing random is needed in it either.
    """

    def middleware(request):
        response = get_response(request)
        if not _may_be_compressed(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if response.streaming:
            if encoding := _accepted(request):
                response.streaming_content = STREAMS[encoding](response.streaming_content)
                response["Content-Encoding"] = encoding
        elif encoding := _encoding(request, response):
            response.content = ENCODINGS[encoding](response.content)
            response["Content-Encoding"] = encoding
            response["Content-Length"] = str(len(response.content))
        return response

    return middleware


def _is_text(response):
    kind = response.get("Content-Type", "")
    return kind.startswith("text/") or kind.partition(";")[0].endswith(("xml", "json"))


def _may_be_compressed(response):
    is_public = "public" in response.get("Cache-Control", "")
    return is_public and _is_text(response) and not response.has_header("Content-Encoding")


def _encoding(request, response) -> str:
    """What an answer is going to be compressed with; empty for nothing."""
    is_worth_it = _may_be_compressed(response) and len(response.content) >= SHORT
    return _accepted(request) if is_worth_it else ""


def _accepted(request) -> str:
    accepted = {}
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _semicolon, quality = part.partition(";")
        accepted[name.strip()] = not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", quality)
    return next((name for name in ENCODINGS if accepted.get(name)), "")


def _encoded(etag: str, encoding: str) -> str:
    """The ETag of an answer in an encoding; one that is weak holds for all."""
    return f'{etag[:-1]}-{encoding}"' if encoding and etag.startswith('"') else etag


def _is_public(request, response):
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code in LASTING
        and not response.has_header("Cache-Control")
        and not response.cookies
        and "cookie" not in response.get("Vary", "").lower()
    )
