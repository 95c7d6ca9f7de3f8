"""What readers get where there is nothing, where something was, and where something failed."""

import logging

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from news.models import Article
from showsite.urls import handler400, handler404, handler500  # noqa: F401
from showsite.urls import urlpatterns as site_urls
from tests import make

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("the pipes are blocked")


def unreadable(request):
    raise BadRequest("a letter in no alphabet")


urlpatterns = [*site_urls, path("broken/", broken), path("unreadable/", unreadable)]


@pytest.fixture
def defenders():
    series = make.a_series("The Defenders")
    make.a_season(series, 1)
    make.a_series("The Deuce")
    make.a_series("The Defendant", hidden=True)
    return series


def missing(client, address):
    response = client.get(address)
    assert response.status_code == 404
    return response.text


@pytest.mark.parametrize(
    "address",
    [
        "/series/the-defendrs/",
        "/series/The_Defenderss/",
        "/series/the-defendrs/season-2/",
        "/the-defender/",
        "/series/defendrs/",
        "/series/defenders/",
    ],
)
def test_a_slip_in_an_address_leads_on_to_what_comes_near(client, defenders, address):
    html = missing(client, address)

    assert '<li class="h3"><a href="/series/the-defenders/">The Defenders</a></li>' in html
    # Nothing that readers cannot see, and nothing that only begins alike.
    assert "Defendant" not in html and "Deuce" not in html
    assert "defend" in html.lower().partition('name="q" type="search" maxlength="200" value="')[2][:20]


def test_people_and_stories_come_near_too(client):
    make.a_cast_credit(make.a_season(), make.a_person("Krysten Ritter", slug="krysten-ritter"))
    story = make.a_published_article("The Salt Road is renewed")
    assert 'href="/people/krysten-ritter/"' in missing(client, "/people/krysten-riter/")
    assert 'href="/people/krysten-ritter/"' in missing(client, "/krysten-riter/")
    slug = Article.objects.get().slug
    assert f'href="/news/{slug}/"' in missing(client, f"/news/{slug[:-2]}/")
    assert story.title in missing(client, f"/news/{slug[:-2]}/")


def test_who_asks_for_what_we_do_not_have_is_told_so_and_can_tell_us(client, settings):
    settings.SITE_URL = "https://www.example.org"
    for address in ("/series/no-such-thing/", "/people/nobody-at-all/"):
        html = missing(client, address)
        assert "We know nothing about this yet" in html
        assert "?subject=Missing%3A%20https%3A%2F%2Fwww.example.org%2F" in html
    assert 'value="no such thing"' in missing(client, "/series/no-such-thing/")
    for address in ("/no-such-thing/", "/news/no-such-thing/", "/genres/none/"):
        html = missing(client, address)
        assert "Nothing here" in html and "We know nothing about this yet" not in html


def test_of_a_series_that_we_have_a_missing_page_leads_to_its_own(client, defenders):
    html = missing(client, "/series/the-defenders/season-9/")

    assert 'Of <a href="/series/the-defenders/">The Defenders</a> we have no page at this address.' in html


HOSTILE = [
    "/%00",
    "/series/%00/",
    "/series/a%00b/",
    "/people/%ED%A0%80/",
    "/series/%ED%BF%BF%FF/",
    "/series/%F0%9F%91%BB/",
    "/../../etc/passwd",
    "/series/..%2F..%2Fetc/",
    "/series/" + "a" * 3000 + "/",
    "/series/" + "%D1%8F" * 3000 + "/",
    "/" + "/".join("a" * 500) + "/",
    "/series/%22%3E%3Cscript%3Ealert(1)%3C/",
    "/series/the-def%25/",
    "/series/%7B%7B7*7%7D%7D/",
    "/wp-login.php",
    "/series//",
    "/-/",
    "/people/---/",
    "/news/%E2%80%AE/",
    "/.env",
]


@pytest.mark.parametrize("address", HOSTILE, ids=range(len(HOSTILE)))
def test_no_address_breaks_the_page_of_what_is_missing(client, defenders, address):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)

    assert response.status_code in {301, 404}
    assert b"\x00" not in response.content and b"<script>alert" not in response.content
    assert len(response.content) < 20_000
    assert len(queries) <= 20
    assert not response.cookies
    if response.status_code == 404:
        assert "public" in response["Cache-Control"] and "max-age" in response["Cache-Control"]
        assert "noindex" in response.text


def test_a_query_too_long_to_be_led_on_with_is_no_error_of_ours(db):
    client = Client(raise_request_exception=False)
    assert [client.get(f"{place}?{'a' * 20_000}").status_code for place in ("/series", "/nothing/")] == [400, 404]


def test_what_was_removed_says_since_when_and_why_and_where_to_go_on(client, defenders):
    defenders.remove("It was two series.")
    defenders.refresh_from_db()

    response = client.get("/series/the-defenders/")

    assert response.status_code == 410
    assert f'removed on <time datetime="{defenders.removed_at.date()}">' in response.text
    assert "It was two series." in response.text
    assert 'action="/search/"' in response.text and 'href="/renewals/"' in response.text
    assert "public" in response["Cache-Control"] and not response.cookies


@pytest.mark.urls(__name__)
def test_what_fails_on_our_side_asks_the_database_for_nothing(caplog):
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.CRITICAL), CaptureQueriesContext(connection) as queries:
        answers = {address: client.get(address) for address in ("/broken/", "/unreadable/")}

    assert [answer.status_code for answer in answers.values()] == [500, 400]
    assert len(queries) == 0
    for answer in answers.values():
        assert 'href="/static/style.css"' in answer.text and "Showsite" in answer.text
        assert "sha256-" in answer["Content-Security-Policy"] and not answer.cookies
        assert "Cache-Control" not in answer or "public" not in answer["Cache-Control"]
