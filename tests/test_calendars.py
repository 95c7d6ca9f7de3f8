"""Calendars of premieres, as a program reads them that is not the library they are written with."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.utils.http import http_date
from hypothesis import given, settings, strategies
from ical.calendar_stream import IcsCalendarStream

from catalog.axes import Certainty, Decision, Tier
from catalog.calendars import KEPT, Text
from catalog.fuzzydates import FuzzyDate, parse
from catalog.models import AuditEntry, Premiere, Series
from catalog.moments import day_of, midnight, next_change
from news.models import Masthead
from tests import make

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = date(2027, 10, 9)
EVERYWHERE = ["/calendar.ics", "/series/the-salt-road/calendar.ics", "/networks/meridian/calendar.ics"]
FOLLOWED = "/follow/calendar.ics?series=the-salt-road"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://shows.example"


@pytest.fixture
def clock(db):
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def series(clock):
    return make.a_series("The Salt Road", network=make.a_network("Meridian"), genres=[make.a_genre("Drama")])


@pytest.fixture
def season(series):
    return make.a_season(series, number=2)


def read(client, address="/calendar.ics"):
    """The calendar at an address."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= 75 and b"\n" not in line and b"\r" not in line
        line.decode()
    return IcsCalendarStream.calendar_from_ics(response.content.decode())


def the_event(client, address="/calendar.ics"):
    (event,) = read(client, address).events
    return event


def told(client, address="/calendar.ics"):
    """What stands in a calendar, in short."""
    return [(event.summary, event.dtstart, event.status) for event in read(client, address).events]


# -- what stands in it ---------------------------------------------------------------------------------------------


def test_an_event_says_what_is_known_of_a_premiere(client, season):
    source = make.a_source(url="https://meridian.example/a,b;c")
    public_from = NOON - 2 * make.HOUR
    make.an_update(season, premiere=DAY, source=source, on=date(2026, 5, 3), public_from=public_from)

    for address in [*EVERYWHERE, FOLLOWED]:
        event = the_event(client, address)
        assert event.uid == str(Premiere.objects.get().uuid)
        assert event.summary == "The Salt Road, season 2"
        assert (event.dtstart, event.dtend) == (DAY, DAY + make.DAY)
        assert (event.dtstamp, event.last_modified) == (public_from, public_from)
        assert (event.sequence, event.status, event.classification) == (0, "CONFIRMED", "PUBLIC")
        assert event.transparency == "TRANSPARENT"
        assert event.url == "https://shows.example/series/the-salt-road/season-2/"
        assert event.description == "Official, as Meridian said on 3 May 2026: https://meridian.example/a,b;c"
        assert event.categories == ["Drama", "Meridian"]


def test_a_calendar_says_what_it_is_where_it_comes_from_and_how_often_to_look(client, season):
    make.an_update(season, premiere=DAY)
    names = ["Premieres | Showsite", "The Salt Road: premieres | Showsite", "Meridian: premieres | Showsite"]
    pages = ["/calendar/", "/series/the-salt-road/", "/networks/meridian/"]
    for address, name, page in [
        *zip(EVERYWHERE, names, pages, strict=True),
        (FOLLOWED, "Premieres I follow | Showsite", "/follow/?series=the-salt-road"),
        ("/calendar.ics?region=US", "United States: premieres | Showsite", "/calendar/?region=US"),
    ]:
        lines = client.get(address).text.replace("\r\n ", "").split("\r\n")
        assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
        for line in [
            "METHOD:PUBLISH",
            "CALSCALE:GREGORIAN",
            f"NAME:{name}",
            f"X-WR-CALNAME:{name}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
            "X-PUBLISHED-TTL:PT4H",
            f"SOURCE;VALUE=URI:https://shows.example{address}",
            f"URL:https://shows.example{page}",
        ]:
            assert line in lines, line
        described = [line.partition(":")[2] for line in lines if line.startswith(("DESCRIPTION:Each", "X-WR-CALDESC"))]
        assert len(described) == 2 and len(set(described)) == 1


