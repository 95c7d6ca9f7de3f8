"""A feed reader as its author would write it: it keeps entries by their ids, and asks for nothing twice."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import brotli
import feedparser
from django.utils.dateparse import parse_datetime

# What it says of itself when it asks again, and how it likes its answers packed.
MODES = {"etag": "gzip", "date": "", "both": "br"}


@dataclass(frozen=True)
class Item:
    """What a reader keeps of an entry."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime


@dataclass
class Page:
    """One answer of a feed, read."""

    items: list[Item]
    older: str = ""
    itself: str = ""


def read(body: bytes, format: str) -> Page:
    """A feed in one of the three formats."""
    return _of_json(json.loads(body)) if format == "json" else _of_xml(feedparser.parse(body))


def _of_json(feed) -> Page:
    items = [
        Item(
            item["id"],
            item["url"],
            item.get("title", ""),
            item.get("summary", ""),
            item.get("content_html", item.get("content_text", "")),
            _moment(item["date_published"]),
            _moment(item["date_modified"]),
        )
        for item in feed["items"]
    ]
    return Page(items, feed.get("next_url", ""), feed["feed_url"])


def _of_xml(feed) -> Page:
    assert not feed.bozo, feed.get("bozo_exception")
    links = {link["rel"]: link["href"] for link in feed.feed.links}
    items = [
        Item(
            entry.id,
            entry.link,
            entry.get("title", ""),
            entry.get("summary", ""),
            entry.content[-1].value if "content" in entry else "",
            datetime(*entry.published_parsed[:6], tzinfo=UTC),
            datetime(*entry.updated_parsed[:6], tzinfo=UTC),
        )
        for entry in feed.entries
    ]
    return Page(items, links.get("next", ""), links["self"])


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    assert moment and moment.tzinfo, text
    return moment.astimezone(UTC).replace(microsecond=0)


def fetch(client, address: str, **headers):
    """The answer at a whole address, and its body unpacked."""
    where = urlsplit(address)
    path = f"{where.path}?{where.query}" if where.query else where.path
    response = client.get(path, HTTP_HOST=where.netloc, headers=headers)
    assert not response.cookies
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}[response.get("Content-Encoding", "")]
    return response, unpack(response.content)


def whole(client, address: str, format: str) -> dict[str, Item]:
    """All that a feed says now, to somebody who has never asked: every page of it, each entry once."""
    items: dict[str, Item] = {}
    while address:
        response, body = fetch(client, address)
        assert response.status_code == 200, address
        page = read(body, format)
        for item in page.items:
            assert item.id not in items, f"{item.id} stands twice in {address}"
            items[item.id] = item
        address = page.older
    return items


@dataclass
class Reader:
    """A subscription to one feed in one format, and what is known of it."""

    address: str
    format: str
    mode: str
    items: dict[str, Item] = field(default_factory=dict)
    etag: str = ""
    date: str = ""
    is_over: bool = False
    answers: Counter = field(default_factory=Counter)
    # When it asked last, by whatever clock its owner has.
    asked_on: int = -1

    def poll(self, client) -> int:
        """Ask once; the status of the last answer. It moves for good on a 301, and stops at a 410."""
        assert not self.is_over
        for _step in range(5):
            response, body = fetch(client, self.address, **self._conditions())
            self.answers[response.status_code] += 1
            if response.status_code not in {301, 308}:
                break
            self.address = urljoin(self.address, response["Location"])
        if response.status_code == 200:
            self._take(client, read(body, self.format))
            self.etag, self.date = response.get("ETag", ""), response.get("Last-Modified", "")
        elif response.status_code == 410:
            self.is_over = True
        else:
            assert response.status_code == 304, f"{response.status_code} at {self.address}"
            assert not body
        return response.status_code

    def _conditions(self) -> dict[str, str]:
        conditions = {"Accept-Encoding": MODES[self.mode]} if MODES[self.mode] else {}
        if self.etag and self.mode in {"etag", "both"}:
            conditions["If-None-Match"] = self.etag
        if self.date and self.mode in {"date", "both"}:
            conditions["If-Modified-Since"] = self.date
        return conditions

    def _take(self, client, page: Page):
        """Keep what is new and what is told anew; go back until something is known, as RFC 5005 has it."""
        while True:
            known = [item for item in page.items if item.id in self.items]
            for item in page.items:
                self._keep(item)
            if known or not page.older:
                return
            _response, body = fetch(client, page.older)
            page = read(body, self.format)

    def _keep(self, item: Item):
        before = self.items.get(item.id)
        if before:
            assert item.published == before.published, f"{item.title} was published anew"
            assert item.updated >= before.updated, f"{item.title} was updated in the past"
            said = (before.title, before.summary, before.content)
            assert item.updated == before.updated or said != (item.title, item.summary, item.content), item.title
        self.items[item.id] = item

    def addresses(self) -> Iterator[str]:
        """All that it could be led to by what it holds."""
        for item in self.items.values():
            yield item.url
            yield from re.findall(r'(?:href|src)="([^"]*)"', item.content)
