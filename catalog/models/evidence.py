"""What is said about a season beside its status: ratings, quotes, facts and our forecast."""

import uuid
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from catalog.axes import Label, Outlook
from catalog.fuzzydates import FuzzyDateColumns, fuzzy_date_constraints
from catalog.models.people import Person
from catalog.models.removal import Removable, RemovableQuerySet
from catalog.models.seasons import Season
from catalog.models.series import Series
from catalog.models.updates import Source


class AboutQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None):
        """Those about public series."""
        # Asked of each, so that a database begins with the few of a person or a series.
        return self.filter(Exists(Series.objects.public(at).filter(pk=OuterRef("series"))))

    def of_whole_series(self):
        """Those that name no season."""
        return self.filter(season=None)

    def about_season(self, season: Season):
        """Those about a season, and those about its whole series."""
        return self.filter(Q(season=season) | Q(season=None, series=season.series_id))


class About(models.Model):
    """Something about a series, or about one season of it."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, verbose_name=_("series"))
    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("season"),
        help_text=_("Empty: the whole series."),
    )

    class Meta:
        abstract = True

    def clean(self):
        if self.season_id and self.series_id and self.season.series_id != self.series_id:
            raise ValidationError({"season": _("This is a season of another series.")})


class RatingQuerySet(AboutQuerySet):
    def latest(self):
        """The newest snapshot of each provider."""
        # Null equals nothing in SQL; a rating of the whole series counts as one of season 0.
        of = {"of": Coalesce("season", 0)}
        newer = Rating.objects.alias(**of).filter(
            of=OuterRef("of"),
            series=OuterRef("series"),
            provider=OuterRef("provider"),
            taken_on__gt=OuterRef("taken_on"),
        )
        return self.alias(**of).filter(~Exists(newer)).order_by("provider", "pk")

    def most_voted_of_awaited(self, now: datetime):
        """The newest of public series that wait for a decision, with the most votes first."""
        from catalog.models.states import SeriesState

        label = SeriesState.objects.at(now).filter(series=OuterRef("series")).values("label")[:1]
        counted = self.of_whole_series().filter(votes__isnull=False)
        # Asked of each, so that a database walks down the votes and stops at the first few.
        public = Series.objects.public(now).filter(pk=OuterRef("series"))
        awaited = counted.latest().alias(label=Subquery(label)).filter(Exists(public), label=Label.AWAITING)
        return awaited.order_by("-votes", "pk")

    def aged(self, day: date):
        """The newest snapshots that were taken before a day."""
        # By key, so that the old ones are found first.
        return self.latest().filter(pk__in=Rating.objects.filter(taken_on__lt=day).values("pk"))


class Rating(About):
    """A snapshot of what another site's readers gave, on a day. Never ours, never marked up as ours."""

    provider = models.CharField(_("provider"), max_length=60, help_text=_("As its readers know it: IMDb, KinoPoisk."))
    value = models.DecimalField(_("value"), max_digits=5, decimal_places=2)
    scale = models.PositiveSmallIntegerField(_("out of"), default=10)
    votes = models.PositiveIntegerField(_("votes"), null=True, blank=True)
    taken_on = models.DateField(_("taken on"))
    url = models.URLField(_("address"), max_length=500, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["provider", "-taken_on"]
        verbose_name, verbose_name_plural = _("rating"), _("ratings")
        default_related_name = "ratings"
        indexes = [
            models.Index(fields=["taken_on"], name="rating_by_day"),
            models.Index(fields=["season", "-votes", "id"], name="rating_by_votes", condition=Q(votes__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "provider", "taken_on"],
                condition=Q(season=None),
                name="series_rated_once_a_day",
                violation_error_message=_("The rating of this provider on that day is here already."),
            ),
            models.UniqueConstraint(
                fields=["season", "provider", "taken_on"],
                condition=Q(season__isnull=False),
                name="season_rated_once_a_day",
                violation_error_message=_("The rating of this provider on that day is here already."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=F("scale")),
                name="rating_is_on_its_scale",
                violation_error_message=_("A rating lies between 0 and the number that it is out of."),
            ),
        ]

    def __str__(self):
        return f"{self.provider} {self.value.normalize():f}/{self.scale}"


class EvidenceQuerySet(AboutQuerySet, RemovableQuerySet):
    def unsourced(self):
        """Those of which nobody says where they come from."""
        return self.present().filter(source=None)

    def for_listing(self):
        return self.present().select_related("source")


class QuoteQuerySet(EvidenceQuerySet):
    def said_by(self, person: Person):
        """Those of a person, and of whom was merged into them."""
        return self.filter(Q(speaker=person) | Q(speaker__merged_into=person))

    def for_listing(self):
        """With speaker and source; a removed person says nothing."""
        heard = super().for_listing().filter(speaker__removed_at=None, speaker__merged_into__removed_at=None)
        return heard.select_related("speaker__merged_into", "speaker__photo")


class Quote(About, Removable):
    """What a person said: their very words, or their meaning in ours."""

    class Kind(models.TextChoices):
        VERBATIM = "verbatim", _("Verbatim")
        PARAPHRASE = "paraphrase", _("Paraphrase")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PARAPHRASE)
    text = models.TextField(_("text"), help_text=_("Without quotation marks."))
    speaker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="quotes", verbose_name=_("speaker"))
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("What they were when they said it."))
    said_on = FuzzyDateColumns()
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes", verbose_name=_("source")
    )

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name, verbose_name_plural = _("quote"), _("quotes")
        default_related_name = "quotes"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["verbatim", "paraphrase"]), name="quote_kind_known"),
            *fuzzy_date_constraints("said_on"),
        ]

    def __str__(self):
        return f"{self.speaker}: {Truncator(self.text).chars(60)}"


class Fact(About, Removable):
    """Something worth knowing about a series, for the box of facts."""

    class Kind(models.TextChoices):
        PRODUCTION = "production", _("Production")
        STORY = "story", _("Story")
        REFERENCE = "reference", _("Reference")
        PLAN = "plan", _("Plans and wishes")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PRODUCTION)
    text = models.TextField(_("text"))
    spoiler = models.BooleanField(_("spoiler"), default=False)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="facts", verbose_name=_("source")
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name, verbose_name_plural = _("fact"), _("facts")
        default_related_name = "facts"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["production", "story", "reference", "plan"]), name="fact_kind_known"
            )
        ]

    def __str__(self):
        return Truncator(self.text).chars(80)


class Forecast(models.Model):
    """What we think of a season's chances: an opinion, signed and dated. It changes no axis."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="forecasts", verbose_name=_("season"))
    outlook = models.CharField(_("outlook"), max_length=8, choices=Outlook)
    reason = models.CharField(_("reason"), max_length=300)
    given_on = models.DateField(_("given on"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("signed by")
    )

    class Meta:
        ordering = ["-given_on", "-pk"]
        verbose_name, verbose_name_plural = _("forecast"), _("forecasts")
        constraints = [models.CheckConstraint(condition=Q(outlook__in=Outlook.values), name="forecast_outlook_known")]

    def __str__(self):
        return f"{self.season}: {self.get_outlook_display()}"
