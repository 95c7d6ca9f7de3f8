"""`manage.py measure`: each page of a part of the admin is asked, told as a line, and nothing of it stays."""

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.http import HttpResponse

from catalog.models import AuditEntry
from tests import make

pytestmark = pytest.mark.django_db


def measured(only, **options):
    out = StringIO()
    call_command("measure", only=only, times=1, stdout=out, **options)
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in out.getvalue().splitlines()]


def test_pages_and_saves_are_measured_and_taken_back():
    genre = make.a_genre("Drama")
    users = get_user_model().objects

    lines = {tuple(line[:2]): line[2:] for line in measured("genre") if len(line) == 7}
    assert {("list", "genres"), ("save", "genre"), ("form", "genre, new")} <= set(lines)
    assert "search" in {kind for kind, _name in lines}
    assert all(re.fullmatch(r"\d+", cell) for cell in lines["save", "genre"][:2])
    genre.refresh_from_db()
    assert genre.name == "Drama"
    assert not users.exists() and not AuditEntry.objects.exists()


def test_a_page_that_fails_is_told(monkeypatch):
    make.a_genre()
    monkeypatch.setattr("showsite.measuring.Client.get", lambda *args, **options: HttpResponse(status=500))

    with pytest.raises(CommandError, match=r"/admin/catalog/genre/.*500"):
        measured("genres")
