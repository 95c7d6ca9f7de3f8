"""What a feed holds, each kind as a list by key: one query each finds the next few of any length of archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalog.models import PremiereState
from news.feeds import keys
from news.feeds.channels import Part
from news.feeds.keys import Key, rows_behind
from news.feeds.scopes import Scope
from news.models import Correction, Erasure


@dataclass(frozen=True)
class Row:
    """One entry to be: where it stands, and what it is about."""

    key: Key
    thing: Any


def rows(scope: Scope, behind: Key | None, most: int) -> list[Row]:
    """The first so many rows of a channel behind a key, in the order of a feed."""
    found = [row for part in scope.channel.parts for row in PARTS[part](scope, behind, most)]
    found = [row for row in found if behind is None or row.key.place < behind.place]
    return sorted(found, key=lambda row: row.key.place, reverse=True)[:most]


def _stories(scope, behind, most) -> Iterator[Row]:
    """What is live by its last material change; what is over, by its end."""
    stories = scope.stories

    def of(revisions, letter, moment):
        found = rows_behind(revisions.for_feed(), behind, most, letter=letter, moment=moment, number="article_id")
        return (Row(Key(getattr(each, moment), letter, each.article_id), each) for each in found)

    yield from of(stories.live(scope.at), keys.STORY, "updated_at")
    yield from of(stories.ended(scope.at).defer("document"), keys.ENDED, "live_until")
    erased = Erasure.objects.public(scope.at)
    if scope.channel.kind != "news":
        # Nothing else tells what it was about.
        erased = erased.told_by(scope.channel.names)
    for each in rows_behind(erased, behind, most, letter=keys.ERASED, moment="erased_at", number="pk"):
        yield Row(Key(each.erased_at, keys.ERASED, each.pk), each)


def _updates(scope, behind, most) -> Iterator[Row]:
    """What stands, by the moment at which it became public; what was retracted, by that of its retraction."""
    updates = scope.updates
    standing = updates.standing(scope.at).for_feed()
    for each in rows_behind(standing, behind, most, letter=keys.UPDATE, moment="public_from", number="pk"):
        yield Row(Key(each.public_from, keys.UPDATE, each.pk), each)
    retracted = updates.retracted(scope.at).for_feed()
    for each in rows_behind(retracted, behind, most, letter=keys.RETRACTION, moment="retracted_at", number="pk"):
        yield Row(Key(each.retracted_at, keys.RETRACTION, each.pk), each)
        yield Row(Key(each.retracted_at, keys.RETRACTED, each.pk), each)


def _corrections(scope, behind, most) -> Iterator[Row]:
    corrections = Correction.objects.public(scope.at).for_feed()
    for each in rows_behind(corrections, behind, most, letter=keys.CORRECTION, moment="made_at", number="pk"):
        yield Row(Key(each.made_at, keys.CORRECTION, each.pk), each)


def _premieres(scope, behind, most) -> Iterator[Row]:
    states = PremiereState.objects.told(scope.at).with_season()
    for each in rows_behind(states, behind, most, letter=keys.PREMIERE, moment="valid_from", number="premiere_id"):
        yield Row(Key(each.valid_from, keys.PREMIERE, each.premiere_id), each)


PARTS = {
    Part.STORIES: _stories,
    Part.UPDATES: _updates,
    Part.CORRECTIONS: _corrections,
    Part.PREMIERES: _premieres,
}
