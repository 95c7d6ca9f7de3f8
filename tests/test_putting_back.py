"""The way back: what the history of a catalog record tells can be put back, through its own form."""

import pytest

from catalog.models import AuditEntry, Genre, Person, Season, Series, StatusUpdate
from tests import make
from tests.admin_pages import address, filled_form, sent

pytestmark = pytest.mark.django_db


def undo_page(entry=None):
    entry = entry or AuditEntry.objects.latest("pk")
    model = {"series": Series, "season": Season, "person": Person, "genre": Genre}[entry.model]
    return address(model, "undo", entry.key, entry.pk)


def put_back(client, page=None):
    return sent(client, page or undo_page(), "seen")


def test_fields_are_put_back_to_what_they_were_and_later_changes_of_others_stay(client, editor):
    drama, noir = make.a_genre("Drama"), make.a_genre("Noir")
    first, second = make.an_image(), make.an_image()
    series = make.a_series("Salt Road", genres=[drama], poster=first, kind="scripted", began_on="2026-03-01")
    page = address(Series, "change", series.pk)
    sent(client, page, "title", title="Sugar Road", kind="reality", poster=second.pk, began_on="", genres=[noir.pk])
    entry = AuditEntry.objects.latest("pk")
    sent(client, page, "title", logline="Salt is money.")
    assert undo_page(entry).split("/")[-3] == "undo"
    assert f"../undo/{entry.pk}/" in client.get(address(Series, "history", series.pk)).content.decode()

    answer = put_back(client, undo_page(entry))

    assert answer.redirect_chain[-1][0] == address(Series, "history", series.pk)
    series.refresh_from_db()
    assert (series.title, series.kind, series.poster, str(series.began_on)) == (
        "Salt Road",
        "scripted",
        first,
        "2026-03-01",
    )
    assert list(series.genres.all()) == [drama] and series.logline == "Salt is money."
    latest = AuditEntry.objects.latest("pk")
    assert latest.changes["fields"]["title"] == ["Sugar Road", "Salt Road"] and "Put back" in latest.note


def test_rows_are_put_back_whether_they_were_added_changed_or_deleted(client, editor):
    season = make.a_season()
    ada, eda = make.a_person("Ada"), make.a_person("Eda")
    kept, lost = make.a_cast_credit(season, ada, "Captain"), make.a_cast_credit(season, eda, "Mate")
    new = make.a_person("Ida")
    page = address(Season, "change", season.pk)
    before = set(season.cast.values_list("person", "character"))
    prefix = next(f["prefix"] for f in prefixes(client.get(page)) if f["model"] == "castcredit")
    sent(
        client,
        page,
        "title",
        **{
            f"{prefix}-0-character": "Cook",
            f"{prefix}-1-DELETE": "on",
            f"{prefix}-2-person": new.pk,
            f"{prefix}-2-character": "Boy",
        },
    )
    assert set(season.cast.values_list("person", "character")) == {(ada.pk, "Cook"), (new.pk, "Boy")}

    put_back(client)

    assert set(season.cast.values_list("person", "character")) == before
    assert kept.pk in season.cast.values_list("pk", flat=True) and lost.pk not in season.cast.values_list(
        "pk", flat=True
    )


def prefixes(response):
    return [
        {"prefix": inline.formset.prefix, "model": inline.formset.model._meta.model_name}
        for inline in response.context_data["inline_admin_formsets"]
    ]


def test_putting_back_is_refused_with_a_sentence_when_a_row_is_gone_or_a_name_is_taken(client, editor):
    person = make.a_person("Ada")
    alias = person.names.create(name="Adda")
    sent(client, address(Person, "change", person.pk), "name", **{"names-0-kind": "misspelling"})
    alias.delete()
    assert "The row “Adda” is gone" in put_back(client).content.decode()

    genre = make.a_genre("Drama")
    sent(client, address(Genre, "change", genre.pk), "name", name="Dramas")
    make.a_genre("Drama")
    before = AuditEntry.objects.count()
    answer = put_back(client).content.decode()
    assert "Nothing was put back" in answer and "already exists" in answer
    genre.refresh_from_db()
    assert genre.name == "Dramas" and AuditEntry.objects.count() == before


def test_putting_back_what_somebody_has_changed_meanwhile_has_to_be_looked_at_again(client, editor):
    genre = make.a_genre("Drama")
    sent(client, address(Genre, "change", genre.pk), "name", name="Dramas")
    page = undo_page()
    form = filled_form(client.get(page), "seen")
    Genre.objects.filter(pk=genre.pk).update(name="Tragedies")

    answer = client.post(page, form)

    genre.refresh_from_db()
    assert answer.status_code == 409 and genre.name == "Tragedies"


def test_who_may_only_look_puts_nothing_back_and_an_entry_of_another_thing_is_not_found(client, editor, clerk):
    client.force_login(editor)
    genre, other = make.a_genre("Drama"), make.a_genre("Noir")
    sent(client, address(Genre, "change", genre.pk), "name", name="Dramas")
    entry = AuditEntry.objects.latest("pk")
    assert client.get(address(Genre, "undo", other.pk, entry.pk)).status_code == 404
    assert client.get(address(Genre, "undo", genre.pk, 10**20)).status_code == 404
    client.force_login(clerk)

    assert client.post(undo_page(entry), {"seen": "x"}).status_code == 403
    assert "../undo/" not in client.get(address(Genre, "history", genre.pk)).content.decode()


def test_what_was_said_is_taken_back_by_retracting_it(client, editor):
    update = make.an_update(make.a_season())
    client.post(address(StatusUpdate, "mend", update.pk), {"summary": "Mended."})

    history = client.get(address(StatusUpdate, "history", update.pk)).content.decode()

    assert "retract it" in history and "../undo/" not in history
