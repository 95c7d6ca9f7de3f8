"""Small files for machines at fixed addresses: robots.txt, security.txt, icons and the web manifest."""

import json
from datetime import UTC, datetime
from io import BytesIO
from urllib.robotparser import RobotFileParser

import PIL.Image
import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders

from docs import draw_icons
from tests import make

pytestmark = pytest.mark.django_db
SITE = "https://shows.example"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def rules(client):
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").text.splitlines())
    return parser


OPEN = [
    "/",
    "/news/feed.rss",
    "/renewals.json",
    "/media/a/1x1.jpg",
    "/cards/season/a/b.jpg",
    "/sitemap.xml",
]
OPEN += ["/calendar.ics", "/series/nightjar/calendar.ics", "/static/style.css"]
CLOSED = ["/admin/", "/accounts/login/", "/preview/token", "/search/suggest.json?q=x"]


def test_crawlers_may_look_at_what_is_for_readers_and_are_told_of_both_sitemaps(client):
    parser = rules(client)
    assert [place for place in OPEN + CLOSED if parser.can_fetch("Googlebot", place)] == OPEN
    assert parser.site_maps() == [f"{SITE}/sitemap.xml", f"{SITE}/news-sitemap.xml"]
    assert "X-Robots-Tag" not in client.get("/")


def test_a_crawler_that_the_newsroom_refuses_may_look_at_nothing(client, settings):
    settings.ROBOTS_REFUSED = ["GPTBot", "CCBot"]
    parser = rules(client)
    for name in settings.ROBOTS_REFUSED:
        assert not any(parser.can_fetch(name, place) for place in OPEN)
    assert [place for place in OPEN + CLOSED if parser.can_fetch("Googlebot", place)] == OPEN


def test_a_copy_that_nobody_should_find_says_so_with_each_answer(client, settings):
    settings.ROBOTS_INDEX = False
    image = make.an_image()
    make.a_series("The Salt Road", poster=image)
    assert not any(rules(client).can_fetch("Googlebot", place) for place in OPEN)
    assert rules(client).site_maps() is None
    places = ["/", "/nothing/", "/renewals.csv", "/robots.txt", "/favicon.ico", "/series/the-salt-road", "/healthz"]
    for place in [*places, image.rendition_address("poster", 160)]:
        assert client.get(place)["X-Robots-Tag"] == "noindex", place


def lines(client):
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return [tuple(line.split(": ", 1)) for line in response.text.splitlines()]


def test_who_finds_a_hole_is_told_whom_to_tell_and_it_never_expires(client, settings):
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False) as clock:
        assert lines(client) == [
            ("Contact", f"{SITE}/contact/"),
            ("Expires", "2027-05-01T00:00:00Z"),
            ("Preferred-Languages", "en"),
            ("Canonical", f"{SITE}/.well-known/security.txt"),
        ]
        clock.move_to(datetime(2026, 12, 31, 23, tzinfo=UTC))
        assert ("Expires", "2027-06-01T00:00:00Z") in lines(client)
        clock.move_to(datetime(2027, 1, 1, tzinfo=UTC))
        assert ("Expires", "2027-07-01T00:00:00Z") in lines(client)
    settings.SECURITY_CONTACT, settings.SECURITY_POLICY = ["a@x.example", "tel:+1-2"], "https://x.example/rules"
    settings.LANGUAGE_CODE = "ru"
    told = lines(client)
    assert told[:2] == [("Contact", "mailto:a@x.example"), ("Contact", "tel:+1-2")]
    assert ("Preferred-Languages", "ru, en") in told and told[-1] == ("Policy", "https://x.example/rules")


def _opened(name):
    with PIL.Image.open(finders.find(name)) as image:
        image.load()
        return image


def test_icons_are_those_that_are_drawn_and_answer_where_browsers_ask(client):
    for name, kind in (("favicon.ico", "image/x-icon"), ("apple-touch-icon.png", "image/png")):
        response = client.get(f"/{name}")
        assert response["Content-Type"] == kind and response["Cache-Control"] == "public, max-age=86400"
        assert response.content == (django_settings.BASE_DIR / "static" / name).read_bytes()
        again = client.get(f"/{name}", headers={"if-none-match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert PIL.Image.open(BytesIO(client.get("/favicon.ico").content)).info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    for name, drawn in draw_icons.icons().items():
        kept = _opened(name)
        middle, edge = (kept.width // 2, kept.height * 2 // 5), (1, 1)
        assert kept.size == drawn.size
        assert [kept.getpixel(at) for at in (middle, edge)] == [drawn.getpixel(at) for at in (middle, edge)], name


def test_a_phone_finds_name_colours_and_icons_in_the_manifest(client):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    told = json.loads(response.content)
    assert (told["name"], told["start_url"], told["lang"]) == ("Showsite", "/", "en")
    assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get("/").text
    sizes = {(icon["purpose"], icon["sizes"]) for icon in told["icons"]}
    assert {(purpose, f"{size}x{size}") for purpose in ("any", "maskable") for size in (192, 512)} < sizes
    for icon in told["icons"][1:]:
        drawn = _opened(icon["src"].removeprefix("/static/"))
        assert f"{drawn.width}x{drawn.height}" == icon["sizes"] and drawn.format == "PNG"
    sheet = (django_settings.BASE_DIR / "static" / "style.css").read_text()
    assert f"--paper: {told['theme_color']};" in sheet and f"--paper: {draw_icons.PAPER};" in sheet
