"""The feeds of news, RSS 2.0 and Atom: all of it, or that of one series.

Feed readers keep what they have once read. So names are for life (tag: addresses), `updated` moves only with a
material change, and what a feed holds is taken at one moment, together with the moment at which it last changed.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date
from django.utils.html import escape
from django.utils.http import parse_http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import Series
from catalog.moments import day_of, midnight
from news.absolute import absolute, with_absolute_addresses
from news.models import Correction, Link, Revision, TagAuthority
from news.resolving import resolve
from news.richtext import plain
from news.stories import newer_facts

LENGTH = 20


class Entry(NamedTuple):
    """A revision, its article's name for ever, and its words as HTML that can be read anywhere."""

    revision: Revision
    tag: str
    content: str


class Edition(NamedTuple):
    """What a feed holds at a moment, and when it last changed."""

    address: str
    series: Series | None
    authority: TagAuthority
    entries: list[Entry]
    changed_at: datetime


def edition(address: str, series: Series | None) -> Edition:
    """The feed of all news, or of the news of a series, as it stands now."""
    now = timezone.now()
    authority = TagAuthority.current()
    about = Revision.objects.about(series) if series else Revision.objects.all()
    revisions = list(about.live(now).for_feed()[:LENGTH])
    drawn = resolve([revision.document for revision in revisions], now)
    corrections = Correction.objects.until(now).by_article(revisions)
    newer = newer_facts(revisions, now)
    entries = [
        Entry(
            revision,
            authority.tag("article", revision.article.uuid),
            content(
                revision, blocks, corrections.get(revision.article_id, []), day_of(now), newer.get(revision.pk, [])
            ),
        )
        for revision, blocks in zip(revisions, drawn, strict=True)
    ]
    moments = [about.changed_at(now), Link.objects.of(revisions).changed_at(now), *_answers_changed(drawn, now)]
    moments += [fact["season"].known.valid_from for facts in newer.values() for fact in facts]
    # A feed that never held anything says so since the site was set up.
    changed_at = max((moment for moment in moments if moment), default=midnight(authority.since))
    return Edition(address, series, authority, entries, changed_at)


def content(
    revision: Revision,
    blocks: list[dict[str, Any]],
    corrections: list[Correction],
    today: date,
    newer: list[dict[str, Any]],
) -> str:
    """The words of a revision in full, as HTML with whole addresses. What changes by itself is linked, not copied."""
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


class Rss(Rss201rev2Feed):
    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def latest_post_date(self):
        return self.feed["changed_at"]

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("content:encoded", item["content"])


class Atom(Atom1Feed):
    def latest_post_date(self):
        return self.feed["changed_at"]

    def item_attributes(self, item):
        """Title and summary in another language than the feed's say so; RSS has no word for it."""
        return {"xml:lang": item["language"]} if item["language"] != self.feed["language"] else {}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        attributes = {"type": "html", "xml:lang": item["language"], "xml:base": item["link"]}
        handler.addQuickElement("content", item["content"], attributes)


class NewsFeed(Feed):
    item_guid_is_permalink = False

    def __call__(self, request, *args, **kwargs):
        begun = timezone.now()
        response = super().__call__(request, *args, **kwargs)
        # Its moments are whole seconds. While the second of the last change lasts there may come another one, and a
        # reader who asks by that moment alone would never hear of it.
        if parse_http_date(response["Last-Modified"]) >= int(begun.timestamp()):
            del response["Last-Modified"]
        return response

    def get_object(self, request, series=None):
        return edition(absolute(request.path), series)

    def title(self, edition):
        if edition.series:
            return plain(_("%(series)s: news | %(site)s") % {"series": edition.series, "site": settings.SITE_NAME})
        return _("News | %(site)s") % {"site": settings.SITE_NAME}

    def description(self, edition):
        if edition.series:
            return plain(_("What becomes of %(series)s, and when: every story in full.") % {"series": edition.series})
        return _("Which series come back, and when: every story in full.")

    subtitle = description

    def link(self, edition):
        page = edition.series.get_absolute_url() if edition.series else reverse("news:article_list")
        return absolute(page)

    def feed_url(self, edition):
        return edition.address

    def feed_guid(self, edition):
        if edition.series:
            return edition.authority.tag("news-of-series", edition.series.uuid)
        return edition.authority.tag("feed", "news")

    def author_name(self, edition):
        return settings.SITE_NAME

    def feed_extra_kwargs(self, edition):
        return {"changed_at": edition.changed_at}

    def items(self, edition):
        return edition.entries

    def item_title(self, entry):
        return plain(entry.revision.title)

    def item_description(self, entry):
        return escape(plain(entry.revision.lead))

    def item_link(self, entry):
        return absolute(entry.revision.get_absolute_url())

    def item_guid(self, entry):
        return entry.tag

    def item_author_name(self, entry):
        return plain(entry.revision.author_names)

    def item_categories(self, entry):
        return [str(entry.revision.get_kind_display())]

    def item_pubdate(self, entry):
        return entry.revision.first_published_at

    def item_updateddate(self, entry):
        return entry.revision.updated_at

    def item_extra_kwargs(self, entry):
        return {"content": entry.content, "language": entry.revision.language}


class RssNews(NewsFeed):
    feed_type = Rss


class AtomNews(NewsFeed):
    feed_type = Atom


rss = require_safe(RssNews())
atom = require_safe(AtomNews())
