"""Leads: what was said of a season, and what no article tells yet."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.axes import Tier
from catalog.models import Series, StatusUpdate
from news.models.articles import Article

# What is older is no news any more.
WINDOW = timedelta(days=30)


class DismissedLead(models.Model):
    """An update of which the desk says: no story."""

    update = models.OneToOneField(
        StatusUpdate, on_delete=models.CASCADE, related_name="dismissal", verbose_name=_("status update")
    )
    dismissed_at = models.DateTimeField(_("dismissed at"), default=timezone.now)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("dismissed by")
    )

    class Meta:
        ordering = ["-dismissed_at", "-pk"]
        verbose_name, verbose_name_plural = _("dismissed lead"), _("dismissed leads")

    def __str__(self):
        return str(self.update)


def dismiss(update: StatusUpdate, *, by) -> None:
    """Say that an update is no story. Saying it twice says it once."""
    DismissedLead.objects.get_or_create(update=update, defaults={"dismissed_by": by})


def take_up(update: StatusUpdate) -> None:
    """Let a dismissed update be a lead again."""
    DismissedLead.objects.filter(update=update).delete()


def recent(at: datetime):
    """What is news at a moment, under an embargo or public since a short time, of series that readers (will) see."""
    shown = Series.objects.present().filter(published_at__isnull=False)
    # By key, so that the few of them are found first.
    fresh = StatusUpdate.objects.news().filter(public_from__gt=at - WINDOW)
    return (
        StatusUpdate.objects.filter(Q(retracted_at=None) | Q(retracted_at__gt=at), pk__in=fresh.values("pk"))
        .filter(season__series__in=shown)
        .exclude(source__tier=Tier.DESK)
    )


def _untold(updates):
    announcing = Article.announces.through.objects.filter(statusupdate=OuterRef("pk"))
    return updates.filter(~Exists(announcing), ~Exists(DismissedLead.objects.filter(update=OuterRef("pk"))))


def leads(at: datetime):
    """What no article announces and nobody has dismissed; without what a person's word overrules."""
    overruled = StatusUpdate.objects.filter(pk=OuterRef("pk")).overruled(at)
    return _untold(recent(at)).filter(~Exists(overruled))


def disagreements(at: datetime):
    """What another catalog says against a person's word, as long as nobody has told or dismissed it."""
    return _untold(recent(at).overruled(at))


def dismissed(at: datetime):
    """What the desk dismissed of that which would be a lead."""
    return recent(at).filter(dismissal__isnull=False)
