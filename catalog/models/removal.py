"""What was public is never deleted: it is removed, with a reason, and drawn as nothing."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.usage import needs_of


class RemovableQuerySet(models.QuerySet):
    def present(self):
        """What has not been removed."""
        return self.filter(removed_at=None)


class Removable(models.Model):
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)
    removal_reason = models.CharField(_("reason for removal"), max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def was_public(self) -> bool:
        """Whether it has been removed after readers could see it."""
        return self.removed_at is not None

    def remove(self, reason: str) -> None:
        """Take it off every page at once. The row stays; `put_back` undoes it.

        ValueError without a reason; ValidationError while something that readers see or will see needs it, unless it
        was merged, for then its pages lead to another.
        """
        if not reason.strip():
            raise ValueError("a removal needs a reason")
        if not getattr(self, "merged_into_id", None) and (needs := needs_of(self)):
            raise ValidationError(
                [
                    ValidationError(_("“%(user)s” needs it: take it out there first."), "needed", {"user": str(user)})
                    for user in needs
                ]
            )
        self.removed_at, self.removal_reason = timezone.now(), reason
        self.save(update_fields=["removed_at", "removal_reason"])

    def delete(self, **kwargs):
        """Only what readers never saw can be deleted; ValidationError for what they see, and for what was removed."""
        if self.removed_at or type(self).objects.public().contains(self):
            raise ValidationError(_("What was public is not deleted; remove it with a reason instead."))
        return super().delete(**kwargs)

    def put_back(self) -> None:
        self.removed_at, self.removal_reason = None, ""
        self.save(update_fields=["removed_at", "removal_reason"])