def test_only_exact_days_are_events_each_region_and_part_its_own(client, series):
    for number, said in enumerate(["spring 2027", "not before 2020", "by May 2027", "TBA", "2027", None], start=1):
        make.an_update(make.a_season(series, number=number), decision=Decision.ORDERED, premiere=said)
    assert told(client) == []
    exact = make.a_season(series, number=9)
    days = [("001", 1, 9), ("US", 1, 10), ("GB", 2, 11)]
    make.an_update(
        exact, dates=[("premiere", region, part, FuzzyDate.day(date(2027, 10, day))) for region, part, day in days]
    )
    make.an_update(make.a_season(series, number=None), premiere="12 October 2027")

    assert [summary for summary, *_ in told(client)] == [
        "The Salt Road, season 9",
        "The Salt Road, season 9 (US)",
        "The Salt Road, season 9, part 2 (GB)",
        "The Salt Road, next season",
    ]
    assert len(told(client, "/calendar.ics?region=GB")) == 3


def test_what_is_not_official_is_tentative(client, season):
    make.a_rumour(season, premiere=DAY)
    assert told(client) == []
    make.an_update(season, premiere=DAY, certainty=Certainty.ESTIMATED)
    assert the_event(client).status == "TENTATIVE"
    trade = make.a_source(Tier.TRADE_PRESS, "The Trade", url="")
    make.an_update(season, premiere=DAY, certainty=Certainty.REPORTED, source=trade, on=parse("May 2026"))
    event = the_event(client)
    assert (event.status, event.description) == ("TENTATIVE", "Reported, as The Trade said in May 2026.")
    make.an_update(season, premiere=DAY, on=date(2026, 6, 1))
    assert the_event(client).status == "CONFIRMED"


def test_the_year_before_is_kept_and_all_of_a_series(client, series, clock):
    for number, day in enumerate([date(2025, 11, 23), date(2025, 11, 24), date(2026, 11, 23)], start=1):
        make.an_update(make.a_season(series, number=number), premiere=day)
    assert [len(told(client, address)) for address in [*EVERYWHERE, FOLLOWED]] == [2, 3, 2, 2]
    clock.move_to(midnight(date(2026, 11, 25)))
    assert [len(told(client, address)) for address in EVERYWHERE] == [1, 3, 1]


def test_of_too_many_the_nearest_are_kept(client, series, monkeypatch):
    monkeypatch.setattr("catalog.calendars.MOST", 3)
    days = [date(2026, 11, day) for day in (20, 21, 22, 25)]
    for number, day in enumerate(days, start=1):
        make.an_update(make.a_season(series, number=number), premiere=day)
    assert [event.dtstart for event in read(client).events] == days[1:]
    for number, day in enumerate([26, 27, 28], start=5):
        make.an_update(make.a_season(series, number=number), premiere=date(2026, 11, day))
    assert [event.dtstart.day for event in read(client).events] == [25, 26, 27]


# -- what changes --------------------------------------------------------------------------------------------------


def withdraw(season, moment):
    make.an_update(season, premiere="TBA", on=date(2026, 8, 1), public_from=moment)


def become_vague(season, moment):
    make.an_update(season, premiere="autumn 2027", on=date(2026, 8, 1), public_from=moment)


def decline(season, moment):
    make.an_update(season, decision=Decision.DECLINED, on=date(2026, 8, 1), public_from=moment)


def reverse(season, moment):
    make.an_update(season, decision=Decision.REVERSED, on=date(2026, 8, 1), public_from=moment)


def retract(season, moment):
    season.updates.get().retract("A misprint.", at=moment)


@pytest.mark.parametrize("end", [withdraw, become_vague, decline, reverse, retract])
def test_a_date_that_goes_is_cancelled_for_sixty_days(client, season, clock, end):
    make.an_update(season, premiere=DAY, on=date(2026, 1, 1))
    uid = the_event(client).uid
    moment = NOON + make.HOUR
    end(season, moment)
    clock.move_to(moment - make.SECOND)
    assert (the_event(client).status, the_event(client).sequence) == ("CONFIRMED", 0)
    clock.move_to(moment)
    for address in [*EVERYWHERE, FOLLOWED]:
        event = the_event(client, address)
        assert (event.uid, event.status, event.sequence) == (uid, "CANCELLED", 1)
        assert (event.dtstart, event.dtend, event.dtstamp) == (DAY, DAY + make.DAY, moment)
        assert event.description.startswith("No longer promised for 9 October 2027")

    gone = moment + KEPT
    assert next_change(gone - make.SECOND, make.HOUR) == gone
    clock.move_to(gone - make.SECOND)
    assert the_event(client).status == "CANCELLED"
    assert client.get("/calendar.ics")["Cache-Control"] == "public, max-age=1"
    clock.move_to(gone)
    assert told(client) == []


