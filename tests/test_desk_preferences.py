"""What an editor sets for themselves."""

import zoneinfo

import pytest
from django.urls import reverse

from news.models import EditorPreferences
from news.models.preferences import zone_of
from tests import make

pytestmark = pytest.mark.django_db


def page():
    return reverse("admin:preferences")


def test_an_editor_reads_moments_in_the_zone_they_chose_and_else_in_the_sites(client, editor, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    assert zone_of(editor) == zoneinfo.ZoneInfo("Asia/Tokyo")

    client.post(page(), {"time_zone": "Europe/London"})
    assert zone_of(editor) == zoneinfo.ZoneInfo("Europe/London")
    assert zone_of(make.an_editor()) == zoneinfo.ZoneInfo("Asia/Tokyo")

    client.post(page(), {"time_zone": ""})
    assert zone_of(editor) == zoneinfo.ZoneInfo("Asia/Tokyo")
    assert EditorPreferences.objects.count() == 1


@pytest.mark.parametrize("nonsense", ["Mars/Olympus", "../../etc/passwd", "Europe/London\x00", "\ud800", "x" * 5000])
def test_nonsense_is_no_time_zone_and_changes_nothing(client, editor, nonsense):
    answer = client.post(page(), {"time_zone": nonsense.encode("utf-8", "surrogatepass")})

    assert answer.status_code == 200 and "errorlist" in answer.content.decode()
    assert not EditorPreferences.objects.exists()


def test_a_zone_that_the_machine_forgot_counts_as_none(editor):
    EditorPreferences.objects.create(user=editor, time_zone="Atlantis/Centre")

    assert zone_of(editor) == zoneinfo.ZoneInfo("UTC")


def test_only_who_may_enter_the_admin_has_preferences_and_finds_them_on_every_page(client, clerk):
    assert f'href="{page()}"' in client.get(reverse("admin:index")).content.decode()

    client.force_login(make.a_user(is_staff=False))
    assert client.get(page()).status_code == 302
