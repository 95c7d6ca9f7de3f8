"""Rows of feeds turned into entries: what they rest on is loaded for all of them at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from catalog.answers import Answer, answer
from catalog.fuzzydates import FuzzyDate
from catalog.models import PremiereState, Season, SeasonState, SeriesState
from catalog.moments import day_of, midnight
from news.absolute import absolute
from news.feeds import content, keys
from news.feeds.channels import Channel
from news.feeds.entries import Entry
from news.feeds.sources import Row
from news.models import Correction, Link, Revision, TagAuthority
from news.resolving import resolve
from news.stories import newer_facts


@dataclass
class Drawn:
    """Entries, and what they rest on: `revisions` in full, `things` that were loaded for them, and states."""

    entries: list[Entry]
    revisions: list[Revision] = field(default_factory=list)
    things: list[Any] = field(default_factory=list)
    states: list[Any] = field(default_factory=list)


def draw(rows: Sequence[Row], channel: Channel, authority: TagAuthority, at: datetime) -> Drawn:
    """The entries of some rows at a moment, in their order; in as many queries for a hundred rows as for one."""
    return _Drawing(rows, channel, authority, at).drawn()


class _Drawing:
    def __init__(self, rows, channel, authority, at):
        self.rows, self.channel, self.authority, self.at = rows, channel, authority, at
        self.stories = _Stories(self._things(keys.STORY), at)
        self.premieres = self._things(keys.PREMIERE)
        said = [(row.thing.season, row.key.moment) for row in rows if row.key.letter in keys.OF_UPDATES]
        set_ = [(row.thing.premiere.season, row.key.moment) for row in rows if row.key.letter == keys.PREMIERE]
        self.answers = _Answers([*said, *set_])
        self.dates_before = _dates_before(self.premieres)

    def _things(self, *letters):
        return [row.thing for row in self.rows if row.key.letter in letters]

    def drawn(self) -> Drawn:
        words = {
            keys.STORY: self._story,
            keys.ENDED: self._ended,
            keys.ERASED: self._erased,
            keys.UPDATE: self._update,
            keys.RETRACTED: self._update,
            keys.RETRACTION: self._retraction,
            keys.CORRECTION: self._correction,
            keys.PREMIERE: self._premiere,
        }
        return Drawn(
            entries=[words[row.key.letter](row.thing, row.key.moment) for row in self.rows],
            revisions=self.stories.revisions,
            things=[
                *(row.thing for row in self.rows),
                *(self.stories.blocks, self.stories.links, self.stories.newer),
                self.answers.states,
            ],
            states=list(self.stories.states()),
        )

    def _story(self, revision, moment):
        tag = self.authority.tag("article", revision.article.uuid)
        return content.story(revision, tag=tag, at=self.at, **self.stories.rest_of(revision))

    def _ended(self, revision, moment):
        article = revision.article
        where = {
            "tag": self.authority.tag("article", article.uuid),
            "url": absolute(revision.get_absolute_url()),
            "published": revision.first_published_at,
            "at": moment,
        }
        if article.withdrawn_at and revision.live_until <= article.withdrawn_at <= self.at:
            return content.withdrawn(**where, day=day_of(article.withdrawn_at), reason=article.withdrawal_reason)
        return content.expired(**where)

    def _erased(self, erasure, moment):
        return content.erased(
            tag=self.authority.tag("article", erasure.article_uuid),
            # Its own address is made of its words.
            url=self.channel.page_address,
            published=erasure.first_published_at or moment,
            at=moment,
        )

    def _update(self, update, moment):
        said = self._about(update, moment)
        return content.update(update, tag=self.authority.tag("update", update.uuid), at=self.at, **said)

    def _retraction(self, update, moment):
        return content.retraction(
            update, tag=self.authority.tag("retraction", update.uuid), **self._about(update, moment)
        )

    def _about(self, update, moment):
        url = absolute(f"{update.season.get_absolute_url()}#{update.uuid}")
        return {"url": url, "answer": self.answers.of(update.season, moment)}

    def _correction(self, correction, moment):
        return content.correction(
            correction,
            tag=self.authority.tag("correction", correction.uuid),
            url=absolute(correction.revision.get_absolute_url()),
        )

    def _premiere(self, state, moment):
        season = state.premiere.season
        # One premiere changes at most once at a moment.
        identity = f"{state.premiere.uuid}/{moment.astimezone(UTC):%Y%m%dT%H%M%S.%f}"
        return content.premiere(
            state,
            self.dates_before.get((state.premiere_id, state.valid_from), FuzzyDate.UNKNOWN),
            tag=self.authority.tag("premiere", identity),
            url=absolute(season.get_absolute_url()),
            season=season,
            answer=self.answers.of(season, moment),
        )


class _Stories:
    """What live stories show."""

    def __init__(self, revisions: list[Revision], at: datetime):
        self.revisions = revisions
        self.blocks = resolve([revision.document for revision in revisions], at, linked=True)
        self.corrections = Correction.objects.until(at).by_article(revisions)
        self.links = Link.objects.by_revision(revisions)
        self.newer = newer_facts(revisions, at)
        self._blocks = dict(zip((revision.pk for revision in revisions), self.blocks, strict=True))

    def rest_of(self, revision):
        return {
            "blocks": self._blocks[revision.pk],
            "links": self.links.get(revision.pk, []),
            "corrections": self.corrections.get(revision.article_id, []),
            "newer": self.newer.get(revision.pk, []),
        }

    def states(self) -> Iterator[Any]:
        for block in (block for blocks in self.blocks for block in blocks if block["type"] == "answer_box"):
            yield from filter(None, (block["label"], block["state"]))


class _Answers:
    """The answers on seasons as they were when something was said: what an entry says never changes by itself."""

    def __init__(self, asked: Sequence[tuple[Season, datetime]]):
        states = SeasonState.objects.with_source().held("season", [(season.pk, moment) for season, moment in asked])
        labels = SeriesState.objects.held("series", [(season.series_id, moment) for season, moment in asked])
        self.states, self.labels = list(states), list(labels)

    def of(self, season: Season, moment: datetime) -> Answer | None:
        state = _holding(self.states, moment, season_id=season.pk)
        label = _holding(self.labels, moment, series_id=season.series_id)
        return state and answer(season, state, day_of(moment), is_airing=bool(label and label.is_airing(season)))


def _holding(states, moment, **whose):
    ((name, key),) = whose.items()
    found = (each for each in states if getattr(each, name) == key and each.valid_from <= moment < each.valid_until)
    return next(found, None)


def _dates_before(states: list[PremiereState]) -> dict[tuple[int, datetime], FuzzyDate]:
    """What was known of some premieres until each of some states began."""
    earlier = PremiereState.objects.filter(
        premiere__in={state.premiere_id for state in states}, valid_until__in={state.valid_from for state in states}
    )
    return {(state.premiere_id, state.valid_until): state.starts for state in earlier} if states else {}


def turns(states: Iterable[Any], at: datetime) -> Iterator[datetime]:
    """The moments until one at which answers that rest on some states became what they are."""
    for state in states:
        yield state.valid_from
        # An answer also turns when a day that it names comes, and when it is over.
        dates = [state.returns] if isinstance(state, SeriesState) else [state.premiere, state.finale]
        days = [day for date in dates for day in (date.earliest, date.latest) if day]
        moments = [midnight(day + timedelta(days=after)) for day in days for after in (0, 1)]
        yield from (moment for moment in moments if moment <= at)