def test_a_cancelled_day_is_the_last_that_was_promised_and_comes_back_as_the_same_event(client, season, clock):
    def say(said, hours):
        make.an_update(season, premiere=said, on=date(2026, 1, hours + 1), public_from=NOON + hours * make.HOUR)
        clock.move_to(NOON + hours * make.HOUR)
        event = the_event(client)
        return event.status, event.dtstart.day, event.sequence

    assert say(DAY, 0) == ("CONFIRMED", 9, 0)
    assert say(date(2027, 10, 12), 1) == ("CONFIRMED", 12, 1)
    assert say("October 2027", 2) == ("CANCELLED", 12, 2)
    # Another window changes nothing of what was promised, nor when it is forgotten.
    assert say("autumn 2027", 3) == ("CANCELLED", 12, 3)
    forgotten = NOON + 2 * make.HOUR + KEPT
    assert next_change(forgotten - make.SECOND, make.HOUR) == forgotten
    assert say(date(2027, 10, 20), 4) == ("CONFIRMED", 20, 4)
    clock.move_to(forgotten)
    assert the_event(client).status == "CONFIRMED"


def test_a_hidden_or_removed_series_leaves_nothing_behind(client, season):
    make.an_update(season, premiere=DAY, on=date(2026, 1, 1))
    withdraw(season, NOON)
    Series.objects.update(published_at=None)
    assert told(client) == []
    assert client.get("/series/the-salt-road/calendar.ics").status_code == 404
    Series.objects.update(published_at=NOON + make.HOUR)
    assert told(client) == []
    Series.objects.update(published_at=NOON)
    assert len(told(client)) == 1
    make.remove(season.series)
    assert told(client) == []
    assert client.get("/series/the-salt-road/calendar.ics").status_code == 410


def test_a_slip_that_was_taken_back_is_another_edition_of_what_was_there(client, season, clock):
    make.an_update(season, premiere=DAY, on=date(2026, 1, 1))
    slip = make.an_update(season, premiere="TBA", on=date(2026, 2, 1), public_from=NOON)
    assert (the_event(client).status, the_event(client).sequence) == ("CANCELLED", 1)
    clock.shift(make.SECOND)
    slip.take_back()
    assert (the_event(client).status, the_event(client).sequence) == ("CONFIRMED", 2)


# -- a week --------------------------------------------------------------------------------------------------------


class Program:
    """A calendar program: keeps by UID the copy with the highest SEQUENCE, and drops what is not there any more.

    It asks by ETag, or by Last-Modified, or by both.
    """

    def __init__(self, client, address, by):
        self.client, self.address, self.by = client, address, by
        self.kept, self.headers, self.unchanged = {}, {}, 0

    def look(self):
        response = self.client.get(self.address, headers=self.headers)
        if response.status_code == 304:
            self.unchanged += 1
            return
        assert response.status_code == 200
        names = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
        self.headers = {names[name]: response[name] for name in self.by if name in response}
        events = {event.uid: event for event in IcsCalendarStream.calendar_from_ics(response.content.decode()).events}
        for uid, event in events.items():
            kept = self.kept.get(uid)
            if kept is None or (event.sequence, event.dtstamp) > (kept.sequence, kept.dtstamp):
                self.kept[uid] = event
        self.kept = {uid: self.kept[uid] for uid in events}


