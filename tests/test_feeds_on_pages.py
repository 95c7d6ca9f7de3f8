"""Each page tells programs which feeds are its own, and leads people to them."""

import re
from html import unescape

import pytest

from tests import make
from tests.feed_reading import TYPES

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<link rel="alternate" type="(application/[^"]+)" title="([^"]+)" href="([^"]+)">')


@pytest.fixture
def season(settings):
    settings.SITE_NAME = "Showsite"
    return make.a_season(make.a_series("Salt", network=make.a_network("Meridian"), genres=[make.a_genre("Drama")]), 2)


def advertised(client, page):
    """The paths of the feeds that a page names, without their formats; each is there in all of them."""
    links = [tuple(map(unescape, link)) for link in LINK.findall(client.get(page).content.decode())]
    found = {}
    for kind, _title, address in links:
        place, _, format = address.partition("?")[0].rpartition(".")
        assert TYPES[format] == kind
        query = address.partition("?")[2]
        found.setdefault(f"{place}?{query}" if query else place, []).append(format)
        response = client.get(address)
        assert response.status_code == 200, address
        assert response["Content-Type"].startswith(kind)
    assert all(formats == list(TYPES) for formats in found.values())
    return list(found)


def test_each_page_advertises_its_own_feeds_in_three_formats(client, season):
    make.a_cast_credit(season, make.a_person("Ada"))
    make.a_season(season.series, number=None)
    make.a_season(season.series, number=0, kind="specials")
    make.a_published_article("A story", about=season, authors=[make.an_author("Nora", slug="nora")])
    pages = {
        "/": ["/news/feed", "/renewals/feed"],
        "/news/": ["/news/feed"],
        "/news/2026/11/": ["/news/feed"],
        "/news/a-story/": ["/news/feed", "/series/salt/feed"],
        "/series/salt/": ["/series/salt/feed"],
        "/series/salt/season-2/": ["/series/salt/season-2/feed"],
        "/series/salt/next-season/": ["/series/salt/next-season/feed"],
        "/series/salt/specials-0/": ["/series/salt/specials-0/feed"],
        "/people/ada/": ["/people/ada/feed"],
        "/networks/meridian/": ["/networks/meridian/feed"],
        "/genres/drama/": ["/genres/drama/feed"],
        "/authors/nora/": ["/authors/nora/feed"],
        "/renewals/": ["/renewals/feed", "/renewals/feed?certainty=official"],
        "/corrections/": ["/corrections/feed", "/news/feed"],
        "/calendar/": ["/calendar/feed"],
        "/about/": [],
    }
    assert {page: advertised(client, page) for page in pages} == pages
