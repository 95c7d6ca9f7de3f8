"""How heavy public pages are: what a browser has to load before it paints, and in all, of markup, style and script.

The pages are found as a reader finds them, by the links on others, and drawn in process. Bytes are those of Brotli,
as this site sends them: pages as they are drawn, static files as `collectstatic` compresses them.

The graph for machines stands at the very end of a page, when all that is painted has arrived: it is weighed apart.
"""

from collections import deque
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from django.urls import Resolver404, resolve
from rcssmin import cssmin

from showsite.caching import QUALITY
from showsite.graphs.writing import OPENING
from showsite.static_files import is_sheet

# Bytes: of markup and style before the first paint of an answer page, and of the graph behind; of script on any page.
BEFORE_PAINT, GRAPH, SCRIPT = 14_000, 1_500, 8_000
# The pages that a reader comes to with a question.
ANSWERS = {"catalog:season_detail", "catalog:next_season", "catalog:extra_season_detail"}


class Weight(NamedTuple):
    """Compressed bytes of a page, and how many requests keep it from being painted; `faults` says what is too much.

    `markup` is all but the graph; `graph` is what a page is heavier by for having one.
    """

    name: str
    address: str
    markup: int
    graph: int
    style: int
    script: int
    blocking: int

    @property
    def before_paint(self) -> int:
        return self.markup + self.style

    @property
    def faults(self) -> list[str]:
        found = []
        if self.name in ANSWERS and self.before_paint > BEFORE_PAINT:
            found.append(f"{self.before_paint:,} B before the first paint, more than {BEFORE_PAINT:,}")
        if self.name in ANSWERS and self.graph > GRAPH:
            found.append(f"{self.graph:,} B of graph, more than {GRAPH:,}")
        if self.script > SCRIPT:
            found.append(f"{self.script:,} B of script, more than {SCRIPT:,}")
        if self.blocking > 1:
            found.append(f"{self.blocking} requests before the first paint, more than the style sheet")
        return found


@dataclass
class _Parts(HTMLParser):
    """What a page names: style sheets, scripts with whether they block, inline script, where links and forms lead."""

    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    blocking: int = 0
    inline: str = ""
    _in_script: bool = False

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "stylesheet":
            self.styles.append(given["href"])
            self.blocking += 1
        elif tag == "script":
            if src := given.get("src"):
                self.scripts.append(src)
                self.blocking += not ({"defer", "async"} & given.keys() or given.get("type") == "module")
            self._in_script = not given.get("src") and given.get("type") != "application/ld+json"
        elif link := given.get("href" if tag == "a" else "action" if tag == "form" else ""):
            self.links.append(link)

    def handle_endtag(self, tag):
        if tag == "script":
            self._in_script = False

    def handle_data(self, data):
        if self._in_script:
            self.inline += data


# Files are taken as they lie in the tree, so that nothing has to be collected first.
@override_settings(
    STORAGES=settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
)
def weights(most: int = 20) -> list[Weight]:
    """Each public page that links lead to from the front page, at most so many of each name of the URLconf."""
    client = Client(SERVER_NAME=urlsplit(settings.SITE_URL).hostname or "localhost")
    found: list[Weight] = []
    waiting, seen, counted = deque(["/"]), {"/"}, dict[str, int]()
    while waiting:
        address = waiting.popleft()
        name = _name(address)
        if not name or counted.get(name, 0) >= most:
            continue
        response = client.get(address, secure=settings.HTTPS)
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        counted[name] = counted.get(name, 0) + 1
        parts = _Parts()
        parts.feed(response.content.decode())
        found.append(_weigh(name, address, response.content, parts))
        for link in parts.links:
            path = link.partition("#")[0]
            if path.startswith("/") and path not in seen:
                seen.add(path)
                waiting.append(path)
    return found


def _weigh(name, address, content, parts):
    inline = len(_packed(parts.inline.encode())) if parts.inline else 0
    markup, graph, _rest = content.partition(OPENING.encode())
    painted = len(brotli.compress(markup, quality=QUALITY))
    return Weight(
        name,
        address,
        markup=painted,
        graph=len(brotli.compress(content, quality=QUALITY)) - painted if graph else 0,
        style=sum(_static(each) for each in parts.styles),
        script=sum(_static(each) for each in parts.scripts) + inline,
        blocking=parts.blocking,
    )


def _name(address):
    """The name of the URLconf of a public page; nothing for other addresses."""
    try:
        name = resolve(unquote(urlsplit(address).path)).view_name
    except Resolver404:
        return ""
    return "" if name.startswith(("admin:", "account", "mfa")) else name


@cache
def _static(url):
    """The bytes of a static file, by its address without a hash."""
    name = urlsplit(url).path.removeprefix(settings.STATIC_URL)
    with open(str(finders.find(name)), "rb") as file:
        return len(_packed(cssmin(file.read()) if is_sheet(name) else file.read()))


def _packed(content):
    return brotli.compress(content, quality=11)
