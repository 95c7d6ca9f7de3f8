"""The XML of sitemaps: https://www.sitemaps.org/protocol.html, and Google's extensions for pictures, videos and news.

Everything is a piece of text; a file is written as its addresses come.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from xml.sax.saxutils import escape

from django.urls import reverse

from catalog.web_addresses import absolute

CONTENT_TYPE = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
EXTENSIONS = {
    kind: f'xmlns:{kind}="http://www.google.com/schemas/sitemap-{kind}/{version}"'
    for kind, version in {"image": "1.1", "video": "1.1", "news": "0.9"}.items()
}
# So much is sent at once: small pieces compress badly.
PIECE = 64 * 1024
# XML has no way to write these.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(words: object) -> str:
    """Words as they stand in an element."""
    return escape(_IMPOSSIBLE.sub(" ", str(words)))


def element(name: str, words: object) -> str:
    """An element with words in it; nothing where there are none."""
    return f"<{name}>{text(words)}</{name}>" if words else ""


def moment(at: datetime) -> str:
    """A moment as the protocol has it, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def url(path: str, changed: datetime | None = None, inner: str = "") -> str:
    """One page; `inner` is what an extension says of it."""
    told = f"<lastmod>{moment(changed)}</lastmod>" if changed else ""
    return f"<url><loc>{text(absolute(path))}</loc>{told}{inner}</url>\n"


def urlset(urls: Iterable[str], extension: str = "") -> Iterator[bytes]:
    """A file of pages, in pieces."""
    declared = f" {EXTENSIONS[extension]}" if extension else ""
    return _pieces(f'<urlset xmlns="{SITEMAP}"{declared}>\n', urls, "</urlset>\n")


def index(paths: Iterable[str]) -> bytes:
    """The file that names the others."""
    sitemaps = (f"<sitemap><loc>{text(absolute(path))}</loc></sitemap>\n" for path in paths)
    return b"".join(_pieces(f'<sitemapindex xmlns="{SITEMAP}">\n', sitemaps, "</sitemapindex>\n"))


def _pieces(head: str, parts: Iterable[str], foot: str) -> Iterator[bytes]:
    waiting, size = [HEAD, head], 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size > PIECE:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join([*waiting, foot]).encode()


@cache
def pattern(name: str, *parts: str) -> str:
    """The address of a name of the URLconf with a place in braces for each part: `/people/{slug}/`.

    Asking the URLconf takes longer than all else that is done for an address.
    """
    # A number that no season has; it may stand for any part.
    kept = {part: str(32_100 + place) for place, part in enumerate(parts)}
    address = reverse(name, kwargs=kept)
    for part, number in kept.items():
        address = address.replace(number, f"{{{part}}}")
    return address
