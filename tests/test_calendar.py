"""The calendar: what has a day, a window, a bound, or nothing at all."""

import re
from datetime import UTC, date, datetime
from unittest.mock import patch

import pytest
import time_machine

from catalog.axes import Decision
from catalog.fuzzydates import FuzzyDate, parse
from catalog.models import SeriesNetwork
from catalog.months import Bar, Years, weeks_of
from tests import make

# A Tuesday.
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture
def pages(client, db):
    """The text of a section of the calendar, by the id of the section; the whole page without one."""

    def read(query="", name=None, status=200):
        response = client.get(f"/calendar/{query}")
        assert response.status_code == status, query
        text = response.content.decode().partition("<main")[2].partition("</main>")[0]
        return text.partition(f'<section class="sec" id="{name}"')[2].partition("</section>")[0] if name else text

    with time_machine.travel(NOON, tick=False):
        yield read


def plain(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def premiere(title, said, number=2, **axes):
    season = make.a_season(make.a_series(title), number)
    make.an_update(season, decision=Decision.ORDERED, **({"premiere": said} if said else {}), **axes)
    return season


def next_page(text):
    """The address to which a page goes on, without its path."""
    found = re.search(r'rel="next" href="([^"]*)"|href="([^"]*)" rel="next"', text)
    return (found[1] or found[2]).replace("&amp;", "&") if found else None


def test_only_what_has_a_day_is_given_one(pages):
    for title, said in [
        ("Day", "26 November 2026"),
        ("Gone", "7 November 2026"),
        ("Later", "12 October 2027"),
        ("Window", "spring 2027"),
        ("Bound", "not before 2020"),
        ("Passed", "spring 2025"),
        ("Undated", None),
    ]:
        premiere(title, said)
    assert "26 Thu Day" in plain(pages(name="week"))
    exact = plain(pages(name="exact"))
    assert exact.index("November 2026") < exact.index("7 Sat Gone") < exact.index("26 Thu Day")
    assert exact.index("October 2027") < exact.index("12 Tue Later")
    for title in ("Window", "Bound", "Passed", "Undated"):
        assert title not in exact and title not in pages(name="week")
    windows = plain(pages(name="windows"))
    assert windows.index("Window") < windows.index("Bound")
    assert "Spring 2027" in windows and "Not before 2020 that has passed" in windows and "Passed" not in windows
    assert "Undated" in pages(name="undated")


def test_a_red_day_leads_to_its_premieres(pages):
    premiere("Day", "26 November 2026")
    exact = pages(name="exact")
    assert '<td><a href="#d2026-11-26">26</a></td><td>27</td>' in exact
    assert '<li id="d2026-11-26">' in exact
    assert '<td class="now" aria-current="date">24</td>' in exact


def test_the_days_go_on_page_by_page_and_days_are_whole(pages):
    for title, said in [("A", 1), ("B", 2), ("C", 2), ("D", 3)]:
        premiere(title, date(2026, 12, said))
    with patch("catalog.views.calendar.DAYS", 2):
        first = pages()
        # Two that start on one day are not parted, and the red days of the month are all there.
        assert re.findall(r'<h4 class="h3"><a[^>]*>(.)</a>', first) == ["A"]
        assert '<a href="?from=2026-12-03">3</a>' in first
        second = pages(next_page(first))
        assert re.findall(r'<h4 class="h3"><a[^>]*>(.)</a>', second) == ["B", "C"]
        assert 'id="week"' not in second and 'id="undated"' not in second
        assert re.findall(r'<h4 class="h3"><a[^>]*>(.)</a>', pages(next_page(second))) == ["D"]
    with patch("catalog.views.calendar.DAYS", 1):
        cut = pages("?from=2026-12-02")
        assert "There are more premieres on" in cut and next_page(cut) == "?from=2026-12-03"


def test_a_past_month_has_an_address(pages):
    premiere("Gone", "7 September 2026")
    assert 'href="?from=2026-09-01">September 2026<' in pages()
    assert "7 Mon Gone" in plain(pages("?from=2026-09-01"))


def test_windows_go_on_page_by_page_in_their_order(pages):
    said = ["spring 2027", "2027", "by the end of 2027", "not before 2027", "not before May 2027"]
    for number, words in enumerate(reversed(said)):
        premiere(f"W{4 - number}", words)
    found, address = [], ""
    with patch("catalog.views.calendar.WINDOWS", 2):
        while address is not None:
            text = pages(address, "windows")
            found += re.findall(r">(W.)</a>", text)
            address = next_page(text)
    assert found == ["W0", "W1", "W2", "W3", "W4"]


def test_what_has_no_date_goes_on_page_by_page(pages):
    for title in "ABC":
        premiere(title, None)
    with patch("catalog.views.calendar.UNDATED", 2):
        first = pages(name="undated")
        assert re.findall(r">([ABC])</a>", first) == ["A", "B"]
        assert re.findall(r">([ABC])</a>", pages(next_page(first), "undated")) == ["C"]


def test_a_network_and_a_region_have_their_own(pages):
    meridian, kestrel = make.a_network("Meridian"), make.a_network("Kestrel")
    for title, said, network in [
        ("Day M", "26 November 2026", meridian),
        ("Day K", "27 November 2026", kestrel),
        ("Window M", "2027", meridian),
        ("Window K", "2027", kestrel),
        ("None M", None, meridian),
        ("None K", None, kestrel),
    ]:
        SeriesNetwork.objects.create(series=premiere(title, said).series, network=network)
    here = make.a_season(make.a_series("Only there"), 1)
    make.an_update(here, dates=[("premiere", "GB", 1, FuzzyDate.day(date(2026, 11, 28)))])

    text = pages("?network=meridian")
    assert {"Day M", "Window M", "None M"} <= set(re.findall(r">([A-Z]\w+ [MK])</a>", text))
    assert " K</a>" not in text and "Only there" not in text
    assert "Only there" in pages("?region=GB")
    text = pages("?region=US")
    assert "Only there" not in text and "Day M" in text
    assert '<a href="?region=US&amp;network=' not in text
    pages("?network=nobody", status=404)


@pytest.mark.parametrize(
    "query",
    [
        "?from=2026-02-30",
        "?from=9999-12-31",
        "?window=1",
        "?window=00000000-0000-4000-8000-000000000000",
        "?after=nobody",
        "?region=us",
        "?network=a+b",
        "?from=2026-11-01&after=x",
    ],
)
def test_an_address_that_says_nothing_is_no_page(pages, query):
    pages(query, status=404)


def test_a_month_begins_on_its_own_day_of_the_week():
    weeks = weeks_of(date(2026, 11, 1))
    assert weeks[0] == [None] * 6 + [date(2026, 11, 1)]
    assert weeks[-1] == [date(2026, 11, 30)] + [None] * 6


def test_bars_fill_their_months_and_are_open_where_nobody_said():
    years = Years.around([parse("spring 2027")], TODAY)
    assert (years.first, years.count) == (2026, 2)
    assert years.bar(parse("2027")) == Bar("50.00%", "50.00%", "100.00%", False, False)
    assert years.bar(parse("not before 2020")) == Bar("0.00%", "100.00%", "100.00%", True, True)
    assert years.bar(parse("by the end of 2026")) == Bar("0.00%", "50.00%", "50.00%", True, False)
    assert years.bar(parse("2031")) is None
    assert Years.around([parse("2090")], TODAY).count == 4
