"""Windows of time: what holds from a moment until another. An open end is a moment too, never null."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta

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


def last_moment(day: date) -> datetime:
    """The last moment of a calendar day in the site's time zone."""
    return midnight(day + timedelta(days=1)) - timedelta(microseconds=1)


class WindowQuerySet(models.QuerySet):
    def at(self, moment: datetime | models.F | None = None):
        """The rows that hold at a moment; now, when none is given."""
        moment = moment or timezone.now()
        return self.filter(valid_from__lte=moment, valid_until__gt=moment)

    def held(self, column: str, asked: Iterable[tuple[int, datetime]]):
        """Those of some things, by their keys in a column, each at a moment of its own."""
        conditions = models.Q(pk__in=[])
        for key, moment in set(asked):
            conditions |= models.Q(**{column: key}, valid_from__lte=moment, valid_until__gt=moment)
        return self.filter(conditions)


class Window(models.Model):
    """A row that holds in `[valid_from, valid_until)`."""

    valid_from = models.DateTimeField(default=BEGINNING)
    valid_until = models.DateTimeField(default=FOREVER)

    objects = WindowQuerySet.as_manager()

    class Meta:
        abstract = True


# -- what changes by the clock ------------------------------------------------------------------------------------

_changes: list[Callable[[datetime, datetime], models.QuerySet]] = []


def register_change(moments: Callable[[datetime, datetime], models.QuerySet]) -> None:
    """Let `moments(after, before)`, a queryset of one column, count as moments at which something public changes."""
    _changes.append(moments)


def register_column(model: type[models.Model], column: str) -> None:
    """Let a column of a model count as moments at which something public changes."""

    def moments(after, before):
        between = {f"{column}__gt": after, f"{column}__lt": before}
        return model._default_manager.filter(**between).order_by().values_list(column)

    register_change(moments)


def next_change(now: datetime, within: timedelta) -> datetime:
    """The next moment at which a public page can change by the clock alone, or `now + within` if none comes before.

    One query, over the columns that were registered; midnight is a change, since pages speak of days.
    """
    before = min(now + within, midnight(day_of(now) + timedelta(days=1)))
    first, *others = [moments(now, before) for moments in _changes]
    return min((moment for (moment,) in first.union(*others)), default=before)
