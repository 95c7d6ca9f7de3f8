"""States: what is known of a season and a series, written down for every moment. Only `settle` writes them."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.axes import Decision, Event, Label, Production, Release, decision_word
from catalog.changes import is_news_of_date
from catalog.fuzzydates import FuzzyDate, FuzzyDateColumns, Precision, fuzzy_date_constraints
from catalog.labels import SeasonOnRecord, Verdict, label, suffix_text, turning_days
from catalog.models.networks import Network
from catalog.models.premieres import Premiere, PremiereState
from catalog.models.seasons import Season
from catalog.models.series import Series, current
from catalog.models.updates import StatusUpdate
from catalog.moments import BEGINNING, FOREVER, Window, WindowQuerySet, day_of, midnight
from catalog.rulings import SeasonFacts, headline, season_facts

BATCH = 500


def _to_update() -> models.ForeignKey:
    return models.ForeignKey(StatusUpdate, on_delete=models.PROTECT, null=True, related_name="+")


class SeasonStateQuerySet(WindowQuerySet):
    def of_public(self, at: datetime | None = None):
        """Those of seasons of public series."""
        return self.filter(season__series__in=Series.objects.public(at))

    def commissioned_by(self, network: Network):
        return self.filter(commissioner=network)

    def turned_at(self, at: datetime) -> datetime | None:
        """The latest moment until then at which one of these began or ended."""
        begun, ended = (Max(name, filter=Q(**{f"{name}__lte": at})) for name in ("valid_from", "valid_until"))
        moments = self.aggregate(begun=begun, ended=ended).values()
        return max((moment for moment in moments if moment), default=None)

    def of_seasons(self, keys: Iterable[int]):
        """All of some seasons, at whatever moment, with their commissioners."""
        return self.filter(season__in=keys).select_related("commissioner")

    def with_source(self):
        """With who said what they rest on."""
        return self.select_related("decision_update__source", "premiere_update__source", "commissioner")

    def in_dispute(self):
        """Those of which reports differ on an axis."""
        return self._found_by_index(differs=True)

    def unchecked_since(self, day: date):
        """The undecided ones that nobody has looked after since a day."""
        return self._found_by_index(decision=Decision.UNDECIDED, checked_on__lt=day)

    def checked_and_awaited(self, now: datetime):
        """Those of which public series wait for a decision that we looked for, the latest looked for first."""
        label = SeriesState.objects.at(now).filter(season_state=OuterRef("pk")).values("label")[:1]
        public = Series.objects.public(now).filter(pk=OuterRef("season__series"))
        checked = self.at(now).filter(decision=Decision.UNDECIDED, checked_on__isnull=False)
        # Asked of each, so that a database walks down the days and stops at the first few.
        awaited = checked.alias(label=Subquery(label)).filter(Exists(public), label=Label.AWAITING)
        return awaited.order_by("-checked_on", "-pk")

    def up_to(self, moment: datetime):
        """Those that had begun by a moment, in their order."""
        return self.filter(valid_from__lte=moment).order_by("valid_from")

    def _found_by_index(self, **conditions):
        # By key, so that the few of them are found first, and not among all that hold at the moment.
        return self.filter(pk__in=SeasonState.objects.filter(**conditions).values("pk"))


class SeasonState(Window):
    """What is known of a season in a window: each axis, and the update that it comes from."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="states")
    decision = models.CharField(max_length=9, choices=Decision, default=Decision.UNKNOWN)
    decision_update = _to_update()
    production = models.CharField(max_length=15, choices=Production, default=Production.UNKNOWN)
    production_update = _to_update()
    commissioner = models.ForeignKey(Network, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    commissioner_update = _to_update()
    is_final = models.BooleanField(default=False)
    is_final_update = _to_update()
    release = models.CharField(max_length=11, choices=Release, default=Release.UNKNOWN)
    release_update = _to_update()
    # The one date to name; all of them stand in PremiereState.
    premiere = FuzzyDateColumns()
    premiere_region = models.CharField(max_length=3, blank=True)
    premiere_update = _to_update()
    finale = FuzzyDateColumns()
    finale_update = _to_update()
    checked_on = models.DateField(null=True)
    differing = models.JSONField(default=list)
    # Whether anything differs: the few of which that is so are found by an index.
    differs = models.BooleanField(default=False, db_default=False)

    objects = SeasonStateQuerySet.as_manager()

    class Meta:
        ordering = ["season", "valid_from"]
        verbose_name, verbose_name_plural = _("season state"), _("season states")
        constraints = [
            models.UniqueConstraint(fields=["season", "valid_from"], name="one_season_state_from_a_moment"),
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="season_state_window_opens"),
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="season_state_decision_known"),
            models.CheckConstraint(
                condition=Q(production__in=Production.values), name="season_state_production_known"
            ),
            models.CheckConstraint(condition=Q(release__in=Release.values), name="season_state_release_known"),
            *fuzzy_date_constraints("premiere"),
            *fuzzy_date_constraints("finale"),
        ]
        indexes = [
            models.Index(fields=["valid_until"], name="season_states_by_end"),
            # Few seasons have one of their own: a database that knows how many lack it must not pass over an index.
            models.Index(
                fields=["commissioner"],
                name="season_states_by_commissioner",
                condition=Q(commissioner__isnull=False),
            ),
            models.Index(fields=["valid_from"], name="season_states_in_dispute", condition=Q(differs=True)),
            models.Index(fields=["checked_on"], name="season_states_by_check", condition=Q(decision="undecided")),
        ]

    def __str__(self):
        return f"{self.season}: {self.decision_word}"

    @property
    def decision_word(self):
        """The decision as readers say it."""
        return decision_word(self.decision, is_first=self.season.number == 1)


