"""The front page: where catalog and news meet."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from catalog.axes import Decision
from tests import make

pytestmark = pytest.mark.django_db
# A Tuesday.
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def part(client, name):
    """A section of the front page, by its id or the id of its heading."""
    text = client.get("/").content.decode()
    return text.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_an_empty_site_has_a_front_page(client):
    assert client.get("/").status_code == 200


def test_the_pinned_story_leads_until_it_is_unpinned_by_the_clock(client, clock):
    make.a_published_article("Pinned", pinned_until=NOON + make.HOUR, at=NOON - 2 * make.DAY)
    make.a_published_article("Newest", at=NOON - make.HOUR)
    assert "Pinned" in part(client, "lead-h")
    assert "Newest" in part(client, "latest")
    assert "Pinned" not in part(client, "latest")

    clock.move_to(NOON + make.HOUR)
    assert "Newest" in part(client, "lead-h")
    assert "Pinned" in part(client, "latest")


def test_what_changed_lately_are_decisions_and_dates_that_became_public(client):
    season = make.a_season(make.a_series("The Salt Road"), number=3)
    make.an_update(season, decision=Decision.ORDERED, summary="It is ordered.", public_from=NOON - make.HOUR)
    make.an_update(season, premiere="spring 2028", summary="It comes in spring.", public_from=NOON)
    make.an_update(season, decision=Decision.DECLINED, summary="An embargo.", public_from=NOON + make.HOUR)
    make.an_update(season, topics=["cast"], summary="Somebody joins.")
    make.a_rumour(season, decision=Decision.DECLINED, summary="A rumour.")
    make.an_update(season, decision=Decision.DECLINED, summary="Known at first sight.", baseline=True)
    make.an_update(
        make.a_season(make.a_series("Hidden", hidden=True)), decision=Decision.ORDERED, summary="Of a hidden one."
    )
    shown = part(client, "turns")

    assert shown.index("It comes in spring.") < shown.index("It is ordered.")
    for words in ("An embargo.", "Somebody joins.", "A rumour.", "Known at first sight.", "Of a hidden one."):
        assert words not in shown


def test_what_was_retracted_is_no_change_any_more(client):
    season = make.a_season()
    update = make.an_update(season, decision=Decision.ORDERED, summary="It is ordered.")
    update.retract("A mistake.")
    assert "It is ordered." not in client.get("/").content.decode()


def test_an_embargoed_decision_reaches_the_front_page_by_the_clock_alone(client, clock):
    make.an_update(make.a_season(), decision=Decision.ORDERED, summary="It is ordered.", public_from=NOON + make.HOUR)
    clock.move_to(NOON + make.HOUR - make.SECOND)
    assert "It is ordered." not in part(client, "turns")
    clock.move_to(NOON + make.HOUR)
    assert "It is ordered." in part(client, "turns")


def test_the_week_shows_its_premieres_and_no_others(client):
    for title, day in (("Sunday before", 22), ("Monday", 23), ("Sunday", 29), ("Monday after", 30)):
        make.an_update(make.a_season(make.a_series(title)), premiere=date(2026, 11, day), topics=["cast"])
    week = part(client, "week-h")

    assert ">Monday<" in week
    assert ">Sunday<" in week
    assert "Sunday before" not in week
    assert "Monday after" not in week


def test_the_counts_lead_to_the_scoreboard(client):
    make.an_update(make.a_season(number=2), decision=Decision.ORDERED)
    counts = part(client, "counts")
    assert 'href="/renewals/?decision=ordered"><b>1</b>' in counts


def test_the_front_page_sets_no_cookie_and_may_be_kept_by_anybody(client):
    response = client.get("/")
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert client.get("/", headers={"if-none-match": response["ETag"]}).status_code == 304
