"""Absolute addresses, for what is read away from the site."""

import re
from contextlib import suppress
from html import escape, unescape
from urllib.parse import urljoin

from django.conf import settings

_TAG = re.compile(r"<[a-z][^>]*>")
_ADDRESS = re.compile(r'(?<=\s)(href|src)="([^"]*)"')


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def with_absolute_addresses(html: str, base: str) -> str:
    """HTML of ours in which links and pictures carry whole addresses; `base` is where it stands on the site."""

    def whole(match):
        address = unescape(match[2])
        # What is no address at all leads nowhere on the page either.
        with suppress(ValueError):
            address = urljoin(base, address)
        return f'{match[1]}="{escape(address)}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(whole, tag[0]), html)