class SeriesStateQuerySet(WindowQuerySet):
    def public(self, at: datetime | None = None):
        """The states of public series at a moment."""
        return self.at(at).filter(series__in=Series.objects.public(at))

    def overdue(self, day: date):
        """Those that come back, and whose window ended or lower bound passed before a day without an exact date."""
        window = ~Q(returns_precision=Precision.DAY) & Q(returns_latest__lt=day)
        bound = Q(returns_latest=None, returns_earliest__lt=day)
        # By key, so that the few of them are found first, and not among all that hold at the moment.
        return self.filter(pk__in=SeriesState.objects.filter(window | bound).values("pk"))

    def count_current(self, now: datetime, day: date) -> dict[str, int]:
        """How many public series that are current on a day have each decision, in the order of the decisions."""
        states = self.at(now).filter(Exists(Series.objects.public(now).filter(pk=OuterRef("series")))).order_by()
        counts: Counter[str] = Counter()
        # One after the other: asked for both at once, a database looks up the updates of all.
        for condition in current(day):
            rows = states.filter(condition).values_list("season_state__decision").annotate(Count("pk"))
            counts.update({decision or Decision.UNKNOWN: count for decision, count in rows})
        return {decision: counts[decision] for decision in Decision.values if counts[decision]}

    def for_listing(self):
        """With all that a line of a list shows, in one query."""
        return self.select_related(
            "series__poster",
            "season",
            "season_state__decision_update__source",
            "season_state__premiere_update__source",
            "season_state__commissioner",
        )


