"""What a page of a feed holds as of a moment."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.http import urlencode

from catalog.moments import midnight
from news.absolute import absolute
from news.feeds.channels import Channel
from news.feeds.drawing import draw
from news.feeds.entries import Entry
from news.feeds.keys import Key
from news.feeds.moments import changed_at
from news.feeds.scopes import Scope
from news.feeds.sources import rows
from news.models import Masthead, TagAuthority

LENGTH = 20


@dataclass(frozen=True)
class Edition:
    """One page of a feed: its name for ever, what it holds, newest first, and the last material change among it.

    `before` is the key that it was asked by, `older` that of the page after it; empty on the first and on the last.
    `last_modified` is when anything of its bytes changed last, in as far as that is known: else None.
    """

    channel: Channel
    tag: str
    language: str
    entries: tuple[Entry, ...]
    changed_at: datetime
    before: str = ""
    older: str = ""
    last_modified: datetime | None = None

    @property
    def hub(self) -> str:
        """Who tells of changes of this page, if anybody does.

        Later pages and lists that somebody follows are told of by nobody: who subscribed to them would wait for ever.
        """
        return "" if self.before or self.channel.kind == "follow" else settings.WEBSUB_HUB

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


def edition(channel: Channel, language: str, at: datetime | None = None, before: Key | None = None) -> Edition:
    """A page of the feed of a channel as it stands at a moment: the first, or the one behind a key."""
    now = at or timezone.now()
    authority = TagAuthority.current()
    scope = Scope(channel, now)
    found = rows(scope, before, LENGTH + 1)
    shown, more = found[:LENGTH], found[LENGTH:]
    drawn = draw(shown, channel, authority, now)
    # A feed that never held anything says so since the site was set up.
    beginning = midnight(authority.since)
    since = Masthead.valid_since()
    updated = max((entry.updated for entry in drawn.entries), default=beginning)
    return Edition(
        channel,
        authority.tag(*channel.identity),
        language,
        tuple(drawn.entries),
        changed_at=updated,
        before=str(before or ""),
        older=str(shown[-1].key) if more else "",
        last_modified=since and max(since, updated, changed_at(scope, drawn)),
    )
