"""Seasons: the unit of renewal."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from catalog.axes import Certainty, Event
from catalog.folding import fold
from catalog.fuzzydates import FuzzyDate
from catalog.models.series import Series
from catalog.models.updates import StatedDate, StatusUpdate, as_fuzzy, check_ceiling
from catalog.regions import WORLDWIDE


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
        return place_of_season(self.kind, self.number)

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
        from catalog.models.premieres import PremiereState

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


def place_of_season(kind: str, number: int | None) -> str:
    """What the address of a season is called below that of its series: "season-2", "specials-1", "next-season"."""
    if number is None:
        return "next-season"
    return f"{'season' if kind == Season.Kind.REGULAR else kind}-{number}"