class SeriesState(Window):
    """The label of a series in a window, the season that it speaks of, and what is known of that season."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="states")
    label = models.CharField(max_length=14, choices=Label, default=Label.NO_INFORMATION)
    suffixes = models.JSONField(default=list)
    season = models.ForeignKey(Season, on_delete=models.PROTECT, null=True, related_name="series_states")
    season_state = models.ForeignKey(SeasonState, on_delete=models.PROTECT, null=True, related_name="+")
    # When it comes, or comes back.
    returns = FuzzyDateColumns()

    objects = SeriesStateQuerySet.as_manager()

    class Meta:
        ordering = ["series", "valid_from"]
        verbose_name, verbose_name_plural = _("series state"), _("series states")
        constraints = [
            models.UniqueConstraint(fields=["series", "valid_from"], name="one_series_state_from_a_moment"),
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="series_state_window_opens"),
            models.CheckConstraint(condition=Q(label__in=Label.values), name="series_state_label_known"),
            *fuzzy_date_constraints("returns"),
        ]
        indexes = [
            models.Index(fields=["label", "valid_until"], name="series_states_by_label"),
            models.Index(fields=["valid_until"], name="series_states_by_end"),
            models.Index(
                fields=["returns_latest"],
                name="series_states_by_window",
                condition=Q(returns_latest__isnull=False),
            ),
            models.Index(
                fields=["returns_earliest"],
                name="series_states_by_bound",
                condition=Q(returns_latest=None, returns_earliest__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.series}: {self.get_label_display()}"

    def is_airing(self, season: Season) -> bool:
        """Whether it is a season that is on the air now."""
        return self.label == Label.AIRING and self.season_id == season.pk

    @property
    def suffix_texts(self) -> list[str]:
        return [suffix_text(suffix) for suffix in self.suffixes]


# -- settling -----------------------------------------------------------------------------------------------------


def settle(queryset) -> int:
    """Rewrite the states of some series from their updates; how many series had changed.

    The states follow from the updates, the seasons and the time zone alone, so that settling again changes nothing.
    """
    changed = 0
    keys = list(queryset.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        changed += _settle_batch(keys[start : start + BATCH])
    return changed


@transaction.atomic
def _settle_batch(keys: Sequence[int]) -> int:
    # The lock makes two records of one moment wait for each other instead of writing two chains.
    batch = list(Series.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    seasons = _grouped(Season.objects.filter(series__in=keys).in_order(), "series_id")
    updates = _grouped(
        StatusUpdate.objects.filter(season__series__in=keys)
        .exclude(public_from=None)
        .select_related("source")
        .prefetch_related("dates"),
        "season_id",
    )
    stored = _Stored(keys)
    wanted = [_Chains(series, seasons.get(series.pk, []), updates) for series in batch]
    stale = [chains for chains in wanted if not stored.agrees_with(chains)]
    _write(stale, stored)
    return len(stale)


def _grouped(rows: Iterable, attribute: str) -> dict[int, list]:
    groups: dict[int, list] = {}
    for row in rows:
        groups.setdefault(getattr(row, attribute), []).append(row)
    return groups


class _Chains:
    """The states that one series should have, computed and not yet stored."""

    def __init__(self, series: Series, seasons: list[Season], updates: dict[int, list[StatusUpdate]]):
        self.series = series
        self.facts = {season.pk: _facts_over_time(updates.get(season.pk, [])) for season in seasons}
        self.season_states = {
            s.pk: _chain(self.facts[s.pk], lambda facts, s=s: _season_state(s, facts)) for s in seasons
        }
        self.premiere_states = {
            (season.pk, region, part): _premiere_chain(self.facts[season.pk], region, part)
            for season in seasons
            for region, part in _premieres_spoken_of(self.facts[season.pk])
        }
        self.series_states = self._series_chain([s for s in seasons if s.kind == Season.Kind.REGULAR])

    def _series_chain(self, seasons: list[Season]) -> list[SeriesState]:
        moments = {moment for season in seasons for moment, _ in self.facts[season.pk]}
        for moment in list(moments):
            for season in self._on_record(seasons, moment):
                moments |= {midnight(day) for day in turning_days(season)}
        if self.series.began_on:
            moments.add(midnight(self.series.began_on))
        timeline = [(moment, (self._verdict(seasons, moment), moment)) for moment in sorted(moments | {BEGINNING})]
        return _chain(timeline, self._series_state)

    def _on_record(self, seasons: list[Season], at: datetime) -> list[SeasonOnRecord]:
        return [SeasonOnRecord(s.pk, s.number, s.episode_count, _holding(self.facts[s.pk], at)) for s in seasons]

    def _verdict(self, seasons: list[Season], at: datetime) -> Verdict:
        return label(
            self._on_record(seasons, at),
            day_of(at),
            is_miniseries=self.series.kind == Series.Kind.MINISERIES,
            began_on=self.series.began_on,
        )

    def _series_state(self, told: tuple[Verdict, datetime]) -> SeriesState:
        verdict, at = told
        states = self.season_states.get(verdict.key, []) if verdict.key else []
        return SeriesState(
            series=self.series,
            label=verdict.label,
            suffixes=list(verdict.suffixes),
            season_id=verdict.key,
            season_state=next((s for s in states if s.valid_from <= at < s.valid_until), None),
            returns=verdict.returns,
        )


def _facts_over_time(updates: list[StatusUpdate]) -> list[tuple[datetime, SeasonFacts]]:
    """What stands about a season, from each moment at which that may change."""
    moments = {BEGINNING}
    for update in updates:
        moments |= {moment for moment in (update.public_from, update.retracted_at) if moment}
    return [(moment, season_facts(updates, moment)) for moment in sorted(moments)]


def _holding(timeline: list[tuple[datetime, SeasonFacts]], at: datetime) -> SeasonFacts:
    return next(facts for moment, facts in reversed(timeline) if moment <= at)


def _chain(timeline: Sequence[tuple[datetime, Any]], state_of: Callable[[Any], Any]) -> list:
    """Windows end to end, neighbours that say the same made one."""
    chain: list = []
    for moment, told in timeline:
        state = state_of(told)
        if chain:
            if _told(state) == _told(chain[-1]):
                continue
            chain[-1].valid_until = moment
        state.valid_from, state.valid_until = moment, FOREVER
        chain.append(state)
    return chain


def _season_state(season: Season, facts: SeasonFacts) -> SeasonState:
    region, premiere = headline(facts)
    _, finale = headline(facts, Event.FINALE)
    return SeasonState(
        season=season,
        decision=facts.decision.value,
        decision_update=facts.decision.update,
        production=facts.production.value,
        production_update=facts.production.update,
        commissioner_id=facts.commissioner.value,
        commissioner_update=facts.commissioner.update,
        is_final=facts.is_final.value,
        is_final_update=facts.is_final.update,
        release=facts.release.value,
        release_update=facts.release.update,
        premiere=premiere.value,
        premiere_region=region,
        premiere_update=premiere.update,
        finale=finale.value,
        finale_update=finale.update,
        checked_on=facts.checked_on,
        differing=facts.differing,
        differs=bool(facts.differing),
    )


def _premieres_spoken_of(timeline: list[tuple[datetime, SeasonFacts]]) -> list[tuple[str, int]]:
    return sorted({(region, part) for _, facts in timeline for _, region, part in facts.dates})


def _premiere_chain(timeline, region: str, part: int) -> list[PremiereState]:
    """What is known of one premiere, from the moment at which it was first spoken of."""

    def state_of(facts: SeasonFacts) -> PremiereState:
        starts = facts.dates.get((Event.PREMIERE, region, part))
        ends = facts.dates.get((Event.FINALE, region, part))
        return PremiereState(
            starts=starts.value if starts else FuzzyDate.UNKNOWN,
            ends=ends.value if ends else FuzzyDate.UNKNOWN,
            update=starts.update if starts else None,
            finale_update=ends.update if ends else None,
        )

    first = next(
        index
        for index, (_, facts) in enumerate(timeline)
        if (Event.PREMIERE, region, part) in facts.dates or (Event.FINALE, region, part) in facts.dates
    )
    chain = _chain(timeline[first:], state_of)
    chain[0].is_news = is_news_of_date(FuzzyDate.UNKNOWN, chain[0])
    for earlier, later in itertools.pairwise(chain):
        later.sequence = earlier.sequence + 1
        later.is_news = is_news_of_date(earlier.starts, later)
    return chain


def _told(state: models.Model) -> tuple:
    """All that a state says, without its key, its window and what `settle` counts or links afterwards."""
    aside = {"id", "valid_from", "valid_until", "premiere", "sequence", "is_news", "season_state"}
    fields = [f.attname for f in state._meta.concrete_fields if f.name not in aside]
    linked = getattr(state, "season_state", None)
    return *(getattr(state, name) for name in fields), linked and linked.valid_from


class _Stored:
    """The states that some series have now."""

    def __init__(self, keys: Sequence[int]):
        season_states = SeasonState.objects.filter(season__series__in=keys).order_by("valid_from")
        self.season_states = _grouped(season_states, "season_id")
        series_states = (
            SeriesState.objects.filter(series__in=keys).select_related("season_state").order_by("valid_from")
        )
        self.series_states = _grouped(series_states, "series_id")
        self.premiere_states: dict[tuple, list] = {}
        for state in (
            PremiereState.objects.filter(premiere__season__series__in=keys)
            .select_related("premiere")
            .order_by("valid_from")
        ):
            premiere = state.premiere
            self.premiere_states.setdefault((premiere.season_id, premiere.region, premiere.part), []).append(state)

    def agrees_with(self, chains: _Chains) -> bool:
        return (
            _same(self.series_states.get(chains.series.pk, []), chains.series_states)
            and all(_same(self.season_states.get(k, []), chain) for k, chain in chains.season_states.items())
            and all(_same(self.premiere_states.get(k, []), chain) for k, chain in chains.premiere_states.items())
            and {k for k in self.premiere_states if k[0] in chains.season_states} <= set(chains.premiere_states)
        )


def _same(stored: list, wanted: list) -> bool:
    def whole(state):
        counted = getattr(state, "sequence", 0), getattr(state, "is_news", False)
        return state.valid_from, state.valid_until, *counted, _told(state)

    return [whole(state) for state in stored] == [whole(state) for state in wanted]


def _note_what_is_told(stale: list[_Chains], stored: _Stored, premieres: dict[tuple, Premiere]) -> None:
    """Write down of which premieres readers are told otherwise now, and keep the count of changes from falling.

    An update that is made private again, or one that is recorded for the past, takes away states that were counted.
    """
    now = timezone.now()
    seasons = {key for chains in stale for key in chains.season_states}
    wanted = {key: chain for chains in stale for key, chain in chains.premiere_states.items()}
    there = {key: chain for key, chain in stored.premiere_states.items() if key[0] in seasons}
    told = []
    for key in {**there, **wanted}:
        met, known = (
            [(state.valid_from, _told(state)) for state in chains.get(key, []) if state.valid_from <= now]
            for chains in (there, wanted)
        )
        if known == met:
            continue
        told.append(premieres[key].pk)
        if known[: len(met)] != met and (forgotten := len(met) - len(known) + 1) > 0:
            Premiere.objects.filter(pk=premieres[key].pk).update(other_changes=F("other_changes") + forgotten)
    Premiere.objects.filter(pk__in=told).update(told_at=now)


def _write(stale: list[_Chains], stored: _Stored) -> None:
    """Replace the states of the series that have changed. Premieres keep their rows: they are events for ever."""
    series = [chains.series.pk for chains in stale]
    SeriesState.objects.filter(series__in=series).delete()
    PremiereState.objects.filter(premiere__season__series__in=series).delete()
    SeasonState.objects.filter(season__series__in=series).delete()
    SeasonState.objects.bulk_create(
        [state for chains in stale for chain in chains.season_states.values() for state in chain]
    )
    SeriesState.objects.bulk_create([state for chains in stale for state in chains.series_states])
    spoken_of = {key for chains in stale for key in chains.premiere_states}
    premieres = {(p.season_id, p.region, p.part): p for p in Premiere.objects.filter(season__series__in=series)}
    Premiere.objects.bulk_create(
        [Premiere(season_id=s, region=region, part=part) for s, region, part in sorted(spoken_of - set(premieres))]
    )
    for premiere in Premiere.objects.filter(season__series__in=series):
        premieres[premiere.season_id, premiere.region, premiere.part] = premiere
    _note_what_is_told(stale, stored, premieres)
    states = []
    for chains in stale:
        for key, chain in chains.premiere_states.items():
            for state in chain:
                state.premiere = premieres[key]
                states.append(state)
    PremiereState.objects.bulk_create(states)
