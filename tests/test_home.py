"""The front page: where catalog and news meet."""

import re
from datetime import UTC, date, datetime
from unittest.mock import patch

import pytest
import time_machine

from catalog.axes import Decision, Tier
from catalog.fuzzydates import FuzzyDate
from catalog.models import Series, SeriesState
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


def said(season, *, at=NOON, **axes):
    """Something that is said, and becomes public, on the day of a moment."""
    return make.an_update(season, on=at.date(), public_from=at, **axes)


def headline(client):
    """The headline of the front page in plain words."""
    text = client.get("/").content.decode()
    words = re.sub(r"<[^>]+>", " ", text.partition("<h1")[2].partition(">")[2].partition("</h1>")[0])
    return " ".join(words.split()).replace(" .", ".")


def test_what_changed_are_decisions_and_dates_that_became_public_today(client):
    season = make.a_season(make.a_series("The Salt Road"), number=3)
    said(season, decision=Decision.ORDERED, summary="It is ordered.", at=NOON - make.HOUR)
    said(season, premiere="spring 2028", summary="It comes in spring.")
    make.an_update(season, decision=Decision.DECLINED, summary="An embargo.", public_from=NOON + make.HOUR)
    make.an_update(season, topics=["cast"], summary="Somebody joins.")
    make.a_rumour(season, decision=Decision.DECLINED, summary="A rumour.")
    make.an_update(season, decision=Decision.DECLINED, summary="Known at first sight.", baseline=True)
    said(make.a_season(make.a_series("Hidden", hidden=True)), decision=Decision.ORDERED, summary="Of a hidden one.")
    shown = part(client, "turns")

    assert shown.index("It comes in spring.") < shown.index("It is ordered.")
    for words in ("An embargo.", "Somebody joins.", "A rumour.", "Known at first sight.", "Of a hidden one."):
        assert words not in shown
    assert headline(client) == "Today: One renewed."


def test_the_headline_counts_what_changed_today_in_words(client):
    def season(title, number=2):
        return make.a_season(make.a_series(title), number=number)

    assert headline(client) == "Does it come back, and when?"
    said(season("One"), decision=Decision.ORDERED)
    said(season("Two"), decision=Decision.ORDERED, premiere="spring 2027")
    said(season("Three", 1), decision=Decision.ORDERED)
    said(season("Four"), decision=Decision.DECLINED)
    said(season("Five"), premiere=date(2027, 3, 1))
    said(season("Six"), premiere="autumn 2027")
    lost = season("Seven")
    said(lost, premiere="autumn 2027", at=NOON - make.DAY)
    said(lost, premiere=FuzzyDate.UNKNOWN)
    words = "Two renewed. One ordered. One cancelled. One given a day. One given a window. One without a date again."
    assert headline(client) == f"Today: {words}"
    assert "<del>autumn 2027</del>" in part(client, "turns")


def test_saying_again_what_is_known_and_entering_what_is_old_changes_nothing(client):
    season = make.a_season(number=2)
    said(season, decision=Decision.ORDERED, premiere="spring 2027", at=NOON - make.DAY)
    said(season, decision=Decision.ORDERED, premiere="spring 2027")
    make.an_update(
        make.a_season(make.a_series("Old"), 2), decision=Decision.DECLINED, on=date(2019, 5, 1), public_from=NOON
    )
    said(make.a_season(make.a_series("Past"), 1), premiere=date(2020, 5, 1))
    assert headline(client) == "23 November 2026: One renewed."
    assert "Nothing has changed today." in client.get("/").content.decode()


