"""What one item of a feed is, whatever the format."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Byline:
    """Who wrote it, and the whole address of their page, if there is one."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Picture:
    """One rendition: whole address, MIME type, true length in bytes, size in pixels, and the words for it."""

    url: str
    type: str
    length: int
    width: int
    height: int
    alt: str
    credit: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Entry:
    """One item: its name for life, where it stands, and its words."""

    # A tag: URI.
    tag: str
    # The whole address of its page; of an update that of its season's page with "#update-<uuid>".
    url: str
    # Plain text, as is the summary, which stands apart from the content.
    title: str
    summary: str
    # HTML with whole addresses.
    content: str
    published: datetime
    # The last material change.
    updated: datetime
    bylines: tuple[Byline, ...]
    categories: tuple[str, ...]
    language: str
    rights: str = ""
    picture: Picture | None = None
    # Where what an update says stands itself.
    source_url: str = ""
