"""What the site as a whole promises: its settings, its headers, its log."""

import logging
import os
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client
from django.urls import path

from showsite.urls import handler500  # noqa: F401
from showsite.urls import urlpatterns as site_urls

ROOT = Path(__file__).parent.parent
# An environment in which nothing has been set up for the tests.
PLAIN = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def broken(request):
    raise RuntimeError("the pipes are blocked")


urlpatterns = [*site_urls, path("broken/", broken)]


def manage(*arguments, script="manage.py", **environment):
    return subprocess.run(
        [sys.executable, *script.split(), *arguments],
        cwd=ROOT,
        env=PLAIN | {"READ_DOT_ENV": "off"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_secret_key_it_does_not_start_and_says_how_to_make_one():
    told = manage("check")

    assert told.returncode != 0
    assert "secrets.token_urlsafe" in told.stderr.splitlines()[-1]


def test_an_operator_who_follows_the_example_hears_no_warning():
    told = manage(
        ".env.example", "manage.py", "check", "--deploy", "--fail-level", "WARNING", script="-m tests.with_env"
    )

    assert told.returncode == 0, told.stderr
    assert "0 silenced" in told.stdout


def test_a_site_on_loopback_silences_four_checks_by_name_and_needs_no_fifth():
    written = re.search(r"SILENCED_SYSTEM_CHECKS=([\w.,]+)", (ROOT / "Makefile").read_text())[1]
    key = "a key of some fifty characters, as the makefile writes one"
    told = manage(
        "check", "--deploy", "--fail-level", "WARNING", SECRET_KEY=key, HTTPS="off", SILENCED_SYSTEM_CHECKS=written
    )

    assert written.split(",") == ["security.W004", "security.W008", "security.W012", "security.W016"]
    assert told.returncode == 0, told.stderr
    assert "4 silenced" in told.stdout


def test_every_setting_of_the_example_is_read_and_every_one_read_is_explained():
    read = set(re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"", (ROOT / "showsite/settings.py").read_text()))
    explained = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert explained == read - {"READ_DOT_ENV"}


@pytest.mark.django_db
def test_public_pages_run_nothing_that_is_not_ours(client):
    page = client.get("/feeds/")
    policy = page.headers["Content-Security-Policy"]
    [script] = re.findall(r"<script>(.+?)</script>", page.text, re.DOTALL)

    # The one script in the page is the one that the policy knows by its digest.
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_the_admin_has_the_same_script_policy_and_a_nonce_that_is_new_each_time(client):
    first, second = (client.get("/admin/login/").headers["Content-Security-Policy"] for _ in range(2))

    assert re.search(r"script-src 'self' 'sha256-[\w+/]+=' 'nonce-[\w-]+';", first)
    assert "script-src 'self' 'unsafe-inline'" not in first
    assert first != second


@pytest.mark.parametrize("root", ["/elsewhere", "//evil.example", "/news"])
def test_no_client_moves_the_root_of_the_site(client, root):
    # As gunicorn hands it on when a header says so. No database: it is refused before anything is looked for.
    answer = client.get("/", SCRIPT_NAME=root, PATH_INFO="/news/feed.rss")

    assert answer.status_code == 400
    assert "Cache-Control" not in answer and root not in answer.text


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_the_page_of_an_error_shows_the_number_that_the_log_has(caplog):
    with caplog.at_level(logging.ERROR, "django.request"):
        response = Client(raise_request_exception=False).get("/broken/")

    number = re.search(r"<strong>([0-9a-f]{8})</strong>", response.text)[1]
    record = next(record for record in caplog.records if "/broken/" in record.getMessage())
    assert response.status_code == 500
    assert record.exc_info[1].args == ("the pipes are blocked",)
    assert record.request.id == number


def test_each_line_of_the_log_has_the_number_of_its_request(settings):
    from showsite.middleware import RequestIdFilter, RequestIdMiddleware

    record = logging.makeLogRecord({})
    request = type("Request", (), {})()
    RequestIdMiddleware(lambda request: RequestIdFilter().filter(record))(request)

    assert record.request_id == request.id
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["request_id"]
