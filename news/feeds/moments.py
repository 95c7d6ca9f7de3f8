"""When a page of a feed last changed: the latest of all moments at which what it shows became what it is.

Readers who ask by date alone hear of a change only when this moves. Whatever may have changed the bytes counts; what
changed something else as well may count too, which costs such a reader one answer in full.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from catalog.models import AuditEntry, Genre, Network, Person, Season, SeasonState, Series, StatusUpdate
from catalog.moments import BEGINNING
from news.feeds.channels import Part
from news.feeds.drawing import Drawn, turns
from news.feeds.scopes import Scope
from news.models import Erasure, Link, Publication, Revision, RevisionClaim


def changed_at(scope: Scope, drawn: Drawn) -> datetime:
    """The latest moment until one at which a page of a channel changed; the beginning of time when none is known."""
    at = scope.at
    moments = [*_scope(scope), *_page(scope, drawn)]
    return max((moment for moment in moments if moment and moment <= at), default=BEGINNING)


def _scope(scope: Scope) -> Iterator[datetime | None]:
    """What may have come into the feed or left it, on any page."""
    channel, at = scope.channel, scope.at
    yield Publication.objects.undone_at_last(at)
    if Part.STORIES in channel.parts:
        yield scope.stories.changed_at(at)
        # Of what is erased nobody knows where it stood.
        yield Erasure.objects.erased_at_last(at)
    if Part.CORRECTIONS in channel.parts:
        yield Revision.objects.corrected().changed_at(at)
    if Part.UPDATES in channel.parts:
        yield scope.updates.changed_at(at)
    if Part.PREMIERES in channel.parts:
        # What is recorded for the past can make old news of what was news.
        yield StatusUpdate.objects.public(at).recorded_last()
    # A series is hidden, has another network or cast: nothing but the log knows when.
    match channel.kind:
        case "updates" | "official" | "premieres":
            yield AuditEntry.objects.last_of_kinds(Series)
        case "network":
            yield AuditEntry.objects.last_of_kinds(Series, Network)
            yield SeasonState.objects.commissioned_by(channel.about).turned_at(at)
        case "genre":
            yield AuditEntry.objects.last_of_kinds(Series, Genre)
        case "person" | "follow" | "author":
            yield AuditEntry.objects.last_of_kinds(Series, Season, Person)


def _page(scope: Scope, drawn: Drawn) -> Iterator[datetime | None]:
    """What may have changed within the entries of this page, and in what the feed says of itself."""
    at, revisions = scope.at, drawn.revisions
    links = Link.objects.of(revisions)
    yield links.changed_at(at)
    yield RevisionClaim.objects.of(revisions).turned_at(at)
    yield from (revision.pressed_at for revision in revisions)
    yield from turns(drawn.states, at)
    loaded = _loaded([scope.channel.about, *drawn.things])
    updates = [thing for thing in loaded if isinstance(thing, StatusUpdate)]
    # What is recorded for the past comes in between.
    yield from (update.recorded_at for update in updates)
    yield StatusUpdate.objects.filter(pk__in=[update.pk for update in updates]).mended_at()
    yield from (getattr(thing, "published_at", None) for thing in loaded)
    things = {(thing._meta.app_label, str(thing._meta.model_name), str(thing.pk)) for thing in loaded}
    yield AuditEntry.objects.last_about(things | links.targets())


def _loaded(value: Any) -> set[Model]:
    """The rows within some values, and those that were loaded with them: nothing else can be shown without a query."""
    found: set[Model] = set()
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, Model):
            if each not in found:
                found.add(each)
                left += [each._state.fields_cache, getattr(each, "_prefetched_objects_cache", {})]
        elif isinstance(each, dict):
            left += each.values()
        elif is_dataclass(each) and not isinstance(each, type):
            left += [getattr(each, part.name) for part in fields(each)]
        elif isinstance(each, list | tuple | set | QuerySet):
            left += each
    return found
