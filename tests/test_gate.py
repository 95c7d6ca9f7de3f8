"""Nothing of a working copy reaches readers before it is published, and what is over is gone everywhere."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from catalog.axes import Decision
from news.models import AnswerBox, RichText, Share
from news.tokens import new_token
from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECRET = "Rumpelstiltskin"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def season():
    series = make.a_series("The Salt Road", network=make.a_network("Meridian"), genres=[make.a_genre("Drama")])
    season = make.a_season(series, number=2)
    make.an_update(season, decision=Decision.ORDERED)
    make.a_cast_credit(season, make.a_person("Ada Marlow"))
    return season


def every_address(season):
    """The public addresses on which a story about a season, or a word of it, could be met."""
    series = season.series
    yield from ["/", "/news/", "/corrections/", "/feeds/", "/about/", "/robots.txt", "/sitemap.xml"]
    yield from [f"/sitemap-{name}-1.xml" for name in ("news", "news-images", "series", "seasons", "people")]
    yield "/news-sitemap.xml"
    yield from [f"/search/?q={text}" for text in (SECRET, "salt", "story", "ada")]
    yield from ["/news/feed.rss", "/news/feed.atom"]
    yield from [reverse("news:series_feed", args=[series.slug, kind]) for kind in ("rss", "atom", "json")]
    yield from ["/news/2026/11/", "/news/a-story/", "/news/rumpelstiltskin/", "/authors/nora-keane/"]
    yield from ["/authors/rumpelstiltskin/", "/people/rumpelstiltskin/"]
    yield from ["/series/", series.get_absolute_url(), season.get_absolute_url()]
    yield from ["/people/", "/people/ada-marlow/", "/genres/drama/", "/networks/meridian/"]
    yield from ["/renewals/", "/renewals.csv", "/renewals.json", "/calendar/"]


def everything(client, season):
    """What readers get at each address: the status and the bytes."""
    answers = {}
    for address in every_address(season):
        response = client.get(address)
        answers[address] = response.status_code, response.get("Location"), response.getvalue()
    return answers


def differing(before, after):
    return [address for address in before if before[address] != after[address]]


def edit(article):
    """Put the secret into each part of a working copy."""
    article.title = article.lead = SECRET
    article.slug = SECRET.lower()
    article.hero = make.an_image(alt=SECRET, caption=SECRET)
    article.kind, article.pinned_until = "feature", NOON + make.DAY
    article.save()
    article.author_rows.create(author=make.an_author(SECRET), order=5)
    article.subjects.create(person=make.a_person(SECRET))
    RichText.objects.filter(parent=article).update(text=f"<p>{SECRET}</p>")
    make.a_block(article, AnswerBox, heading=SECRET)


def test_until_something_is_published_not_a_byte_changes(client, season):
    article = make.a_published_article("A story", about=season)
    before = everything(client, season)
    assert before["/news/a-story/"][0] == 200
    edit(article)
    assert differing(before, everything(client, season)) == []
    article.save_draft(by=make.an_editor(), version=article.version, note=SECRET)
    assert differing(before, everything(client, season)) == []
    article.publish(by=make.an_editor(), version=article.version, at=NOON + make.HOUR, note=SECRET)
    assert differing(before, everything(client, season)) == []


def test_a_share_link_shows_a_draft_at_its_own_address_and_nowhere_else(client, season):
    """The one page that shows what did not pass the gate: to who has its link, and to nobody who has not."""
    article = make.a_published_article("A story", about=season)
    edit(article)
    article.save_draft(by=None, version=article.version)
    before, token = everything(client, season), new_token()

    Share.objects.make(article, token=token, by=None, label=SECRET, expires_at=NOON + make.DAY)
    shown = client.get(Share.address(token) + "?open=1")

    assert SECRET in shown.content.decode()
    for address in re.findall(r"/media/[^ ]*grant=[^ \",]+", shown.content.decode()):
        assert client.get(address).status_code == 200
    assert differing(before, everything(client, season)) == []


def test_what_is_published_changes_all_that_should_show_it(client, season):
    article = make.a_published_article("A story", about=season)
    before = everything(client, season)
    edit(article)
    article.publish(by=make.an_editor(), version=article.version)
    shown = [address for address, answer in everything(client, season).items() if SECRET.encode() in answer[2]]

    for address in ("/", "/news/", "/news/feed.rss", "/news/rumpelstiltskin/", season.series.get_absolute_url()):
        assert address in shown
    assert "/news/a-story/" in differing(before, everything(client, season))


def test_a_scheduled_story_comes_and_goes_by_the_clock_alone(client, season, clock):
    article = make.an_article("Rumpelstiltskin", about=season, lead=SECRET)
    article.publish(by=make.an_editor(), version=article.version, at=NOON + make.HOUR, until=NOON + 2 * make.HOUR)
    places = [
        "/",
        "/news/",
        "/news/2026/11/",
        "/news/rumpelstiltskin/",
        "/news/feed.rss",
        "/news/feed.atom",
        "/series/the-salt-road/feed.rss",
        "/series/the-salt-road/feed.atom",
        "/series/the-salt-road/",
        "/series/the-salt-road/season-2/",
        "/networks/meridian/",
        "/genres/drama/",
        "/authors/nora-keane/",
        "/sitemap-news-1.xml",
        "/news-sitemap.xml",
    ]

    def met():
        return [
            address
            for address in places
            if "umpelstiltskin</" in (text := client.get(address).getvalue().decode())
            or "rumpelstiltskin/</loc>" in text
        ]

    clock.move_to(NOON + make.HOUR - make.SECOND)
    assert met() == []
    assert b"Nothing found" in client.get("/search/?q=rumpel").content
    assert client.get("/news/rumpelstiltskin/").status_code == 404
    clock.move_to(NOON + make.HOUR)
    assert met() == places
    assert b"/news/rumpelstiltskin/" in client.get("/search/?q=rumpel").content
    clock.move_to(NOON + 2 * make.HOUR)
    assert met() == []
    assert b"Nothing found" in client.get("/search/?q=rumpel").content
    assert client.get("/news/rumpelstiltskin/").status_code == 410


def test_a_withdrawn_story_is_gone_from_everywhere_and_does_not_return(client, season, clock):
    article = make.a_published_article("A tale", about=season, lead="Of a kind.")
    article.publish(by=make.an_editor(), version=article.version, at=NOON + make.DAY)
    article.withdraw(by=make.an_editor(), version=article.version, reason="Wrong.")

    for moment in (NOON, NOON + make.DAY, NOON + 2 * make.DAY):
        clock.move_to(moment)
        assert client.get("/news/a-tale/").status_code == 410
        answers = everything(client, season)
        assert [address for address, answer in answers.items() if b"A tale" in answer[2]] == []
