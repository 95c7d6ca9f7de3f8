"""An edition as the bytes of each format: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1.

The same edition is the same bytes: nothing here asks a clock or the database. Whatever words come in, what goes out is
well-formed: text is cleaned where it is written, and nowhere else has to be thought of.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.templatetags.static import static
from django.utils.feedgenerator import rfc2822_date
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from news.absolute import absolute
from news.feeds.channels import FORMATS
from news.feeds.editions import Edition
from news.feeds.entries import Byline, Entry, Picture
from news.richtext import plain

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"
# So many minutes a reader may keep a feed unasked. A hub tells sooner, and asking again costs a 304.
TTL = 30


def write(edition: Edition, format: str) -> bytes:
    """An edition in one of FORMATS."""
    return WRITERS[format](edition)


def _writable(text: str) -> str:
    """Text without what XML cannot hold, and with the line ends that any parser makes of it."""
    return plain(str(text)).replace("\r\n", "\n").replace("\r", "\n")


def _moment(moment: datetime) -> str:
    """RFC 3339, in whole seconds of UTC."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _rights() -> str:
    return _("© %(site)s") % {"site": settings.SITE_NAME}


def _icon(name: str) -> str:
    """The whole address of one of the site's own pictures: a square in pixels."""
    return absolute(static(name))


# -- XML ----------------------------------------------------------------------------------------------------------


class _Xml:
    """An XML document in the making."""

    def __init__(self) -> None:
        self._file = StringIO()
        self._out = SimplerXMLGenerator(self._file, "utf-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def inside(self, name: str, **attributes: Any) -> Iterator[None]:
        """An element around what is written in the block. `xml__lang` is xml:lang; what is None is left out."""
        given = {each.replace("__", ":"): _writable(value) for each, value in attributes.items() if value is not None}
        self._out.startElement(name, AttributesImpl(given))
        yield
        self._out.endElement(name)

    def put(self, name: str, text: str = "", **attributes: Any) -> None:
        """An element with a text."""
        with self.inside(name, **attributes):
            self._out.characters(_writable(text))

    def put_if(self, name: str, text: str, **attributes: Any) -> None:
        """The same, left out where there is no text."""
        if text:
            self.put(name, text, **attributes)

    def link(self, rel: str, href: str, **attributes: Any) -> None:
        """A link of Atom's, where there is an address."""
        if href:
            self.put(f"{self.atom}link", rel=rel, href=href, **attributes)

    # What names of Atom begin with.
    atom = ""

    def written(self) -> bytes:
        self._out.endDocument()
        return f"{self._file.getvalue()}\n".encode()


def _links(xml: _Xml, edition: Edition, format: str) -> None:
    """Where this page of the feed stands, where the next one does (RFC 5005), and who tells of changes (WebSub)."""
    kind = FORMATS[format].type
    xml.link("self", edition.address(format), type=kind)
    xml.link("first", edition.first(format), type=kind)
    xml.link("next", edition.next(format), type=kind)
    xml.link("hub", edition.hub)


def _media(xml: _Xml, picture: Picture) -> None:
    """Media RSS. It stands last in an item: parsers that mix up names must have read the item's own words before."""
    size = {"fileSize": picture.length, "width": picture.width, "height": picture.height}
    with xml.inside("media:content", url=picture.url, type=picture.type, medium="image", **size):
        xml.put_if("media:description", picture.alt, type="plain")
        xml.put_if("media:credit", picture.credit)
        xml.put_if("media:copyright", picture.licence)


# -- RSS 2.0 ------------------------------------------------------------------------------------------------------


def _rss(edition: Edition) -> bytes:
    xml, channel = _Xml(), edition.channel
    xml.atom = "atom:"
    namespaces = {
        "xmlns:atom": ATOM,
        "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:media": MEDIA,
    }
    with xml.inside("rss", version="2.0", **namespaces), xml.inside("channel"):
        xml.put("title", channel.title)
        xml.put("link", channel.page_address)
        xml.put("description", channel.description)
        xml.put("language", edition.language)
        xml.put("copyright", _rights())
        xml.put("lastBuildDate", rfc2822_date(edition.changed_at))
        xml.put("generator", "Showsite")
        xml.put("docs", "https://www.rssboard.org/rss-specification")
        xml.put("ttl", str(TTL))
        # Readers of RSS show it at most 144 pixels wide.
        with xml.inside("image"):
            xml.put("url", _icon("icon-192.png"))
            xml.put("title", channel.title)
            xml.put("link", channel.page_address)
            xml.put("width", "96")
            xml.put("height", "96")
        _links(xml, edition, "rss")
        xml.put("atom:id", edition.tag)
        for entry in edition.entries:
            _rss_item(xml, edition, entry)
    return xml.written()


def _rss_item(xml: _Xml, edition: Edition, entry: Entry) -> None:
    with xml.inside("item"):
        xml.put("title", entry.title)
        xml.put("link", entry.url)
        # HTML, by the custom of readers.
        xml.put_if("description", escape(entry.summary))
        xml.put("content:encoded", entry.content)
        for byline in entry.bylines:
            xml.put("dc:creator", byline.name)
        for category in entry.categories:
            xml.put("category", category)
        if entry.language != edition.language:
            xml.put("dc:language", entry.language)
        xml.put_if("dc:rights", entry.rights)
        xml.put("guid", entry.tag, isPermaLink="false")
        xml.put("pubDate", rfc2822_date(entry.published))
        xml.put("atom:updated", _moment(entry.updated))
        # RSS's own <source> is the feed that an item was copied from, and this one was not.
        xml.link("via", entry.source_url)
        if entry.picture:
            xml.put("enclosure", url=entry.picture.url, length=entry.picture.length, type=entry.picture.type)
            _media(xml, entry.picture)


# -- Atom ---------------------------------------------------------------------------------------------------------


def _atom(edition: Edition) -> bytes:
    xml, channel = _Xml(), edition.channel
    with xml.inside("feed", xmlns=ATOM, xmlns__media=MEDIA, xml__lang=edition.language):
        xml.put("id", edition.tag)
        xml.put("title", channel.title)
        xml.put("subtitle", channel.description)
        xml.put("updated", _moment(edition.changed_at))
        xml.link("alternate", channel.page_address, type="text/html")
        _links(xml, edition, "atom")
        _author(xml, Byline(settings.SITE_NAME, absolute("/")))
        xml.put("rights", _rights())
        xml.put("icon", _icon("icon-192.png"))
        xml.put("generator", "Showsite")
        for entry in edition.entries:
            _atom_entry(xml, edition, entry)
    return xml.written()


def _atom_entry(xml: _Xml, edition: Edition, entry: Entry) -> None:
    language = entry.language if entry.language != edition.language else None
    with xml.inside("entry", xml__lang=language):
        xml.put("id", entry.tag)
        xml.put("title", entry.title)
        xml.link("alternate", entry.url, type="text/html")
        xml.put("published", _moment(entry.published))
        xml.put("updated", _moment(entry.updated))
        for byline in entry.bylines:
            _author(xml, byline)
        for category in entry.categories:
            xml.put("category", term=category, label=category)
        xml.put_if("summary", entry.summary)
        xml.put("content", entry.content, type="html")
        xml.put_if("rights", entry.rights)
        xml.link("via", entry.source_url)
        if picture := entry.picture:
            xml.link("enclosure", picture.url, type=picture.type, length=picture.length)
            _media(xml, picture)


def _author(xml: _Xml, byline: Byline) -> None:
    with xml.inside("author"):
        xml.put("name", byline.name)
        xml.put_if("uri", byline.url)


# -- JSON Feed 1.1 ------------------------------------------------------------------------------------------------


def _json(edition: Edition) -> bytes:
    channel = edition.channel
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page_address,
        "feed_url": edition.address("json"),
        "description": channel.description,
        "next_url": edition.next("json"),
        "icon": _icon("icon-512.png"),
        "favicon": _icon("icon-192.png"),
        "language": edition.language,
        "authors": [{"name": settings.SITE_NAME, "url": absolute("/")}],
        "hubs": [{"type": "WebSub", "url": edition.hub}] if edition.hub else [],
        # It has no word for it, and allows names of one's own.
        "_rights": {"text": _rights()},
    }
    items = [_said(_item(entry)) for entry in edition.entries]
    return f"{json.dumps(_said(feed) | {'items': items}, ensure_ascii=False)}\n".encode()


