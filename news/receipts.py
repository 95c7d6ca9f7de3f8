"""The receipt of a publication: what readers get of a revision, where they meet it, and how it looks elsewhere."""

import re
from datetime import datetime, timedelta
from hashlib import sha256
from html import unescape
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.http import quote_etag
from django.utils.text import Truncator

from catalog.moments import FOREVER, next_change
from news import outlets, views
from news.absolute import absolute
from news.anonymous import answer, request_for
from news.checks import DESCRIPTION, HEADLINE
from news.models.revisions import Revision
from news.stories import story
from news.zones import written


def receipt(revision: Revision, zone: ZoneInfo, *, everywhere: bool = False) -> dict[str, Any]:
    """The context of the page: of what is live as it is now, of anything else as it was or will be at its moment."""
    now = timezone.now()
    # Only what has a window has a receipt.
    begins, ends = cast(datetime, revision.live_from), cast(datetime, revision.live_until)
    is_live = revision.is_live(now)
    at = now if is_live else begins
    shown = story(revision, at)
    return {
        "revision": revision,
        "is_live": is_live,
        "is_scheduled": revision.is_scheduled(now),
        "begins": written(begins, zone),
        "ends": written(ends, zone) if ends < FOREVER else [],
        "address": absolute(revision.get_absolute_url()),
        "reply": _reply(revision, at, is_live),
        "answers": _answers(shown),
        "outlets": _outlets(revision, at, is_live, everywhere),
        "search": {
            "title": Truncator(f"{revision.title} | {settings.SITE_NAME}").chars(HEADLINE),
            "description": Truncator(revision.lead or revision.title).chars(DESCRIPTION),
        },
        "picture": _picture(revision, at),
        "host": re.sub(r"^https?://", "", settings.SITE_URL),
    }


def _picture(revision: Revision, at: datetime) -> str:
    """The address of its picture on a card."""
    usable = revision.hero and revision.hero.is_usable(at)
    return revision.hero.rendition_address("card", 600) if revision.hero and usable else ""


def _reply(revision: Revision, at: datetime, is_live: bool) -> dict[str, Any]:
    """What a reader who comes to its address is answered at a moment: status, ETag, and how long it may be kept."""
    path = revision.get_absolute_url()
    if is_live:
        response = answer(path)
        etag, kept = response.get("ETag", ""), re.search(r"max-age=(\d+)", response.get("Cache-Control", ""))
        max_age = int(kept[1]) if kept else 0
    else:
        request = request_for(path)
        response = views.article_at(request, revision.slug, at)
        etag = quote_etag(sha256(response.content).hexdigest()[:32])
        end = next_change(at, timedelta(seconds=settings.PAGE_MAX_AGE))
        max_age = int((end - at).total_seconds())
    return {"status": response.status_code, "etag": etag, "max_age": max_age, "size": len(response.content)}


def _answers(shown: dict[str, Any]) -> list[str]:
    """What its answer boxes say, as plain words."""
    boxes = [block for block in shown["blocks"] if block["type"] == "answer_box"]
    drawn = [render_to_string(box["template"], {"block": box, "today": shown["today"]}) for box in boxes]
    return [" · ".join(_paragraphs(html)) for html in drawn]


def _paragraphs(html: str) -> list[str]:
    """The words of each paragraph and link: what stands by itself on the page must not run into one sentence."""
    texts = [" ".join(unescape(strip_tags(part)).split()) for part in re.split(r"</p>|<a\b[^>]*>", html)]
    return [text for text in texts if text]


def _outlets(revision: Revision, at: datetime, is_live: bool, everywhere: bool) -> list[dict[str, Any]]:
    """Each place where readers can meet it. Of what is live, whether they do: in those that cost little, or in all."""
    about = outlets.about(revision.title, revision.slug, revision.links.all(), revision.first_published_at or at)
    shown = about._replace(
        series=[series for series in about.series if series.is_public(at)],
        seasons=[season for season in about.seasons if season.series.is_public(at)],
    )
    rows = []
    for place in outlets.places(shown):
        row: dict[str, Any] = {"name": place.name, "address": place.address}
        if is_live and (everywhere or not place.slow):
            response = answer(place.address)
            row |= {"status": response.status_code, "holds": _holds(response, place, revision)}
        rows.append(row)
    return rows


def _holds(response, place, revision: Revision) -> bool:
    own = revision.get_absolute_url()
    return place.address == own or own in response.content.decode(errors="replace")
