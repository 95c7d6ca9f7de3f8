"""Lists as files, and everything as files: what the newsroom entered is the newsroom's."""

import csv
import io
import json
import zipfile

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.urls import reverse

from catalog.models import Image, Person, Season, Series, SeriesId, Source
from news.models import Article
from showsite.exporting import LEFT_OUT, exported_models
from tests import make
from tests.admin_pages import address

pytestmark = pytest.mark.django_db


def body(response):
    return b"".join(response.streaming_content)


def listed(client, model, form="csv", **query):
    return body(client.get(address(model, "export", form), query)).decode()


def test_a_list_is_downloaded_with_its_search_and_filters(client, editor):
    make.a_series("The Salt Road", kind="miniseries", genres=[make.a_genre()])
    make.a_series("The Salt Mine")
    make.a_series("Other", kind="miniseries")

    rows = list(
        csv.DictReader(io.StringIO(listed(client, Series, q="salt", kind__exact="miniseries").lstrip("\ufeff")))
    )

    assert [(row["slug"], row["genres"]) for row in rows] == [("the-salt-road", "Drama")]
    assert [row["title"] for row in json.loads(listed(client, Series, "json", o="1"))] == [
        "Other",
        "The Salt Mine",
        "The Salt Road",
    ]
    page = client.get(address(Series, "changelist"), {"q": "salt"}).content.decode()
    assert f'href="{address(Series, "export", "csv")}?q=salt"' in page
    assert json.loads(listed(client, Series, "json", q="nothing")) == []


def test_every_list_of_the_newsroom_can_be_downloaded(client, editor):
    season = make.a_season()
    make.a_cast_credit(season)
    make.a_quote(season)
    make.an_image()
    make.an_article()
    for model in [m for m, model_admin in admin.site._registry.items() if hasattr(model_admin, "export_view")]:
        for form in ("csv", "json"):
            assert listed(client, model, form), model
    assert "The Salt Road is renewed" in listed(client, Article)
    assert "<" not in listed(client, Image)


def test_no_cell_is_a_formula(client, editor):
    make.a_source(publisher='=HYPERLINK("https://example.org")')
    make.a_person("+1")

    assert "\"'=HYPERLINK(" in listed(client, Source)
    assert ",'+1," in listed(client, Person)


def test_who_may_not_see_a_list_cannot_download_it(client):
    client.force_login(make.a_user())

    assert client.get(address(Series, "export", "csv")).status_code == 403
    assert client.post(reverse("admin:take_everything")).status_code == 403


@pytest.mark.parametrize("query", [{"kind__exact": "\x00"}, {"nonsense": "1"}, {"published_at__gte": "x"}])
def test_a_filter_that_is_none_is_refused(client, editor, query):
    assert client.get(address(Series, "export", "csv"), query).status_code in {200, 400}
    assert client.get(address(Series, "changelist"), query).status_code in {200, 302, 400}
    assert client.get(address(Series, "export", "xls")).status_code == 404


def test_a_download_takes_no_query_a_row(client, editor, django_assert_max_num_queries):
    for number in range(30):
        make.a_season(make.a_series(f"Series {number}"))
    for model in (Series, Season, Person):
        with django_assert_max_num_queries(14):
            listed(client, model)


def test_everything_goes_along_with_pictures_and_licences(client, editor, tmp_path):
    image = make.an_image(licence="CC BY-SA 4.0", credit="Rowan Pike")
    series = make.a_series("Соль", poster=image, genres=[make.a_genre()])
    SeriesId.objects.create(owner=series, provider="tvmaze", value="1")
    make.an_update(make.a_season(series), decision="ordered")
    make.a_published_article(by=editor)

    answer = client.post(reverse("admin:take_everything"))
    archive = zipfile.ZipFile(io.BytesIO(body(answer)))
    call_command("export_everything", tmp_path / "all", stdout=io.StringIO())

    assert archive.testzip() is None
    names = {str(path.relative_to(tmp_path / "all")) for path in (tmp_path / "all").rglob("*.*")}
    assert set(archive.namelist()) == names
    for model in exported_models():
        lines = archive.read(f"rows/{model._meta.label_lower}.jsonl").decode().splitlines()
        assert len(lines) == model._base_manager.count(), model
    rows = [json.loads(line) for line in archive.read("rows/catalog.series.jsonl").decode().splitlines()]
    told = next(row for row in rows if row["title"] == "Соль")
    assert (told["uuid"], told["poster.uuid"]) == (str(series.uuid), str(image.uuid))
    with image.file.open() as file:
        assert archive.read(f"pictures/{image.uuid}.jpg") == file.read()
    notice = archive.read("NOTICE.txt").decode()
    assert "TVmaze" in notice and "1 x CC BY-SA 4.0, by Rowan Pike" in notice
    assert b"catalog.seriesstate: follows from" in archive.read("README.txt")


def test_every_model_goes_along_or_is_named_with_a_reason():
    ours = [apps.get_app_config(app) for app in ("catalog", "news", "showsite")]
    models = {model._meta.label_lower for app in ours for model in app.get_models(include_auto_created=True)}

    assert {model._meta.label_lower for model in exported_models()} == models - set(LEFT_OUT)
    assert set(LEFT_OUT) <= models and all(LEFT_OUT.values())


def test_everything_may_be_taken_by_whoever_was_given_the_right(client):
    user = make.a_user()
    user.user_permissions.add(Permission.objects.get(codename="export_everything"))
    client.force_login(user)

    assert "catalog.seriesstate" in client.get(reverse("admin:take_everything")).content.decode()


def test_what_is_there_is_not_overwritten(tmp_path):
    with pytest.raises(CommandError):
        call_command("export_everything", tmp_path)
