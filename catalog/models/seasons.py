"""Seasons: the unit of renewal."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from catalog.axes import Certainty, Event
from catalog.folding import fold
from catalog.fuzzydates import FuzzyDate, FuzzyDateColumns, Precision, fuzzy_date_constraints
from catalog.models.series import Series
from catalog.models.updates import StatedDate, StatusUpdate, as_fuzzy, check_ceiling
from catalog.moments import Window, WindowQuerySet

WORLDWIDE = "001"


class SeasonQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None):
        """The seasons of public series."""
        return self.filter(series__in=Series.objects.public(at))

    def public_each(self, at: datetime | None = None):
        """The same, asked of each: for a few of them, wherever they are."""
        return self.filter(Exists(Series.objects.public(at).filter(pk=OuterRef("series"))))

    def of_series(self, series: Series | int):
        return self.filter(series=series)

    def among(self, keys: Iterable[int]):
        """Those with one of some primary keys, each with its series."""
        return self.filter(pk__in=keys).select_related("series")

    def regular(self):
        return self.filter(kind=Season.Kind.REGULAR)

    def unnumbered(self):
        """The next season, as long as nobody knows its number."""
        return self.filter(number=None)

    def once_next(self):
        """Those that were the next season before they got a number, the latest first."""
        return self.filter(was_next=True).exclude(number=None).order_by("-number")

    def for_page(self, at: datetime | None = None):
        """With what the head of a season's page shows."""
        return self.as_of(at).select_related("poster", "synopsis_source")

    def featuring(self, people):
        """Those in which one of some people, or of whom was merged into them, is of the main cast and has not left."""
        from catalog.models.credits import CastCredit

        parts = CastCredit.objects.main_parts_of(people)
        left = CastCredit.objects.left().filter(season=OuterRef("pk"), person=OuterRef("series__cast__person"))
        throughout = Season.objects.filter(~Exists(left), series__cast__in=parts.of_whole_series())
        # By keys, so that a database finds the few of these people once, and asks no other season.
        return self.filter(Q(pk__in=parts.values("season")) | Q(pk__in=throughout.values("pk")))

    def followed(self, series, people):
        """Those of some series, and those that feature some people."""
        return self.filter(series__in=series) | self.featuring(people)

    def search(self, text: str):
        """Those of series that are found by the words of a text, with the number that it ends in: "salt road 2"."""
        *words, last = fold(text).split() or [""]
        of_series = self.filter(series__in=Series.objects.search(text))
        if not (words and last.isdecimal() and len(last) <= 4):
            return of_series
        return of_series | self.filter(series__in=Series.objects.search(" ".join(words)), number=int(last))

    def in_order(self):
        """By number; the next season, which has none yet, comes last."""
        return self.order_by(F("number").asc(nulls_last=True), "pk")

    def as_of(self, at: datetime | None = None):
        """Each season with `known`, its state at a moment."""
        at = at or timezone.now()
        holds = Q(states__valid_from__lte=at, states__valid_until__gt=at)
        return self.annotate(known=FilteredRelation("states", condition=holds)).select_related(
            "known__decision_update__source", "known__premiere_update__source", "known__commissioner"
        )


