"""What a reader finds beside the answer: the last word, moves of a date, who was in it before, figures, contents."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from catalog.axes import Certainty, Decision, Tier
from catalog.charts import MOST, rating_chart
from catalog.fuzzydates import parse
from catalog.models import CastCredit, CrewCredit, Rating
from tests import make
from tests.test_pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make.a_season(make.a_series("The Salt Road"), 2)


# -- the answer page ----------------------------------------------------------------------------------------------


def test_an_open_question_shows_who_spoke_last_and_a_settled_one_does_not(client, season):
    make.an_update(season, on=date(2026, 2, 1), source=make.a_source(), summary="Nobody would say.", production="none")
    make.an_update(season, on=date(2026, 1, 1), source=make.a_source(), summary="An older word.", production="none")
    make.a_rumour(season, production="filming")
    catalog = make.a_source(Tier.CATALOG, "TVmaze")
    make.an_update(season, on=date(2026, 3, 1), certainty=Certainty.REPORTED, source=catalog, decision="undecided")
    season.check_undecided(on=date(2026, 4, 1), source=make.a_source(Tier.DESK, "Showsite"))

    shown = page(client, season.get_absolute_url())
    assert "Last word Official Nobody would say. 1 February 2026" in shown

    make.an_update(season, on=date(2026, 3, 1), decision=Decision.ORDERED)
    assert "Last word" not in page(client, season.get_absolute_url())


def test_what_was_taken_back_is_nobodys_last_word(client, season):
    update = make.an_update(season, on=date(2026, 2, 1), summary="Not in production.", production="none")
    season.check_undecided(on=date(2026, 4, 1), source=make.a_source(Tier.DESK, "Showsite"))
    assert "Last word Official Not in production." in page(client, season.get_absolute_url())

    update.retract("It was another series.")
    assert "Last word" not in page(client, season.get_absolute_url())


def test_the_word_on_the_date_stands_beside_the_word_on_the_decision(client, season):
    make.an_update(season, on=date(2026, 1, 1), summary="It is ordered.", decision=Decision.ORDERED)
    make.an_update(season, on=date(2026, 2, 1), summary="It starts in May.", premiere=parse("May 2027"))

    assert "The date Official It starts in May. 1 February 2026" in page(client, season.get_absolute_url())


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (["spring 2027"], ""),
        (["spring 2027", "spring 2027"], ""),
        (["spring 2027", "autumn 2027"], "The date changed once: spring 2027, autumn 2027."),
        (
            ["spring 2027", "autumn 2027", "9 Oct 2027"],
            "The date changed twice: spring 2027, autumn 2027, 9 October 2027.",
        ),
        (
            ["2027", "May 2027", "June 2027", "July 2027"],
            "The date changed 3 times: 2027, May 2027, June 2027, July 2027.",
        ),
    ],
)
def test_a_date_that_was_moved_says_how_often_and_by_which_steps(client, season, said, sentence):
    for month, date_said in enumerate(said, start=1):
        make.an_update(season, on=date(2026, month, 1), premiere=parse(date_said))
    make.an_update(
        season, on=date(2026, 9, 1), certainty=Certainty.ESTIMATED, source=make.a_source(), premiere=parse("2030")
    )

    shown = page(client, season.get_absolute_url())
    assert sentence in shown
    assert ("The date changed" in shown) == bool(sentence)


def test_a_season_with_nobody_on_record_shows_who_was_in_the_nearest_before_and_says_so(client, season):
    first = make.a_season(season.series, 1)
    make.a_cast_credit(first, character="Captain Vane")
    make.a_crew_credit(first)
    third = make.a_season(season.series, 3)
    for later in (season, third):
        shown = page(client, later.get_absolute_url())
        assert "Captain Vane" in shown
        assert shown.count(f"Of season 1. Nobody is on record for season {later.number} yet.") == 2
        assert "Cast No" in shown

    make.a_cast_credit(season, person=make.a_person("Ines Marlow"), character="The surveyor")
    shown = page(client, season.get_absolute_url())
    assert "The surveyor" in shown
    assert "Captain Vane" not in shown
    assert "Of season 2. Nobody" in page(client, third.get_absolute_url())
    assert "Captain Vane" not in page(client, third.get_absolute_url())
    assert CastCredit.objects.of_season_or_before(first).get().character == "Captain Vane"
    assert CrewCredit.objects.of_season_or_before(make.a_season(season.series, None)).count() == 1


# -- series -------------------------------------------------------------------------------------------------------


def test_the_page_of_a_series_begins_with_its_answer_and_who_says_so(client, season):
    make.an_update(season, on=date(2026, 3, 1), summary="Meridian orders more.", decision=Decision.ORDERED)

    shown = page(client, season.series.get_absolute_url())
    assert "Season 2 : Renewed on 1 March 2026; no date yet." in shown
    assert "Meridian orders more. 1 March 2026" in shown


def test_a_series_that_moved_shows_which_network_commissioned_which_seasons(client, season):
    old, new = make.a_network("Channel North", country="GB"), make.a_network("Halcyon", country="NO")
    seasons = [make.a_season(season.series, 1), season, make.a_season(season.series, 3)]
    make.an_update(seasons[0], commissioner=old)
    make.an_update(seasons[1], commissioner=old)
    assert "Networks by season" not in page(client, season.series.get_absolute_url())

    make.an_update(seasons[2], commissioner=new)
    shown = page(client, season.series.get_absolute_url())
    assert "Season 1 – season 2 Channel North United Kingdom Season 3 Halcyon Norway" in shown


def test_ratings_over_time_are_a_chart_with_its_figures_behind_it(client, season):
    series = season.series
    make.a_rating(series, value=Decimal("7.4"), taken_on=date(2024, 3, 1))
    assert '<svg class="chart' not in client.get(series.get_absolute_url()).content.decode()

    make.a_rating(series, value=Decimal("7.9"), taken_on=date(2026, 3, 1))
    make.a_rating(series, provider="KinoPoisk", value=Decimal("6.8"), taken_on=date(2026, 3, 1))
    make.a_rating(series, season=season, value=Decimal("9.1"), taken_on=date(2026, 3, 1))
    shown = page(client, series.get_absolute_url())
    assert "IMDb: 7.4 on 1 March 2024, 7.9 on 1 March 2026" in shown
    assert "Taken IMDb KinoPoisk 1 March 2026 7.9 6.8 1 March 2024 7.4 –" in shown
    # That of a season stands with the season.
    assert "IMDb: 9.1 of 10, 1 March 2026" in shown


def test_a_long_history_is_drawn_by_its_years_and_ends_with_the_newest():
    rated = [
        Rating(provider="IMDb", value=Decimal(7) + Decimal(day % 10) / 10, taken_on=date(2010, 1, 1) + timedelta(day))
        for day in range(0, 4000, 7)
    ]
    chart = rating_chart(rated)
    assert len(chart.points) <= MOST
    assert chart.points[-1].day == rated[-1].taken_on
    assert len(chart.rows) == len(chart.points)
    assert [point.x for point in chart.points] == sorted(point.x for point in chart.points)


def test_a_month_of_daily_figures_is_a_line_of_its_last_days():
    rated = [Rating(provider="IMDb", value=Decimal(8), taken_on=date(2026, 3, day)) for day in range(1, 32)]
    assert [point.day.day for point in rating_chart(rated).points] == list(range(32 - MOST, 32))


def test_ratings_that_never_changed_can_be_drawn():
    rated = [Rating(provider="IMDb", value=Decimal(8), taken_on=date(year, 1, 1)) for year in (2024, 2025)]
    assert {point.y for point in rating_chart(rated).points} == {130}


# -- a story ------------------------------------------------------------------------------------------------------


def _with_text(html, **fields):
    return make.a_published_article("A long story", text=html, **fields)


def test_a_long_story_lists_its_headings_and_a_short_one_does_not(client, season):
    heads = "<h2>What was <em>said</em></h2><p>Much.</p><h2>Кто сказал</h2><p>They.</p>"
    short = _with_text(heads, about=season)
    assert "In this story" not in page(client, short.get_absolute_url())

    long = _with_text(f"{heads}<h2>What was said</h2><p>Again.</p>", about=season)
    response = client.get(long.get_absolute_url()).content.decode()
    for id, text in (
        ("what-was-said-1", "What was said"),
        ("kto-skazal-2", "Кто сказал"),
        ("what-was-said-3", "What"),
    ):
        assert f'<a href="#{id}">{text}' in response
        assert response.count(f'<h2 id="{id}">') == 1


def test_what_earlier_changes_were_is_still_told_when_the_next_one_is_silent(client, season):
    article = make.a_published_article("A story", about=season)
    editor = make.an_editor()
    article.publish(by=editor, version=article.version, note="Two claims are marked as retracted.")
    assert "Note to readers: Two claims" in page(client, article.get_absolute_url())

    article.refresh_from_db()
    article.publish(by=editor, version=article.version, material=False)
    shown = page(client, article.get_absolute_url())
    assert "Note to readers" not in shown
    assert "What changed before" in shown
    assert "Two claims are marked as retracted." in shown


def test_a_story_is_passed_on_by_plain_links_that_hold_its_address(client, season, settings):
    settings.SITE_URL = "https://www.example.org"
    article = make.a_published_article("Yes & no?", about=season)
    response = client.get(article.get_absolute_url()).content.decode()
    assert (
        "https://t.me/share/url?url=https%3A%2F%2Fwww.example.org%2Fnews%2Fyes-no%2F&amp;text=Yes%20%26%20no%3F"
        in response
    )
    assert "mailto:?subject=Yes%20%26%20no%3F&amp;body=https%3A%2F%2Fwww.example.org%2Fnews%2Fyes-no%2F" in response


def test_next_to_read_is_what_shares_the_subject_and_else_the_latest(client, season):
    article = make.a_published_article("First", about=season)
    make.a_published_article("Of something else", about=make.a_season(make.a_series("Nightjar")))
    assert "Next to read Of something else" in page(client, article.get_absolute_url())

    make.a_published_article("About it too", about=season)
    shown = page(client, article.get_absolute_url())
    assert "Next to read About it too" in shown
    assert "Of something else" not in shown
