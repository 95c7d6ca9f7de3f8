"""What every request passes through: an id for the log, the root of the site, the way from former hosts, and the
content security policy.
"""

import logging
import secrets
from contextvars import ContextVar

from django.conf import settings
from django.core.exceptions import BadRequest, MiddlewareNotUsed
from django.http import HttpResponsePermanentRedirect
from django.http.request import split_domain_port, validate_host

A_DAY = 24 * 60 * 60
_request_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdFilter(logging.Filter):
    """Adds the id of the request at hand to each line of the log."""

    def filter(self, record):
        record.request_id = _request_id.get()
        return True


class RequestIdMiddleware:
    """Gives each request an id, which the log and the page of an error show."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = secrets.token_hex(4)
        token = _request_id.set(request.id)
        try:
            return self.get_response(request)
        finally:
            _request_id.reset(token)


def refuse_another_root(get_response):
    """Refuse a request that says that the site stands below a path: it stands at the root of its host.

    gunicorn believes a header SCRIPT_NAME that comes from a proxy on the same machine, and some proxies hand on what a
    client sends. Every link in the answer would begin with it, caches would keep that for everybody, and this process
    what it remembers of its own addresses.
    """

    def middleware(request):
        if request.META.get("SCRIPT_NAME"):
            raise BadRequest("The site stands at the root of its host.")
        return get_response(request)

    return middleware


def lead_from_former_hosts(get_response):
    """Answer whatever is asked for at a host that the site had before with the same address on SITE_URL.

    Before anything else, so that it is one step, also from plain HTTP, and also for feeds, pictures and static files.
    """
    if not settings.FORMER_HOSTS:
        raise MiddlewareNotUsed

    def middleware(request):
        host, _port = split_domain_port(request.get_host())
        if not validate_host(host, settings.FORMER_HOSTS):
            return get_response(request)
        response = HttpResponsePermanentRedirect(f"{settings.SITE_URL}{request.get_full_path()}")
        response["Cache-Control"] = f"public, max-age={A_DAY}"
        return response

    return middleware


class ContentSecurityPolicyMiddleware:
    """Sends the policy of `SECURE_CSP`, under /admin/ that of `ADMIN_CSP` with a nonce for its import map.

    A view may give its answer a policy of its own in `response._csp_config`, as `csp_override` does.
    Django 6 has this built in under the same names: `SECURE_CSP`, `request.csp_nonce`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.csp_nonce = secrets.token_urlsafe(16)
        response = self.get_response(request)
        policy = getattr(response, "_csp_config", settings.SECURE_CSP)
        if request.path.startswith("/admin/") and not hasattr(response, "_csp_config"):
            policy = settings.ADMIN_CSP
            policy = policy | {"script-src": [*policy["script-src"], f"'nonce-{request.csp_nonce}'"]}
        response.headers.setdefault(
            "Content-Security-Policy", "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())
        )
        return response
