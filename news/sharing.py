"""What a share link shows, and the pictures that it lets be seen; who asks for it, a person or a machine."""

import re
from datetime import timedelta
from functools import partial, wraps

from django.core import signing
from django.http import HttpRequest
from django.utils.cache import patch_cache_control

from catalog.models import Image
from news.models import Share

# A page is looked at within a day; opened again, it grants its pictures anew.
GRANTED_FOR = timedelta(days=1)
SALT = "news.share.picture"
# Programs that fetch a link to draw a card of it, or to follow it. Cubot is a telephone.
MACHINES = re.compile(
    r"facebookexternalhit|whatsapp/|slack|vkshare|embedly|iframely|pinterest/|preview|unfurl|(?<!cu)bot\b|crawl|"
    r"spider|fetcher|scanner|curl/|wget/|python|java/|go-http|okhttp",
    re.IGNORECASE,
)


def unlisted(view):
    """Keep the answers of a view out of search engines, caches, and the logs of other sites."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answered


def is_machine(request: HttpRequest) -> bool:
    """Whether a program asks, by its own word or without any: a messenger that draws a card, a scanner of mails."""
    name = request.headers.get("User-Agent", "")
    return not name or bool(MACHINES.search(name))


def let_pictures_be_seen(request: HttpRequest, share: Share) -> None:
    """Let the addresses of pictures in the answer carry a grant, whether something public uses them or not."""
    request.picture_query = partial(_query_for, share)  # type: ignore[attr-defined]


def _query_for(share: Share, image: Image) -> str:
    return "?grant=" + signing.dumps([share.pk, image.pk], salt=SALT)


def grants(query: str, image: Image) -> bool:
    """Whether a grant lets a picture be seen: made here of late, for this picture, and its link is still open."""
    try:
        share, granted = signing.loads(query, salt=SALT, max_age=GRANTED_FOR)
    except (signing.BadSignature, ValueError):
        return False
    return granted == image.pk and image.is_usable() and Share.objects.open().filter(pk=share).exists()
