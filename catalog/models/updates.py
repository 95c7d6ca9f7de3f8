"""Status updates: what somebody said about a season, when, and where it stands."""

import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Exists, F, Max, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog import fuzzydates
from catalog.axes import Axis, Certainty, Decision, Event, Production, Release, Tier, Topic
from catalog.folding import search_name
from catalog.fuzzydates import FuzzyDate, FuzzyDateColumns, Precision, fuzzy_date_constraints
from catalog.models.searching import SearchQuerySet
from catalog.moments import day_of
from catalog.regions import WORLDWIDE
from catalog.web_addresses import address_digest, domain_of

# So many of the latest sources of a domain tell whose it is.
ENOUGH_OF_A_DOMAIN = 50


def as_fuzzy(value: FuzzyDate | date | str) -> FuzzyDate:
    """A fuzzy date from one, from an exact day, or from words. UnreadableDate for words that say no date."""
    if isinstance(value, FuzzyDate):
        return value
    if isinstance(value, date):
        return FuzzyDate.day(value)
    return fuzzydates.parse(value)


class SourceQuerySet(SearchQuerySet):
    def at_address(self, url: str):
        """Those at an address, however it was copied: with or without www, a final slash, tracking parameters."""
        digest = address_digest(url)
        return self.filter(address_digest=digest).order_by("pk") if digest else self.none()

    def of_domain(self, url: str):
        """Those on the domain of an address, the latest first."""
        domain = domain_of(url)
        return self.filter(domain=domain).order_by("-pk") if domain else self.none()

    def publisher_of(self, url: str) -> dict[str, str]:
        """Who publishes on the domain of an address, as `publisher` and `tier`, if it is known: what was said most."""
        said = Counter(self.of_domain(url).values_list("publisher", "tier")[:ENOUGH_OF_A_DOMAIN])
        return dict(zip(("publisher", "tier"), said.most_common(1)[0][0], strict=True)) if said else {}


