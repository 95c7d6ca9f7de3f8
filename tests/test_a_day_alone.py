"""A day without any process in the background: everything that was told in advance comes, and goes, to the second."""

from datetime import UTC, datetime

import pytest
import time_machine

from catalog.axes import Decision
from news.models import AnswerBox, Article
from tests import make

pytestmark = pytest.mark.django_db
EIGHT = datetime(2026, 11, 24, 8, tzinfo=UTC)
OUTLETS = [
    "/",
    "/news/",
    "/news/2026/11/",
    "/news/feed.rss",
    "/news/feed.atom",
    "/series/the-salt-road/",
    "/series/the-salt-road/season-2/",
    "/series/the-salt-road/feed.rss",
    "/authors/nora-keane/",
    "/search/?q={word}",
]


def hour(number):
    return EIGHT.replace(hour=number)


@pytest.fixture
def clock():
    with time_machine.travel(EIGHT, tick=False) as traveller:
        yield traveller


class Newsroom:
    """Everything an editor tells it between eight and nine; then everybody goes home."""

    def __init__(self, clock):
        self.season = make.a_season(make.a_series("The Salt Road", slug="the-salt-road"), number=2)
        self.author = make.an_author("Nora Keane", slug="nora-keane")
        self.update = make.an_update(
            self.season, decision=Decision.ORDERED, public_from=hour(23), summary="Meridian orders more."
        )
        # Each story is known by a word that no other has.
        self.changing = self.live("Morning tide turnz")
        self.retitle(self.changing, "Evening tide turnz")
        self.do(self.changing.publish, at=hour(10))
        self.expiring = self.an_article("Passing cloud")
        self.do(self.expiring.publish, until=hour(14))
        self.leaving = self.live("Broken anchor")
        self.do(self.leaving.withdraw, reason="The source was wrong.", at=hour(16))
        self.visiting = self.an_article("Visiting comet")
        self.do(self.visiting.publish, at=hour(18), until=hour(20))
        self.scoop = self.an_article("Golden scoop", announces=[self.update])
        make.a_block(self.scoop, AnswerBox)
        self.do(self.scoop.publish, at=hour(12))
        self.moved = self.an_article("Moving glacier")
        revision = self.do(self.moved.publish, at=hour(9))
        self.do(self.moved.reschedule, revision, at=hour(22))
        clock.move_to(EIGHT.replace(minute=30))
        self.do(self.changing.correct, kind="typo", text="It read turnz.", title="Morning tide turns")

    def an_article(self, title, **fields):
        return make.an_article(title, about=self.season, authors=[self.author], **fields)

    def live(self, title):
        article = self.an_article(title)
        self.do(article.publish)
        return article

    @staticmethod
    def do(verb, *args, **options):
        article = verb.__self__
        article.refresh_from_db()
        return verb(*args, by=None, version=article.version, **options)

    @staticmethod
    def retitle(article, title):
        Article.objects.filter(pk=article.pk).update(title=title)


def met(client, word):
    """The outlets on which a word stands, of those that can hold it."""
    places = [place.format(word=word.lower()) for place in OUTLETS]
    return {place for place in places if word in client.get(place).content.decode().replace(f'value="{word}', "")}


# Of each hour, what readers begin to meet, what they meet no longer, and the status of an address before and after.
TURNS = [
    (10, ["Evening"], ["Morning"], "morning-tide-turnz", 200, 200),
    (12, ["Golden"], [], "golden-scoop", 404, 200),
    (14, [], ["Passing"], "passing-cloud", 200, 410),
    (16, [], ["Broken"], "broken-anchor", 200, 410),
    (18, ["Visiting"], [], "visiting-comet", 404, 200),
    (20, [], ["Visiting"], "visiting-comet", 200, 410),
    (22, ["Moving"], [], "moving-glacier", 404, 200),
]


def test_after_a_day_alone_every_outlet_shows_what_it_should_at_each_second(client, clock):
    room = Newsroom(clock)

    for number, coming, going, slug, before, after in TURNS:
        clock.move_to(hour(number) - make.SECOND)
        assert [met(client, word) for word in coming] == [set()] * len(coming), number
        assert all(len(met(client, word)) == len(OUTLETS) for word in going), (number, going)
        assert client.get(f"/news/{slug}/").status_code == before, number
        early = client.get("/sitemap-news-1.xml").getvalue().decode()

        clock.move_to(hour(number))
        assert all(len(met(client, word)) == len(OUTLETS) for word in coming), (number, coming)
        assert [met(client, word) for word in going] == [set()] * len(going), number
        assert client.get(f"/news/{slug}/").status_code == after, number
        late = client.get("/sitemap-news-1.xml").getvalue().decode()
        assert (f"/news/{slug}/" in early, f"/news/{slug}/" in late) == (before == 200, after == 200), number

    clock.move_to(EIGHT + make.DAY)
    # The correction of the morning is still in what was scheduled then.
    text = client.get("/news/morning-tide-turnz/").content.decode()
    assert "Evening tide turns" in text and "turnz</h1>" not in text
    assert b"The source was wrong." in client.get("/news/broken-anchor/").content
    assert room.season.state(at=hour(12)).decision == Decision.ORDERED


def test_the_fact_and_the_answer_of_an_embargoed_story_turn_in_its_second(client, clock):
    Newsroom(clock)
    places = ["/renewals.json", "/renewals.csv", "/series/the-salt-road/season-2/"]

    def told():
        return [word in client.get(place).content.decode() for place, word in zip(places, words, strict=True)]

    words = ['"decision": "ordered"', ",ordered,", "Meridian orders more."]
    clock.move_to(hour(12) - make.SECOND)
    assert told() == [False, False, False]
    clock.move_to(hour(12))
    assert told() == [True, True, True]
    assert "Renewed" in client.get("/news/golden-scoop/").content.decode()


def test_a_page_is_kept_by_caches_no_longer_than_until_it_turns(client, clock):
    Newsroom(clock)
    clock.move_to(hour(12) - 20 * make.SECOND)
    assert "max-age=20" in client.get("/news/")["Cache-Control"]