class Season(models.Model):
    """One season of a series, whether or not it is ever made."""

    class Kind(models.TextChoices):
        REGULAR = "regular", _("Regular")
        SPECIALS = "specials", _("Specials")
        FILM = "film", _("Film")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="seasons", verbose_name=_("series"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.REGULAR)
    # Null is the next season, as long as nobody knows its number.
    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("Empty: the next season, its number not known yet.")
    )
    # Its page at next-season/ goes on to where it is now.
    was_next = models.BooleanField(default=False, editable=False)
    title = models.CharField(_("title"), max_length=300, blank=True)
    episode_count = models.PositiveSmallIntegerField(_("episodes"), null=True, blank=True)
    synopsis = models.TextField(_("synopsis"), blank=True, help_text=_("Plain text; an empty line parts paragraphs."))
    synopsis_source = models.ForeignKey(
        "Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source of the synopsis"),
        help_text=_("Empty when the words are ours."),
    )
    poster = models.ForeignKey(
        "Image", on_delete=models.PROTECT, null=True, blank=True, related_name="seasons", verbose_name=_("poster")
    )
    imported = models.JSONField(default=dict, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SeasonQuerySet.as_manager()

    class Meta:
        ordering = ["series", "kind", F("number").asc(nulls_last=True)]
        verbose_name, verbose_name_plural = _("season"), _("seasons")
        constraints = [
            models.UniqueConstraint(fields=["series", "kind", "number"], name="season_number_unique_in_series"),
            models.UniqueConstraint(
                fields=["series"],
                condition=Q(number=None),
                name="one_next_season_per_series",
                violation_error_message=_("This series has a season without a number already."),
            ),
            models.CheckConstraint(condition=Q(kind__in=["regular", "specials", "film"]), name="season_kind_known"),
            models.CheckConstraint(
                condition=~Q(number=None) | Q(kind="regular"),
                name="next_season_is_regular",
                violation_error_message=_("Only a regular season can be without a number."),
            ),
        ]

    def __str__(self):
        return f"{self.series}, {self.name}"

    def get_absolute_url(self):
        if self.number is None:
            return reverse("catalog:next_season", args=[self.series.slug])
        if self.kind == self.Kind.REGULAR:
            return reverse("catalog:season_detail", args=[self.series.slug, self.number])
        return reverse("catalog:extra_season_detail", args=[self.series.slug, self.kind, self.number])

    @property
    def place(self) -> str:
        """What its address is called below that of its series: "season-2"."""
        if self.number is None:
            return "next-season"
        return f"{'season' if self.kind == self.Kind.REGULAR else self.kind}-{self.number}"

    @property
    def name(self) -> str:
        """What it is called within its series: "season 2", "next season", "specials"."""
        if self.kind == self.Kind.REGULAR:
            if self.number is None:
                return gettext("next season")
            return gettext("season %(number)s") % {"number": self.number}
        if self.title:
            return self.title
        name = gettext("specials") if self.kind == self.Kind.SPECIALS else gettext("film")
        return f"{name} {self.number}" if self.number else name

    @property
    def short_name(self) -> str:
        """The same where there is little room: "S2"."""
        if self.kind == self.Kind.REGULAR and self.number is not None:
            return pgettext("season", "S%(number)s") % {"number": self.number}
        return self.name

    def delete(self, **kwargs):
        """Only a season of which nothing public was said can be deleted; ValidationError for the rest."""
        if self.updates.public().exists():
            raise ValidationError(_("Something public was said about this season; it is not deleted."))
        with transaction.atomic():
            self.series_states.all().delete()
            self.states.all().delete()
            PremiereState.objects.filter(premiere__season=self).delete()
            self.premieres.all().delete()
            self.updates.all().delete()
            series = self.series
            result = super().delete(**kwargs)
            series.settle()
        return result

    def neighbours(self, at: datetime | None = None) -> tuple["Season | None", "Season | None"]:
        """The regular seasons before and after a regular one, with `known`."""
        if self.kind != self.Kind.REGULAR:
            return None, None
        seasons = list(Season.objects.regular().of_series(self.series_id).as_of(at).in_order())
        place = seasons.index(self)
        return (seasons[place - 1] if place else None), (seasons[place + 1] if place + 1 < len(seasons) else None)

    def state(self, at: datetime | None = None):
        """What is known of it at a moment: a SeasonState."""
        return self.states.at(at).get()

    @transaction.atomic
    def number_as(self, number: int | None, kind: str | None = None) -> None:
        """Give the next season its number, or any another one, and another kind; its former page redirects."""
        from catalog.models.places import OldPlace

        before = Season.objects.get(pk=self.pk)
        self.was_next = before.was_next or before.number is None
        self.number, self.kind = number, kind or self.kind
        self.save(update_fields=["number", "kind", "was_next"])
        OldPlace.objects.leave(before, self)
        self.series.settle()

    @transaction.atomic
    def record(
        self,
        *,
        on: FuzzyDate | date | str,
        source,
        certainty: str,
        summary: str,
        by=None,
        public_from: datetime | None = None,
        premiere: FuzzyDate | date | str | None = None,
        finale: FuzzyDate | date | str | None = None,
        dates: Iterable[tuple[str, str, int, FuzzyDate]] = (),
        topics: Iterable[str] = (),
        baseline: bool = False,
        settle: bool = True,
        **axes,
    ) -> StatusUpdate:
        """Record what somebody said about this season, and settle the series by it.

        `public_from` is None for a private draft and a later moment for an embargo. `premiere` and `finale` speak of
        the world and the first part; `dates` says more: (event, region, part, date) each. `axes` are decision,
        production, commissioner, is_final and release; what is not mentioned is left out. ValidationError when the
        source's tier does not carry the certainty, or a public update has no source. Who records many updates of a
        series at once says `settle=False` and settles it afterwards, in the same transaction.
        """
        check_ceiling(source, certainty)
        update = StatusUpdate(
            season=self,
            announced_on=as_fuzzy(on),
            source=source,
            certainty=certainty,
            summary=summary,
            recorded_by=by,
            public_from=public_from,
            topics=list(topics),
            baseline=baseline,
            **axes,
        )
        update.full_clean()
        update.save(force_insert=True)
        stated = [(Event.PREMIERE, WORLDWIDE, 1, premiere), (Event.FINALE, WORLDWIDE, 1, finale), *dates]
        rows = [
            StatedDate(update=update, event=event, region=region, part=part, date=as_fuzzy(said))
            for event, region, part, said in stated
            if said is not None
        ]
        for row in rows:
            row.full_clean(exclude=["update"])
        StatedDate.objects.bulk_create(rows)
        if settle:
            self.series.settle()
        return update

    def check_undecided(
        self,
        *,
        source,
        by=None,
        on: date | None = None,
        public_from: datetime | None = None,
        settle: bool = True,
    ):
        """Record that we looked, and that there is still no decision."""
        return self.record(
            on=on or timezone.localdate(),
            source=source,
            certainty=Certainty.REPORTED,
            summary=gettext("Checked: no decision."),
            by=by,
            public_from=public_from or timezone.now(),
            decision="undecided",
            settle=settle,
        )


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
