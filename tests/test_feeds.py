"""What feed readers get: RSS 2.0 and Atom, of all news and of one series."""

import re
from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.axes import Decision
from news.models import (
    AnswerBox,
    CastBlock,
    CrewBlock,
    ImageBlock,
    Masthead,
    QuoteBlock,
    RatingsBlock,
    RichText,
    VideoBlock,
)
from tests import make

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ALL = ["/news/feed.rss", "/news/feed.atom"]
OF_SERIES = ["/series/the-salt-road/feed.rss", "/series/the-salt-road/feed.atom"]
FEEDS = ALL + OF_SERIES
TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}


@pytest.fixture(autouse=True)
def site(settings, db):
    settings.SITE_URL = "https://shows.example"
    with time_machine.travel(NOON - make.DAY):
        Masthead.write_down()


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def season(clock):
    return make.a_season(make.a_series("The Salt Road"), number=2)


def read(client, address):
    """The feed as feedparser reads it: valid, without a complaint."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == TYPES[address.rpartition(".")[2]]
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def content(entry):
    return entry.content[0].value


def test_a_feed_holds_the_live_stories_in_full_newest_first(client, season):
    make.a_published_article("Older", about=season, at=NOON - 2 * make.DAY, lead="The older one.")
    make.a_published_article("Newer", about=season, at=NOON - make.DAY, text="<p>It <em>goes</em> on.</p>")
    make.a_published_article("Not yet", about=season, at=NOON + make.DAY)
    make.an_article("Only a draft", about=season)

    for feed in (read(client, address) for address in FEEDS):
        assert [entry.title for entry in feed.entries] == ["Newer", "Older"]
        assert "<p>It <em>goes</em> on.</p>" in content(feed.entries[0])
        assert feed.entries[1].summary == "The older one."
        assert feed.entries[0].author == "Nora Keane"
        assert feed.entries[0].link == "https://shows.example/news/newer/"
        assert feed.feed.title
        assert feed.feed.links


def test_a_feed_holds_twenty_stories(client, season):
    for number in range(22):
        make.a_published_article(f"Story {number}", about=season, at=NOON - timedelta(hours=number + 1))

    assert [len(read(client, address).entries) for address in FEEDS] == [20] * 4


def test_the_feed_of_a_series_holds_its_news_alone(client, season):
    make.a_published_article("Ours", about=season)
    make.a_published_article("Of another", about=make.a_season(make.a_series("Low Water")))
    for address in OF_SERIES:
        feed = read(client, address)
        assert [entry.title for entry in feed.entries] == ["Ours"]
        assert "The Salt Road" in feed.feed.title


def test_the_feeds_of_a_series_follow_its_address_and_its_end(client, season):
    series = season.series
    series.readdress("salt-road")
    response = client.get("/series/the-salt-road/feed.rss")
    assert (response.status_code, response["Location"]) == (301, "/series/salt-road/feed.rss")
    make.remove(series, "Never existed.")
    assert client.get("/series/salt-road/feed.rss").status_code == 410
    make.a_series("Hidden", hidden=True)
    assert client.get("/series/hidden/feed.atom").status_code == 404
    assert client.get("/series/nothing/feed.atom").status_code == 404


def test_names_are_for_life(client, season, settings):
    article = make.a_published_article("A story", about=season)
    before = [read(client, address) for address in FEEDS]
    article.slug, article.title = "another-address", "Another title"
    article.save()
    article.publish(by=make.an_editor(), version=article.version)
    settings.SITE_URL = "https://moved.example"

    for address, then in zip(FEEDS, before, strict=True):
        now = read(client, address)
        assert now.entries[0].id == then.entries[0].id
        assert re.fullmatch(rf"tag:[^,]+,\d{{4}}-\d\d-\d\d:article/{article.uuid}", now.entries[0].id)
        assert now.entries[0].link == "https://moved.example/news/another-address/"
        assert now.feed.get("id") == then.feed.get("id")


def test_published_stays_and_updated_moves_with_a_material_change_alone(client, season, clock):
    article = make.a_published_article("A story", about=season, at=NOON)
    editor = make.an_editor()

    def dates():
        """When it was published and updated, as all feeds agree."""
        found = set()
        for address in FEEDS:
            entry = read(client, address).entries[0]
            found.add(
                tuple(datetime(*moment[:6], tzinfo=UTC) for moment in (entry.published_parsed, entry.updated_parsed))
            )
        (agreed,) = found
        return agreed

    assert dates() == (NOON, NOON)
    clock.move_to(NOON + make.HOUR)
    article.publish(by=editor, version=article.version, material=False)
    assert dates() == (NOON, NOON)
    clock.move_to(NOON + 2 * make.HOUR)
    article.publish(by=editor, version=article.version)
    assert dates() == (NOON, NOON + 2 * make.HOUR)
    clock.move_to(NOON + 3 * make.HOUR)
    correct = {"by": editor, "text": "A slip."}
    article.correct(version=article.version, kind="typo", lead="A new lead.", **correct)
    assert dates() == (NOON, NOON + 2 * make.HOUR)
    clock.move_to(NOON + 4 * make.HOUR)
    article.correct(version=article.version, kind="fact", lead="Another lead.", **correct)
    assert dates() == (NOON, NOON + 4 * make.HOUR)


def full_article(season):
    make.an_update(season, decision=Decision.ORDERED, premiere="spring 2028")
    make.a_cast_credit(season, make.a_person("Ada Marlow"))
    make.a_crew_credit(season, make.a_person("Tom Reed"))
    make.a_rating(season.series)
    article = make.an_article(
        "All of it",
        about=season,
        text='<p><a href="/series/the-salt-road/">It</a> <a href="#more">goes</a> on: href="/kept/".</p>',
        hero=make.an_image((160, 90), alt="A road"),
    )
    for block in (AnswerBox, CastBlock, CrewBlock, RatingsBlock):
        make.a_block(article, block)
    make.a_block(article, QuoteBlock, quote=make.a_quote(season, make.a_person("Jo Head"), "It may go on."))
    make.a_block(article, ImageBlock, image=make.an_image(alt="A street"), caption="The street")
    make.a_block(article, VideoBlock, video=make.a_video(season.series, poster=make.an_image((160, 90))))
    article.publish(by=make.an_editor(), version=article.version)
    return article


def test_the_words_carry_whole_addresses_pictures_and_the_answer(client, season):
    full_article(season)

    for html in (content(read(client, address).entries[0]) for address in FEEDS):
        addresses = re.findall(r'<[^>]*\s(?:href|src)="([^"]*)"', html)
        assert len(addresses) > 8
        assert all(each.startswith("https://") for each in addresses), addresses
        assert '<a href="https://shows.example/series/the-salt-road/"' in html
        assert '<a href="https://shows.example/news/all-of-it/#more"' in html
        assert 'href="/kept/".' in html
        assert 'alt="A road"' in html
        assert 'alt="A street"' in html
        assert "The street" in html
        assert "Renewed on 1 March 2026; returns in spring 2028." in html
        assert "It may go on." in html


def test_what_changes_by_itself_is_linked_and_not_copied(client, season):
    full_article(season)

    for html in (content(read(client, address).entries[0]) for address in FEEDS):
        assert 'season-2/#cast">Cast: The Salt Road, season 2</a>' in html
        assert 'season-2/#crew">Crew: The Salt Road, season 2</a>' in html
        assert 'season-2/">Ratings: The Salt Road, season 2</a>' in html
        for words in ("Ada Marlow", "Tom Reed", "IMDb"):
            assert words not in html


TITLES = ["Tom & Jerry <3", "]]> and &amp;", "Fin 🎬 ﬁ", "Bell\x07 and\x0b tab", "Not \ufffea character"]


def test_any_title_makes_a_valid_feed(client, season):
    for title in TITLES:
        make.a_published_article(title, about=season, lead=title, text=f"<p>{title}</p>")
    titles = {"".join(char for char in title if char.isprintable() and char != "\ufffe") for title in TITLES}

    for address in FEEDS:
        assert {entry.title for entry in read(client, address).entries} == titles


def test_an_empty_feed_is_valid_and_says_the_same_at_any_time(client, season, clock):
    for address in FEEDS:
        clock.move_to(NOON)
        before = client.get(address)
        read(client, address)
        clock.move_to(NOON + make.DAY)
        after = client.get(address)

        assert (before.content, before["ETag"]) == (after.content, after["ETag"])
        assert before["Last-Modified"] == after["Last-Modified"]


def test_a_reader_who_knows_the_feed_is_not_sent_it_again(client, season, clock):
    make.a_published_article(about=season)
    clock.move_to(NOON + make.HOUR)
    for address in FEEDS:
        response = client.get(address)
        assert response["ETag"].startswith('"')

        for known in ({"if-none-match": response["ETag"]}, {"if-modified-since": response["Last-Modified"]}):
            again = client.get(address, headers=known)
            assert (again.status_code, again.content) == (304, b"")
            assert again["ETag"] == response["ETag"]
            assert again["Cache-Control"] == response["Cache-Control"]


def withdraw(article):
    article.withdraw(by=make.an_editor(), version=article.version, reason="Wrong.")


def correct(article):
    key = str(RichText.objects.get(parent=article).key)
    article.correct(
        by=make.an_editor(), version=article.version, kind="typo", text="A slip.", changes={key: "<p>Right.</p>"}
    )


def decide(article):
    season = article.subjects.get(primary=True).season
    make.an_update(season, on=date(2026, 11, 24), decision=Decision.DECLINED, public_from=datetime.now(UTC))


def take_the_picture_away(article):
    make.remove(article.hero, "Not ours.")


@pytest.mark.parametrize("change", [withdraw, correct, decide, take_the_picture_away])
def test_every_change_reaches_readers_who_ask_by_date_or_by_tag_alone(client, season, clock, change):
    article = make.an_article(about=season, hero=make.an_image((160, 90)))
    make.a_block(article, AnswerBox)
    article.publish(by=make.an_editor(), version=article.version)
    clock.move_to(NOON + make.HOUR)
    known = {address: client.get(address) for address in FEEDS}
    clock.move_to(NOON + 2 * make.HOUR)
    change(article)

    def asked(address, old, header, name):
        return client.get(address, headers={header: old[name]}).status_code

    ways = [("if-none-match", "ETag"), ("if-modified-since", "Last-Modified")]
    for seconds in (0, 0.5, 1, 3600):
        clock.move_to(NOON + 2 * make.HOUR + timedelta(seconds=seconds))
        for address, old in known.items():
            assert [asked(address, old, *way) for way in ways] == [200, 200], (seconds, address)
    for address in FEEDS:
        new = client.get(address)
        assert [asked(address, new, *way) for way in ways] == [304, 304], address


def test_two_changes_within_one_second_are_both_heard_of(client, season, clock):
    first = make.a_published_article("First", about=season, at=NOON)
    assert all("Last-Modified" not in client.get(address) for address in FEEDS)
    clock.move_to(NOON + timedelta(milliseconds=500))
    withdraw(first)
    clock.move_to(NOON + make.HOUR)

    for address in FEEDS:
        assert [entry.title for entry in read(client, address).entries] == ["A story withdrawn"]
        assert client.get(address)["Last-Modified"] == "Tue, 24 Nov 2026 12:00:00 GMT"


def test_the_clock_alone_publishes_and_ends_a_story(client, season, clock):
    make.a_published_article("Soon", about=season, at=NOON + make.HOUR, until=NOON + 2 * make.HOUR)
    for address in FEEDS:
        clock.move_to(NOON)
        known = client.get(address)
        assert read(client, address).entries == []
        assert "max-age=60" in known["Cache-Control"]
        clock.move_to(NOON + make.HOUR - timedelta(seconds=5))
        assert "max-age=5" in client.get(address)["Cache-Control"]
        clock.move_to(NOON + make.HOUR)
        assert client.get(address, headers={"if-modified-since": known["Last-Modified"]}).status_code == 200
        assert [entry.title for entry in read(client, address).entries] == ["Soon"]
        clock.move_to(NOON + make.HOUR + make.SECOND)
        known = client.get(address)
        assert known["Last-Modified"] == "Tue, 24 Nov 2026 13:00:00 GMT"
        clock.move_to(NOON + 3 * make.HOUR)
        assert client.get(address, headers={"if-modified-since": known["Last-Modified"]}).status_code == 200
        assert [entry.title for entry in read(client, address).entries] == ["A story no longer shown"]


def test_the_answer_in_a_feed_turns_with_the_day_that_it_names(client, season, clock):
    make.an_update(season, decision=Decision.ORDERED, premiere=date(2026, 11, 26))
    article = make.an_article("Soon", about=season)
    make.a_block(article, AnswerBox)
    article.publish(by=make.an_editor(), version=article.version)
    for address in FEEDS:
        clock.move_to(NOON + make.HOUR)
        known = client.get(address)
        assert "returns on 26 November 2026" in content(read(client, address).entries[0])
        clock.move_to(datetime(2026, 11, 26, 0, 0, 1, tzinfo=UTC))
        assert client.get(address, headers={"if-modified-since": known["Last-Modified"]}).status_code == 200
        assert "began on 26 November 2026" in content(read(client, address).entries[0])


def test_a_feed_belongs_to_everybody(client, season, clock):
    make.a_published_article(about=season)
    client.force_login(make.an_editor())
    for address in FEEDS:
        response = client.get(address)

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "public" in response["Cache-Control"]
        head = client.head(address)
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", response["ETag"])
        assert client.post(address).status_code == 405


def test_a_feed_costs_the_same_with_twenty_stories_as_with_one(client, season, django_assert_num_queries):
    full_article(season)
    costs = {}
    for address in FEEDS:
        with CaptureQueriesContext(connection) as one:
            client.get(address)
        costs[address] = len(one)
    for number in range(18):
        other = make.an_article(f"Story {number}", about=season)
        for block in (AnswerBox, CastBlock, RatingsBlock):
            make.a_block(other, block)
        other.publish(by=make.an_editor(), version=other.version)
    for address, cost in costs.items():
        with django_assert_num_queries(cost):
            client.get(address)
