"""Real Chromium, the system's own."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.test import Client

from news.models import TagAuthority
from tests.browser.newsroom import Editor

PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
    next((place for place in PLACES if Path(place).exists()), None),
)


def pytest_collection_modifyitems(items):
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine (apt install chromium)"))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    assert CHROMIUM, "CI=true asks for the browser tests, and there is no Chromium on this machine"
    return {
        "executable_path": CHROMIUM,
        "args": [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(autouse=True)
def what_migrations_wrote(django_db_serialized_rollback):
    """Tests with a live server empty every table; this brings back the rows that come with the tables."""


@pytest.fixture(autouse=True)
def nothing_counted_yet(what_migrations_wrote, transactional_db):
    """The table of the cache is no model's, so that nothing empties it: the logins of all these tests would add up."""
    cache.clear()


@pytest.fixture(autouse=True)
def what_feeds_begin_with(what_migrations_wrote, transactional_db):
    """After a browser has run in the process, rows of migrations are not brought back; no feed is without this."""
    TagAuthority.objects.get_or_create(pk=1, defaults={"host": "127.0.0.1", "since": date(2026, 11, 1)})


@pytest.fixture(scope="session")
def base_url():
    """None: tests name whole addresses. The plugin's own fixture is of a form that pytest warns of."""


@pytest.fixture(scope="session", autouse=True)
def static_files_once():
    """As on a site, a browser asks for a static file once: some forty files with every page are most of its price."""
    serve = StaticFilesHandler.serve

    def for_a_year(self, request):
        response = serve(self, request)
        response.headers["Cache-Control"] = "max-age=31536000"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", for_a_year)
        yield


@pytest.fixture
def newsroom(new_context, live_server):
    """Lets a user in, each in a browser of their own with its session, which reaches no other host.

    What a browser complains of, on the console or of a script, fails the test unless the editor `expects` it.
    """
    editors = []

    def let_in(user):
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        context = new_context()
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        editors.append(Editor(context.new_page(), live_server.url))
        return editors[-1]

    yield let_in
    assert [complaint for editor in editors for complaint in editor.complaints()] == []