def _item(entry: Entry) -> dict[str, Any]:
    picture = entry.picture
    return {
        "id": entry.tag,
        "url": entry.url,
        "external_url": entry.source_url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "image": picture.url if picture else "",
        "date_published": _moment(entry.published),
        "date_modified": _moment(entry.updated),
        "authors": [{"name": byline.name, "url": byline.url} for byline in entry.bylines],
        "tags": list(entry.categories),
        "language": entry.language,
        "attachments": [_attachment(picture)] if picture else [],
        "_rights": {
            "text": entry.rights,
            "credit": picture.credit if picture else "",
            "licence": picture.licence if picture else "",
        },
    }


def _attachment(picture: Picture) -> dict[str, Any]:
    return {
        "url": picture.url,
        "mime_type": picture.type,
        "title": picture.alt,
        "size_in_bytes": picture.length,
    }


def _said(value: Any) -> Any:
    """What JSON says, cleaned as XML is; what is empty is left out."""
    if isinstance(value, dict):
        said = {name: _said(each) for name, each in value.items()}
        return {name: each for name, each in said.items() if each not in ("", [], {})}
    if isinstance(value, list):
        return [_said(each) for each in value]
    return _writable(value) if isinstance(value, str) else value


WRITERS: dict[str, Callable[[Edition], bytes]] = {"rss": _rss, "atom": _atom, "json": _json}
