"""Premieres: when seasons start, where, and what was known of it when."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.fuzzydates import FuzzyDateColumns, Precision, fuzzy_date_constraints
from catalog.models.seasons import Season
from catalog.models.series import Series
from catalog.models.updates import StatusUpdate
from catalog.moments import Window, WindowQuerySet
from catalog.regions import WORLDWIDE


class PremiereQuerySet(models.QuerySet):
    def of_series(self, series: Series):
        return self.filter(season__series=series)

    def told_at_last(self, at: datetime) -> datetime | None:
        """The latest moment until one at which something was written down of what was known of them by then."""
        rows = self.filter(told_at__lte=at).order_by("-told_at")
        return rows.values_list("told_at", flat=True).first()


class Premiere(models.Model):
    """The start of a season, or of a part of it, in a region: one event for ever, whatever its day.

    Never deleted, also when the date is withdrawn: `uuid` is its UID in calendars.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="premieres")
    region = models.CharField(max_length=3, default=WORLDWIDE)
    part = models.PositiveSmallIntegerField(default=1)
    # Changes that its states do not count: of what was known before, and of what things are called. Never less.
    other_changes = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    # When what was known of it by then was written down last: states of the past may have come since.
    told_at = models.DateTimeField(null=True, editable=False, db_index=True)

    objects = PremiereQuerySet.as_manager()

    class Meta:
        ordering = ["season", "part", "region"]
        verbose_name, verbose_name_plural = _("premiere"), _("premieres")
        constraints = [
            models.UniqueConstraint(fields=["season", "region", "part"], name="one_premiere_per_region_and_part")
        ]

    def __str__(self):
        return f"{self.season}, {self.region}, {self.part}"


class PremiereStateQuerySet(WindowQuerySet):
    def public(self, at: datetime | None = None):
        """What is known of the premieres of public series at a moment."""
        # Asked of each, so that a database begins with the few that a day or a season names.
        return self.at(at).filter(Exists(Series.objects.public(at).filter(pk=OuterRef("premiere__season__series"))))

    def of_season(self, season: Season):
        """Those of one season, by part; the world before its regions."""
        return self.filter(premiere__season=season).order_by("premiere__part", "premiere__region")

    def with_source(self):
        return self.select_related("premiere", "update__source", "finale_update__source")

    def exact(self):
        """Those with an exact day."""
        return self.filter(starts_precision=Precision.DAY, starts_earliest=F("starts_latest"))

    def of_days(self, first: date, last: date):
        """Those that are promised for an exact day between two, by day."""
        return self.exact().filter(starts_latest__range=(first, last)).by_day()

    def told(self, at: datetime | None = None):
        """Dates that were set, moved or withdrawn until a moment, of what are public series then."""
        at = at or timezone.now()
        of_public = Exists(Series.objects.public(at).filter(pk=OuterRef("premiere__season__series")))
        return self.filter(of_public, is_news=True, valid_from__lte=at)

    def begun_within(self, since: datetime, until: datetime):
        """Those that began after a moment and not after another."""
        return self.filter(valid_from__gt=since, valid_from__lte=until)

    def ended_within(self, after: datetime, until: datetime):
        """Those that ended at a moment after one and not after another."""
        return self.filter(valid_until__gt=after, valid_until__lte=until)

    def ended_at_last(self, until: datetime) -> datetime | None:
        """The latest moment until one at which one of them ended."""
        ended = self.filter(valid_until__lte=until).order_by("-valid_until")
        return ended.values_list("valid_until", flat=True).first()

    def withdrawn_since(self, after: datetime, now: datetime):
        """Of those that hold now without an exact day, where one stood until after a moment: it is `promised`."""
        ended = PremiereState.objects.exact().ended_within(after, now)
        last = ended.filter(premiere=OuterRef("premiere")).order_by("-valid_until").values("starts_latest")[:1]
        inexact = self.exclude(starts_precision=Precision.DAY, starts_earliest=F("starts_latest"))
        return inexact.filter(premiere__in=ended.values("premiere")).annotate(promised=Subquery(last))

    def of_series(self, series: Series):
        return self.filter(premiere__season__series=series)

    def of_seasons(self, seasons):
        return self.filter(premiere__season__in=seasons)

    def not_before(self, day: date):
        """Those without an exact day that can still come, by day: windows, then what has only a lower bound."""
        inexact = self.exclude(starts_precision=Precision.DAY, starts_earliest=F("starts_latest"))
        bound = Q(starts_latest=None, starts_earliest__isnull=False)
        return inexact.filter(Q(starts_latest__gte=day) | bound).by_day()

    def not_over(self, day: date):
        """Those that can still come: of exact days these from the first of the month of a day on."""
        bound = Q(starts_latest=None, starts_earliest__isnull=False)
        return self.filter(Q(starts_latest__gte=day.replace(day=1)) | bound)

    def behind(self, other: "PremiereState"):
        """Those that come after one in the order of `by_day`."""
        never = Value(date.max)
        rows = self.alias(until=Coalesce("starts_latest", never), since=Coalesce("starts_earliest", never))
        until, since = (bound or date.max for bound in (other.starts.latest, other.starts.earliest))
        later = Q(until=until, since=since, premiere__gt=other.premiere_id)
        return rows.filter(Q(until__gt=until) | Q(until=until, since__gt=since) | later)

    def count_by_day(self) -> dict[date, int]:
        """How many of those with an exact day there are on each."""
        return dict(self.order_by("starts_latest").values_list("starts_latest").annotate(Count("pk")))

    def last_day_before(self, day: date) -> date | None:
        """The last exact day before another on which one of them is."""
        earlier = self.of_days(date.min, day - timedelta(days=1)).order_by("-starts_latest")
        return earlier.values_list("starts_latest", flat=True).first()

    def first_of_days(self, days: Iterable[date], most: int):
        """The first few that have each of some days, by day."""
        # One after the other, so that a database reads no more of a busy day than it shows.
        of_each = [self.of_days(day, day).order_by("premiere")[:most].values("pk") for day in days]
        chosen = Q()
        for keys in of_each:
            chosen |= Q(pk__in=keys)
        return PremiereState.objects.filter(chosen).by_day()

    def on_network(self, network):
        """Those of series of a network."""
        return self.filter(premiere__season__series__in=Series.objects.on_network(network))

    def for_calendar(self):
        """With all that a line of the calendar shows."""
        return self.select_related("premiere__season__series__poster", "update").prefetch_related(
            "premiere__season__series__network_rows__network"
        )

    def in_region(self, region: str):
        """Those in a region, and those of the whole world."""
        return self.filter(premiere__region__in=[region, WORLDWIDE])

    def with_season(self):
        return self.select_related("premiere__season__series", "update__source", "finale_update__source")

    def latest_day_first(self):
        """Those with an exact day, the last one first."""
        return self.order_by("-starts_latest", "-premiere")

    def by_day(self):
        """Exact days and windows by their last day, then lower bounds, then what has no date."""
        return self.order_by(
            F("starts_latest").asc(nulls_last=True), F("starts_earliest").asc(nulls_last=True), "premiere"
        )


