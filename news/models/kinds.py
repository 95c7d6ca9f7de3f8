"""The words of the newsroom: what kind of article, at which stage, and what readers see of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    RENEWAL = "renewal", _("Renewal")
    CANCELLATION = "cancellation", _("Cancellation")
    DATE = "date", _("Premiere date")
    TRAILER = "trailer", _("Trailer")
    CASTING = "casting", _("Casting")
    PRODUCTION = "production", _("Production")
    FEATURE = "feature", _("Feature")
    INTERVIEW = "interview", _("Interview")
    ROUNDUP = "roundup", _("Roundup")
    NEWS = "news", _("News")


class Stage(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("stage", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("stage", "In review")
    READY = "ready", pgettext_lazy("stage", "Ready")


class PublicState(models.TextChoices):
    """What readers see of an article."""

    DRAFT = "draft", pgettext_lazy("public state", "Draft")
    LIVE = "live", pgettext_lazy("public state", "Live")
    LIVE_WITH_CHANGES = "live_with_changes", pgettext_lazy("public state", "Live, with unpublished changes")
    SCHEDULED = "scheduled", pgettext_lazy("public state", "Scheduled")
    EXPIRED = "expired", pgettext_lazy("public state", "Expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("public state", "Withdrawn")


class CorrectionKind(models.TextChoices):
    TYPO = "typo", _("Typo")
    FACT = "fact", _("Error of fact")
    CLARIFICATION = "clarification", _("Clarification")
