"""Where people and programs look for a feed without having been told: `/feed/`, `/rss`, `/atom.xml`, `/index.xml`.

Asked only where nothing else is at an address, so that a story or a person called "Rss" keeps theirs.
"""

import re

from django.urls import Resolver404, resolve

# What the guesses mean, by their last part.
GUESSES = {
    "rss": ("feed", "rss", "rss2", "feed.rss", "index.rss", "rss.xml", "feed.xml", "index.xml", "feeds.xml"),
    "atom": ("atom", "feed.atom", "index.atom", "atom.xml"),
    "json": ("json", "feed.json", "index.json", "rss.json"),
}
_FORMAT_OF = {guess: format for format, guesses in GUESSES.items() for guess in guesses}
_GUESS = re.compile(rf"(?P<page>/(?:.+/)?)(?P<guess>{'|'.join(map(re.escape, _FORMAT_OF))})/?", re.IGNORECASE)
# Below these no page has a feed of its own: they mean the news.
_OF_NEWS = {"/", "/feed/", "/feeds/", "/rss/", "/blog/"}


def feed_guessed(path: str) -> str:
    """The address of the feed that a path without a page is a guess at; "" where it is none."""
    guess = _GUESS.fullmatch(path)
    if guess is None:
        return ""
    page = "/news/" if guess["page"].lower() in _OF_NEWS else guess["page"]
    if page.lower().endswith("/feed/"):
        # "/series/x/feed/atom/" is one guess, in two words.
        page = page[: -len("feed/")]
    address = f"{page}feed.{_FORMAT_OF[guess['guess'].lower()]}"
    try:
        resolve(address)
    except Resolver404:
        return ""
    return address if address != path else ""
