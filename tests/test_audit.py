"""The audit log: everything that is done in the admin stands in it once, from what to what, and stays as it is."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from catalog.models import AuditEntry, Genre, Image, Person, Season, Series
from news.models import Article
from tests import make
from tests.admin_pages import address, sent

pytestmark = pytest.mark.django_db
User = get_user_model()


def entries():
    return list(AuditEntry.objects.order_by("pk"))


def an_entry(**fields):
    return AuditEntry.objects.write(fields.pop("about", None) or make.a_genre(), "changed", note="Said so.", **fields)


# -- it stays as it is --------------------------------------------------------------------------------------------

FORGERIES = {
    "update": "UPDATE catalog_auditentry SET note = 'forged'",
    "delete": "DELETE FROM catalog_auditentry",
    "replace": {
        "sqlite": "INSERT OR REPLACE INTO catalog_auditentry SELECT * FROM catalog_auditentry",
        "postgresql": "INSERT INTO catalog_auditentry SELECT * FROM catalog_auditentry ON CONFLICT (id) DO UPDATE "
        "SET note = 'forged'",
    },
    "truncate": {"postgresql": "TRUNCATE catalog_auditentry"},
}


@pytest.mark.parametrize("way", FORGERIES)
def test_the_database_refuses_to_change_or_delete_an_entry(way):
    statement = FORGERIES[way]
    statement = statement.get(connection.vendor) if isinstance(statement, dict) else statement
    if statement is None:
        pytest.skip("this database knows no such statement")
    an_entry()
    # PostgreSQL empties no table of which it still has to check something.
    connection.check_constraints()

    refused = pytest.raises(DatabaseError, match="never changed or deleted")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert [entry.note for entry in entries()] == ["Said so."]


def test_neither_a_model_nor_a_queryset_nor_a_command_gets_round_the_database():
    entry = an_entry()
    for forge in (
        entry.save,
        entry.delete,
        lambda: AuditEntry.objects.update(note="forged"),
        AuditEntry.objects.all().delete,
        lambda: call_command("flush", interactive=False, verbosity=0),
    ):
        with pytest.raises((DatabaseError, CommandError)), transaction.atomic():
            forge()

    assert AuditEntry.objects.get().note == "Said so."


def test_nobody_can_be_given_a_right_to_write_in_the_log():
    rights = Permission.objects.filter(content_type__app_label="catalog", content_type__model="auditentry")

    assert [right.codename for right in rights] == ["view_auditentry"]


@pytest.mark.parametrize("name", ["add", "change", "delete"])
def test_no_page_of_the_admin_changes_an_entry(client, editor, name):
    entry = an_entry()
    there = address(AuditEntry, name, *([] if name == "add" else [entry.pk]))

    answer = client.post(there, {"note": "forged", "post": "yes"})

    assert answer.status_code in {302, 403}
    assert AuditEntry.objects.get().note == "Said so."


def test_who_stands_in_the_log_is_deactivated_and_not_deleted(client, editor):
    nora = make.an_editor()
    for _ in range(3):
        an_entry(by=nora)
    page = address(User, "delete", nora.pk)

    answer = client.get(page).content.decode()
    client.post(page, {"post": "yes"})

    assert answer.count("stands in the audit log") == 1
    assert User.objects.filter(pk=nora.pk).exists()


# -- everything stands in it once ---------------------------------------------------------------------------------


def test_a_form_says_what_was_changed_from_what_to_what(client, editor):
    poster = make.an_image(alt="A road of salt.")
    series = make.a_series("Salt Road", kind="scripted", hidden=True)
    page = address(Series, "change", series.pk)

    sent(client, page, "title", title="The Salt Road", kind="miniseries", poster=poster.pk, began_on="2026-03-01")

    (entry,) = entries()
    assert (entry.by, entry.by_name, entry.action) == (editor, editor.username, "changed")
    assert (entry.app_label, entry.model, entry.key) == ("catalog", "series", str(series.pk))
    assert entry.changes["fields"] == {
        "title": ["Salt Road", "The Salt Road"],
        "kind": ["scripted", "miniseries"],
        "poster": [None, {"key": poster.pk, "label": str(poster.uuid)}],
        "began_on": [None, "2026-03-01"],
    }
    history = client.get(address(Series, "history", series.pk)).content.decode()
    for word in ("Scripted", "Miniseries", "A road of salt.", "2026-03-01", editor.username):
        assert word in history


def test_rows_on_a_page_are_told_with_it(client, editor):
    person = make.a_person("Farren Blackburn")
    kept, lost = person.names.create(name="Fairren"), person.names.create(name="Farrn")
    page = address(Person, "change", person.pk)

    sent(
        client,
        page,
        "name",
        **{
            "names-TOTAL_FORMS": 3,
            "names-0-kind": "misspelling",
            "names-1-DELETE": "on",
            "names-2-name": "Ф. Блэкберн",
            "names-2-kind": "script",
        },
    )

    rows = {row["label"]: row for row in entries()[0].changes["rows"]}
    assert rows["Fairren"]["action"] == "changed" and rows["Fairren"]["key"] == str(kept.pk)
    assert rows["Fairren"]["fields"] == {"kind": ["alias", "misspelling"]}
    assert rows["Farrn"]["action"] == "deleted" and rows["Farrn"]["fields"]["name"] == [lost.name, None]
    assert rows["Ф. Блэкберн"]["action"] == "added"


def test_a_form_saved_as_it_was_is_no_deed(client, editor):
    person = make.a_person()

    sent(client, address(Person, "change", person.pk), "name")

    assert entries() == []


def everything(client):
    """Each way to write in the admin, with what it is done to and how often it then stands in the log."""
    season, genre, gone = make.a_season(), make.a_genre("Drama"), make.a_genre("Western")
    doomed = [make.a_genre("Noir"), make.a_genre("Farce")]
    sent(client, address(Genre, "change", genre.pk), "name", name="Dramas")
    yield "changed", genre
    sent(client, address(Season, "change", season.pk), "title", title="The Return")
    yield "changed", season
    client.post(address(Season, "still_undecided", season.pk))
    yield "changed", season
    client.post(address(Series, "remove", season.series.pk), {"reason": "A hoax."})
    yield "changed", season.series
    client.post(address(Genre, "delete", gone.pk), {"post": "yes"})
    yield "deleted", gone
    chosen = {"action": "delete_selected", "_selected_action": [each.pk for each in doomed], "post": "yes"}
    client.post(address(Genre, "changelist"), chosen)
    for each in reversed(doomed):
        yield "deleted", each
    group = Group.objects.create(name="Night shift")
    right = Permission.objects.get(codename="publish_article")
    client.post(address(Group, "change", group.pk), {"name": "Night shift", "permissions": [right.pk]})
    yield "changed", group
    user = make.a_user("nora")
    sent(client, address(User, "change", user.pk), "username", groups=[group.pk])
    yield "changed", user
    client.post(
        reverse("admin:auth_user_password_change", args=[user.pk]),
        {"password1": "a quite new one", "password2": "a quite new one", "usable_password": "true"},
    )
    yield "changed", user
    article = make.an_article()
    sent(client, address(Article, "change", article.pk), "title", title="Other words")
    yield "changed", article
    article.refresh_from_db()
    sent(client, address(Article, "publish", article.pk), "version")
    yield "changed", article


def test_every_deed_in_the_admin_stands_once_in_the_one_log(client, editor):
    expected = list(everything(client))

    assert [(entry.action, entry.model) for entry in entries()] == [
        (action, obj._meta.model_name) for action, obj in expected
    ]
    assert {entry.by for entry in entries()} == {editor}
    assert not LogEntry.objects.exists()


def test_the_log_holds_no_password_and_no_word_that_may_have_to_be_erased(client, editor):
    user = make.a_user("nora")
    client.post(
        reverse("admin:auth_user_password_change", args=[user.pk]),
        {"password1": "xyzzy-password", "password2": "xyzzy-password", "usable_password": "true"},
    )
    article, image = make.an_article("Xyzzy", lead="Xyzzy."), make.an_image(alt="Xyzzy.")
    sent(client, address(Article, "change", article.pk), "title", title="Xyzzy again", slug="xyzzy-again")
    client.post(address(Article, "withdraw", article.pk), {"version": 2, "reason": "Xyzzy."})
    sent(client, address(Image, "change", image.pk), "alt", alt="Xyzzy everywhere.", credit="Xyzzy")
    client.post(address(Image, "remove", image.pk), {"reason": "Xyzzy."})

    kept = json.dumps(list(AuditEntry.objects.values("label", "changes", "note", "search_name", "by_name")))
    assert AuditEntry.objects.count() >= 4
    assert "xyzzy" not in kept.lower()
    assert "Xyzzy everywhere." in client.get(address(AuditEntry, "changelist")).content.decode()


# -- reading it ---------------------------------------------------------------------------------------------------


def test_the_log_is_found_by_name_person_kind_and_day(client, editor):
    nora = make.an_editor()
    drama, ada = make.a_genre("Drama"), make.a_person("Ada Marlow")
    an_entry(about=drama, by=nora)
    an_entry(about=ada, by=editor)

    def found(**query):
        answer = client.get(address(AuditEntry, "changelist"), query)
        return {story.label for story in answer.context_data["stories"]}

    today = entries()[0].at.date().isoformat()
    assert found() == found(day=today) == {"Drama", "Ada Marlow"}
    assert found(q="marl") == found(by=editor.pk) == found(kind="catalog.person") == {"Ada Marlow"}
    assert found(q=nora.username) == found(by=nora.pk) == {"Drama"}
    assert found(day="2001-01-01") == found(day="nonsense") == found(kind="no.thing") == set()
    assert found(q="\x00") == set() and found(before="9" * 40) == {"Drama", "Ada Marlow"}


def test_the_log_is_read_page_by_page_with_as_many_queries_for_few_entries_as_for_many(
    client, editor, django_assert_max_num_queries
):
    images = [make.an_image(alt=f"Picture {number}.") for number in range(3)]
    for number in range(60):
        an_entry(about=images[number % 3])
    with django_assert_max_num_queries(8):
        first = client.get(address(AuditEntry, "changelist"))
    second = client.get(f"{address(AuditEntry, 'changelist')}?{first.context_data['older']}")

    assert len(first.context_data["stories"]) == 50 and len(second.context_data["stories"]) == 10
    assert second.context_data["older"] is None


def test_the_front_page_of_the_admin_shows_what_one_did_last(client, editor):
    make.an_editor()
    an_entry(about=make.a_person("Ada Marlow"), by=editor)

    assert "Ada Marlow" in client.get(reverse("admin:index")).content.decode()
