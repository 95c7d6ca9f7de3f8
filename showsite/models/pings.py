"""The outbox: which feeds the hub is still to be told of, and until when changes have been looked for."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.moments import BEGINNING


class PingQuerySet(models.QuerySet):
    def waiting(self):
        """Those that are still to be sent."""
        return self.filter(sent_at=None, given_up_at=None)

    def sent(self):
        return self.filter(sent_at__isnull=False)

    def given_up(self):
        return self.filter(given_up_at__isnull=False)

    def due(self, now: datetime):
        """Those to be sent by a moment, the longest due first."""
        return self.waiting().filter(next_try_at__lte=now).order_by("next_try_at", "pk")

    def over(self, before: datetime):
        """Those of which nothing is to come, and nobody wants to know any more."""
        return self.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before))

    def owe(self, topics: list[str], at: datetime) -> int:
        """Let the hub be told of some feeds, one ping each; how many were not waiting already."""
        waiting = self.waiting().filter(topic__in=topics)
        known = set(waiting.values_list("topic", flat=True))
        waiting.update(changed_by=at, next_try_at=at, attempts=0)
        new: list[Any] = [Ping(topic=topic, changed_by=at, next_try_at=at) for topic in topics if topic not in known]
        return len(self.bulk_create(new))


class Ping(models.Model):
    """The hub is to be told that a feed has changed."""

    topic = models.CharField(_("feed"), max_length=500)
    changed_by = models.DateTimeField(_("changed by"), help_text=_("The change was public by then."))
    next_try_at = models.DateTimeField(_("next try at"))
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    objects = PingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("ping"), _("pings")
        # They are written by `run_jobs`, and only looked at.
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["topic"], condition=Q(sent_at=None, given_up_at=None), name="one_waiting_ping_per_feed"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(sent_at=None, given_up_at=None), name="ping_waiting_by_next_try"
            )
        ]

    def __str__(self):
        return self.topic

    def take(self, next_try_at: datetime) -> bool:
        """Count a try that is about to be made; False when another process was faster."""
        seen = Ping.objects.waiting().filter(pk=self.pk, attempts=self.attempts, next_try_at=self.next_try_at)
        self.attempts, self.next_try_at = self.attempts + 1, next_try_at
        return bool(seen.update(attempts=self.attempts, next_try_at=next_try_at))

    def settle(self, **outcome) -> None:
        """Write down what came of a try, unless the feed has changed again since."""
        Ping.objects.filter(pk=self.pk, attempts=self.attempts, changed_by=self.changed_by).update(**outcome)


class Outbox(models.Model):
    """The one row that says until when changes have been looked for, and who is at it."""

    looked_until = models.DateTimeField(null=True)
    # A process that dies holds it no longer than this; while it works it holds it anew.
    held_until = models.DateTimeField(default=BEGINNING)
    held_by = models.UUIDField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("outbox"), _("outboxes")
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_outbox")]

    def __str__(self):
        return str(_("outbox"))

    @classmethod
    def hold(cls, holder: UUID, length: timedelta) -> bool:
        """Take the outbox, or keep it, for a while; False when another process has it."""
        cls.objects.get_or_create(pk=1)
        now = timezone.now()
        free = cls.objects.filter(Q(held_until__lte=now) | Q(held_by=holder))
        return bool(free.update(held_by=holder, held_until=now + length))

    @classmethod
    def let_go(cls, holder: UUID) -> None:
        cls.objects.filter(held_by=holder).update(held_until=BEGINNING, held_by=None)

    @classmethod
    def looked_until_now(cls) -> datetime | None:
        """Until when changes have been looked for; None before the first time of all."""
        return cls.objects.values_list("looked_until", flat=True).get(pk=1)

    @classmethod
    def move_mark(cls, since: datetime | None, until: datetime) -> bool:
        """Say that changes have been looked for between two moments; False when another process did so meanwhile."""
        return bool(cls.objects.filter(pk=1, looked_until=since).update(looked_until=until))
