"""The board of renewals: by network and decision, with few series and with many, and what was said on a day."""

import json
from datetime import date
from importlib import import_module

import pytest
from django.utils import timezone

from catalog.axes import Decision
from catalog.fuzzydates import parse
from tests import make
from tests.make import DAY
from tests.test_pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return make.a_network("Channel North")


def _series(title, network, decision, **fields):
    """A series of a network with a decision on its second season, as of today."""
    season = make.a_season(make.a_series(title, network=network, **fields), 2)
    make.an_update(season, on=timezone.localdate(), decision=decision)
    return season


def _board(client, query=""):
    """The words of the board, and of the table in full behind it."""
    shown = page(client, f"/renewals/{query}")
    board, _, rows = shown.partition("The same in full")
    return board, rows


def test_the_board_says_in_sentences_how_many_come_back_and_how_many_do_not(client, north):
    for title, decision in (
        ("Low Water", Decision.ORDERED),
        ("Fellwalkers", Decision.ORDERED),
        ("Slack Tide", Decision.DECLINED),
        ("Night Ferry", Decision.REVERSED),
        ("Number Nine", Decision.CONCLUDED),
        ("Harbour Light", Decision.UNDECIDED),
    ):
        _series(title, north, decision)

    said = "2 come back. 2 do not. 1 has told its story to the end. 1 waits for a decision."
    assert f"6 series. {said}" in _board(client)[0]
    assert "2 series. 2 come back." in _board(client, "?decision=ordered")[0]


def test_each_series_stands_in_the_row_of_who_commissions_it_and_under_its_decision(client, north):
    dated = _series("Low Water", north, Decision.ORDERED)
    make.an_update(dated, on=timezone.localdate(), premiere=parse("autumn 2027"))
    _series("Slack Tide", north, Decision.DECLINED)
    moved = _series("Parish", north, Decision.UNDECIDED)
    make.an_update(moved, on=timezone.localdate(), commissioner=make.a_network("Halcyon"))
    _series("Ash", None, Decision.ORDERED)

    board, rows = _board(client)
    assert (
        "Channel North Low Water S2 , Renewed autumn 2027 Slack Tide S2 , Cancelled "
        "Halcyon Parish S2 , Undecided No network known Ash S2 , Renewed" in board
    )
    assert "Channel North Low Water season 2 Renewed autumn 2027" in rows
    order = "Renewed Ash season 2 – Renewed"
    assert order in _board(client, "?by=decision")[1]


def test_a_network_shows_the_seasons_that_it_commissions_and_not_those_that_left(client, north):
    halcyon = make.a_network("Halcyon")
    _series("Low Water", north, Decision.ORDERED)
    make.an_update(_series("Parish", north, Decision.ORDERED), on=timezone.localdate(), commissioner=halcyon)

    assert "Parish" not in _board(client, f"?network={north.slug}")[0]
    assert "Low Water" in _board(client, f"?network={north.slug}")[0]
    assert "Parish" in _board(client, f"?network={halcyon.slug}")[0]


def test_series_are_found_by_their_country_also_as_data(client, north):
    _series("Low Water", north, Decision.ORDERED, countries="GB NO")
    _series("Slack Tide", north, Decision.ORDERED, countries="US")

    board, _rows = _board(client, "?country=NO")
    assert "Low Water" in board and "Slack Tide" not in board
    data = json.loads(client.get("/renewals.json?country=NO").content)
    assert [row["series"] for row in data["series"]] == ["Low Water"]
    assert client.get("/renewals/?country=Norway").status_code == 404
    assert client.get("/renewals/?by=mood").status_code == 404


def test_of_too_many_series_the_board_shows_counts_that_lead_to_them(client, north, monkeypatch):
    monkeypatch.setattr(import_module("catalog.views.scoreboard"), "WHOLE", 2)
    halcyon = make.a_network("Halcyon")
    make.an_update(_series("Parish", north, Decision.ORDERED), on=timezone.localdate(), commissioner=halcyon)
    for title in ("Low Water", "Fellwalkers"):
        _series(title, north, Decision.ORDERED)
    _series("Slack Tide", None, Decision.DECLINED)

    response = client.get("/renewals/").content.decode()
    assert "network=channel-north&amp;decision=ordered" in response
    board, rows = _board(client)
    assert "Channel North 2 Renewed Halcyon 1 Renewed No network known 1 Cancelled" in board
    # Each count is that of the page which it leads to.
    assert "2 series. 2 come back." in _board(client, "?network=channel-north&decision=ordered")[0]
    assert "Fellwalkers season 2 Channel North" in rows and "By network" not in rows


def test_the_board_of_a_past_day_says_what_was_known_on_its_evening(client, north):
    series = make.a_series("Low Water", network=north, published_at=timezone.now() - 90 * DAY)
    update = make.an_update(
        make.a_season(series, 2),
        on=date(2026, 11, 14),
        decision=Decision.ORDERED,
        public_from=timezone.now() - 10 * DAY,
    )
    update.retract("It was another series.")

    assert "Renewed" not in _board(client)[0].partition("The board")[2]
    then, _rows = _board(client, "?on=2026-11-20")
    assert "As known on 20 November 2026" in then and "Low Water S2 , Renewed" in then
    assert "Low Water S2 , Renewed" not in _board(client, "?on=2026-11-10")[0]
    assert "See it as on 1 November 2026 , 1 October 2026 , 1 September 2026" in then
