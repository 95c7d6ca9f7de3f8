"""Spreadsheets: what one would change is seen first; then exactly that is done, or nothing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from catalog.models import (
    AuditEntry,
    CastCredit,
    CrewCredit,
    Genre,
    Person,
    PersonId,
    Season,
    Series,
    SeriesId,
    Spreadsheet,
)
from catalog.spreadsheets.cells import csv_lines, decoded, guard, unguard
from catalog.spreadsheets.plans import plan
from catalog.spreadsheets.sheets import SHEETS
from tests import make
from tests.admin_pages import address, filled_form

pytestmark = pytest.mark.django_db


def bring(client, kind, text, encoding="utf-8"):
    """The page of what a file would change; the form with its error where it is refused."""
    data = text if isinstance(text, bytes) else text.encode(encoding)
    sent = {"kind": kind, "file": SimpleUploadedFile("rows.csv", data, "text/csv")}
    return client.post(address(Spreadsheet, "add"), sent, follow=True)


def go_ahead(client, page):
    where = address(Spreadsheet, "change", Spreadsheet.objects.latest("pk").pk)
    return client.post(where, filled_form(page, "digest"), follow=True)


def imported(client, kind, text):
    return go_ahead(client, bring(client, kind, text))


def refusals(kind, text):
    return {line.number: line.refusal for line in plan(kind, text).lines if line.refusal}


def exported(kind, queryset=None):
    sheet = SHEETS[kind]()
    rows = queryset if queryset is not None else sheet.model.objects.order_by("pk")
    said = (sheet.says(row) for row in sheet.rows(rows))
    lines = csv_lines(sheet.columns, ([line[c] for c in sheet.columns] for line in said))
    return decoded("".join(lines).encode())


def test_a_file_changes_nothing_before_it_was_looked_at_and_then_exactly_what_was_shown(client, editor):
    make.a_genre("Drama")
    known = make.a_series("The Salt Road", countries="GB")
    text = "slug,title,countries,genres,imdb\nthe-salt-road,,US,Drama,tt1\n,New One,,,tt2\n,,,,tt3\n"

    page = bring(client, "series", text)

    words = page.content.decode()
    assert "1 new, 1 changed, 0 unchanged, 1 refused" in words and "<del>GB</del> → <ins>US</ins>" in words
    assert "a new one needs: title." in words
    assert Series.objects.get().countries == "GB" and not SeriesId.objects.exists()
    go_ahead(client, page)
    known.refresh_from_db()
    assert (known.countries, [*known.genres.all()], known.version) == ("US", [Genre.objects.get()], 2)
    new = Series.objects.known_as("imdb", "tt2").get()
    assert (new.slug, new.published_at, new.search_name) == ("new-one", None, " new one")
    assert new.state().label == "no_information"
    entry = AuditEntry.objects.of(known).get()
    assert entry.changes["fields"]["countries"] == ["GB", "US"] and "rows.csv" in entry.note


def test_a_file_is_imported_once_however_often_it_is_sent(client, editor):
    page = bring(client, "series", "title\nOne\n")

    go_ahead(client, page)
    again = go_ahead(client, page)

    assert Series.objects.count() == 1 and "It was imported already." in again.content.decode()


def test_what_moved_since_it_was_shown_stops_everything(client, editor):
    series = make.a_series("One")
    page = bring(client, "series", "slug,title,logline\none,,It goes on.\n,Two,\n")
    Series.objects.filter(pk=series.pk).update(version=F("version") + 1)

    answer = go_ahead(client, page)

    assert "What is here has changed since." in answer.content.decode()
    assert Series.objects.get().logline == ""


def test_seasons_people_and_credits_come_in(client, editor):
    make.a_job("Director")
    imported(client, "series", "title,imdb\nThe Salt Road,tt1\n")
    imported(client, "seasons", "series,number,episode_count\nimdb:tt1,1,8\nthe-salt-road,next,\n")
    imported(client, "people", "name,born_on,imdb\nAda Marlow,1974-05-01,nm1\n")
    imported(
        client,
        "cast",
        "series,season,person,character,billing\nimdb:tt1,1,imdb:nm1,Vane,2\nimdb:tt1,,ada-marlow,Self,\n",
    )
    imported(client, "crew", "series;season;person;job\nimdb:tt1;next;imdb:nm1;Director\n")

    series = Series.objects.get()
    assert [(s.number, s.episode_count) for s in Season.objects.in_order()] == [(1, 8), (None, None)]
    assert Person.objects.get().born_on == date(1974, 5, 1)
    assert [(c.season and c.season.number, c.character, c.billing) for c in series.cast.order_by("pk")] == [
        (1, "Vane", 2),
        (None, "Self", 0),
    ]
    assert series.crew.get().season.number is None
    assert Season.objects.get(number=1).version == 2


@pytest.mark.parametrize("kind", ["series", "seasons", "people", "cast", "crew"])
def test_what_goes_out_comes_in_again_unchanged(kind):
    series = make.a_series("=1+1 «Соль»", logline='@home, "quoted"\nand broken', genres=[make.a_genre()])
    season = make.a_season(series, 2, synopsis="-")
    special = make.a_season(series, 2, kind="specials")
    stays, goes = make.a_person("+Ada"), make.a_person("'=Ada")
    PersonId.objects.create(owner=stays, provider="imdb", value="nm1")
    for person in (stays, goes):
        for where in (season, special):
            make.a_cast_credit(where, person, "-", billing=3)
            make.a_crew_credit(where, person)
    goes.merge_into(stays)
    text = exported(kind, Person.objects.unmerged() if kind == "people" else None)

    counts = plan(kind, text).counts

    assert counts["new"] == counts["changed"] == 0 and counts["unchanged"] > 0
    assert set(refusals(kind, text).values()) <= {"Line 2 is about the same.", "Line 3 is about the same."}
    assert not any(cell.startswith(("=", "+", "@")) for cell in text.replace("\n", ",").split(","))


@given(st.text(alphabet="'=+-@\t\r ax"))
def test_a_guarded_cell_is_no_formula_and_comes_back_as_it_was(text):
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("series", "slug,title\n,A\n", ""),
        ("series", "title,kind\nA,opera\n", "kind: Value 'opera' is not a valid choice."),
        ("series", "title,began_on\nA,soon\n", "“soon” is no day"),
        ("series", "title,began_on,ended_on\nA,2026-01-02,2026-01-01\n", "It cannot end before it begins."),
        ("series", "title,genres\nA,Opera\n", "There are no such genres: Opera."),
        ("series", "title,official_site\nA,javascript:alert(1)\n", "official_site: Enter a valid URL."),
        ("series", "slug,title\nKnown!,A\n", "Enter a valid “slug”"),
        ("series", "slug,title\nknown,-\n", "The column title cannot be emptied."),
        ("series", "slug,imdb\nknown,tt9\n", "name different rows"),
        ("series", "slug,title,imdb\nelse,A,tt9\n", "It is here under another slug: other."),
        ("series", "title,imdb\nA,tt5\nB,tt5\n", "The id “tt5” stands in another line."),
        ("series", "slug,title\nknown,B\nknown,C\n", "Line 2 is about the same."),
        ("series", f"title\n{'x' * 301}\n", "title: Ensure this value has at most 300"),
        ("series", f"title,synopsis\nA,{'x' * 20_001}\n", "A cell holds more than 20000 characters."),
        ("seasons", "series,number\nnowhere,1\n", "nothing here is called “nowhere”."),
        ("seasons", "series,number\nknown,99999\n", "“99999” is no number up to 32767."),
        ("seasons", "series,number\nknown,x\n", "“x” is no number"),
        ("seasons", "series,number\nknown,\n", "The number is missing"),
        ("seasons", "series,kind,number\nknown,film,next\n", "Only a regular season"),
        ("cast", "series,person\nknown,nobody\n", "nothing here is called “nobody”."),
        ("cast", "series,season,person\nknown,7,ada\n", "known has no season 7 here."),
        ("crew", "series,person,job\nknown,ada,Wizard\n", "There is no such job: “Wizard”."),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(kind, text, reason):
    make.a_series("known", hidden=True)
    SeriesId.objects.create(owner=make.a_series("other"), provider="imdb", value="tt9")
    make.a_person("ada")

    said = " ".join(refusals(kind, text).values())

    assert reason in said and bool(reason) == bool(said)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("title\nÄ\n".encode("latin-1"), "The file is not in UTF-8."),
        ("title\nÄ\n".encode("utf-16"), "The file is not in UTF-8."),
        (b"title\nA\x00\n", "This is not a text file."),
        (b"", "The submitted file is empty."),
        (b"name\nA\n", "There are no such columns: name."),
        (b"title,title\nA,B\n", "These columns stand twice: title."),
        (b"title\nA,B\n", "Line 2 has more cells than the header."),
        (b"title\n" + b"A\n" * 10_001, "more than 10000 lines"),
        (b'title\n"' + b"x" * 200_000, "no CSV that can be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(client, editor, data, reason):
    assert reason in bring(client, "series", data).content.decode()
    assert not Spreadsheet.objects.exists()


def test_a_file_from_excel_is_read(client, editor):
    imported(client, "series", b"\xef\xbb\xbftitle;logline\r\n\xd0\xa1\xd0\xbe\xd0\xbb\xd1\x8c;a, b\r\n;;\r\n")

    assert (Series.objects.get().title, Series.objects.get().logline) == ("Соль", "a, b")


def test_a_lone_dash_empties_and_an_empty_cell_does_not(client, editor):
    series = make.a_series("One", logline="Old", countries="GB")

    imported(client, "series", "slug,logline,countries\none,-,\n")

    series.refresh_from_db()
    assert (series.logline, series.countries) == ("", "GB")


def test_a_title_that_is_changed_stays_among_the_others(client, editor):
    series = make.a_series("Old title")

    imported(client, "series", "slug,title\nold-title,New title\n")

    series.refresh_from_db()
    assert (series.title, [str(t) for t in series.other_titles.all()]) == ("New title", ["Old title"])


def test_who_may_not_change_series_may_not_import_them(client, clerk):
    sheet = Spreadsheet.objects.create(kind="series", name="x", text="title\nA\n")

    page = client.get(address(Spreadsheet, "change", sheet.pk))

    assert "Import exactly this" not in page.content.decode()
    assert client.post(address(Spreadsheet, "change", sheet.pk), filled_form(page, "digest")).status_code == 403
    assert client.get(address(Spreadsheet, "add")).status_code == 403


def test_a_plan_takes_as_many_queries_for_fifty_lines_as_for_five(django_assert_max_num_queries):
    for number in range(50):
        make.a_series(f"Series {number}", hidden=True)
    text = exported("series")
    with django_assert_max_num_queries(8):
        plan("series", text)
    assert CastCredit.objects.count() == CrewCredit.objects.count() == 0
