"""Small files that machines ask for at fixed addresses: whom to tell of a hole, icons, and the web manifest."""

from datetime import UTC, datetime
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from catalog.moments import day_of

# Asked for by browsers at these addresses without being told of them, so that pages need not name them.
ICONS = {"favicon.ico": "image/x-icon", "apple-touch-icon.png": "image/png"}
# Seconds for which they may be kept: their addresses never change.
ICON_MAX_AGE = 24 * 60 * 60
# The ground and the ink of the light sheet, as `static/style.css` has them.
PAPER = "#f4f6f4"


@require_safe
def icon(request, name):
    data = _bytes_of(name)
    etag = quote_etag(sha256(data).hexdigest()[:32])
    response = HttpResponse(data, content_type=ICONS[name], headers={"ETag": etag})
    patch_cache_control(response, public=True, max_age=ICON_MAX_AGE)
    return get_conditional_response(request, etag=etag, response=response)


@cache
def _bytes_of(name: str) -> bytes:
    return (settings.BASE_DIR / "static" / name).read_bytes()


@require_safe
def manifest(request):
    """What a phone shows of the site among its apps: https://www.w3.org/TR/appmanifest/"""
    drawn = [
        {"src": static(f"icon-{purpose}{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": named}
        for named, purpose in (("any", ""), ("maskable", "maskable-"))
        for size in (192, 512)
    ]
    told = {
        "id": "/",
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "lang": settings.LANGUAGE_CODE,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [{"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}, *drawn],
    }
    return JsonResponse(told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def security(request):
    """Whom to tell of a hole: RFC 9116. It holds for five to six months, and is renewed by itself."""
    site, today = settings.SITE_URL, day_of(timezone.now())
    years, month = divmod(today.month - 1 + 6, 12)
    expires = datetime(today.year + years, month + 1, 1, tzinfo=UTC)
    contacts = map(_address, settings.SECURITY_CONTACT or [f"{site}{reverse('page', args=['contact'])}"])
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(dict.fromkeys([settings.LANGUAGE_CODE, 'en']))}",
        f"Canonical: {site}{reverse('security')}",
        *([f"Policy: {settings.SECURITY_POLICY}"] if settings.SECURITY_POLICY else []),
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _address(contact: str) -> str:
    return f"mailto:{contact}" if "@" in contact and ":" not in contact else contact