def test_a_row_is_filled_with_what_changed_on_the_days_before(client):
    said(make.a_season(make.a_series("Today"), 2), decision=Decision.ORDERED)
    for number in range(1, 6):
        season = make.a_season(make.a_series(f"Before {number}"), 2)
        said(season, decision=Decision.DECLINED, at=NOON - number * make.DAY)
    shown = part(client, "turns")
    assert headline(client) == "Today: One renewed."
    assert [f"Before {number}" in shown for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "23 November 2026" in shown


def test_of_a_busy_day_each_turn_is_shown_before_the_second_of_any(client):
    for number in range(10):
        said(make.a_season(make.a_series(f"Renewed {number}"), 2), decision=Decision.ORDERED)
    said(make.a_season(make.a_series("Dated"), 2), premiere=date(2027, 3, 1))
    shown, _, more = part(client, "turns").partition("<details")
    assert len(re.findall(r">Renewed \d</a>", shown)) == 7 and ">Dated</a>" in shown
    assert "3 more changes of that day" in more and len(re.findall(r">Renewed \d</a>", more)) == 3


def test_a_date_in_a_region_is_a_day_given(client):
    season = make.a_season(number=2)
    said(season, premiere=date(2027, 3, 1), at=NOON - make.DAY)
    said(season, dates=[("premiere", "GB", 1, FuzzyDate.day(date(2027, 2, 1)))])
    assert headline(client) == "Today: One given a day."


def test_a_day_of_very_many_changes_is_not_counted(client):
    with patch("showsite.views.TURNS", 2):
        for title in ("One", "Two", "Three"):
            said(make.a_season(make.a_series(title), 2), decision=Decision.ORDERED)
        assert headline(client) == "Today: A day of many changes."


def test_what_was_retracted_is_no_change_any_more(client):
    season = make.a_season()
    update = said(season, decision=Decision.ORDERED, summary="It is ordered.", at=NOON - make.HOUR)
    update.retract("A mistake.")
    assert "It is ordered." not in client.get("/").content.decode()


def test_an_embargoed_decision_reaches_the_front_page_by_the_clock_alone(client, clock):
    said(make.a_season(), decision=Decision.ORDERED, summary="It is ordered.", at=NOON + make.HOUR)
    clock.move_to(NOON + make.HOUR - make.SECOND)
    assert "It is ordered." not in part(client, "turns")
    clock.move_to(NOON + make.HOUR)
    assert "It is ordered." in part(client, "turns")


def test_most_awaited_are_undecided_series_with_the_most_votes_then_those_checked_last(client):
    desk = make.a_source(Tier.DESK, "Our desk")

    def awaiting(title, checked, votes=None):
        series = make.a_series(title)
        make.an_update(make.a_season(series, 1), premiere=date(2025, 1, 1), finale=date(2025, 3, 1))
        make.a_season(series, 2).check_undecided(source=desk, on=checked)
        if votes:
            make.a_rating(series, votes=votes, taken_on=date(2026, 1, 1))
            make.a_rating(series, "KinoPoisk", votes=votes - 1)
        return series

    awaiting("Few votes", date(2026, 11, 20), votes=10)
    awaiting("Many votes", date(2026, 11, 1), votes=5000)
    awaiting("Checked before", date(2026, 11, 2))
    awaiting("Checked last", date(2026, 11, 23))
    # Once more rated than anything, and not any more.
    make.a_rating(awaiting("Fell", date(2025, 11, 2)), votes=9000, taken_on=date(2025, 1, 1))
    make.a_rating(Series.objects.get(title="Fell"), votes=1)
    decided = awaiting("Decided", date(2026, 11, 1), votes=9999)
    make.an_update(decided.seasons.get(number=2), decision=Decision.ORDERED)
    hidden = awaiting("Hidden", date(2026, 11, 1), votes=9999)
    Series.objects.filter(pk=hidden.pk).update(published_at=None)
    shown = part(client, "awaited")
    titles = re.findall(r"<h3><a[^>]*>([^<]*)</a>", shown)
    assert titles == ["Many votes", "Few votes", "Fell", "Checked last", "Checked before"]
    assert "5000 votes on IMDb" in shown


def test_the_week_shows_its_premieres_and_no_others(client):
    for title, day in (("Sunday before", 22), ("Monday", 23), ("Sunday", 29), ("Monday after", 30)):
        make.an_update(make.a_season(make.a_series(title)), premiere=date(2026, 11, day), topics=["cast"])
    week = part(client, "week-h")

    assert ">Monday<" in week
    assert ">Sunday<" in week
    assert "Sunday before" not in week
    assert "Monday after" not in week


def test_a_busy_day_of_the_week_shows_a_few_and_leads_to_the_rest(client):
    for number in range(9):
        make.an_update(make.a_season(make.a_series(f"Busy {number}")), premiere=date(2026, 11, 26))
    week = part(client, "week-h")
    assert week.count(">Busy ") == 6
    assert 'from=2026-11-26">and 3 more<' in week


def test_the_counts_lead_to_the_scoreboard(client):
    make.an_update(make.a_season(number=2), decision=Decision.ORDERED)
    counts = part(client, "counts")
    assert 'href="/renewals/?decision=ordered"><b>1</b>' in counts


def test_the_front_page_sets_no_cookie_and_may_be_kept_by_anybody(client):
    response = client.get("/")
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert client.get("/", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_the_counts_are_those_of_the_scoreboard(client):
    today, old = NOON.date(), date(2019, 5, 1)
    for title, decision, on in [
        ("A", Decision.ORDERED, today),
        ("B", Decision.ORDERED, old),
        ("C", Decision.DECLINED, today),
        ("D", Decision.DECLINED, old),
        ("E", Decision.UNDECIDED, today),
        ("F", Decision.CONCLUDED, today),
    ]:
        make.an_update(make.a_season(make.a_series(title), 2), decision=decision, on=on)
    counts = SeriesState.objects.count_current(NOON, today)
    assert counts == Series.objects.public().as_of().current(today).count_by_decision()
    assert counts == {"undecided": 1, "ordered": 2, "declined": 1, "concluded": 1}