class Source(models.Model):
    """Where something stands: an address or, for what has none, who said it where."""

    url = models.URLField(_("address"), max_length=1000, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    title = models.CharField(_("title"), max_length=400, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    accessed_on = models.DateField(_("seen on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=3, blank=True, help_text=_("ISO 639 code: en."))
    tier = models.CharField(_("tier"), max_length=16, choices=Tier)
    search_name = models.CharField(max_length=900, editable=False, default="")
    # What finds the address, and others of its publisher, again.
    domain = models.CharField(max_length=255, editable=False, default="", db_default="")
    address_digest = models.CharField(max_length=64, editable=False, default="", db_default="")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["publisher", "title", "pk"]
        verbose_name, verbose_name_plural = _("source"), _("sources")
        indexes = [
            models.Index(fields=["url"], name="source_by_address"),
            models.Index(fields=["domain", "-id"], name="source_by_domain"),
            models.Index(fields=["address_digest"], name="source_by_address_digest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="source_tier_known"),
            models.CheckConstraint(condition=~Q(publisher=""), name="source_has_publisher"),
        ]

    def __str__(self):
        return f"{self.publisher}: {self.title}" if self.title else self.publisher

    def save(self, **kwargs):
        self.search_name = search_name(self.publisher, self.title, self.author)
        self.domain, self.address_digest = domain_of(self.url), address_digest(self.url)
        super().save(**kwargs)


# How long after it became public an update can be made private again.
TAKEN_BACK_WITHIN = timedelta(minutes=10)


def check_ceiling(source: Source | None, certainty: str) -> None:
    """ValidationError when a source's tier does not carry a certainty."""
    if source and Certainty(certainty).weight > Tier(source.tier).ceiling.weight:
        raise ValidationError(
            {
                "certainty": _("A source of the tier “%(tier)s” makes it “%(ceiling)s” at most.")
                % {"tier": source.get_tier_display(), "ceiling": Tier(source.tier).ceiling.label}
            },
            code="certainty_above_tier",
        )


class StatusUpdateQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None):
        """What had been made public by a moment, retracted or not."""
        return self.filter(public_from__lte=at or timezone.now())

    def private(self, at: datetime | None = None):
        """Drafts, and what is under an embargo at a moment."""
        return self.filter(Q(public_from=None) | Q(public_from__gt=at or timezone.now()))

    def standing(self, at: datetime | None = None):
        """What is public and not retracted at a moment."""
        at = at or timezone.now()
        return self.public(at).filter(Q(retracted_at=None) | Q(retracted_at__gt=at))

    def news(self):
        """All but what an import found at first sight, and what somebody's private draft says."""
        return self.filter(baseline=False).exclude(public_from=None)

    def told(self, at: datetime | None = None):
        """What readers of feeds are told by a moment: news of public series, retracted or not.

        That we looked and found no decision is no word of anybody's.
        """
        from catalog.models.series import Series

        check = Q(decision=Decision.UNDECIDED, source__tier=Tier.DESK)
        # Asked of each, so that a database stops at the latest few.
        of_public = Exists(Series.objects.public(at).filter(pk=OuterRef("season__series")))
        return self.news().public(at).filter(of_public).exclude(check)

    def retracted(self, at: datetime | None = None):
        return self.filter(retracted_at__lte=at or timezone.now())

    def official(self):
        return self.filter(certainty=Certainty.OFFICIAL)

    def of_seasons(self, seasons):
        return self.filter(season__in=seasons)

    def of_series(self, series):
        """Those of the seasons of some series."""
        return self.filter(season__series__in=series)

    def turned(self, since: datetime, until: datetime):
        """Those that became public, or were retracted, after a moment and not after another."""
        begun, ended = (
            StatusUpdate.objects.filter(**{f"{name}__gt": since, f"{name}__lte": until})
            for name in ("public_from", "retracted_at")
        )
        # One after the other, so that each has its index.
        return self.filter(Q(pk__in=begun.values("pk")) | Q(pk__in=ended.values("pk")))

    def changed_at(self, at: datetime) -> datetime | None:
        """The latest moment until then at which one of these became public or was retracted."""
        moments = []
        for name in ("public_from", "retracted_at"):
            rows = self.filter(**{f"{name}__lte": at}).order_by(f"-{name}")
            moments += list(rows.values_list(name, flat=True)[:1])
        return max(moments, default=None)

    def recorded_last(self) -> datetime | None:
        """When the latest of these was recorded."""
        return self.order_by("-pk").values_list("recorded_at", flat=True).first()

    def mended_at(self) -> datetime | None:
        """When the words of one of these were mended last."""
        return SummaryMend.objects.filter(update__in=self).aggregate(last=Max("mended_at"))["last"]

    def for_feed(self):
        """With all that an entry says of it."""
        return self.select_related("season__series", "source", "commissioner").prefetch_related("dates")

    def overruled(self, at: datetime | None = None):
        """What another catalog said, while a person's word on the same axis, and another one, stands at a moment."""
        from catalog.models.states import SeasonState

        def by_person(axis):
            ruled = {f"{axis}_update__isnull": False}
            return SeasonState.objects.at(at).filter(~Q(**{f"{axis}_update__source__tier": Tier.CATALOG}), **ruled)

        contradicted = Q(pk__in=[])
        for axis in PLAIN_AXES:
            word = by_person(axis.value).filter(season=OuterRef("season"))
            other = word.filter(~Q(**{axis.value: OuterRef(axis.value)}))
            contradicted |= Q(Exists(other), **{f"{axis.value}__isnull": False})
        for event in Event:
            said = StatedDate.objects.filter(update=OuterRef("pk"), event=event, region=WORLDWIDE, part=1)
            word = by_person(event.value).filter(season=OuterRef("update__season"))
            contradicted |= Q(Exists(said.filter(Exists(word), ~Exists(word.filter(_same_day(event.value))))))
        return self.filter(contradicted, source__tier=Tier.CATALOG)

    @transaction.atomic
    def record_all(self, told: Iterable[tuple["StatusUpdate", list["StatedDate"]]]) -> None:
        """`Season.record` for a whole load: many updates with their dates, checked without a query for each.

        The caller settles their series, in the same transaction. ValidationError for what `record` refuses.
        """
        told = list(told)
        for update, dates in told:
            update.clean()
            for row in dates:
                row.update = update
        self.bulk_create([update for update, _ in told])
        StatedDate.objects.bulk_create([row for _, dates in told for row in dates])

    def turns(self, at: datetime | None = None):
        """Decisions and dates of public series, as they became public, the latest first; no rumours."""
        from catalog.models.seasons import Season

        turning = Q(decision__isnull=False) & ~Q(decision=Decision.UNDECIDED) | Exists(
            StatedDate.objects.filter(update=OuterRef("pk"))
        )
        return (
            self.news()
            .standing(at)
            # Asked of each, so that a database stops at the latest few instead of listing what all is public first.
            .filter(turning, Exists(Season.objects.public(at).filter(pk=OuterRef("season"))))
            .exclude(certainty=Certainty.RUMOUR)
            .select_related("season__series__poster", "source", "commissioner")
            .prefetch_related("dates")
            .order_by("-public_from", "-pk")
        )

    def for_timeline(self):
        """With all that a line of the timeline shows, latest word first."""
        return (
            self.select_related("source", "commissioner")
            .prefetch_related("dates")
            .order_by("-announced_on_latest", "-recorded_at", "-pk")
        )


def _same_day(event: str) -> Q:
    """A condition: a state says of an event what an outer StatedDate says; no bound equals no bound."""

    def bound(expression):
        return Coalesce(expression, Value(date.min), output_field=models.DateField())

    return (
        Q(**{f"{event}_precision": OuterRef("date_precision")})
        & Exact(bound(F(f"{event}_earliest")), bound(OuterRef("date_earliest")))
        & Exact(bound(F(f"{event}_latest")), bound(OuterRef("date_latest")))
    )


class StatusUpdate(models.Model):
    """One dated, sourced thing that somebody said about a season. An axis it does not mention is null.

    Made by `Season.record`. Once public it is never edited nor deleted: `mend` mends its words, `retract` takes it
    back. Before that it may be moved (`reveal`, `hold`) and discarded; in its first ten minutes `take_back` undoes it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    season = models.ForeignKey("Season", on_delete=models.PROTECT, related_name="updates", verbose_name=_("season"))
    announced_on = FuzzyDateColumns()
    decision = models.CharField(_("decision"), max_length=9, choices=Decision, null=True, blank=True)
    production = models.CharField(_("production"), max_length=15, choices=Production, null=True, blank=True)
    commissioner = models.ForeignKey(
        "Network", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commissioner")
    )
    is_final = models.BooleanField(_("last season"), null=True, blank=True)
    release = models.CharField(_("release pattern"), max_length=11, choices=Release, null=True, blank=True)
    topics = models.JSONField(_("also about"), default=list, blank=True)
    certainty = models.CharField(_("certainty"), max_length=9, choices=Certainty)
    summary = models.CharField(_("summary"), max_length=300, help_text=_("One sentence, in our words."))
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="updates", verbose_name=_("source")
    )
    # Null is a private draft; a later moment is an embargo.
    public_from = models.DateTimeField(_("public from"), null=True, blank=True)
    # Found by an import at first sight: it stands in the timeline, and is news to nobody.
    baseline = models.BooleanField(_("baseline"), default=False, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    retracted_at = models.DateTimeField(_("retracted at"), null=True, editable=False)
    retraction_reason = models.CharField(_("reason for the retraction"), max_length=300, blank=True, editable=False)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("retracted by"),
    )

    objects = StatusUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-announced_on_latest", "-recorded_at"]
        verbose_name, verbose_name_plural = _("status update"), _("status updates")
        indexes = [
            models.Index(fields=["public_from"], name="update_by_publication"),
            models.Index(fields=["retracted_at"], name="update_by_retraction"),
            # What an import finds at first sight is most of the table, and no news.
            models.Index(fields=["public_from"], name="update_that_is_news", condition=Q(baseline=False)),
        ]
        constraints = [
            *fuzzy_date_constraints("announced_on", at_least=Precision.YEAR),
            models.CheckConstraint(
                condition=Q(public_from=None) | Q(source__isnull=False), name="public_update_has_a_source"
            ),
            models.CheckConstraint(
                condition=Q(retracted_at=None) | (Q(public_from__isnull=False) & ~Q(retraction_reason="")),
                name="retraction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(retracted_at=None) | Q(retracted_at__gte=F("public_from")),
                name="update_is_public_before_its_retraction",
            ),
            models.CheckConstraint(
                condition=Q(decision=None) | Q(decision__in=[d for d in Decision.values if d != "unknown"]),
                name="update_decision_known",
            ),
            models.CheckConstraint(
                condition=Q(production=None) | Q(production__in=Production.values), name="update_production_known"
            ),
            models.CheckConstraint(
                condition=Q(release=None) | Q(release__in=Release.values), name="update_release_known"
            ),
            models.CheckConstraint(condition=Q(certainty__in=Certainty.values), name="update_certainty_known"),
            models.CheckConstraint(condition=~Q(summary=""), name="update_says_something"),
        ]

    def __str__(self):
        return self.summary

    def clean(self):
        if unknown := set(self.topics) - set(Topic.values):
            raise ValidationError({"topics": _("Unknown topics: %s.") % ", ".join(sorted(map(str, unknown)))})
        if self.announced_on.earliest is None or self.announced_on.latest is None:
            raise ValidationError(_("Say at least the year in which it was announced."), code="undated")
        check_ceiling(self.source, self.certainty)

    @property
    def said_by(self) -> date:
        """The last day on which it can have been said: nothing is announced after it was recorded."""
        # The column itself: rulings ask this so often that making a FuzzyDate each time is felt.
        announced: date = getattr(self, "announced_on_latest")  # noqa: B009
        return min(announced, day_of(self.recorded_at))

    @property
    def axes(self) -> list[str]:
        """The axes it mentions. Reads the prefetched `dates`."""
        plain = [axis for axis in PLAIN_AXES if getattr(self, axis) is not None]
        return plain + sorted({row.event for row in self.dates.all()}, reverse=True)

    def is_public(self, at: datetime | None = None) -> bool:
        return bool(self.public_from and self.public_from <= (at or timezone.now()))

    def is_retracted(self, at: datetime | None = None) -> bool:
        return bool(self.retracted_at and self.retracted_at <= (at or timezone.now()))

    @transaction.atomic
    def reveal(self, at: datetime | None = None) -> None:
        """Make a draft or an embargoed update public from a moment on; now, when none is given.

        ValidationError when it is public already, has no source, or the moment has passed.
        """
        now = timezone.now()
        stored = self._before_publication(now)
        if stored.source_id is None:
            raise ValidationError(_("It needs a source before it can be public."), code="no_source")
        self._set_public_from(max(at, now) if at else now)

    @transaction.atomic
    def hold(self) -> None:
        """Turn an embargoed update into a private draft again. ValidationError when it is public already."""
        self._before_publication(timezone.now())
        self._set_public_from(None)

    @transaction.atomic
    def take_back(self, public_from: datetime | None = None) -> None:
        """Make private again, or embargo, what became public by mistake minutes ago; whoever does it keeps the record.

        ValidationError when it has been public for longer: then it is retracted.
        """
        now = timezone.now()
        stored = StatusUpdate.objects.select_for_update().get(pk=self.pk)
        if stored.is_public(now - TAKEN_BACK_WITHIN - timedelta(microseconds=1)):
            raise ValidationError(_("It has been public for more than ten minutes: retract it."), code="public")
        if public_from and public_from <= now:
            raise ValidationError(_("This moment has passed."), code="passed")
        self._set_public_from(public_from)

    @transaction.atomic
    def discard(self) -> None:
        """Delete a draft or an embargoed update. ValidationError when it is public already."""
        self._before_publication(timezone.now())
        season = self.season
        self.public_from = None
        self.save(update_fields=["public_from"])
        season.series.settle()
        super().delete()

    @transaction.atomic
    def retract(self, reason: str, *, by=None, at: datetime | None = None) -> None:
        """Take a public update back, now or at a later moment, and settle the series without it.

        ValidationError without a reason, for one that is not public by then, and for one already retracted.
        """
        stored = StatusUpdate.objects.select_for_update().get(pk=self.pk)
        at = at or timezone.now()
        if not reason.strip():
            raise ValidationError(_("A retraction needs a reason."), code="no_reason")
        if stored.retracted_at:
            raise ValidationError(_("It is retracted already."), code="retracted")
        if not stored.is_public(at):
            raise ValidationError(_("It is not public; there is nothing to retract."), code="not_public")
        self.retracted_at, self.retraction_reason, self.retracted_by = at, reason.strip(), by
        self.save(update_fields=["retracted_at", "retraction_reason", "retracted_by"])
        self.season.series.settle()

    @transaction.atomic
    def mend(self, summary: str, *, by=None) -> None:
        """Mend a misspelt summary; what stood there before is kept."""
        stored = StatusUpdate.objects.select_for_update().get(pk=self.pk)
        self.summary = summary.strip()
        if self.summary == stored.summary:
            return
        self.full_clean()
        self.mends.create(summary=stored.summary, mended_by=by)
        self.save(update_fields=["summary"])

    def delete(self, **kwargs):
        if self.public_from is not None:
            raise ValidationError(_("A public update is not deleted but retracted."))
        return super().delete(**kwargs)

    def _before_publication(self, now):
        stored = StatusUpdate.objects.select_for_update().get(pk=self.pk)
        if stored.is_public(now):
            raise ValidationError(_("It is public already."), code="public")
        return stored

    def _set_public_from(self, moment):
        self.public_from = moment
        self.save(update_fields=["public_from"])
        self.season.series.settle()


PLAIN_AXES = [Axis.DECISION, Axis.PRODUCTION, Axis.COMMISSIONER, Axis.IS_FINAL, Axis.RELEASE]


class StatedDate(models.Model):
    """A premiere or finale that an update speaks of. Unknown is a date withdrawn."""

    # "the date" would be ambiguous beside `announced_on`: this is the one announced.
    update = models.ForeignKey(StatusUpdate, on_delete=models.CASCADE, related_name="dates")
    event = models.CharField(_("event"), max_length=8, choices=Event, default=Event.PREMIERE)
    region = models.CharField(
        _("region"),
        max_length=3,
        default="001",
        validators=[RegexValidator(r"^([A-Z]{2}|001)$")],
        help_text=_("ISO 3166 code: US; 001 is worldwide."),
    )
    part = models.PositiveSmallIntegerField(_("part"), default=1)
    date = FuzzyDateColumns()

    class Meta:
        ordering = ["event", "part", "region"]
        verbose_name, verbose_name_plural = _("date"), _("dates")
        constraints = [
            models.UniqueConstraint(
                fields=["update", "event", "region", "part"], name="update_states_one_date_per_event"
            ),
            models.CheckConstraint(condition=Q(event__in=Event.values), name="stated_event_known"),
            models.CheckConstraint(condition=Q(part__gte=1), name="stated_part_counts_from_one"),
            *fuzzy_date_constraints("date"),
        ]

    def __str__(self):
        return f"{self.get_event_display()} {self.region}: {self.date}"


class SummaryMend(models.Model):
    """What a summary said before it was mended."""

    update = models.ForeignKey(StatusUpdate, on_delete=models.CASCADE, related_name="mends")
    summary = models.CharField(_("summary"), max_length=300)
    mended_at = models.DateTimeField(_("mended at"), auto_now_add=True)
    mended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("mended by")
    )

    class Meta:
        ordering = ["-mended_at"]
        verbose_name, verbose_name_plural = _("mended summary"), _("mended summaries")

    def __str__(self):
        return self.summary
