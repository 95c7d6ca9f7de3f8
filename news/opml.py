"""Lists of feeds as OPML 2.0, which feed readers take as one file."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpResponse

from catalog.views.programs import for_programs
from news.feeds.channels import Channel
from news.richtext import plain


def write(title: str, groups: Iterable[tuple[str, Iterable[Channel]]]) -> Iterator[str]:
    """A list of feeds, line by line: each group of channels under its name, if it has one.

    Each feed is named once, as RSS: a reader that took all formats would subscribe to each three times. No date is
    written, so that the file is the same for as long as what it lists is.
    """
    yield '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n'
    yield f"<head><title>{escape(plain(title))}</title><docs>http://opml.org/spec2.opml</docs></head>\n<body>\n"
    for name, channels in groups:
        if name:
            yield f"<outline text={_quoted(name)}>\n"
        yield from map(_outline, channels)
        if name:
            yield "</outline>\n"
    yield "</body>\n</opml>\n"


def answer(title: str, groups: Iterable[tuple[str, Iterable[Channel]]], filename: str) -> HttpResponse:
    """The list as a file to be kept."""
    response = HttpResponse("".join(write(title, groups)), content_type="text/x-opml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return for_programs(response)


def _outline(channel: Channel) -> str:
    attributes = {
        "type": "rss",
        "version": "RSS2",
        "text": channel.title,
        "title": channel.title,
        "description": channel.description,
        "xmlUrl": channel.address("rss"),
        "htmlUrl": channel.page_address,
    }
    return f"<outline {' '.join(f'{name}={_quoted(value)}' for name, value in attributes.items())}/>\n"


def _quoted(text: str) -> str:
    return quoteattr(plain(text))
