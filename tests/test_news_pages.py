"""What readers see of news: lists, months, stories, authors, corrections."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from catalog.axes import Decision
from catalog.models import KnownFor, Quote, Series, SeriesRelation, Work
from news.models import (
    AnswerBox,
    CastBlock,
    CorrectionBlock,
    CrewBlock,
    FactBox,
    FactsBlock,
    ImageBlock,
    QuoteBlock,
    RatingsBlock,
    RelatedSeriesBlock,
    RichText,
    TimelineBlock,
    VideoBlock,
)
from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def season():
    return make.a_season(make.a_series("The Salt Road"), number=2)


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_the_list_shows_what_is_live_and_nothing_else(client, season):
    make.a_published_article("Live today", about=season)
    make.an_article("Only a draft", about=season)
    make.a_published_article("Not yet", about=season, at=NOON + timedelta(days=9999))
    text = page(client, "/news/")

    assert "Live today" in text
    assert "Only a draft" not in text
    assert "Not yet" not in text


def test_an_empty_list_says_so(client):
    assert "No news yet." in page(client, "/news/")


def test_older_news_lies_behind_a_key_and_is_met_once(client, season):
    for number in range(25):
        make.a_published_article(f"Story {number:02}", about=season, at=NOON - timedelta(days=number + 1))
    first = page(client, "/news/")
    older = page(client, "/news/" + re.search(r'<a href="(\?before=[^"]+)" rel="next"', first)[1])

    # Machines are told of them once more at the end.
    listed = "".join(each.partition("@graph")[0] for each in (first, older))
    assert re.findall(r"Story \d\d", listed) == [f"Story {number:02}" for number in range(25)]
    assert 'rel="next"' not in older


@pytest.mark.parametrize("key", ["x", "2026-11-24T10:00:00Z-", "2026-11-24T10:00:00Z-9" + "9" * 30, "Z-1", "\x00Z-1"])
def test_a_key_that_was_never_given_is_no_page(client, key):
    page(client, f"/news/?before={key}", 404)


def test_a_month_has_its_stories_and_links_to_the_months_that_have_some(client, season):
    for moment in (datetime(2026, 3, 31, 23, 59, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)):
        make.a_published_article(f"Of {moment:%B}", about=season, at=moment)
    march, june = page(client, "/news/2026/03/"), page(client, "/news/2026/06/")

    assert "Of March" in march
    assert "Of June" not in march
    assert 'href="/news/2026/06/"' in march
    assert 'href="/news/2026/03/"' in june
    assert "Of June" in june


@pytest.mark.parametrize("address", ["/news/2026/04/", "/news/2026/13/", "/news/2026/3/", "/news/0000/01/"])
def test_a_month_without_news_is_no_page(client, season, address):
    make.a_published_article(about=season, at=datetime(2026, 3, 5, tzinfo=UTC))
    page(client, address, 404)


def test_a_story_has_byline_dates_and_words(client, season):
    make.a_published_article(
        "Renewed at last",
        about=season,
        text="<p>It <strong>goes</strong> on.</p>",
        authors=[make.an_author("Nora Keane"), make.an_author("Ivo Lantz")],
        at=datetime(2026, 3, 5, 10, tzinfo=UTC),
    )
    text = page(client, "/news/renewed-at-last/")

    assert "<p>It <strong>goes</strong> on.</p>" in text
    assert 'href="/authors/nora-keane/"' in text
    assert 'href="/authors/ivo-lantz/"' in text
    assert '<time datetime="2026-03-05">' in text
    assert "Updated" not in text
    assert 'href="/series/the-salt-road/season-2/"' in text


def test_only_a_material_change_moves_the_date_of_the_update(client, season):
    editor = make.an_editor()
    season.series.publish(datetime(2026, 3, 1, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 3, 5, 10, tzinfo=UTC), tick=False):
        article = make.a_published_article("A story", about=season, at=datetime(2026, 3, 5, 10, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 3, 7, 10, tzinfo=UTC), tick=False):
        article.publish(by=editor, version=article.version, material=False)
        assert "Updated" not in page(client, "/news/a-story/")
    with time_machine.travel(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False):
        article.publish(by=editor, version=article.version, note="The order came.")
        text = page(client, "/news/a-story/")
    assert 'Updated <time datetime="2026-03-09">' in text
    assert 'Published <time datetime="2026-03-05">' in text
    assert "The order came." in text


def test_a_draft_is_no_page_not_even_by_its_slug(client, season):
    article = make.an_article("Only a draft", about=season)
    article.save_draft(by=make.an_editor(), version=article.version)
    page(client, "/news/only-a-draft/", 404)


def test_an_old_address_leads_to_the_new_one(client, season):
    article = make.a_published_article("First words", about=season)
    article.slug = "second-words"
    article.save()
    page(client, "/news/second-words/", 404)
    article.publish(by=make.an_editor(), version=article.version)

    response = client.get("/news/first-words/")
    assert (response.status_code, response["Location"]) == (301, "/news/second-words/")
    page(client, "/news/second-words/")


def test_a_withdrawn_story_has_gone_with_its_reason(client, season):
    article = make.a_published_article("A story", about=season)
    article.withdraw(by=make.an_editor(), version=article.version, reason="The source took it back.")
    text = page(client, "/news/a-story/", 410)

    assert "The source took it back." in text
    assert "noindex" in text


def test_a_story_that_is_over_has_gone_without_a_reason(client, season):
    now = datetime.now(UTC)
    make.a_published_article("A story", about=season, until=now - make.HOUR)
    text = page(client, "/news/a-story/", 410)

    assert "that time is over" in text
    assert "reason" not in text


def test_a_story_withdrawn_once_and_over_later_does_not_show_the_old_reason(client, season):
    editor = make.an_editor()
    article = make.a_published_article("A story", about=season)
    article.withdraw(by=editor, version=article.version, reason="A slip of ours.")
    soon = datetime.now(UTC) + make.HOUR
    article.publish(by=editor, version=article.version, until=soon)
    with time_machine.travel(soon + make.HOUR):
        assert "A slip of ours." not in page(client, "/news/a-story/", 410)


def full_article(season):
    """A live article with a block of each kind."""
    series = season.series
    make.an_update(season, decision=Decision.ORDERED, premiere="spring 2028", summary="Meridian ordered it.")
    star = make.a_person("Ada Marlow")
    KnownFor.objects.create(person=star, work=Work.objects.create(title="Orange Grove", kind="series"))
    make.a_cast_credit(season, star, "Captain Vane")
    make.a_crew_credit(season, make.a_person("Tom Reed"))
    make.a_rating(series)
    make.a_fact(season, "It was filmed on one street.")
    SeriesRelation.objects.create(series=series, other=make.a_series("The Silk Road"), kind="spin_off")
    article = make.an_article("All of it", about=season, hero=make.an_image((160, 90), alt="A road", credit="P. Hand"))
    blocks = [AnswerBox, FactBox, RatingsBlock, CastBlock, CrewBlock, FactsBlock, TimelineBlock, RelatedSeriesBlock]
    for block in blocks:
        make.a_block(article, block)
    quote = make.a_quote(season, make.a_person("Jo Head"), "It may go on.", role="head of Meridian")
    make.a_block(article, QuoteBlock, quote=quote)
    make.a_block(article, ImageBlock, image=make.an_image(alt="A street", credit="Q. Lens"), caption="The street")
    make.a_block(article, VideoBlock, video=make.a_video(series, "The trailer"))
    make.a_block(article, CorrectionBlock)
    article.publish(by=make.an_editor(), version=article.version)
    article.refresh_from_db()
    return article


def test_each_kind_of_block_shows_what_the_catalog_says_today(client, season):
    full_article(season)
    text = page(client, "/news/all-of-it/")

    for words in (
        "Renewed on 1 March 2026; returns in spring 2028.",  # the answer
        "Returning",  # the label in the fact box
        "of 10, IMDb",
        "taken on",
        "Ada Marlow",
        "Captain Vane",
        "Orange Grove",
        "Tom Reed",
        "It was filmed on one street.",
        "Meridian ordered it.",
        "Spin-off of",
        "The Silk Road",
        "It may go on.",
        "head of Meridian",
        "In our words.",
        "The street",
        "Q. Lens",
        "P. Hand",
        "The trailer",
    ):
        assert words in text, words
    assert "<q>" not in text
    assert "<iframe" not in text


def test_words_stay_and_facts_follow(client, season):
    article = full_article(season)
    words = RichText.objects.get(parent=article).text
    make.an_update(season, on=date(2026, 5, 1), decision=Decision.DECLINED, summary="Meridian said no.")
    text = page(client, "/news/all-of-it/")

    assert words in text
    assert "Cancelled on 1 May 2026." in text
    assert "Meridian said no." in text


def test_words_said_verbatim_stand_in_quotation_marks(client, season):
    article = make.an_article("Said", about=season)
    quote = make.a_quote(season, text="We go on.", kind=Quote.Kind.VERBATIM)
    make.a_block(article, QuoteBlock, quote=quote)
    article.publish(by=make.an_editor(), version=article.version)

    assert "<q>We go on.</q>" in page(client, "/news/said/")


def test_a_claim_that_no_longer_holds_gets_a_dated_note_with_the_new_fact(client, season):
    make.an_update(season, decision=Decision.ORDERED)
    article = make.an_article("Renewed", about=season)
    article.claims.create(season=season, axis="decision", value=Decision.ORDERED)
    article.publish(by=make.an_editor(), version=article.version)
    assert "Newer than this story" not in page(client, "/news/renewed/")

    with time_machine.travel(datetime.now(UTC) + make.DAY):
        make.an_update(season, on=date(2026, 5, 1), decision=Decision.DECLINED, public_from=datetime.now(UTC))
        day = f"{datetime.now(UTC):%Y-%m-%d}"
        text = page(client, "/news/renewed/")
    assert f'Newer than this story, <time datetime="{day}">' in text
    assert "Cancelled on 1 May 2026." in text


def test_a_correction_stands_on_the_story_and_in_the_ledger(client, season):
    article = make.a_published_article("A story", about=season, text="<p>Ten episodes.</p>")
    key = str(RichText.objects.get(parent=article).key)
    article.correct(
        by=make.an_editor(),
        version=article.version,
        kind="fact",
        text="We wrote ten episodes; it is eight.",
        changes={key: "<p>Eight episodes.</p>"},
    )
    story, ledger = page(client, "/news/a-story/"), page(client, "/corrections/")

    assert "Eight episodes." in story
    assert "We wrote ten episodes; it is eight." in story
    assert "We wrote ten episodes; it is eight." in ledger
    assert 'href="/news/a-story/"' in ledger


def test_the_ledger_is_silent_about_what_was_withdrawn_and_says_when_it_is_empty(client, season):
    editor = make.an_editor()
    article = make.a_published_article("A story", about=season)
    article.correct(by=editor, version=article.version, kind="typo", text="A slip.", title="A storey")
    article.withdraw(by=editor, version=article.version, reason="Wrong.")

    text = page(client, "/corrections/")
    assert "A slip." not in text
    assert "Nothing to correct so far." in text


def test_the_sources_of_a_story_are_listed_once_each(client, season):
    source = make.a_source(publisher="Meridian Press")
    update = make.an_update(season, decision=Decision.ORDERED, source=source)
    article = make.an_article("Renewed", about=season, announces=[update])
    make.a_block(article, AnswerBox)
    article.publish(by=make.an_editor(), version=article.version)
    listed = page(client, "/news/renewed/").partition('id="sources-h"')[2].partition("</section>")[0]

    assert listed.count("Meridian Press") == 1


def test_the_next_to_read_is_about_the_same_and_live(client, season):
    make.a_published_article("The first", about=season)
    make.a_published_article("The second", about=season)
    make.a_published_article("Of another", about=make.a_season(make.a_series("Low Water")))
    make.an_article("A draft beside it", about=season)
    listed = page(client, "/news/the-first/").partition('id="next-h"')[2]

    assert "The second" in listed
    assert "Of another" not in listed
    assert "A draft beside it" not in listed


def test_a_story_about_a_hidden_series_names_no_page_of_it(client):
    season = make.a_season(make.a_series("Under Wraps"))
    article = make.an_article("A hint", about=season)
    make.a_block(article, FactBox)
    article.publish(by=make.an_editor(), version=article.version)
    Series.objects.filter(pk=season.series_id).update(published_at=None)

    assert "Under Wraps" not in page(client, "/news/a-hint/")


def test_an_author_has_a_page_while_something_of_theirs_is_live(client, season):
    author = make.an_author("Nora Keane", bio="Writes about endings.\n\nLives by the sea.")
    page(client, "/authors/nora-keane/", 404)
    article = make.a_published_article("A story", about=season, authors=[author])
    text = page(client, "/authors/nora-keane/")
    assert "<p>Lives by the sea.</p>" in text
    assert "A story" in text

    author.readdress("nora-k")
    assert client.get("/authors/nora-keane/")["Location"] == "/authors/nora-k/"
    article.withdraw(by=make.an_editor(), version=article.version, reason="Wrong.")
    page(client, "/authors/nora-k/", 404)


def test_catalog_pages_show_the_news_about_them(client):
    network, genre = make.a_network("Meridian"), make.a_genre("Drama")
    series = make.a_series("The Salt Road", network=network, genres=[genre])
    season, other = make.a_season(series, 1), make.a_season(series, 2)
    person = make.a_person("Ada Marlow")
    make.a_cast_credit(season, person)
    article = make.a_published_article("About season one", about=season)
    article.subjects.create(person=person)
    article.publish(by=make.an_editor(), version=article.version)

    for address in (
        series.get_absolute_url(),
        season.get_absolute_url(),
        person.get_absolute_url(),
        network.get_absolute_url(),
        genre.get_absolute_url(),
    ):
        assert "About season one" in page(client, address), address
    assert "About season one" not in page(client, other.get_absolute_url())


def test_pages_of_news_set_no_cookie_and_may_be_kept_by_anybody(client, season):
    make.a_published_article("A story", about=season)
    for name, args in (("article_list", []), ("article_detail", ["a-story"]), ("corrections", []), ("feed_list", [])):
        response = client.get(reverse(f"news:{name}", args=args))
        assert not response.cookies
        assert "public" in response["Cache-Control"]
        assert "Cookie" not in response.get("Vary", "")


def test_a_page_is_kept_no_longer_than_until_the_next_story(client, season):
    with time_machine.travel(NOON, tick=False):
        make.a_published_article("Soon", about=season, at=NOON + timedelta(seconds=7))
        assert "max-age=7" in client.get("/news/")["Cache-Control"]