class PremiereState(Window):
    """When a premiere is, as known in a window of time; `sequence` counts the changes so far."""

    premiere = models.ForeignKey(Premiere, on_delete=models.PROTECT, related_name="states")
    starts = FuzzyDateColumns()
    ends = FuzzyDateColumns()
    update = models.ForeignKey(StatusUpdate, on_delete=models.PROTECT, null=True, related_name="+")
    finale_update = models.ForeignKey(StatusUpdate, on_delete=models.PROTECT, null=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0)
    # Whether it tells of a date that was set, moved or withdrawn: `settle` knows.
    is_news = models.BooleanField(default=False, db_default=False)

    objects = PremiereStateQuerySet.as_manager()

    class Meta:
        ordering = ["premiere", "valid_from"]
        verbose_name, verbose_name_plural = _("premiere state"), _("premiere states")
        constraints = [
            models.UniqueConstraint(fields=["premiere", "valid_from"], name="one_premiere_state_from_a_moment"),
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="premiere_state_window_opens"),
            *fuzzy_date_constraints("starts"),
            *fuzzy_date_constraints("ends"),
        ]
        indexes = [
            models.Index(fields=["starts_latest", "valid_until"], name="premiere_states_by_day"),
            models.Index(fields=["valid_until"], name="premiere_states_by_end"),
            models.Index(
                fields=["-valid_from", "-premiere"], name="premiere_states_that_are_news", condition=Q(is_news=True)
            ),
        ]

    def __str__(self):
        return f"{self.premiere}: {self.starts}"

    @property
    def is_withdrawn(self) -> bool:
        """A date stood here, and none does any more."""
        return self.starts.is_unknown and self.sequence > 0

    @property
    def changes(self) -> int:
        """How often what is told of the premiere has changed until this state: never less than what readers met."""
        return self.sequence + self.premiere.other_changes
