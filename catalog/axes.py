"""The words of the status axes. They do not form one status: each says one thing about one season."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Axis(models.TextChoices):
    """What an update may change."""

    DECISION = "decision", _("Decision")
    PRODUCTION = "production", _("Production")
    COMMISSIONER = "commissioner", _("Commissioner")
    IS_FINAL = "is_final", _("Last season")
    RELEASE = "release", _("Release pattern")
    PREMIERE = "premiere", _("Premiere")
    FINALE = "finale", _("Finale")


class Decision(models.TextChoices):
    UNKNOWN = "unknown", pgettext_lazy("decision", "Unknown")
    UNDECIDED = "undecided", pgettext_lazy("decision", "Undecided")
    ORDERED = "ordered", pgettext_lazy("decision", "Ordered")
    DECLINED = "declined", pgettext_lazy("decision", "Declined")
    REVERSED = "reversed", pgettext_lazy("decision", "Order withdrawn")
    CONCLUDED = "concluded", pgettext_lazy("decision", "Story finished")
    ENDED = "ended", pgettext_lazy("decision", "Ended")


def decision_word(decision: str, *, is_first: bool):
    """A decision as readers say it: the first season is ordered or not picked up, a later one renewed or cancelled."""
    words = {
        Decision.ORDERED: pgettext_lazy("decision", "Ordered") if is_first else pgettext_lazy("decision", "Renewed"),
        Decision.DECLINED: pgettext_lazy("decision", "Not picked up")
        if is_first
        else pgettext_lazy("decision", "Cancelled"),
    }
    return words.get(Decision(decision), Decision(decision).label)


class Production(models.TextChoices):
    UNKNOWN = "unknown", pgettext_lazy("production", "Unknown")
    NONE = "none", pgettext_lazy("production", "Not in production")
    DEVELOPMENT = "development", pgettext_lazy("production", "In development")
    PRE_PRODUCTION = "pre_production", pgettext_lazy("production", "Pre-production")
    FILMING = "filming", pgettext_lazy("production", "Filming")
    PAUSED = "paused", pgettext_lazy("production", "Paused")
    POST_PRODUCTION = "post_production", pgettext_lazy("production", "Post-production")
    COMPLETED = "completed", pgettext_lazy("production", "Completed")


class Release(models.TextChoices):
    """How the episodes come out."""

    UNKNOWN = "unknown", pgettext_lazy("release", "Unknown")
    WEEKLY = "weekly", _("Weekly")
    ALL_AT_ONCE = "all_at_once", _("All at once")
    BATCHES = "batches", _("In batches")


class Event(models.TextChoices):
    PREMIERE = "premiere", _("Premiere")
    FINALE = "finale", _("Finale")


class Topic(models.TextChoices):
    """What else an announcement was about; the checklist of a season reads it."""

    CAST = "cast", _("Cast")
    PLOT = "plot", _("Plot")
    TRAILER = "trailer", _("Trailer")
    TITLE = "title", _("Title")
    CREW = "crew", _("Crew")


class Certainty(models.TextChoices):
    OFFICIAL = "official", _("Official")
    REPORTED = "reported", _("Reported")
    ESTIMATED = "estimated", _("Estimated")
    RUMOUR = "rumour", _("Rumour")

    @property
    def weight(self):
        """Higher is surer."""
        return -list(Certainty).index(self)


class Tier(models.TextChoices):
    """How near to the decision a source stands, nearest first."""

    OFFICIAL_RELEASE = "official_release", _("Official release")
    OFFICIAL_ACCOUNT = "official_account", _("Official account")
    TRADE_PRESS = "trade_press", _("Trade press")
    ON_RECORD = "on_record", _("Cast or crew on record")
    OTHER_PRESS = "other_press", _("Other press")
    CATALOG = "catalog", _("Another catalog")
    DESK = "desk", _("Our own check")
    ANONYMOUS = "anonymous", _("Anonymous")

    @property
    def weight(self):
        """Higher is nearer."""
        return -list(Tier).index(self)

    @property
    def ceiling(self):
        """The highest certainty that a source of this tier can give."""
        if self in {Tier.OFFICIAL_RELEASE, Tier.OFFICIAL_ACCOUNT}:
            return Certainty.OFFICIAL
        if self == Tier.ANONYMOUS:
            return Certainty.RUMOUR
        return Certainty.REPORTED


class Label(models.TextChoices):
    """The one word for a series, derived from its seasons (`catalog.labels`)."""

    AIRING = "airing", _("Airing")
    ON_A_BREAK = "on_a_break", _("On a break")
    IN_DEVELOPMENT = "in_development", _("In development")
    COMING = "coming", _("Coming")
    ON_HIATUS = "on_hiatus", _("On hiatus")
    RETURNING = "returning", _("Returning")
    RENEWED = "renewed", _("Renewed, no date yet")
    CANCELLED = "cancelled", _("Cancelled")
    ENDED = "ended", _("Ended")
    AWAITING = "awaiting", _("Awaiting decision")
    NO_INFORMATION = "no_information", _("No information")


class Outlook(models.TextChoices):
    """Our opinion of a season's chances; never a fact."""

    CERTAIN = "certain", _("Certain")
    LIKELY = "likely", _("Likely")
    TOSS_UP = "toss_up", _("Toss-up")
    UNLIKELY = "unlikely", _("Unlikely")
    DOOMED = "doomed", _("Doomed")
