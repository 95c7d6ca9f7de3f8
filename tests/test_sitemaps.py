"""What search engines are told."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
import time_machine

from catalog.axes import Decision
from showsite import sitemaps
from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://shows.example"
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def told(client, section, page=""):
    """The addresses of a section with their lastmod, None where there is none."""
    response = client.get(f"/sitemap-{section}.xml{page}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    urls = ElementTree.fromstring(response.content).findall("s:url", NAMES)
    return {url.find("s:loc", NAMES).text: getattr(url.find("s:lastmod", NAMES), "text", None) for url in urls}


def test_the_index_names_every_section_and_each_answers(client):
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [loc.text for loc in index.findall("s:sitemap/s:loc", NAMES)]

    sections = ["news", "series", "seasons", "people", "genres", "networks", "authors", "pages", "indexes"]
    assert addresses == [f"https://shows.example/sitemap-{name}.xml" for name in sections]
    for address in addresses:
        assert client.get(address.removeprefix("https://shows.example")).status_code == 200
    assert client.get("/sitemap-nothing.xml").status_code == 404
    assert "Sitemap: https://shows.example/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_a_long_section_comes_in_parts(client, monkeypatch):
    monkeypatch.setattr(sitemaps.Pages, "limit", 2)
    for number in range(5):
        make.a_series(f"Series {number}")
    index = client.get("/sitemap.xml").content.decode()

    assert "https://shows.example/sitemap-series.xml?p=3" in index
    assert "sitemap-series.xml?p=4" not in index
    assert len({**told(client, "series"), **told(client, "series", "?p=2"), **told(client, "series", "?p=3")}) == 5
    assert client.get("/sitemap-series.xml?p=4").status_code == 404
    assert client.get("/sitemap-series.xml?p=x").status_code == 404


def test_only_public_things_are_named(client):
    season = make.a_season(make.a_series("The Salt Road"), number=2)
    hidden = make.a_season(make.a_series("Hidden", hidden=True))
    make.a_cast_credit(season, make.a_person("Ada Marlow"))
    make.a_cast_credit(hidden, make.a_person("Nobody"))
    make.a_published_article("A story", about=season)
    make.an_article("A draft", about=season)

    assert set(told(client, "news")) == {"https://shows.example/news/a-story/"}
    assert set(told(client, "series")) == {"https://shows.example/series/the-salt-road/"}
    assert set(told(client, "seasons")) == {"https://shows.example/series/the-salt-road/season-2/"}
    assert told(client, "people") == {"https://shows.example/people/ada-marlow/": None}


def test_a_page_was_changed_when_what_it_says_was(client):
    season = make.a_season(make.a_series("The Salt Road", published_at=datetime(2026, 1, 1, tzinfo=UTC)), number=2)
    article = make.a_published_article("A story", about=season, at=datetime(2026, 2, 1, tzinfo=UTC))
    assert list(told(client, "series").values()) == ["2026-01-01"]
    assert list(told(client, "news").values()) == ["2026-02-01"]

    make.an_update(
        season, on=date(2026, 3, 1), decision=Decision.ORDERED, public_from=datetime(2026, 3, 2, tzinfo=UTC)
    )
    article.correct(by=make.an_editor(), version=article.version, kind="typo", text="A slip.", title="A storey")
    assert list(told(client, "series").values()) == ["2026-03-02"]
    assert list(told(client, "seasons").values()) == ["2026-03-02"]
    assert list(told(client, "news").values()) == ["2026-11-24"]


def test_a_sitemap_without_a_story_that_was_withdrawn_is_sent_anew(client, site):
    article = make.a_published_article("A story", about=make.a_season(), at=NOON - make.DAY)
    known = client.get("/sitemap-news.xml")
    article.withdraw(by=make.an_editor(), version=article.version, reason="Wrong.")

    assert "Last-Modified" not in known
    assert client.get("/sitemap-news.xml", headers={"if-none-match": known["ETag"]}).status_code == 200
    assert told(client, "news") == {}
