"""The site's own answers, made in process, as somebody without login and without a cache would get them."""

from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse


@lru_cache(maxsize=1)
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def request_for(address: str) -> WSGIRequest:
    """A GET of a path of this site, with its query, and without a cookie."""
    site, asked = urlsplit(settings.SITE_URL), urlsplit(address)
    # Always as over HTTPS: a redirect there would be all that is seen.
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(asked.path).encode().decode("latin-1"),
            "SCRIPT_NAME": "",
            "QUERY_STRING": asked.query,
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or 443),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": site.netloc,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "https",
            "wsgi.input": BytesIO(),
            # What a proxy in front of the site would say.
            "HTTP_X_FORWARDED_PROTO": "https",
        }
    )


def answer(address: str) -> HttpResponse:
    """What the site answers now, through all of its middleware."""
    response: Any = _handler().get_response(request_for(address))
    if response.streaming:
        return HttpResponse(b"".join(response), status=response.status_code, headers=dict(response.items()))
    return response
