"""Windows of time: what holds from a moment until another. An open end is a moment too, never null."""

from datetime import UTC, date, datetime, time

from django.db import models
from django.utils import timezone

BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


def midnight(day: date) -> datetime:
    """The moment at which a calendar day begins in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def day_of(moment: datetime) -> date:
    """The calendar day of a moment in the site's time zone."""
    return moment.astimezone(timezone.get_default_timezone()).date()


class WindowQuerySet(models.QuerySet):
    def at(self, moment: datetime | None = None):
        """The rows that hold at a moment; now, when none is given."""
        moment = moment or timezone.now()
        return self.filter(valid_from__lte=moment, valid_until__gt=moment)


class Window(models.Model):
    """A row that holds in `[valid_from, valid_until)`."""

    valid_from = models.DateTimeField(default=BEGINNING)
    valid_until = models.DateTimeField(default=FOREVER)

    objects = WindowQuerySet.as_manager()

    class Meta:
        abstract = True
