"""The table of what each page costs: its number of queries, and the same with ten times the rows.

A name of the URLconf that is missing here fails a test. The admin is counted in its own tests.
"""

from datetime import date, timedelta
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from catalog.axes import Certainty, Decision, Outlook, Tier
from catalog.fuzzydates import parse
from catalog.models import Forecast, KnownFor, OtherTitle, PersonName, Season, Series, SeriesId, SeriesRelation, Work
from tests import make

# Where each name of the URLconf is in the world of `fill`, and how many queries its answer takes: all of them, the
# one for the cache's sake included.
TABLE = {
    "home": ("/", 7),
    "about": ("/about/", 1),
    "search": ("/search/?q=salt", 6),
    "robots": ("/robots.txt", 1),
    "health": ("/healthz", 1),
    "picture": ("{picture}", 2),
    "sitemap_index": ("/sitemap.xml", 5),
    "sitemap_section": ("/sitemap-news.xml", 3),
    "catalog:series_list": ("/series/", 6),
    "catalog:series_detail": ("/series/salt-road-0/", 16),
    "catalog:season_detail": ("/series/salt-road-0/season-1/", 16),
    "catalog:next_season": ("/series/salt-road-0/next-season/", 17),
    "catalog:extra_season_detail": ("/series/salt-road-0/specials-0/", 15),
    "catalog:video_detail": ("/series/salt-road-0/videos/video/", 3),
    "catalog:person_list": ("/people/", 2),
    "catalog:person_detail": ("/people/ada/", 9),
    "catalog:genre_detail": ("/genres/drama/", 6),
    "catalog:network_detail": ("/networks/meridian/", 6),
    "catalog:scoreboard": ("/renewals/", 6),
    "catalog:scoreboard_csv": ("/renewals.csv", 5),
    "catalog:scoreboard_json": ("/renewals.json", 5),
    "catalog:calendar": ("/calendar/", 6),
    "news:article_list": ("/news/", 3),
    "news:feed_rss": ("/news/feed.rss", 7),
    "news:feed_atom": ("/news/feed.atom", 7),
    "news:month_archive": ("/news/{month}/", 3),
    "news:article_detail": ("/news/story-0/", 7),
    "news:author_detail": ("/authors/nora/", 3),
    "news:corrections": ("/corrections/", 2),
    "news:feed_list": ("/feeds/", 1),
    "news:series_feed_rss": ("/series/salt-road-0/feed.rss", 8),
    "news:series_feed_atom": ("/series/salt-road-0/feed.atom", 8),
}


class World:
    """Rows of every kind that a page shows, on series that share what can be shared."""

    def __init__(self):
        self.network, self.genre = make.a_network("Meridian"), make.a_genre("Drama")
        self.author, self.editor = make.an_author("Nora Keane", slug="nora"), make.an_editor()
        self.image = make.an_image(alt="A road of salt.")
        self.size = 0
        month = timezone.localdate(timezone.now() - make.DAY)
        self.places = {
            "picture": self.image.rendition_address("poster", 160),
            "month": f"{month.year}/{month.month:02}",
        }

    def fill(self, size):
        """Grow to a size: so many series, and so many rows of everything on the first of them."""
        # Settled once at the end, not after each row.
        with patch.object(Series, "settle"):
            for number in range(self.size, size):
                self._add_series(number)
            for number in range(self.size, size):
                self._add_rows(number)
        Series.objects.all().settle()
        self.size = size

    def _add_series(self, number):
        series = make.a_series(
            f"Salt Road {number}",
            slug=f"salt-road-{number}",
            network=self.network,
            genres=[self.genre],
            poster=self.image if number % 2 else None,
            imported={"title": "Salt Road"},
        )
        if not number:
            self.series = series
        else:
            SeriesRelation.objects.create(series=self.series, kind="spin_off", other=series)
            SeriesRelation.objects.create(series=series, kind="revival", other=self.series)
            self._add_season(series, 1)
        SeriesId.objects.create(owner=series, provider="tvmaze", value=number + 1)

    def _add_season(self, series, number):
        season = make.a_season(series, number)
        make.an_update(season, decision=Decision.ORDERED, premiere="spring 2040", commissioner=self.network)
        make.an_update(season, premiere=timezone.localdate() + timedelta(days=number))
        return season

    def _add_rows(self, number):
        series, today = self.series, timezone.localdate()
        season = self._add_season(series, number + 1)
        if not number:
            self.season, self.ada = season, make.a_person("Ada", slug="ada")
            self.next = make.a_season(series, number=None)
            self.specials = make.a_season(series, 0, kind=Season.Kind.SPECIALS)
            make.a_video(series, slug="video")
        person = make.a_person(f"Eda {number}", photo=self.image if number % 2 else None)
        merged = make.a_person(f"Ida {number}")
        merged.merge_into(person)
        desk = make.a_source(Tier.DESK, "Our desk")
        for where in (self.season, self.next, self.specials):
            make.an_update(where, decision=Decision.UNDECIDED, source=desk, certainty=Certainty.REPORTED, on=today)
            make.a_rumour(where, summary=f"Rumour {number}.")
            make.an_update(where, dates=[("premiere", "US", 1 + number, parse("spring 2041"))])
            make.a_cast_credit(where, person, f"Captain {number}")
            make.a_cast_credit(where, merged, f"Mate {number}")
            make.a_cast_credit(where, self.ada, f"Cook {number}")
            make.a_crew_credit(where, merged, make.a_job(f"Job {number}"))
            make.a_crew_credit(where, self.ada, make.a_job(f"Job {number}"))
            make.a_quote(where, merged)
            make.a_fact(where, f"Fact {number}.")
            make.a_rating(series, f"Site {number}", season=where)
            make.a_video(series, season=where)
            Forecast.objects.create(
                season=where, outlook=Outlook.LIKELY, reason="It sells.", given_on=today, given_by=self.editor
            )
        make.a_quote(self.season, self.ada, f"Once more, {number}.")
        make.a_rating(series, "IMDb", taken_on=date(2026, 1, 1) + timedelta(days=number))
        KnownFor.objects.create(person=self.ada, work=Work.objects.create(title=f"Work {number}", series=series))
        PersonName.objects.create(person=self.ada, name=f"Ade {number}")
        OtherTitle.objects.create(series=series, title=f"Title {number}")
        self._add_story(number)

    def _add_story(self, number):
        story = make.a_published_article(
            f"Story {number} of salt", slug=f"story-{number}", about=self.season, authors=[self.author], by=self.editor
        )
        story.correct(by=self.editor, version=story.version, kind="fact", text="It was wrong.", lead="It is right.")


def names(resolver, namespace=""):
    """The names of a URLconf with their namespaces."""
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            if each.namespace != "admin":
                yield from names(each, f"{namespace}{each.namespace}:" if each.namespace else namespace)
        else:
            yield f"{namespace}{each.name}"


def costs(client, places):
    """The number of queries that the answer at each address takes; a page that is not there has none."""
    counts = {}
    for name, (address, _count) in TABLE.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address.format(**places))
        assert response.status_code == 200, name
        counts[name] = len(queries)
    return counts


def test_every_address_of_the_site_stands_in_the_table():
    assert sorted(names(get_resolver())) == sorted(TABLE)


def test_a_page_takes_the_queries_of_the_table_with_few_rows_and_with_ten_times_as_many(client, db):
    table = {name: count for name, (_address, count) in TABLE.items()}
    world = World()
    world.fill(2)
    # What a process looks up once in its life is not the page's.
    costs(client, world.places)
    assert costs(client, world.places) == table

    world.fill(20)
    assert costs(client, world.places) == table
