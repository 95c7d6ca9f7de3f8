"""Cast and crew of series and seasons."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from catalog.common_names import DEPARTMENTS, JOBS, as_said_here
from catalog.models.people import KnownFor, Person
from catalog.models.seasons import Season
from catalog.models.series import Series


class CreditQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None):
        """The credits of public series."""
        # Asked of each, so that a database begins with the few of a person or a series.
        return self.filter(Exists(Series.objects.public(at).filter(pk=OuterRef("series"))))

    def of_season_or_before(self, season: Season):
        """Those of a season; as long as a regular one has none of its own, those of the nearest before it as well."""
        earlier = self.filter(season__series=season.series_id, season__kind=Season.Kind.REGULAR)
        earlier = earlier.exclude(season__number=None)
        if season.number is not None:
            earlier = earlier.filter(season__number__lt=season.number)
        own = Exists(self.filter(season=season))
        nearest = Q(season=Subquery(earlier.order_by("-season__number").values("season")[:1])) & ~Q(own)
        shown = Q(season=season) | Q(season=None, series=season.series_id)
        return self.filter(shown | nearest if season.kind == Season.Kind.REGULAR else shown)

    def of_whole_series(self):
        """Those that name no season."""
        return self.filter(season=None)

    def of_person(self, person: Person):
        """Those of a person, and of whom was merged into them."""
        return self.filter(Q(person=person) | Q(person__merged_into=person))

    def for_filmography(self, at: datetime | None = None):
        """With series and season, and `began`, the day on which these did; latest first."""
        from catalog.models.states import SeasonState

        states = SeasonState.objects.at(at).filter(season=OuterRef("season"))
        began = Coalesce(Subquery(states.values("premiere_earliest")[:1]), F("series__began_on"))
        return (
            self.select_related("series__poster", "season")
            .annotate(began=began)
            .order_by(F("began").desc(nulls_last=True), "series", "billing", "pk")
        )

    def visible(self):
        """Without the people who were removed."""
        return self.filter(person__removed_at=None, person__merged_into__removed_at=None)


class CastCreditQuerySet(CreditQuerySet):
    def left(self):
        """Those of who has left."""
        return self.filter(state=Credit.State.LEFT)

    def main_parts_of(self, people):
        """Those of some people, and of whom was merged into them, in a main cast that they have not left."""
        # By their keys, so that a database begins with the few credits of these.
        keys = [person.pk for person in people]
        theirs = Person.objects.filter(Q(pk__in=keys) | Q(merged_into__in=keys)).order_by().values("pk")
        return self.filter(person__in=theirs, kind=CastCredit.Kind.MAIN).exclude(state=Credit.State.LEFT)

    def featured_in(self, seasons) -> set[int]:
        """The keys of whom some seasons feature (`Season.objects.featuring`); of those merged, of whom into."""
        series = Season.objects.filter(pk__in=seasons).values("series")
        here = self.filter(Q(season__in=seasons) | Q(season=None, series__in=series), kind=CastCredit.Kind.MAIN)
        rows = here.exclude(state=Credit.State.LEFT).order_by().values_list("person", "person__merged_into")
        return {merged_into or person for person, merged_into in rows}

    def for_listing(self):
        """With the people and their pictures, in billing order."""
        listed = self.visible().select_related("person__photo", "person__merged_into__photo", "season")
        return listed.order_by("billing", "pk")

    def with_known_for(self):
        """With the works that the people are known for."""
        works = KnownFor.objects.for_listing()
        return self.prefetch_related(
            Prefetch("person__known_for", works), Prefetch("person__merged_into__known_for", works)
        )


class CrewCreditQuerySet(CreditQuerySet):
    def for_listing(self):
        """With the people and their jobs, by department and job."""
        return (
            self.visible()
            .select_related("person__photo", "person__merged_into__photo", "season", "job__department")
            .order_by("job__department__order", "job__order", "job__name", "billing", "pk")
        )


class Credit(models.Model):
    """What a person does in a series, or in one season of it."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        REPORTED = "reported", _("Reported")
        LEFT = "left", _("Left")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(Series, on_delete=models.CASCADE, verbose_name=_("series"))
    season = models.ForeignKey(
        Season,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("season"),
        help_text=_("Empty: the whole series."),
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, verbose_name=_("person"))
    billing = models.PositiveIntegerField(_("order"), default=0)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.CONFIRMED)

    class Meta:
        abstract = True
        ordering = ["billing", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "reported", "left"]), name="%(class)s_state_known"
            )
        ]


class CastCredit(Credit):
    class Kind(models.TextChoices):
        MAIN = "main", _("Main cast")
        RECURRING = "recurring", _("Recurring")
        GUEST = "guest", _("Guest")
        VOICE = "voice", _("Voice")
        SELF = "self", _("As themselves")

    character = models.CharField(_("character"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.MAIN)

    objects = CastCreditQuerySet.as_manager()

    class Meta(Credit.Meta):
        verbose_name, verbose_name_plural = _("cast credit"), _("cast")
        default_related_name = "cast"
        constraints = [
            *Credit.Meta.constraints,
            models.UniqueConstraint(
                fields=["season", "person", "character"],
                condition=Q(season__isnull=False),
                name="character_once_per_person_and_season",
                violation_error_message=_("This person plays this character here already."),
            ),
            models.UniqueConstraint(
                fields=["series", "person", "character"],
                condition=Q(season=None),
                name="character_once_per_person_and_series",
                violation_error_message=_("This person plays this character here already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["main", "recurring", "guest", "voice", "self"]), name="cast_kind_known"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.character}" if self.character else str(self.person)


class Department(models.Model):
    """What a credit list has a heading for: Directing, Writing, Editing."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        ordering = ["order", "name"]
        verbose_name, verbose_name_plural = _("department"), _("departments")

    def __str__(self):
        return as_said_here(self.name, DEPARTMENTS)


class Job(models.Model):
    name = models.CharField(_("name"), max_length=100, unique=True)
    plural = models.CharField(_("heading"), max_length=100, blank=True, help_text=_("For several: Directors."))
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="jobs", verbose_name=_("department")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        ordering = ["department__order", "order", "name"]
        verbose_name, verbose_name_plural = _("job"), _("jobs")

    def __str__(self):
        return as_said_here(self.name, JOBS)

    @property
    def heading(self) -> str:
        """What stands above several people who do it."""
        return as_said_here(self.plural or self.name, JOBS)


class CrewCredit(Credit):
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="credits", verbose_name=_("job"))

    objects = CrewCreditQuerySet.as_manager()

    class Meta(Credit.Meta):
        verbose_name, verbose_name_plural = _("crew credit"), _("crew")
        default_related_name = "crew"
        constraints = [
            *Credit.Meta.constraints,
            models.UniqueConstraint(
                fields=["season", "person", "job"],
                condition=Q(season__isnull=False),
                name="job_once_per_person_and_season",
                violation_error_message=_("This person has this job here already."),
            ),
            models.UniqueConstraint(
                fields=["series", "person", "job"],
                condition=Q(season=None),
                name="job_once_per_person_and_series",
                violation_error_message=_("This person has this job here already."),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.job}"
