"""Publications: what one act of publishing did, kept to be shown and, for ten minutes, to be undone."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models.revisions import Revision

# How long after readers could see it a publication may be taken back.
UNDOABLE = timedelta(minutes=10)


class PublicationQuerySet(models.QuerySet):
    def undone_at_last(self, at: datetime) -> datetime | None:
        """The latest moment until then at which one was taken back."""
        return self.filter(undone_at__lte=at).order_by("-undone_at").values_list("undone_at", flat=True).first()


class Publication(models.Model):
    """Who put a revision before readers, against which doubts, and what became public with it."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="publication")
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    # Why it was published although it claims what is not known to be so, and what that was, in sentences.
    override_reason = models.CharField(_("reason for the exception"), max_length=300, blank=True)
    overridden = models.JSONField(_("against"), default=list)
    # Primary keys of updates, each with the embargo that it had before; of series that were hidden before.
    revealed = models.JSONField(default=list)
    shown_series = models.JSONField(default=list)
    # The withdrawal that it called off: a moment and a reason.
    lifted = models.JSONField(null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("undone by")
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("publication"), _("publications")
        indexes = [
            models.Index(
                fields=["undone_at"], name="publication_by_undoing", condition=models.Q(undone_at__isnull=False)
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(override_reason="") | models.Q(overridden=[]), name="override_has_a_reason"
            )
        ]

    def __str__(self):
        return str(self.revision)

    def undoable_until(self) -> datetime | None:
        """The last moment at which it can be undone; None for what readers cannot see."""
        return self.revision.live_from and self.revision.live_from + UNDOABLE
