"""What holds for every test."""

import gc
import os
import shutil
import socket
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import connection
from django.template import Template
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from catalog.append_only import protect, unprotect
from catalog.models import AuditEntry
from tests import make

# Before the test environment puts its own in the place.
RENDER = Template._render

# What a test leaves is little, and looking for its cycles after every few hundred objects takes an eighth of the time.
gc.set_threshold(200_000, 50, 1000)

hypothesis_settings.register_profile("showsite", deadline=None, derandomize=True)
hypothesis_settings.load_profile("showsite")


def pytest_configure(config):
    config.addinivalue_line(
        "markers",
        "on_one_database(vendor): long, and made of what shorter tests try on both databases; where the suite runs on "
        "both side by side, it runs on this one.",
    )


def pytest_collection_modifyitems(config, items):
    if "SIDE_BY_SIDE" not in os.environ:
        return
    markers = [item.get_closest_marker("on_one_database") for item in items]
    elsewhere = [item for item, mark in zip(items, markers, strict=True) if mark and mark.args[0] != connection.vendor]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]


def pytest_collection_finish():
    """What was imported stays, and need not be looked through again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def templates_as_on_a_site(django_test_environment):
    """A page is what a browser gets: no copy of every context is kept for tests to look into, which costs time."""
    Template._render = RENDER


@pytest.fixture(scope="session", autouse=True)
def one_day():
    """The suite is played on one day, from its morning on: what it says of the day before or after stays true."""
    with time_machine.travel(datetime(2026, 11, 24, 8, tzinfo=UTC), tick=True):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """On SQLite a file, as on a site: one in memory has one connection, which the server's threads would share."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def plain_settings(settings):
    """Quick passwords, and static files as they lie in the tree."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def editor(client, db):
    """Logged in, and allowed everything."""
    user = make.an_editor()
    client.force_login(user)
    return user


@pytest.fixture
def clerk(client, db):
    """Logged in; may look at everything and change nothing."""
    user = make.a_user()
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    return user


@pytest.fixture(scope="session", autouse=True)
def emptying_past_the_log():
    """Tests with transactions of their own empty every table afterwards, which the audit log refuses to all others."""
    empty, log = TransactionTestCase._fixture_teardown, AuditEntry._meta.db_table

    def past_the_log(self):
        unprotect(connection, log)
        try:
            empty(self)
        finally:
            protect(connection, log)

    TransactionTestCase._fixture_teardown = past_the_log
    yield
    TransactionTestCase._fixture_teardown = empty


@pytest.fixture(autouse=True)
def no_other_host(monkeypatch):
    """No test talks to another machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def pytest_sessionstart():
    # WhiteNoise warns where the folder of collected files is missing.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def pytest_unconfigure():
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
