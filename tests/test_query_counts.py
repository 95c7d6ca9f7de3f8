"""The table of what each page costs: its number of queries, and the same with ten times the rows.

A name of the URLconf that is missing here fails a test. The admin is counted in its own tests; the pages of the login
show one user what is theirs, and no list that grows.
"""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from tests.world import World

# Where each name of the URLconf is in the world of `fill`, and how many queries its answer takes: all of them, the
# one for the cache's sake included.
TABLE = {
    "home": ("/", 14),
    "page": ("/about/", 5),
    "extra_page": ("/about/{page}/", 5),
    "search": ("/search/?q=salt", 20),
    "search_suggest": ("/search/suggest.json?q=salt", 20),
    "robots": ("/robots.txt", 1),
    "security": ("/.well-known/security.txt", 1),
    "manifest": ("/manifest.webmanifest", 1),
    "icon": ("/favicon.ico", 0),
    "health": ("/healthz", 1),
    "card": ("{card}", 2),
    "picture": ("{picture}", 2),
    "site_map": ("/site-map/", 8),
    "sitemap_index": ("/sitemap.xml", 18),
    "sitemap_section": ("/sitemap-series-1.xml", 12),
    "news_sitemap": ("/news-sitemap.xml", 2),
    "catalog:series_list": ("/series/", 6),
    "catalog:series_detail": ("/series/salt-road-0/", 17),
    "catalog:season_detail": ("/series/salt-road-0/season-1/", 16),
    "catalog:next_season": ("/series/salt-road-0/next-season/", 16),
    "catalog:extra_season_detail": ("/series/salt-road-0/specials-0/", 15),
    "catalog:video_detail": ("/series/salt-road-0/videos/video/", 4),
    "catalog:person_list": ("/people/", 2),
    "catalog:person_detail": ("/people/ada/", 9),
    "catalog:genre_list": ("/genres/", 3),
    "catalog:network_list": ("/networks/", 4),
    "catalog:year_list": ("/years/", 3),
    "catalog:genre_detail": ("/genres/drama/", 6),
    "catalog:network_detail": ("/networks/meridian/", 6),
    "catalog:scoreboard": ("/renewals/", 7),
    "catalog:scoreboard_data": ("/renewals/data/", 1),
    "catalog:scoreboard_csv": ("/renewals.csv", 6),
    "catalog:scoreboard_json": ("/renewals.json", 6),
    "catalog:calendar": ("/calendar/", 18),
    "catalog:calendar_ics": ("/calendar.ics", 14),
    "catalog:series_calendar": ("/series/salt-road-0/calendar.ics", 15),
    "catalog:network_calendar": ("/networks/meridian/calendar.ics", 15),
    "catalog:follow_calendar": ("/follow/calendar.ics?series=salt-road-0&people=ada", 16),
    "news:article_list": ("/news/", 3),
    "news:feed": ("/news/feed.rss", 18),
    "news:month_archive": ("/news/{month}/", 3),
    "news:article_detail": ("/news/story-0/", 9),
    "news:author_list": ("/authors/", 3),
    "news:author_detail": ("/authors/nora/", 3),
    "news:corrections": ("/corrections/", 3),
    "news:feed_list": ("/feeds/?q=ada", 17),
    "news:all_feeds": ("/feeds/all.opml", 3),
    "news:follow": ("/follow/?series=salt-road-0&people=ada&q=ada", 23),
    "news:follow_feeds": ("/follow/feeds.opml?series=salt-road-0&people=ada", 3),
    "news:share": ("{share}?open=1", 14),
    "news:update_feed": ("/renewals/feed.rss", 14),
    "news:correction_feed": ("/corrections/feed.rss", 8),
    "news:premiere_feed": ("/calendar/feed.json", 7),
    "news:series_feed": ("/series/salt-road-0/feed.atom", 27),
    "news:season_feed": ("/series/salt-road-0/season-1/feed.rss", 28),
    "news:next_season_feed": ("/series/salt-road-0/next-season/feed.rss", 21),
    "news:extra_season_feed": ("/series/salt-road-0/specials-0/feed.rss", 21),
    "news:person_feed": ("/people/ada/feed.rss", 23),
    "news:network_feed": ("/networks/meridian/feed.rss", 30),
    "news:genre_feed": ("/genres/drama/feed.rss", 29),
    "news:author_feed": ("/authors/nora/feed.json", 24),
    "news:follow_feed": ("/follow/feed.rss?series=salt-road-0&people=ada", 31),
}


def names(resolver, namespace=""):
    """The names of a URLconf with their namespaces."""
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            if each.namespace != "admin" and str(each.pattern) != "accounts/":
                yield from names(each, f"{namespace}{each.namespace}:" if each.namespace else namespace)
        else:
            yield f"{namespace}{each.name}"


def costs(client, places):
    """The number of queries that the answer at each address takes; a page that is not there has none."""
    counts = {}
    for name, (address, _count) in TABLE.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address.format(**places))
            # What is sent as it is made asks while it is read.
            response.getvalue()
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
