"""What a feed holds as of a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.http import urlencode

from catalog.moments import midnight
from news.absolute import absolute
from news.feeds import content
from news.feeds.channels import Channel, Part
from news.feeds.entries import Entry
from news.models import Correction, Link, Revision, TagAuthority
from news.resolving import resolve
from news.stories import newer_facts

LENGTH = 20


@dataclass(frozen=True)
class Edition:
    """One page of a feed: its name for ever, what it holds, newest first, and when that last changed.

    `before` is the key that it was asked by, `older` that of the page after it; empty on the first and on the last.
    """

    channel: Channel
    tag: str
    language: str
    entries: tuple[Entry, ...]
    changed_at: datetime
    before: str = ""
    older: str = ""

    def address(self, format: str) -> str:
        """The whole address of this page in a format."""
        return self._page(format, self.before)

    def first(self, format: str) -> str:
        return self._page(format, "")

    def next(self, format: str) -> str:
        """The whole address of the page after this one; empty on the last."""
        return self._page(format, self.older) if self.older else ""

    def _page(self, format, before):
        address = absolute(self.channel.path(format))
        if not before:
            return address
        return f"{address}{'&' if self.channel.query else '?'}{urlencode({'before': before})}"


def edition(channel: Channel, language: str, at: datetime | None = None) -> Edition:
    """The feed of a channel as it stands at a moment."""
    now = at or timezone.now()
    authority = TagAuthority.current()
    about = _stories(channel)
    revisions = list(about.live(now).for_feed()[:LENGTH])
    drawn = resolve([revision.document for revision in revisions], now)
    corrections = Correction.objects.until(now).by_article(revisions)
    newer = newer_facts(revisions, now)
    links = Link.objects.by_revision(revisions)
    entries = [
        content.story(
            revision,
            tag=authority.tag("article", revision.article.uuid),
            blocks=blocks,
            links=links.get(revision.pk, []),
            corrections=corrections.get(revision.article_id, []),
            newer=newer.get(revision.pk, []),
            at=now,
        )
        for revision, blocks in zip(revisions, drawn, strict=True)
    ]
    moments = [about.changed_at(now), Link.objects.of(revisions).changed_at(now), *_answers_changed(drawn, now)]
    moments += [fact["season"].known.valid_from for facts in newer.values() for fact in facts]
    # A feed that never held anything says so since the site was set up.
    changed_at = max((moment for moment in moments if moment), default=midnight(authority.since))
    return Edition(channel, authority.tag(*channel.identity), language, tuple(entries), changed_at)


def _stories(channel: Channel):
    stories = Revision.objects.all()
    if Part.STORIES not in channel.parts:
        return stories.none()
    words: dict[str, Any] = {
        "series": stories.about,
        "season": stories.about_season,
        "person": stories.about_person,
        "network": stories.of_network,
        "genre": stories.of_genre,
        "author": stories.by,
    }
    return words[channel.kind](channel.about) if channel.kind in words else stories


def _answers_changed(drawn: list[list[dict[str, Any]]], now: datetime) -> Iterator[datetime]:
    """The moments until now at which the answers that are part of the text became others."""
    for block in (block for blocks in drawn for block in blocks if block["type"] == "answer_box"):
        yield block["label"].valid_from
        if state := block["state"]:
            yield state.valid_from
            # An answer also turns when a day that it names comes, and when it is over.
            days = [state.premiere.earliest, state.premiere.latest, state.finale.earliest, state.finale.latest]
            turns = [midnight(day + timedelta(days=after)) for day in days if day for after in (0, 1)]
            yield from (moment for moment in turns if moment <= now)
