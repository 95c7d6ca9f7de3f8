"""Readers find what to subscribe to, and follow it without an account."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.utils import translation

from catalog.axes import Decision
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://shows.example"
    settings.SITE_NAME = "Showsite"


@pytest.fixture
def season():
    series = make.a_series("The Salt Road", slug="salt", network=make.a_network("Meridian"), genres=[make.a_genre()])
    season = make.a_season(series, 2)
    make.an_update(season, decision=Decision.ORDERED, premiere="spring 2040")
    return season


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def main(html):
    """What stands in the page itself, and not around it."""
    return html[html.index("<main") : html.index("</main>")]


def links(html):
    return [unescape(address) for address in re.findall(r'<a [^>]*?href="([^"]+)"', html)]


def outlines(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "text/x-opml; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert "public" in response["Cache-Control"]
    root = ElementTree.fromstring(response.content)
    assert (root.tag, root.attrib["version"]) == ("opml", "2.0")
    assert root.find("head/title").text
    found = [each.attrib for each in root.iter("outline") if "xmlUrl" in each.attrib]
    assert all(each["type"] == "rss" and each["text"] and each["htmlUrl"] for each in found)
    return [each["xmlUrl"].removeprefix("https://shows.example") for each in found]


def test_the_page_of_feeds_has_an_address_for_each_of_the_site_in_three_formats(client):
    found = links(main(page(client, "/feeds/")))
    for place in ("/news", "/renewals", "/corrections", "/calendar"):
        for format in ("rss", "atom", "json"):
            assert f"https://shows.example{place}/feed.{format}" in found
    assert "https://shows.example/renewals/feed.atom?certainty=official" in found
    assert "https://shows.example/calendar.ics" in found
    assert "webcal://shows.example/calendar.ics" in found
    assert {"/feeds/all.opml", "/follow/"} <= set(found)


def test_a_feed_of_anything_is_found_by_its_name(client, season):
    ada = make.a_person("Ada Salter", slug="ada")
    make.a_cast_credit(season, ada)
    make.a_season(season.series, number=None)
    make.a_series("Saltless", hidden=True)
    make.a_published_article("A story", about=season, authors=[make.an_author("Nora Salt", slug="nora")])
    html = main(page(client, "/feeds/?q=salt"))
    found = set(links(html))
    assert {f"https://shows.example{each}" for each in ("/series/salt/feed.rss", "/people/ada/feed.json")} <= found
    assert {
        f"https://shows.example/series/salt/{each}" for each in ("season-2/feed.rss", "next-season/feed.atom")
    } <= (found)
    assert "https://shows.example/authors/nora/feed.atom" in found
    assert "https://shows.example/series/salt/calendar.ics" in found
    assert "https://shows.example/follow/feeds.opml?series=salt" in found
    assert "https://shows.example/follow/calendar.ics?people=ada" in found
    assert "saltless" not in html.lower()
    for address in sorted(found):
        if address.startswith("https://shows.example"):
            assert client.get(address.removeprefix("https://shows.example")).status_code == 200, address
    assert "https://shows.example/networks/meridian/calendar.ics" in links(page(client, "/feeds/?q=merid"))
    assert "https://shows.example/genres/drama/feed.rss" in links(page(client, "/feeds/?q=DRAMA"))


def test_what_nothing_is_called_finds_nothing_and_is_shown_as_text(client, season):
    html = page(client, "/feeds/?q=%3Cb%3Ezz%00")
    assert "“&lt;b&gt;zz”" in html
    assert "noindex" in html
    assert "noindex" not in page(client, "/feeds/")
    assert page(client, "/feeds/?q=...")


def test_one_file_lists_the_feeds_of_the_site_the_networks_and_the_genres(client, season):
    make.a_network("Nobody's")
    assert outlines(client, "/feeds/all.opml") == [
        "/news/feed.rss",
        "/renewals/feed.rss",
        "/renewals/feed.rss?certainty=official",
        "/corrections/feed.rss",
        "/calendar/feed.rss",
        "/networks/meridian/feed.rss",
        "/genres/drama/feed.rss",
    ]


def test_nothing_followed_yet_is_explained(client):
    html = page(client, "/follow/")
    assert "without an account" in html
    assert "noindex" in html
    assert "feed.rss" not in main(html)


def test_a_list_shows_todays_answers_and_its_addresses(client, season):
    ada = make.a_person("Ada Marlow", slug="ada")
    make.a_cast_credit(season, ada)
    make.a_series("Low Water", slug="low")
    query = "series=low,salt&people=ada"
    html = page(client, f"/follow/?{query}")
    assert "noindex" in html
    assert "Renewed on 1 March 2026; returns in spring 2040." in re.sub(r"<[^>]+>", "", html)
    assert html.count("The Salt Road") >= 3  # by itself, and as what Ada is in
    found = links(main(html))
    for place in ("feed.rss", "feed.atom", "feed.json", "calendar.ics", "feeds.opml"):
        assert f"https://shows.example/follow/{place}?{query}" in found
        assert client.get(f"/follow/{place}?{query}").status_code == 200
    assert f"webcal://shows.example/follow/calendar.ics?{query}" in found
    assert {"/follow/?series=salt&people=ada", "/follow/?series=low&people=ada", "/follow/?series=low,salt"} <= set(
        found
    )
    assert f'href="/follow/feed.atom?{query.replace("&", "&amp;")}"' in html[: html.index("<body")]
    assert outlines(client, f"/follow/feeds.opml?{query}") == [
        "/series/low/feed.rss",
        "/series/salt/feed.rss",
        "/people/ada/feed.rss",
    ]


def test_a_list_grows_by_what_is_found(client, season):
    low = make.a_series("Low Water", slug="low")
    html = page(client, "/follow/?series=salt&q=water")
    assert '<input type="hidden" name="series" value="salt">' in html
    assert "/follow/?series=low,salt" in links(main(html))
    assert "You follow it already." in page(client, "/follow/?series=low&q=water")
    assert client.get("/follow/?series=salt%2Clow&q=water")["Location"] == "/follow/?series=low,salt&q=water"
    make.remove(low, "Made up.")
    told = main(page(client, "/follow/?series=low,salt"))
    assert "Made up." in told
    assert "Low Water" not in told


def test_pages_lead_to_following_what_they_are_about(client, season):
    make.a_cast_credit(season, make.a_person("Ada", slug="ada"))
    for address, there in {
        "/series/salt/": "/follow/?series=salt",
        "/series/salt/season-2/": "/follow/?series=salt",
        "/people/ada/": "/follow/?people=ada",
    }.items():
        assert there in links(main(page(client, address)))
        page(client, there)
    html = main(page(client, "/networks/meridian/"))
    assert "#follow" in links(html)
    assert {"/networks/meridian/calendar.ics", "https://shows.example/networks/meridian/feed.rss"} <= set(
        links(html[html.index('id="follow"') :])
    )


def test_it_is_all_said_in_russian(client, season, settings):
    settings.LANGUAGE_CODE = "ru"
    with translation.override("ru"):
        for address, words in {
            "/feeds/?q=salt": ("С чего начать", "Копировать"),
            "/follow/?series=salt": ("За чем вы следите", "Убрать из списка"),
            "/follow/": ("Выберите сериалы",),
            "/series/salt/": ("Следить",),
        }.items():
            html = page(client, address)
            assert all(word in html for word in words), address
        assert "Мы знаем не всё из этого" in page(client, "/follow/?series=nobody", 404)
