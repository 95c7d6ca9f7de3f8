"""What a page says of itself, each thing once: in its title, its description, its crumbs, its canonical address.

The template of all pages hands it over as it is drawn (`{% said %}`), so that a card or a graph says the same words.
"""

import re
from html import unescape
from typing import NamedTuple

from django.template import Context
from django.utils.html import strip_tags

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
_CRUMB = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"')


class Crumb(NamedTuple):
    """A step of the way to a page; the last one is often the page itself and has no address."""

    name: str
    path: str


class Head(NamedTuple):
    """`address` is where search engines are to look for the page: "" where they are not to keep it."""

    address: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]


def keep(context: Context, name: str, html: str) -> None:
    """Remember a piece of the page that is being drawn."""
    context.render_context[_key(name)] = html


def kept(context: Context, name: str) -> str:
    """What was remembered of the page; "" where nothing was."""
    return str(context.render_context.get(_key(name)) or "")


def head_of(context: Context) -> Head:
    """What the page that is being drawn has said of itself until now."""
    canonical = _CANONICAL.search(kept(context, "canonical"))
    return Head(
        unescape(canonical[1]) if canonical else "",
        _text(kept(context, "title")),
        _text(kept(context, "description")),
        tuple(_crumb(found) for found in _CRUMB.findall(kept(context, "crumbs"))),
    )


def _key(name):
    return f"said {name}"


def _crumb(html):
    link = _LINK.search(html)
    return Crumb(_text(strip_tags(html)), unescape(link[1]) if link else "")


def _text(html):
    return " ".join(unescape(html).split())
