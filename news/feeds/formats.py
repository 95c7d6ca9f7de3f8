"""An edition as the bytes of each format."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date
from django.utils.html import escape

from news.feeds.editions import Edition
from news.feeds.entries import Entry


def write(edition: Edition, format: str) -> bytes:
    """An edition in one of FORMATS."""
    return WRITERS[format](edition)


class _Rss(Rss201rev2Feed):
    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def latest_post_date(self):
        return self.feed["changed_at"]

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("content:encoded", item["content"])


class _Atom(Atom1Feed):
    def latest_post_date(self):
        return self.feed["changed_at"]

    def item_attributes(self, item):
        """Title and summary in another language than the feed's say so; RSS has no word for it."""
        return {"xml:lang": item["language"]} if item["language"] != self.feed["language"] else {}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        attributes = {"type": "html", "xml:lang": item["language"], "xml:base": item["link"]}
        handler.addQuickElement("content", item["content"], attributes)


def _xml(generator: type, format: str, edition: Edition) -> bytes:
    feed = generator(
        title=edition.channel.title,
        link=edition.channel.page_address,
        description=edition.channel.description,
        subtitle=edition.channel.description,
        language=edition.language,
        author_name=settings.SITE_NAME,
        feed_url=edition.address(format),
        feed_guid=edition.tag,
        changed_at=edition.changed_at,
    )
    for entry in edition.entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=escape(entry.summary),
            unique_id=entry.tag,
            unique_id_is_permalink=False,
            author_name=", ".join(byline.name for byline in entry.bylines) or None,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.categories,
            content=entry.content,
            language=entry.language,
        )
    written: str = feed.writeString("utf-8")
    return written.encode()


def _json(edition: Edition) -> bytes:
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": edition.channel.title,
        "description": edition.channel.description,
        "home_page_url": edition.channel.page_address,
        "feed_url": edition.address("json"),
        "language": edition.language,
        "authors": [{"name": settings.SITE_NAME}],
        "items": [_item(entry) for entry in edition.entries],
    }
    if following := edition.next("json"):
        feed["next_url"] = following
    return json.dumps(feed, ensure_ascii=False).encode()


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.tag,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": rfc3339_date(entry.published),
        "date_modified": rfc3339_date(entry.updated),
        "authors": [{"name": byline.name} for byline in entry.bylines],
        "tags": list(entry.categories),
        "language": entry.language,
    }


WRITERS: dict[str, Callable[[Edition], bytes]] = {
    "rss": lambda edition: _xml(_Rss, "rss", edition),
    "atom": lambda edition: _xml(_Atom, "atom", edition),
    "json": _json,
}
