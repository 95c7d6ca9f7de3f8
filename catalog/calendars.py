"""Calendars of premieres for programs that keep appointments: iCalendar (RFC 5545, RFC 7986).

An event is a premiere with an exact day, of which it takes the whole; windows, bounds and unknown days are no events.
It is known for life by the uuid of the premiere, and a program keeps the copy with the highest SEQUENCE, so that this
rises with every change. When the day goes, the event stays for `KEPT`, cancelled, so that programs take it out.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import icalendar
from django.conf import settings
from django.db.models import F, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar.prop import vCategory, vDuration, vText, vUri

from catalog.axes import Certainty
from catalog.fuzzydates import FuzzyDate
from catalog.fuzzydates.printing import as_words_in_a_sentence
from catalog.models import (
    AuditEntry,
    Genre,
    Network,
    Person,
    Premiere,
    PremiereState,
    Season,
    Series,
    Source,
    StatusUpdate,
)
from catalog.moments import day_of, midnight
from catalog.regions import WORLDWIDE, region_name
from catalog.web_addresses import absolute

KEPT = timedelta(days=60)
# Calendars of many series hold what was in the year before, and none holds more than so many events of a kind: first
# what is to come, by day, then what was, latest first.
BACK = timedelta(days=365)
MOST = 1000
# How often programs should look.
REFRESH = timedelta(hours=4)


@dataclass(frozen=True)
class Calendar:
    """What a calendar is about: its name, its address, the page that shows the same, and its premieres."""

    name: str
    path: str
    page: str
    premieres: Any
    since: date = date.min
    series: Series | None = None
    # What somebody follows that was not found.
    missing: tuple[str, ...] = ()

    @classmethod
    def of_all(cls, now: datetime, path: str, query: str, network: Network | None, region: str) -> "Calendar":
        """All that is on a network and in a region, if there are such."""
        premieres = PremiereState.objects.public(now)
        premieres = premieres.on_network(network) if network else premieres
        premieres = premieres.in_region(region) if region else premieres
        names = [str(name) for name in (network, region and region_name(region)) if name]
        page = reverse("catalog:calendar")
        return cls(
            _title(", ".join(names)),
            f"{path}?{query}" if query else path,
            f"{page}?{query}" if query else page,
            premieres,
            day_of(now) - BACK,
        )

    @classmethod
    def of_series(cls, now: datetime, path: str, series: Series) -> "Calendar":
        """All of one series, however long ago."""
        premieres = PremiereState.objects.public(now).of_series(series)
        return cls(_title(series.title), path, series.get_absolute_url(), premieres, series=series)

    @classmethod
    def of_network(cls, now: datetime, path: str, network: Network) -> "Calendar":
        premieres = PremiereState.objects.public(now).on_network(network)
        return cls(_title(network.name), path, network.get_absolute_url(), premieres, day_of(now) - BACK)

    @classmethod
    def of_follow(cls, now: datetime, path: str, page: str, follow) -> "Calendar":
        """Those of the series that somebody follows, and those in which people they follow are of the main cast."""
        seasons = Season.objects.followed(follow.series, follow.people)
        return cls(
            _("Premieres I follow | %(site)s") % {"site": settings.SITE_NAME},
            f"{path}?{follow.query}",
            f"{page}?{follow.query}",
            PremiereState.objects.public(now).of_seasons(seasons),
            day_of(now) - BACK,
            missing=tuple(slug for _kind, slug in follow.missing),
        )

    def changed_at(self, now: datetime) -> datetime | None:
        """The latest moment until now at which it may have become what it is; None when that is not known.

        Names, networks, casts and hidden series leave no trace but in the log, which tells of all of a kind.
        """
        begun = [beginning() for beginning in _beginnings]
        if None in begun:
            return None
        updates, premieres = StatusUpdate.objects.all(), Premiere.objects.all()
        if self.series:
            updates, premieres = updates.of_series([self.series]), premieres.of_series(self.series)
        forgotten = PremiereState.objects.exact().ended_at_last(now - KEPT)
        moments = [
            *begun,
            updates.changed_at(now),
            premieres.told_at_last(now),
            Series.objects.shown_at_last(now),
            AuditEntry.objects.last_of_kinds(Series, Season, Source, Network, Genre, Person),
            forgotten and forgotten + KEPT,
            # A day more is a year ago.
            midnight(day_of(now)) if self.since > date.min else None,
        ]
        return max((moment for moment in moments if moment and moment <= now), default=None)

    def write(self, now: datetime) -> bytes:
        """The calendar as it stands at a moment."""
        calendar = icalendar.Calendar()
        calendar.add("prodid", "-//Showsite//Premieres//EN")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        described = _(
            "Each premiere that has an exact day: confirmed when that is official, tentative until then. Windows and "
            "bounds are given no day."
        )
        if self.missing:
            absent = _("Not found here: %(missing)s") % {"missing": ", ".join(self.missing)}
            described = f"{described} {absent}"
        # Programs of old read other names than RFC 7986 has.
        for name in ("name", "x-wr-calname"):
            calendar.add(name, Text(self.name))
        for name in ("description", "x-wr-caldesc"):
            calendar.add(name, Text(described))
        calendar.add("refresh-interval", vDuration(REFRESH), {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
        calendar.add("source", vUri(absolute(self.path)), {"VALUE": "URI"})
        calendar.add("url", vUri(absolute(self.page)))
        for appointment in self.appointments(now):
            calendar.add_component(_event(appointment))
        if not calendar.subcomponents:
            calendar.add_component(_nothing())
        return calendar.to_ical()

    def appointments(self, now: datetime) -> list["Appointment"]:
        """What stands in it at a moment, by day."""
        today = day_of(now)
        coming = list(self.premieres.of_days(today, date.max).with_season()[:MOST])
        gone = self.premieres.of_days(self.since, today - timedelta(days=1)).latest_day_first().with_season()
        withdrawn = self.premieres.withdrawn_since(now - KEPT, now).order_by("-valid_from", "premiere").with_season()
        found = [Appointment(state, state.starts.earliest) for state in [*coming, *gone[: MOST - len(coming)]]]
        found += [Appointment(state, state.promised, is_cancelled=True) for state in withdrawn[:MOST]]
        series = [appointment.season.series for appointment in found]
        prefetch_related_objects(series, "genres", "network_rows__network")
        return sorted(found, key=lambda each: (each.day, each.state.premiere_id))


class Appointment(NamedTuple):
    """What is known of a premiere, and the day for which it is promised, or was until it was cancelled."""

    state: PremiereState
    day: date
    is_cancelled: bool = False

    @property
    def season(self) -> Season:
        return self.state.premiere.season

    @property
    def summary(self) -> str:
        """ "The Defenders, season 2, part 2 (US)"."""
        premiere, name = self.state.premiere, str(self.season)
        if premiere.part > 1:
            name = _("%(season)s, part %(part)s") % {"season": name, "part": premiere.part}
        return name if premiere.region == WORLDWIDE else f"{name} ({premiere.region})"

    @property
    def status(self) -> str:
        if self.is_cancelled:
            return "CANCELLED"
        update = self.state.update
        return "CONFIRMED" if update and update.certainty == Certainty.OFFICIAL else "TENTATIVE"

    @property
    def description(self) -> str:
        """How sure it is, and who said so, when and where."""
        update = self.state.update
        if not self.is_cancelled:
            return _said(update) if update else ""
        day = {"day": FuzzyDate.day(self.day)}
        if not update:
            return _("No longer promised for %(day)s: what said so was taken back.") % day
        return " ".join([_("No longer promised for %(day)s.") % day, _said(update)])


_beginnings: list[Callable[[], datetime | None]] = []


def register_beginning(beginning: Callable[[], datetime | None]) -> None:
    """Let `beginning()` tell since when the site has the name and the address that it has; None when nobody knows."""
    _beginnings.append(beginning)


def forgotten_between(after: datetime, before: datetime):
    """The moments between two at which a cancelled event is kept no longer."""
    ended = PremiereState.objects.exact().ended_within(after - KEPT, before - KEPT)
    return ended.order_by().annotate(forgotten_at=F("valid_until") + KEPT).values_list("forgotten_at")


class Text(vText):
    """A text in one line. icalendar reads a backslash before an N as a line break; here it is one."""

    def __new__(cls, value):
        shown = (sign for sign in str(value) if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cs"})
        return super().__new__(cls, " ".join("".join(shown).split()))

    def to_ical(self):
        return self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").encode()


def _title(name: str) -> str:
    if not name:
        return _("Premieres | %(site)s") % {"site": settings.SITE_NAME}
    return _("%(name)s: premieres | %(site)s") % {"name": name, "site": settings.SITE_NAME}


def _said(update) -> str:
    source = update.source
    said = {
        "certainty": update.get_certainty_display(),
        "publisher": source.publisher,
        "when": as_words_in_a_sentence(update.announced_on),
        "address": source.url,
    }
    if not source.url:
        return _("%(certainty)s, as %(publisher)s said %(when)s.") % said
    return _("%(certainty)s, as %(publisher)s said %(when)s: %(address)s") % said


def _event(appointment: Appointment) -> icalendar.Event:
    state, season = appointment.state, appointment.season
    event = icalendar.Event()
    event.add("uid", str(state.premiere.uuid))
    event.add("sequence", state.changes)
    event.add("dtstamp", state.valid_from)
    event.add("last-modified", state.valid_from)
    event.add("dtstart", appointment.day)
    event.add("dtend", appointment.day + timedelta(days=1))
    event.add("summary", Text(appointment.summary))
    event.add("description", Text(appointment.description))
    event.add("status", appointment.status)
    event.add("url", vUri(absolute(season.get_absolute_url())))
    if categories := _categories(season.series):
        event.add("categories", vCategory([Text(name) for name in categories]))
    event.add("class", "PUBLIC")
    # Nobody is busy for a day because a season begins on it.
    event.add("transp", "TRANSPARENT")
    return event


def _categories(series: Series) -> Iterable[str]:
    return [*sorted(map(str, series.genres.all())), *(str(row.network) for row in series.network_rows.all())]


def _nothing() -> icalendar.Timezone:
    """A calendar has to hold something, and a zone that no event is in shows nowhere."""
    zone = icalendar.Timezone()
    zone.add("tzid", "UTC")
    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzname", "UTC")
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone
