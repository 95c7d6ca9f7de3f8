"""Feeds are found by the addresses that are often tried."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db

RSS, ATOM = "/news/feed.rss", "/news/feed.atom"


@pytest.mark.parametrize(
    ("guess", "address"),
    [
        ("/feed", RSS),
        ("/feed/", RSS),
        ("/Feed/", RSS),
        ("/feeds/rss", RSS),
        ("/feeds/atom/", ATOM),
        ("/rss", RSS),
        ("/rss/", RSS),
        ("/RSS", RSS),
        ("/rss.xml", RSS),
        ("/feed.xml", RSS),
        ("/index.xml", RSS),
        ("/feed.rss", RSS),
        ("/feed/rss2/", RSS),
        ("/feed/atom/", ATOM),
        ("/atom", ATOM),
        ("/atom.xml", ATOM),
        ("/feed.atom", ATOM),
        ("/news/feed/", RSS),
        ("/news/rss.xml", RSS),
        ("/series/salt/feed/", "/series/salt/feed.rss"),
        ("/series/salt/feed", "/series/salt/feed.rss"),
        ("/series/salt/rss", "/series/salt/feed.rss"),
        ("/series/salt/feed/atom/", "/series/salt/feed.atom"),
        ("/series/salt/atom.xml", "/series/salt/feed.atom"),
    ],
)
def test_a_guess_leads_to_the_feed(client, guess, address):
    make.a_series("Salt")
    response = client.get(guess)
    assert (response.status_code, response.get("Location")) == (301, address)
    assert client.head(guess).status_code == 301
    assert "public" in response["Cache-Control"]
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", ["/people/x/y/feed/", "/about/feed.rss", "/feedback", "/x/rssy", "/genres/feed/"])
def test_what_is_no_guess_or_has_no_feed_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_what_is_called_like_a_guess_keeps_its_address(client):
    make.a_series("Atom", slug="atom")
    make.a_published_article("Feed", slug="feed")
    assert client.get("/series/atom/").status_code == 200
    assert client.get("/news/feed/").status_code == 200
    assert client.get("/series/atom")["Location"] == "/series/atom/"


def test_a_guess_is_asked_for_and_never_posted_to(client):
    assert client.post("/feed/").status_code == 404
