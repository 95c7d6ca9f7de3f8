"""Absolute addresses, for what is read away from the site."""

import re
from contextlib import suppress
from html import escape, unescape
from urllib.parse import urljoin

from catalog.web_addresses import absolute

__all__ = ["absolute", "with_absolute_addresses"]

# A tag with its attributes: a ">" within quotes does not end it.
_TAG = re.compile(r"""<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ADDRESS = re.compile(r"""(?<=\s)(href|src|srcset|poster|cite)=("[^"]*"|'[^']*')""", re.IGNORECASE)
# What stands before an address and the address itself: the only one, or one of a srcset, where widths stand between.
_ONE = re.compile(r"^()(.*)$", re.DOTALL)
_OF_SEVERAL = re.compile(r"((?:^|,)\s*)([^\s,](?:\S*[^\s,])?)")


def with_absolute_addresses(html: str, base: str) -> str:
    """HTML of ours in which links, pictures and what is quoted carry whole addresses; `base` is where it stands."""

    def whole(address: str) -> str:
        # What is no address at all leads nowhere on the page either.
        with suppress(ValueError):
            return urljoin(base, address)
        return address

    def attribute(match: re.Match[str]) -> str:
        name, value = match[1].lower(), unescape(match[2][1:-1])
        addresses = _OF_SEVERAL if name == "srcset" else _ONE
        value = addresses.sub(lambda each: f"{each[1]}{whole(each[2])}", value)
        return f'{name}="{escape(value)}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(attribute, tag[0]), html)
