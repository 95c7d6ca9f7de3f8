"""A site that changed its domain: every address of the former one leads to the same place of the present one."""

import pytest
from django.test import Client

from tests.test_site import manage

HOSTS = ["old.example.com", ".older.example.net"]


@pytest.fixture
def moved(settings):
    settings.SITE_URL = "https://www.example.org"
    settings.FORMER_HOSTS = HOSTS
    settings.ALLOWED_HOSTS = ["www.example.org", *HOSTS]
    settings.SECURE_SSL_REDIRECT = True
    return Client()


@pytest.mark.parametrize(
    "host", ["old.example.com", "OLD.example.com.", "old.example.com:8000", "a.older.example.net"]
)
@pytest.mark.parametrize(
    "path", ["/", "/news/feed.atom?before=1&x=%D1%8F", "/static/style.css", "/series/gone/", "/%D1%8F/", "/admin/"]
)
@pytest.mark.parametrize("secure", [True, False])
def test_every_address_leads_to_the_same_one_in_one_step_without_a_query(moved, host, path, secure):
    # No database: a query would fail.
    answer = moved.get(path, headers={"host": host}, secure=secure)

    assert (answer.status_code, answer["Location"]) == (301, f"https://www.example.org{path}")
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert not answer.cookies


def test_no_path_leads_to_another_site(moved):
    for path in ("//evil.example/x", "/%2F/evil.example", "/@evil.example"):
        location = moved.get("/x", PATH_INFO=path, headers={"host": HOSTS[0]})["Location"]
        assert location.startswith("https://www.example.org/"), location


def test_a_form_that_is_sent_there_is_led_on_too_and_another_host_is_refused(moved):
    assert moved.post("/admin/", headers={"host": HOSTS[0]}).status_code == 301
    assert moved.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_the_present_host_answers_itself(moved):
    assert moved.get("/feeds/", headers={"host": "www.example.org"}, secure=True).status_code == 200


def test_a_former_host_is_allowed_and_is_not_the_present_one():
    code = "from django.conf import settings; print(settings.ALLOWED_HOSTS)"
    told = manage(
        "shell", "--no-imports", "-c", code, SECRET_KEY="x", FORMER_HOSTS="Old.example.com", ALLOWED_HOSTS="a.example"
    )
    assert "['a.example', 'old.example.com']" in told.stdout, told.stderr

    refused = manage(
        "check", SECRET_KEY="x", FORMER_HOSTS="b.example,.example.org", SITE_URL="https://www.example.org"
    )
    assert refused.returncode != 0
    assert "would lead to itself" in refused.stderr.splitlines()[-1]
