"""Feeds as others read them: parsers and schemas that know nothing of what wrote them."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import feedparser
import jsonschema
from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
FORMATS = ("rss", "atom", "json")
# In the order in which pages advertise them.
TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
ATOM, MEDIA = "{http://www.w3.org/2005/Atom}", "{http://search.yahoo.com/mrss/}"
DC, CONTENT = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/rss/1.0/modules/content/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@cache
def _grammar(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / f"{name}.rng"))


@cache
def _json_schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((SCHEMAS / "jsonfeed.json").read_text()))


def complaints(body: bytes, format: str) -> list[str]:
    """What is wrong with a feed, as its schema and feedparser see it."""
    if format == "json":
        return [f"{each.json_path}: {each.message}" for each in _json_schema().iter_errors(json.loads(body))]
    try:
        root = etree.fromstring(body)
    except etree.XMLSyntaxError as error:
        return [str(error)]
    grammar = _grammar(format)
    found = [] if grammar.validate(root) else [str(each) for each in grammar.error_log]
    for parent in (root, *root.iter("channel", "item", f"{ATOM}entry")):
        rels = [link.get("rel") for link in parent.findall(f"{ATOM}link")]
        found += [f"{rels.count(rel)} links {rel}" for rel in set(rels) if rels.count(rel) > 1]
    parsed = feedparser.parse(body, response_headers={"content-type": f"application/{format}+xml; charset=utf-8"})
    return [*found, str(parsed.bozo_exception)] if parsed.bozo else found


def read(body: bytes, format: str) -> SimpleNamespace:
    """What a valid feed says, in the same words for each format."""
    assert not complaints(body, format)
    return _json(json.loads(body)) if format == "json" else READERS[format](etree.fromstring(body))


def _links(parent: etree._Element) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in parent.findall(f"{ATOM}link")}


def _picture(item: etree._Element) -> dict[str, Any] | None:
    media = item.find(f"{MEDIA}content")
    if media is None:
        return None
    return {
        "url": media.get("url"),
        "type": media.get("type"),
        "length": int(media.get("fileSize")),
        "alt": media.findtext(f"{MEDIA}description", ""),
        "credit": media.findtext(f"{MEDIA}credit", ""),
        "licence": media.findtext(f"{MEDIA}copyright", ""),
    }


def _rss(root: etree._Element) -> SimpleNamespace:
    channel = root.find("channel")
    links = _links(channel)
    language = channel.findtext("language")
    return SimpleNamespace(
        id=channel.findtext(f"{ATOM}id"),
        title=channel.findtext("title"),
        description=channel.findtext("description"),
        page=channel.findtext("link"),
        links={name: links.get(name, "") for name in ("self", "next", "hub")},
        language=language,
        rights=channel.findtext("copyright"),
        items=[_rss_item(item, language) for item in channel.findall("item")],
    )


def _rss_item(item: etree._Element, language: str) -> SimpleNamespace:
    enclosure = item.find("enclosure")
    return SimpleNamespace(
        id=item.findtext("guid"),
        url=item.findtext("link"),
        title=item.findtext("title"),
        # The one text that is HTML here and plain text elsewhere.
        summary=_plain(item.findtext("description", "")),
        content=item.findtext(f"{CONTENT}encoded"),
        published=parsedate_to_datetime(item.findtext("pubDate")),
        updated=_moment(item.findtext(f"{ATOM}updated")),
        authors=[each.text for each in item.findall(f"{DC}creator")],
        tags=[each.text for each in item.findall("category")],
        language=item.findtext(f"{DC}language", language),
        rights=item.findtext(f"{DC}rights", ""),
        source=_links(item).get("via", ""),
        picture=_picture(item),
        enclosure=enclosure is not None
        and (enclosure.get("url"), enclosure.get("type"), int(enclosure.get("length"))),
    )


def _atom(root: etree._Element) -> SimpleNamespace:
    links = _links(root)
    return SimpleNamespace(
        id=root.findtext(f"{ATOM}id"),
        title=root.findtext(f"{ATOM}title"),
        description=root.findtext(f"{ATOM}subtitle"),
        page=links["alternate"],
        links={name: links.get(name, "") for name in ("self", "next", "hub")},
        language=root.get(LANG),
        rights=root.findtext(f"{ATOM}rights"),
        items=[_atom_entry(entry, root.get(LANG)) for entry in root.findall(f"{ATOM}entry")],
    )


def _atom_entry(entry: etree._Element, language: str) -> SimpleNamespace:
    links = {link.get("rel"): link for link in entry.findall(f"{ATOM}link")}
    enclosure = links.get("enclosure")
    return SimpleNamespace(
        id=entry.findtext(f"{ATOM}id"),
        url=links["alternate"].get("href"),
        title=entry.findtext(f"{ATOM}title"),
        summary=entry.findtext(f"{ATOM}summary", ""),
        content=entry.findtext(f"{ATOM}content"),
        published=_moment(entry.findtext(f"{ATOM}published")),
        updated=_moment(entry.findtext(f"{ATOM}updated")),
        authors=[each.findtext(f"{ATOM}name") for each in entry.findall(f"{ATOM}author")],
        tags=[each.get("label") for each in entry.findall(f"{ATOM}category")],
        language=entry.get(LANG, language),
        rights=entry.findtext(f"{ATOM}rights", ""),
        source=links["via"].get("href") if "via" in links else "",
        picture=_picture(entry),
        enclosure=enclosure is not None
        and (enclosure.get("href"), enclosure.get("type"), int(enclosure.get("length"))),
    )


def _json(feed: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(
        id="",
        title=feed["title"],
        description=feed["description"],
        page=feed["home_page_url"],
        links={
            "self": feed["feed_url"],
            "next": feed.get("next_url", ""),
            "hub": feed["hubs"][0]["url"] if "hubs" in feed else "",
        },
        language=feed["language"],
        rights=feed["_rights"]["text"],
        items=[_json_item(item) for item in feed["items"]],
    )


def _json_item(item: dict[str, Any]) -> SimpleNamespace:
    rights = item.get("_rights", {})
    (attached,) = item.get("attachments", [None])
    picture = attached and {
        "url": item["image"],
        "type": attached["mime_type"],
        "length": attached["size_in_bytes"],
        "alt": attached.get("title", ""),
        "credit": rights.get("credit", ""),
        "licence": rights.get("licence", ""),
    }
    return SimpleNamespace(
        id=item["id"],
        url=item["url"],
        title=item["title"],
        summary=item["summary"],
        content=item["content_html"],
        published=_moment(item["date_published"]),
        updated=_moment(item["date_modified"]),
        authors=[each["name"] for each in item.get("authors", [])],
        tags=item.get("tags", []),
        language=item["language"],
        rights=rights.get("text", ""),
        source=item.get("external_url", ""),
        picture=picture,
        enclosure=attached is not None and (attached["url"], attached["mime_type"], attached["size_in_bytes"]),
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _plain(html: str) -> str:
    assert "<" not in html
    return unescape(html)


READERS = {"rss": _rss, "atom": _atom}
