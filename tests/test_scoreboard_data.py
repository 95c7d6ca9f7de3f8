"""The board of renewals as data, and the page that says what it is."""

import csv
import json
import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.utils import timezone

from catalog import scoreboard_data as data
from catalog.axes import Decision
from catalog.models import SeriesId
from tests import make

pytestmark = pytest.mark.django_db
FILES = ["/renewals.csv", "/renewals.json"]


@pytest.fixture
def season():
    series = make.a_series("=Low Water", network=make.a_network("Netflix"), countries="GB", imported={"title": "x"})
    SeriesId.objects.create(owner=series, provider="tvmaze", value="169")
    season = make.a_season(series, 2)
    make.an_update(season, on=date(2026, 3, 1), decision=Decision.ORDERED, premiere="spring 2040")
    make.an_update(make.a_season(make.a_series("Ash"), 1), on=timezone.localdate(), decision=Decision.DECLINED)
    return season


def rows_of(client, query=""):
    return json.loads(client.get(f"/renewals.json{query}").content)["series"]


def test_the_page_names_just_the_columns_and_parameters_that_there_are(client, season):
    page = client.get("/renewals/data/").text
    named = re.findall(r'<th scope="row"><code>(\w+)</code>', page)
    header, *lines = csv.reader(StringIO(client.get("/renewals.csv").text))

    columns = named[: len(header)]
    assert columns == header == list(rows_of(client)[0])
    assert all(len(line) == len(header) for line in lines)
    assert named[len(header) :] == [choice.name for choice in data.CHOICES]
    told = json.loads(client.get("/renewals.json").content)
    assert all(f"<code>{name}</code>" in page for name in told)
    assert told["about"].endswith("/renewals/data/") and 'href="/renewals/data/"' in client.get("/renewals/").text
    for choice in data.CHOICES:
        assert client.get(f"/renewals.json?{choice.name}={choice.example}").status_code == 200, choice.name
        assert client.get(f"/renewals.json?{choice.name}=no such thing").status_code == 404, choice.name


LOOKS = {
    data.Kind.TEXT: r".*",
    data.Kind.DAY: r"|\d{4}-\d\d-\d\d",
    data.Kind.ADDRESS: r"|https?://\S+",
    data.Kind.EDTF: r"|[0-9\-\[\].]+",
}


def test_each_value_is_what_the_page_says_it_is(client, season):
    found, other = sorted(rows_of(client), key=lambda row: row["series"])
    for column in data.COLUMNS:
        for row in (found, other):
            if column.kind == data.Kind.WORD:
                assert row[column.name] in column.words.values
            else:
                assert re.fullmatch(LOOKS[column.kind], row[column.name]), column.name
    assert (found["season"], found["premiere_edtf"], found["announced"]) == ("season 2", "2040-21", "2026-03-01")
    assert (found["facts_from"], other["facts_from"]) == ("https://www.tvmaze.com/shows/169", "")
    # A spreadsheet would take it for a formula.
    assert "'=Low Water" in client.get("/renewals.csv").text and found["series"] == "=Low Water"


@pytest.mark.parametrize("address", FILES)
def test_who_asks_again_is_told_that_nothing_changed_until_something_does(client, season, address):
    first = client.get(address, headers={"accept-encoding": "gzip"})
    assert first["ETag"].startswith('"') and first["Access-Control-Allow-Origin"] == "*" and not first.cookies
    assert re.fullmatch(r"public, max-age=\d+|max-age=\d+, public", first["Cache-Control"])
    assert "Last-Modified" not in first
    head = client.head(address)
    assert (head.status_code, head.content, head["Access-Control-Allow-Origin"]) == (200, b"", "*")
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")

    make.an_update(season, on=timezone.localdate(), decision=Decision.REVERSED)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200
    assert client.post(address).status_code == 405


def test_a_past_day_stays_as_it_was(client, season):
    yesterday = timezone.localdate() - timedelta(days=1)
    before = client.get(f"/renewals.csv?on={yesterday}").content
    make.an_update(season, on=timezone.localdate(), decision=Decision.REVERSED, public_from=timezone.now())
    assert client.get(f"/renewals.csv?on={yesterday}").content == before != client.get("/renewals.csv").content
