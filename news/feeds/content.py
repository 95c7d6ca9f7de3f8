"""The words of entries."""

from datetime import date
from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from news.absolute import absolute, with_absolute_addresses
from news.feeds.entries import Byline, Entry
from news.models import Correction, Revision
from news.richtext import plain


def story(
    revision: Revision,
    *,
    tag: str,
    blocks: list[dict[str, Any]],
    corrections: list[Correction],
    newer: list[dict[str, Any]],
    today: date,
) -> Entry:
    """A live story in full. `blocks` are resolved, `newer` is what `newer_facts` tells of it."""
    # A live story has both moments.
    published, updated = revision.first_published_at, revision.updated_at
    assert published and updated
    html = _content(revision, blocks, corrections, newer, today)
    return Entry(
        tag=tag,
        url=absolute(revision.get_absolute_url()),
        title=plain(revision.title),
        summary=plain(revision.lead),
        content=html,
        text=unescape(strip_tags(html)).strip(),
        published=published,
        updated=updated,
        bylines=(Byline(plain(revision.author_names)),) if revision.author_names else (),
        categories=(str(revision.get_kind_display()),),
        language=revision.language,
    )


def _content(revision, blocks, corrections, newer, today) -> str:
    """HTML with whole addresses. What changes by itself is linked, not copied."""
    context = {
        "revision": revision,
        "blocks": blocks,
        "corrections": corrections,
        "corrections_in_text": any(block["type"] == "correction" for block in blocks),
        "today": today,
        "newer": newer,
    }
    html = render_to_string("news/feed_content.html", context)
    return plain(with_absolute_addresses(html.strip(), absolute(revision.get_absolute_url())))
