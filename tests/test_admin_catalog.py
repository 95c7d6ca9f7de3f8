"""The catalog's pages in the admin: they all answer, find, refuse and forget nothing."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.axes import Decision
from catalog.models import (
    AuditEntry,
    CastCredit,
    CrewCredit,
    Fact,
    Image,
    Job,
    Person,
    Quote,
    Rating,
    Season,
    Series,
    StatusUpdate,
    Unsaved,
    Video,
    Work,
)
from tests import make
from tests.admin_pages import address, filled_form, sent

pytestmark = pytest.mark.django_db
MODELS = [m for m in admin.site._registry if m._meta.app_label == "catalog" and m not in {AuditEntry, Unsaved}]


def fill(times, picture, series=None):
    """A catalog around one season, which has `times` rows more of everything."""
    network, genre, job = make.a_network(), make.a_genre(), make.a_job()
    if series is None:
        series = make.a_series(network=network, genres=[genre], poster=picture)
        make.a_season(series)
    season = series.seasons.get()
    for number in range(series.cast.count(), series.cast.count() + 2 * times, 2):
        person = make.a_person(f"Ada Marlow {number}")
        other = make.a_series(f"Other {number}", network=network, genres=[genre])
        make.a_season(other)
        person.names.create(name=f"A. Marlow {number}")
        Person.objects.order_by("pk")[0].known_for.create(
            work=Work.objects.create(title=f"Film {number}"), order=number
        )
        Work.objects.order_by("pk")[0].known_for.get_or_create(person=person)
        series.relations.create(kind="spin_off", other=other)
        series.other_titles.create(title=f"Title {number}")
        for where in (season, None):
            about = {"series": series, "season": where}
            for who in {person, Person.objects.order_by("pk")[0]}:
                CastCredit.objects.create(**about, person=who, character=f"C {number}", billing=number)
            CrewCredit.objects.create(**about, person=person, job=job, billing=number)
            Quote.objects.create(**about, speaker=person, text="So be it.", source=make.a_source())
            Fact.objects.create(**about, text="A fact.", source=make.a_source())
            Video.objects.create(**about, title="V", slug=f"v{number}{where and 1}", video_id="x", poster=picture)
            Rating.objects.create(**about, provider=f"R{number}", value=7, taken_on=date(2026, 3, 1))
        update = make.an_update(season, decision=Decision.ORDERED, premiere="spring 2027", summary=f"Said {number}.")
        update.mend(f"It was said {number}.")
        season.forecasts.create(outlook="likely", reason="So.", given_on=date(2026, 1, 1), given_by=make.a_user())
    return series


def pages():
    for model in MODELS:
        yield f"{model._meta.model_name} list", address(model, "changelist")
        yield f"{model._meta.model_name} found", address(model, "changelist") + "?q=salt"
        if obj := model.objects.order_by("pk").first():
            yield f"{model._meta.model_name} page", address(model, "change", obj.pk)
            yield f"{model._meta.model_name} history", address(model, "history", obj.pk)
        if model._meta.model_name != "statusupdate":
            yield f"{model._meta.model_name} new", address(model, "add")
    yield "record", address(Season, "record", Season.objects.order_by("pk").first().pk)


def counts(client):
    found = {}
    for name, page in pages():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page)
        assert response.status_code == 200, name
        found[name] = len(queries)
    return found


def test_every_page_answers_with_as_many_queries_for_ten_times_the_rows(client, editor):
    picture = make.an_image(alt="A road")
    series = fill(2, picture)
    # Content types are asked for once in a process.
    ContentType.objects.get_for_models(*MODELS)
    few = counts(client)

    fill(18, picture, series)
    many = counts(client)

    assert {name: (few[name], many[name]) for name in few if few[name] != many[name]} == {}


# -- finding ------------------------------------------------------------------------------------------------------


def found(client, model, field, term):
    """What an autocomplete offers for a term."""
    where = {"app_label": "catalog", "model_name": model._meta.model_name, "field_name": field, "term": term}
    return [row["text"] for row in client.get(reverse("admin:autocomplete"), where).json()["results"]]


def test_lists_and_autocompletes_find_cyrillic_whatever_the_case(client, editor):
    person = make.a_person("Юра Борисов")
    person.names.create(name="Yura Borisov")

    assert "Юра Борисов" in client.get(address(Person, "changelist") + "?q=бОРИС").content.decode()
    assert found(client, CastCredit, "person", "БОРИС") == ["Юра Борисов (Yura Borisov)"]
    assert found(client, CastCredit, "person", "borisov yu") == ["Юра Борисов (Yura Borisov)"]


def test_a_person_is_found_by_a_misspelling(client, editor):
    make.a_person("Farren Blackburn").names.create(name="Fairren Blackburn", kind="misspelling")

    assert found(client, CrewCredit, "person", "fairren") == ["Farren Blackburn (Fairren Blackburn)"]


def test_namesakes_are_told_apart_where_one_is_chosen(client, editor):
    make.a_person("Chris Evans", born_on=date(1981, 6, 13), country="US")
    make.a_person("Chris Evans", born_on=date(1966, 4, 1), country="GB")

    assert set(found(client, CastCredit, "person", "evans")) == {"Chris Evans (1981, US)", "Chris Evans (1966, GB)"}


def test_choosing_takes_as_many_queries_however_many_are_found(client, editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            found(client, CastCredit, "person", "ada")
            found(client, Work, "series", "other")
            found(client, Fact, "season", "other")
        return len(captured)

    fill(1, None)
    few = queries()
    fill(9, None, Series.objects.order_by("pk").first())
    assert queries() == few


def test_the_beginning_of_a_word_finds_a_series_its_seasons_and_what_is_said_about_them(client, editor):
    season = make.a_season(make.a_series("The Defenders"), 2)
    make.a_season(season.series, 1)
    make.an_update(season, decision=Decision.ORDERED)
    make.a_fact(season)

    assert found(client, Work, "series", "defen") == ["The Defenders"]
    assert found(client, Fact, "season", "defen 2") == ["The Defenders, season 2"]
    for model in (StatusUpdate, Fact):
        assert "1 result" in client.get(address(model, "changelist") + "?q=defen").content.decode()
        assert "0 results" in client.get(address(model, "changelist") + "?q=efen").content.decode()


def test_who_was_merged_or_removed_is_no_choice(client, editor):
    merged, removed = make.a_person("Ada Two"), make.a_person("Ada Three")
    merged.merge_into(make.a_person("Ada One"))
    make.remove(removed, "A mistake.")

    assert found(client, CastCredit, "person", "ada") == ["Ada One"]


# -- who may what -------------------------------------------------------------------------------------------------


def test_who_may_only_look_is_refused_every_act_however_it_is_sent(client, clerk):
    make.an_image()
    fill(1, Image.objects.get())
    for model in MODELS:
        for name in admin.site.get_model_admin(model).acts:
            obj = model.objects.order_by("pk").first()
            for send in (client.get, client.post):
                assert send(address(model, name, obj.pk)).status_code == 403, name
    assert client.post(address(Season, "record", Season.objects.first().pk)).status_code == 403


def test_who_may_only_look_sees_no_button(client, clerk):
    season = make.a_season()

    page = client.get(address(Season, "change", season.pk)).content.decode()

    assert "Add update" not in page and "still undecided" not in page


# -- wrong input --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["\x00", "\ud800", "'\"%_*", "9" * 40, "а" * 3000])
def test_no_text_breaks_a_search_or_an_address(client, editor, text):
    make.a_season()
    for model in MODELS:
        assert (
            client.get(address(model, "changelist"), {"q": text.encode("utf-8", "surrogatepass")}).status_code == 200
        )
        assert client.get(
            f"{address(model, 'add')}", {"series": text.encode("utf-8", "surrogatepass")}
        ).status_code in {200, 403}
    where = {"app_label": "catalog", "model_name": "castcredit", "field_name": "person"}
    assert (
        client.get(reverse("admin:autocomplete"), where | {"term": text.encode("utf-8", "surrogatepass")}).status_code
        == 200
    )


@pytest.mark.parametrize("key", ["0", "abc", "9" * 40, "%00", "1%ED%A0%80"])
def test_a_page_of_nothing_is_not_found_but_no_failure(client, editor, key):
    for tail in ("change", "delete", "history", "record", "still-undecided"):
        assert client.get(f"/admin/catalog/season/{key}/{tail}/").status_code in {302, 404}


@pytest.mark.parametrize("text", ["\x00", "\ud800".encode("utf-8", "surrogatepass")])
def test_nul_and_surrogates_are_errors_of_the_form(client, editor, text):
    series = make.a_series()
    page = address(Series, "change", series.pk)

    typed = filled_form(client.get(page), "title", title=text, slug=text)
    answer = client.post(page, urlencode(typed, doseq=True), "application/x-www-form-urlencoded")

    assert answer.status_code == 200 and "errorlist" in answer.content.decode()


@pytest.mark.parametrize("key", ["abc", "9" * 40, "-1", "\x00"])
def test_a_choice_of_nothing_is_an_error_of_the_form(client, editor, key):
    season = make.a_season()
    page = address(Season, "change", season.pk)

    answer = client.post(page, filled_form(client.get(page), "number", **{"cast-0-person": key}))
    assert "id_cast-0-person_error" in answer.content.decode()


def test_a_season_is_saved_with_as_many_queries_for_many_credits_as_for_few(client, editor):
    season = make.a_season()
    page = address(Season, "change", season.pk)

    def queries(title):
        with CaptureQueriesContext(connection) as asked:
            sent(client, page, "title", title=title)
        assert Season.objects.get().title == title

        return len(asked)

    make.a_cast_credit(season)
    few = queries("Few")
    for number in range(20):
        make.a_cast_credit(season, make.a_person(f"Number {number}"), f"Role {number}", billing=number + 9)
    assert queries("Many") == few


def test_a_row_that_was_left_alone_still_forbids_its_twin(client, editor):
    season = make.a_season()
    credit = make.a_cast_credit(season)
    page = address(Season, "change", season.pk)

    twin = {"cast-1-person": credit.person_id, "cast-1-character": credit.character}
    said = sent(client, page, "title", **twin).content.decode()
    assert "stands here twice" in said
    assert season.cast.count() == 1


def test_of_rows_that_are_only_shown_the_first_are_and_how_many_there_are(client, editor, monkeypatch):
    monkeypatch.setattr("catalog.admin.rows.MOST_SHOWN", 2)
    person = make.a_person()
    for number in range(1, 4):
        make.a_cast_credit(make.a_season(make.a_series(f"Road {number}")), person)

    page = address(Person, "change", person.pk)
    html = client.get(page).content.decode()
    assert "the first 2 of 3" in html
    assert ("Road 2" in html, "Road 3" in html) == (True, False)
    sent(client, page, "bio", bio="Saved.")
    assert Person.objects.get().bio == "Saved."


def test_a_job_of_many_credits_is_kept_without_asking_for_each(client, editor):
    season, job = make.a_season(), make.a_job()
    for number in range(30):
        make.a_crew_credit(season, make.a_person(f"Number {number}"), job)

    with CaptureQueriesContext(connection) as asked:
        html = client.get(address(Job, "delete", job.pk)).content.decode()
    assert html.count("uses it") == 5
    assert len(asked) < 25


def test_a_quote_is_found_by_its_series_and_by_who_said_it(client, editor):
    season = make.a_season(make.a_series("The Long Field"))
    quote = make.a_quote(season, make.a_person("Jeph Loeb"), text="One word after another, " * 9)
    make.a_quote(make.a_season(make.a_series("Tidewater")), make.a_person("Mara Field"), text="No.")
    asking = {"app_label": "news", "model_name": "quoteblock", "field_name": "quote"}

    for term in ("jeph", "long field"):
        found = client.get(reverse("admin:autocomplete"), {**asking, "term": term}).json()["results"]
        assert [each["id"] for each in found] == [str(quote.pk)], term
    assert found[0]["text"].startswith("Jeph Loeb: One word") and found[0]["text"].endswith("…")
