"""What readers would see if something were published: what it brings along is public, and private again at the end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.models import Series, StatusUpdate
from news.models import Revision


@contextmanager
def as_if_public(
    updates: Iterable[StatusUpdate], series: Iterable[Series] = (), at: datetime | None = None
) -> Iterator[datetime]:
    """Within it updates and series are public from a moment on, or from now; it gives that moment.

    All of it is taken back, and what is public already is left alone. A past moment is shown as it was.
    """
    now = timezone.now()
    moment = at or now
    private = [update for update in updates if update.source_id and not update.is_public(moment)]
    hidden = [each for each in series if not each.removed_at and not each.is_public(moment)]
    if moment < now or not (private or hidden):
        yield moment
        return
    with transaction.atomic():
        for each in hidden:
            each.publish(moment)
        for update in private:
            # What somebody else reveals in the same moment is public as well.
            with suppress(ValidationError):
                update.reveal(at)
        yield at or timezone.now()
        transaction.set_rollback(True)


class Brought(NamedTuple):
    """What becomes public with an article: the updates that it announces, the series that it is about."""

    updates: list[StatusUpdate]
    series: list[Series]


def brought_by(revision: Revision) -> Brought:
    """What becomes public with a revision."""
    links = list(revision.links.for_page())
    series = [link.season.series if link.season else link.series for link in links]
    return Brought([link.update for link in links if link.update], list(dict.fromkeys(filter(None, series))))
