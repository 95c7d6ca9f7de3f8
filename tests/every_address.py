"""Every public address of the site: by the URLconf, by all rows of the database, and by where answers lead.

Nothing here knows what is public: the addresses of hidden things are asked for like all others.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.urls import Resolver404, get_resolver, resolve, reverse
from django.utils import timezone

from catalog.models import Genre, Network, Person, Season, Series, Video
from catalog.models.slugs import OldSlug
from news.models import ArticleSlug, Author, Revision
from showsite.models import Page

# Whose slugs stand behind the first word of an address.
SLUGGED = {"series": Series, "people": Person, "genres": Genre, "networks": Network, "authors": Author, "about": Page}
# So many values of each parameter of a list are tried.
FEW = 2
# More than this is a crawl that goes round in circles.
MOST = 3000
_PATH = re.compile(rf"(?<![\w/:.-])(?:{re.escape(settings.SITE_URL)})?(/(?!/)[^\s\"'<>()\\,|]*)")
_QUERY = re.compile(r"""href=["'](\?[^"'#]*)""")
# Words that an answer marks are still words; long lines of a calendar go on behind a break and a space.
_WITHIN_WORDS = re.compile(r"</?mark[^>]*>|\r\n[ \t]")
# They lead to further pages, which end.
PAGING = {"before", "after", "from", "window", "page", "p"}


class Answer(NamedTuple):
    """What readers get at an address: the URL's name, the status, the body as text, and the headers."""

    name: str
    status: int
    text: str
    headers: dict[str, str]

    @property
    def whole(self) -> str:
        """All that a reader can see of it, in lower case."""
        return "\n".join([self.text, *self.headers.values()]).lower()


def patterns(resolver=None, namespace="") -> Iterator[tuple[str, str, dict]]:
    """The name, the route and the converters of each public pattern of the URLconf."""
    for each in (resolver or get_resolver()).url_patterns:
        if hasattr(each, "url_patterns"):
            if each.namespace != "admin" and str(each.pattern) != "accounts/":
                yield from patterns(each, f"{namespace}{each.namespace}:" if each.namespace else namespace)
        else:
            yield f"{namespace}{each.name}", str(each.pattern), each.pattern.converters


def names() -> list[str]:
    """The names of all public addresses, with their namespaces."""
    return [name for name, _route, _converters in patterns()]


def of_rows() -> Iterator[str]:
    """The addresses whose arguments are known from their converters and from rows of the database."""
    for name, route, converters in patterns():
        chosen: list[dict[str, str]] = [{}]
        rest = set()
        for argument, converter in converters.items():
            # One of a few words, as of the formats of a feed.
            if re.fullmatch(r"(\w|\\[.-])+(\|(\w|\\[.-])+)*", converter.regex):
                words = converter.regex.replace("\\", "").split("|")
                chosen = [{**each, argument: word} for each in chosen for word in words]
            else:
                rest.add(argument)
        if "(?P<" in route:
            continue
        rows = sorted(_rows(route.partition("/")[0], frozenset(rest)), key=str)
        for place, row in enumerate(rows):
            # Each row is asked for in one format, in turn: all formats are written from the same entries.
            words = [chosen[place % len(chosen)]] if row else chosen
            for address in (reverse(name, kwargs=each | row) for each in words):
                yield address
                # What is followed stands in the query.
                if route.startswith("follow/"):
                    yield from (f"{address}?series={slug}" for slug in sorted(_slugs("series")))


def _rows(first: str, wanted: frozenset[str]) -> Iterable[dict]:
    if not wanted:
        return [{}]
    if wanted == {"slug"}:
        return [{"slug": slug} for slug in _slugs(first)]
    if wanted == {"year", "month"}:
        today = timezone.localdate()
        return [{"year": today.year, "month": today.month}]
    if first == "series" and wanted == {"slug", "video"}:
        return [{"slug": video.series.slug, "video": video.slug} for video in Video.objects.select_related("series")]
    seasons = Season.objects.exclude(number=None).select_related("series")
    if first == "series" and wanted == {"slug", "number"}:
        return [{"slug": each.series.slug, "number": each.number} for each in seasons.filter(kind="regular")]
    if first == "series" and wanted == {"slug", "kind", "number"}:
        extra = seasons.exclude(kind="regular")
        return [{"slug": each.series.slug, "kind": each.kind, "number": each.number} for each in extra]
    # Some other answer has to lead there.
    return []


def _slugs(first):
    if first == "news":
        return {
            *Revision.objects.values_list("slug", flat=True),
            *ArticleSlug.objects.values_list("slug", flat=True),
            *ArticleSlug._meta.get_field("article").related_model.objects.values_list("slug", flat=True),
        }
    if model := SLUGGED.get(first):
        old = OldSlug.objects.filter(kind=model._meta.model_name).values_list("slug", flat=True)
        return {*model._base_manager.values_list("slug", flat=True), *old}
    return []


def walk(client, addresses: Iterable[str]) -> dict[str, Answer]:
    """The answer at each of some addresses, and at those to which answers lead, once each."""
    found: dict[str, Answer] = {}
    waiting = deque(dict.fromkeys(addresses))
    seen: set[str] = set(waiting)
    tried: Counter[str] = Counter()
    for address in waiting:
        _is_worth_a_look(address, tried)
    while waiting:
        address = waiting.popleft()
        found[address] = answer = ask(client, address)
        for link in links(address, answer):
            if link in seen:
                continue
            seen.add(link)
            if _is_worth_a_look(link, tried):
                waiting.append(link)
        assert len(found) < MOST, "the walk does not end"
    return found


def ask(client, address: str) -> Answer:
    response = client.get(address)
    match = _match(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.get("Content-Type", "")
    is_text = not kind.startswith("image/") or "svg" in kind or body.startswith(b"card: ")
    text = _WITHIN_WORDS.sub("", body.decode(errors="replace")) if is_text else ""
    assert not response.cookies, f"{address} sets a cookie"
    return Answer(match.view_name if match else "", response.status_code, text, dict(response.headers))


def links(address: str, answer: Answer) -> Iterator[str]:
    """The addresses of this site that an answer names, wherever it does."""
    text = unescape("\n".join([answer.text, answer.headers.get("Location", ""), answer.headers.get("Link", "")]))
    for path in _PATH.findall(text):
        yield path.partition("#")[0].rstrip(".;:")
    for query in _QUERY.findall(text):
        yield urlsplit(address).path + query.partition("#")[0]


def _match(address):
    try:
        return resolve(urlsplit(address).path)
    except Resolver404:
        return None


def _is_worth_a_look(link: str, tried: Counter[str]) -> bool:
    """Whether it is a public address that is like no other.

    One size of a picture is enough, one format of the feed of a thing, and a few values of each parameter alone.
    """
    match = _match(link)
    if match is None or link.startswith(("/admin/", "/accounts/")):
        return False
    where = urlsplit(link)
    asked = {name for name, _value in parse_qsl(where.query, keep_blank_values=True)}
    if asked and asked <= PAGING:
        return True
    if match.view_name == "picture":
        kind, most = match.kwargs["address"], 1
    elif "format" in match.kwargs and (len(match.kwargs) > 1 or asked):
        kind, most = f"{where.path.rpartition('.')[0]}?{where.query}", 1
    elif asked:
        kind, most = f"{where.path} {sorted(asked)}", FEW if len(asked) == 1 else 1
    else:
        return True
    tried[kind] += 1
    return tried[kind] <= most