def test_a_program_that_looks_for_a_week_knows_what_the_site_says(client, season, clock):
    """Whatever happens, it ends up with the very events that somebody gets who subscribes that day."""
    Masthead.write_down()
    slow = make.a_season(make.a_series("Low Water", network=make.a_network("Halcyon")), number=1)
    shy = make.a_season(make.a_series("A Shy One"), number=1)
    source = make.a_source(publisher="Meridain")
    both = ["ETag", "Last-Modified"]
    programs = [Program(client, "/calendar.ics", by) for by in (["ETag"], ["Last-Modified"], both)]
    programs.append(Program(client, "/follow/calendar.ics?series=low-water,the-salt-road", both))

    def now(**said):
        said.setdefault("public_from", datetime.now(UTC))
        return make.an_update(said.pop("season", season), on=datetime.now(UTC).date(), **said)

    def log(thing):
        AuditEntry.objects.write(thing, AuditEntry.Action.CHANGED)

    slip = []
    week = [
        [lambda: now(premiere=DAY, certainty=Certainty.REPORTED, source=source)],
        [lambda: now(premiere=DAY), lambda: now(season=slow, premiere=date(2026, 12, 24))],
        [
            lambda: now(premiere=date(2027, 10, 12), source=source),
            lambda: slip.append(now(season=slow, premiere="TBA")),
            lambda: slip[0].take_back(),
        ],
        [
            lambda: (season.series.rename("The Sugar Road"), log(season.series)),
            lambda: (season.number_as(3), log(season)),
        ],
        [
            lambda: (setattr(source, "publisher", "Meridian"), source.save(), log(source)),
            lambda: (season.series.genres.clear(), log(season.series)),
        ],
        [
            lambda: now(decision=Decision.DECLINED),
            lambda: (season.series.readdress("sugar-road"), log(season.series)),
        ],
        [
            lambda: now(season=shy, premiere=DAY, public_from=NOON),
            lambda: (shy.series.publish(NOON + 300 * make.DAY), log(shy.series)),
        ],
    ]
    for number, day in enumerate(week):
        clock.move_to(NOON + number * make.DAY)
        for happens in day:
            happens()
            clock.shift(timedelta(minutes=3))
            season.series.refresh_from_db()
            for program in programs:
                program.address = program.address.replace("the-salt-road", season.series.slug)
                program.look()
            for address in {program.address for program in programs}:
                fresh = Program(client, address, [])
                fresh.look()
                for program in programs:
                    assert program.address != address or program.kept == fresh.kept, (number, program.by)
        for program in programs:
            program.look()
    for program in programs:
        assert sorted((event.summary, event.status) for event in program.kept.values()) == [
            ("Low Water, season 1", "CONFIRMED"),
            ("The Sugar Road, season 3", "CANCELLED"),
        ]
        assert program.unchanged >= 7
    clock.move_to(NOON + 5 * make.DAY + KEPT + make.DAY)
    for program in programs:
        program.look()
        assert [event.summary for event in program.kept.values()] == ["Low Water, season 1"]


# -- HTTP ----------------------------------------------------------------------------------------------------------


