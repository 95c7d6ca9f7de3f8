"""Claims: what an article says is true, as rows that can be compared with what is known."""

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.axes import Axis, Decision, Production, Release
from catalog.fuzzydates import FuzzyDateColumns, fuzzy_date_constraints
from catalog.models import Network, Season, SeasonState

WORDS = {
    Axis.DECISION: Decision,
    Axis.PRODUCTION: Production,
    Axis.RELEASE: Release,
}
DATES = [Axis.PREMIERE, Axis.FINALE]
# Stands for a date that is not there: null equals nothing in SQL.
NO_DATE = Value(date.min, output_field=models.DateField())


class ClaimQuerySet(models.QuerySet):
    def of(self, revisions):
        return self.filter(revision__in=revisions)

    def turned_at(self, at: datetime) -> datetime | None:
        """The latest moment until then at which one of these pressed claims may have become right or wrong."""
        states = SeasonState.objects.at(at).filter(season__in=self.values("season"))
        known = states.aggregate(last=Max("valid_from"))["last"]
        confirmed = self.filter(confirmed_at__lte=at).aggregate(last=Max("confirmed_at"))["last"]
        return max((moment for moment in (known, confirmed) if moment), default=None)

    def broken(self, at: datetime | F | None = None):
        """Those that do not agree with what is known at a moment, or each at a moment of its own: OuterRef(column)."""
        at = at or timezone.now()
        state = SeasonState.objects.at(at).filter(season=OuterRef("season"))
        holds = Q(axis=Axis.IS_FINAL) & (
            (Q(value="yes") & Exists(state.filter(is_final=True)))
            | (Q(value="no") & Exists(state.filter(is_final=False)))
        )
        holds |= Q(axis=Axis.COMMISSIONER) & Exists(state.filter(commissioner=OuterRef("network")))
        for axis in WORDS:
            holds |= Q(axis=axis) & Exists(state.filter(**{axis.value: OuterRef("value")}))
        for axis in DATES:
            same_day = state.alias(
                earliest=Coalesce(f"{axis.value}_earliest", NO_DATE), latest=Coalesce(f"{axis.value}_latest", NO_DATE)
            ).filter(
                earliest=Coalesce(OuterRef("date_earliest"), NO_DATE),
                latest=Coalesce(OuterRef("date_latest"), NO_DATE),
                **{f"{axis.value}_precision": OuterRef("date_precision")},
            )
            holds |= Q(axis=axis) & Exists(same_day)
        if self.model is RevisionClaim:
            # "Checked, still true" holds until something else becomes known of the season.
            # The type checker does not know that it has a name.
            moment = F(getattr(at, "name")) if isinstance(at, F) else at  # noqa: B009
            holds |= Q(confirmed_at__lte=moment) & Exists(state.filter(valid_from__lte=OuterRef("confirmed_at")))
        return self.exclude(holds)


def known(state: SeasonState, axis: str) -> str:
    """What is known of an axis in a state, in the words of a claim."""
    if axis in DATES:
        return str(getattr(state, axis))
    if axis == Axis.COMMISSIONER:
        return str(state.commissioner or _("unknown"))
    if axis == Axis.IS_FINAL:
        return str(_("yes") if state.is_final else _("no"))
    return str(WORDS[Axis(axis)](getattr(state, axis)).label)


class Said(models.Model):
    """A season, an axis and what is said of it: a word, a network, or a date."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="+", verbose_name=_("season"))
    axis = models.CharField(_("what"), max_length=12, choices=Axis)
    value = models.CharField(
        _("word"), max_length=15, blank=True, help_text=_("Of decision, production or release; yes or no if last.")
    )
    network = models.ForeignKey(
        Network, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("network")
    )
    date = FuzzyDateColumns()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(axis__in=Axis.values), name="%(class)s_axis_known"),
            models.CheckConstraint(
                condition=Q(axis=Axis.COMMISSIONER, network__isnull=False, value="")
                | Q(axis__in=DATES, network=None, value="")
                | Q(axis=Axis.IS_FINAL, network=None, value__in=["yes", "no"])
                | Q(axis=Axis.DECISION, network=None, value__in=Decision.values)
                | Q(axis=Axis.PRODUCTION, network=None, value__in=Production.values)
                | Q(axis=Axis.RELEASE, network=None, value__in=Release.values),
                name="%(class)s_says_what_its_axis_can",
                violation_error_message=_("This cannot be said of it: choose a word, a network or a date that fits."),
            ),
            *fuzzy_date_constraints("date"),
        ]

    def __str__(self):
        return f"{self.season}: {self.get_axis_display()}, {self.said}"

    @property
    def said(self) -> str:
        """What is said of the axis, in words."""
        if self.axis in DATES:
            return str(self.date)
        if self.axis == Axis.COMMISSIONER:
            return str(self.network)
        if self.axis == Axis.IS_FINAL:
            return str(_("yes") if self.value == "yes" else _("no"))
        return str(WORDS[Axis(self.axis)](self.value).label)


class Claim(Said):
    """A claim of the working copy."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="claims")

    class Meta(Said.Meta):
        verbose_name, verbose_name_plural = _("claim"), _("claims")
        constraints = [
            *Said.Meta.constraints,
            models.UniqueConstraint(fields=["article", "season", "axis"], name="article_claims_one_thing_of_an_axis"),
        ]

    @staticmethod
    def word_choices() -> list:
        """The words that can be said of some axis, in groups."""
        groups = [(axis.label, words.choices) for axis, words in WORDS.items()]
        return [("", "---------"), *groups, (Axis.IS_FINAL.label, [("yes", _("yes")), ("no", _("no"))])]

    def clean(self):
        if self.axis in WORDS and self.value not in WORDS[Axis(self.axis)].values:
            allowed = ", ".join(WORDS[Axis(self.axis)].values)
            raise ValidationError({"value": _("Choose one of: %s.") % allowed})


class RevisionClaim(Said):
    """A claim as it was pressed: what readers are told, to be compared with what is known now."""

    revision = models.ForeignKey("Revision", on_delete=models.CASCADE, related_name="claims")
    confirmed_at = models.DateTimeField(_("checked, still true"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta(Said.Meta):
        verbose_name, verbose_name_plural = _("revision claim"), _("revision claims")
        constraints = [
            *Said.Meta.constraints,
            models.UniqueConstraint(
                fields=["revision", "season", "axis"], name="revision_claims_one_thing_of_an_axis"
            ),
        ]