def test_a_calendar_may_be_kept_compared_and_read_from_anywhere(client, season, clock):
    make.an_update(season, premiere=DAY)
    for address in [*EVERYWHERE, FOLLOWED]:
        response = client.get(address, headers={"accept-encoding": "identity"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Content-Disposition"].startswith("inline")
        assert "max-age" in response["Cache-Control"] and not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()
        etag = response["ETag"]
        assert etag.startswith('"')
        assert client.get(address, headers={"if-none-match": etag}).status_code == 304
        head = client.head(address)
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", etag)
        assert client.post(address).status_code == 405
    # Nothing of the clock is in it.
    clock.shift(make.HOUR)
    assert client.get("/calendar.ics")["ETag"] == client.get("/calendar.ics")["ETag"]


def test_a_calendar_says_when_it_changed_and_never_within_that_second(client, season, clock, settings):
    Masthead.write_down()
    clock.move_to(NOON + make.HOUR)
    address = "/series/the-salt-road/calendar.ics"
    assert client.get(address)["Last-Modified"] == http_date(NOON.timestamp())
    # Recorded late, and for the past.
    make.an_update(season, premiere=DAY, public_from=NOON - make.DAY)
    assert "Last-Modified" not in client.get(address)
    clock.shift(make.SECOND)
    said = client.get(address)["Last-Modified"]
    assert said == http_date((NOON + make.HOUR).timestamp())
    assert client.get(address, headers={"if-modified-since": said}).status_code == 304
    withdraw(season, NOON + 2 * make.HOUR)
    other = make.a_season(make.a_series("Low Water"))
    make.an_update(other, premiere=DAY, on=date(2026, 1, 1))
    withdraw(other, NOON + 50 * make.DAY)
    clock.move_to(NOON + 3 * make.HOUR)
    said = client.get(address)["Last-Modified"]
    assert said == http_date((NOON + 2 * make.HOUR).timestamp())
    clock.move_to(NOON + 2 * make.HOUR + KEPT + make.SECOND)
    assert client.get(address)["Last-Modified"] == http_date((NOON + 2 * make.HOUR + KEPT).timestamp())
    # One that holds what was in the year before changes with the day.
    clock.shift(make.DAY)
    today = midnight(day_of(datetime.now(UTC)))
    assert client.get("/calendar.ics")["Last-Modified"] == http_date(today.timestamp())
    settings.SITE_NAME = "Another"
    assert "Last-Modified" not in client.get(address)


def test_a_calendar_moves_with_its_page(client, season):
    season.series.readdress("salt-road")
    response = client.get("/series/the-salt-road/calendar.ics")
    assert (response.status_code, response["Location"]) == (301, "/series/salt-road/calendar.ics")
    response = client.get(FOLLOWED)
    assert (response.status_code, response["Location"]) == (301, "/follow/calendar.ics?series=salt-road")
    for missing in [
        "/series/nothing/calendar.ics",
        "/networks/nothing/calendar.ics",
        "/follow/calendar.ics",
        "/calendar.ics?network=nothing",
        "/calendar.ics?region=Mars",
    ]:
        assert client.get(missing).status_code == 404, missing


def test_a_calendar_narrows_as_the_page_does(client, season):
    make.an_update(season, premiere=DAY)
    other = make.a_season(make.a_series("Low Water", network=make.a_network("Halcyon")), number=1)
    make.an_update(other, dates=[("premiere", "US", 1, FuzzyDate.day(DAY))])
    assert [name for name, *_ in told(client, "/calendar.ics?network=halcyon")] == ["Low Water, season 1 (US)"]
    assert [name for name, *_ in told(client, "/calendar.ics?region=GB")] == ["The Salt Road, season 2"]
    assert client.get("/calendar.ics?network=halcyon&utm_source=x").text.count("utm_source") == 0


def test_following_a_person_brings_what_they_are_main_cast_of(client, season, series):
    ada, other = make.a_person("Ada Marlow"), make.a_season(make.a_series("Low Water"), number=1)
    for each in (season, other):
        make.an_update(each, premiere=DAY)
    make.a_cast_credit(other, ada)
    make.a_cast_credit(season, ada, kind="guest")
    assert [name for name, *_ in told(client, "/follow/calendar.ics?people=ada-marlow")] == ["Low Water, season 1"]
    assert len(told(client, "/follow/calendar.ics?series=the-salt-road&people=ada-marlow")) == 2


# -- letters -------------------------------------------------------------------------------------------------------

HOSTILE = "Защитники 🛡️👩‍👩‍👧\r\nBEGIN:VALARM\nX;Y,Z\\n \\N \x00\x07\x85\u2028“C:\\New”; " + "я" * 200


def test_no_letters_get_out_of_their_line(client, season):
    series = season.series
    Series.objects.filter(pk=series.pk).update(title=HOSTILE.replace("\x00", ""))
    source = make.a_source(publisher=HOSTILE.replace("\x00", "")[:200])
    make.an_update(season, premiere=DAY, source=source)
    clean = "Защитники 🛡️👩‍👩‍👧 BEGIN:VALARM X;Y,Z\\n \\N “C:\\New”; " + "я" * 200

    event = the_event(client)
    assert event.summary == f"{clean}, season 2"
    assert "BEGIN:VALARM X;Y,Z\\n" in event.description
    assert client.get("/series/the-salt-road/calendar.ics").text.count("BEGIN:VALARM\r\n") == 0


@settings(max_examples=60)
@given(strategies.text(max_size=120))
def test_whatever_text_reads_back_as_one_line(text):
    event = icalendar.Event()
    event.add("uid", "1")
    event.add("dtstamp", NOON)
    event.add("dtstart", DAY)
    event.add("summary", Text(text))
    calendar = icalendar.Calendar(prodid="x", version="2.0")
    calendar.add_component(event)
    written = calendar.to_ical()
    assert all(len(line) <= 75 and line.decode() is not None for line in written.split(b"\r\n"))
    (found,) = IcsCalendarStream.calendar_from_ics(written.decode()).events
    assert (found.summary or "") == str(Text(text))


# -- pages ---------------------------------------------------------------------------------------------------------


def test_pages_lead_to_their_calendars_and_keep_their_filters(client, season):
    make.an_update(season, premiere=DAY, commissioner=make.a_network("Halcyon"))
    for page, address in [
        ("/calendar/", "/calendar.ics"),
        ("/calendar/?network=meridian&amp;region=US", "/calendar.ics?network=meridian&amp;region=US"),
        ("/series/the-salt-road/", "/series/the-salt-road/calendar.ics"),
        ("/networks/meridian/", "/networks/meridian/calendar.ics"),
    ]:
        text = client.get(page.replace("&amp;", "&")).text
        assert f'<link rel="alternate" type="text/calendar" title="Calendar of premieres" href="{address}">' in text
        assert f'<a href="webcal://shows.example{address}">subscribe</a>' in text
        assert f'<a href="{address}">this file</a>' in text
