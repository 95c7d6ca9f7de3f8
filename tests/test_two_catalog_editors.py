"""Two people in one thing of the catalog: nothing is silently overwritten, and nothing typed is lost."""

import re
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.urls import reverse

from catalog.models import Image, Person, Season, Series, Source
from tests import make
from tests.admin_pages import address, filled_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make.an_editor()
    client.force_login(user)
    return user


def page(obj):
    return address(type(obj), "change", obj.pk)


def opened(client, obj, **changes):
    return filled_form(client.get(page(obj)), "_seen", **{"_continue": "Save", **changes})


def test_a_second_tab_is_told_what_changed_and_saves_over_it_only_when_sent_again(client, editor):
    person = make.a_person("Ada Marlow", bio="Born in a port.")
    first, second = opened(client, person, bio="Born in a harbour."), opened(client, person, bio="Born at sea.")

    client.post(page(person), first)
    refused = client.post(page(person), second)

    assert refused.status_code == 409
    shown = refused.content.decode()
    assert "Born at sea." in shown
    assert "Born in a harbour." in shown
    assert Person.objects.get(pk=person.pk).bio == "Born in a harbour."
    again = filled_form(refused, "_seen", _continue="Save")
    assert client.post(page(person), again).status_code == 302
    assert Person.objects.get(pk=person.pk).bio == "Born at sea."


def test_what_nobody_touched_here_stays_as_somebody_else_has_saved_it(client, editor):
    series = make.a_series("The Salt Road", logline="A road.", hidden=True)
    mine = opened(client, series, logline="A road of salt.")
    Series.objects.get(pk=series.pk).publish()
    other = opened(client, series, title="The Salt Roads")
    client.post(page(series), other)

    refused = client.post(page(series), mine)
    client.post(page(series), filled_form(refused, "_seen", _continue="Save"))

    series.refresh_from_db()
    assert (refused.status_code, series.title, series.logline) == (409, "The Salt Roads", "A road of salt.")
    assert series.published_at


def test_a_row_that_somebody_changed_deleted_or_added_is_told_and_mine_are_kept(client, editor):
    season = make.a_season()
    credits = [make.a_cast_credit(season, make.a_person(f"P {n}"), f"Role {n}", billing=n) for n in range(4)]
    form = opened(client, season)
    numbers = {value[0]: name.removesuffix("-id") for name, value in form.items() if name.endswith("-id") and value[0]}
    rows = [numbers[str(credit.pk)] for credit in credits]
    form |= {f"{rows[1]}-character": "Mine 1", f"{rows[2]}-character": "Mine 2"}
    credits[0].delete()
    credits[1].delete()
    type(credits[3]).objects.filter(pk=credits[3].pk).update(character="Theirs 3")
    make.a_cast_credit(season, make.a_person("New"), "Theirs 4", billing=9)

    refused = client.post(page(season), form)
    assert refused.status_code == 409
    told = refused.content.decode()
    assert all(words in told for words in ("Role 3", "Theirs 3", "Theirs 4", "Mine 1", "Mine 2"))
    saved = client.post(page(season), filled_form(refused, "_seen", _continue="Save"))

    assert saved.status_code == 302
    assert sorted(season.cast.values_list("character", flat=True)) == ["Mine 1", "Mine 2", "Theirs 3", "Theirs 4"]


def test_an_update_recorded_meanwhile_is_a_change_of_the_season(client, editor):
    season = make.a_season()
    form = opened(client, season, title="The last one")
    make.an_update(season, summary="It was ordered.")

    refused = client.post(page(season), form)

    assert refused.status_code == 409
    assert "It was ordered." in refused.content.decode()
    assert Season.objects.get(pk=season.pk).title == ""


@pytest.mark.parametrize("kind", ["picture", "source", "network", "genre", "job", "author", "quote", "video", "fact"])
def test_every_form_of_the_admin_checks_who_wrote_last(client, editor, kind):
    season = make.a_season()
    obj, field = {
        "picture": lambda: (make.an_image(alt="A road"), "caption"),
        "source": lambda: (make.a_source(), "title"),
        "network": lambda: (make.a_network(), "name"),
        "genre": lambda: (make.a_genre(), "name"),
        "job": lambda: (make.a_job(), "name"),
        "author": lambda: (make.an_author(), "byline"),
        "quote": lambda: (make.a_quote(season), "text"),
        "video": lambda: (make.a_video(season.series), "title"),
        "fact": lambda: (make.a_fact(season), "text"),
    }[kind]()
    mine = opened(client, obj, **{field: "Mine"})
    type(obj).objects.filter(pk=obj.pk).update(**{field: "Theirs"})

    refused = client.post(page(obj), mine)

    obj.refresh_from_db()
    assert (refused.status_code, getattr(obj, field)) == (409, "Theirs")
    assert client.post(page(obj), filled_form(refused, "_seen")).status_code == 302
    obj.refresh_from_db()
    assert getattr(obj, field) == "Mine"


@pytest.mark.parametrize("seen", [None, "", "nonsense", "x\x00y", "another"])
def test_a_form_that_does_not_tell_what_was_seen_is_not_saved(client, editor, seen):
    source, other = make.a_source(), make.a_source()
    form = opened(client, source, title="Mine")
    del form["_seen"]
    if seen is not None:
        form["_seen"] = filled_form(client.get(page(other)), "_seen")["_seen"] if seen == "another" else seen

    assert client.post(page(source), form).status_code == 409
    assert Source.objects.get(pk=source.pk).title == ""


def test_a_refused_form_still_knows_what_was_stored_when_it_was_opened(client, editor):
    person = make.a_person("Ada Marlow")
    wrong = client.post(page(person), opened(client, person, name=""))
    Person.objects.filter(pk=person.pk).update(bio="Theirs")

    refused = client.post(page(person), filled_form(wrong, "_seen", name="Ada M."))

    assert (wrong.status_code, refused.status_code) == (200, 409)


def test_saving_counts_the_version_up_and_saving_nothing_does_not(client, editor):
    person = make.a_person("Ada Marlow")
    client.post(page(person), opened(client, person, bio="Born in a port."))
    client.post(page(person), opened(client, person))

    assert Person.objects.get(pk=person.pk).version == 2


def test_no_list_of_the_admin_is_edited_in_place():
    from django.contrib import admin

    assert not [model for model, page in admin.site._registry.items() if page.list_editable]
    assert Image in admin.site._registry


def test_words_taken_from_an_autosave_know_what_was_seen_when_they_were_typed(client, editor):
    person = make.a_person("Ada Marlow")
    response = client.get(page(person))
    sealed = re.search(r'data-form="([^"]+)"', response.content.decode())[1]
    body = urlencode(filled_form(response, "_seen", bio="Mine"), doseq=True)
    where = f"{reverse('admin:catalog_unsaved_keep')}?{urlencode({'form': sealed, 'opened': uuid4(), 'counter': 1})}"
    kept = client.post(where, body, content_type="text/plain")
    Person.objects.filter(pk=person.pk).update(bio="Theirs")

    taken = client.get(kept.json()["look"].replace("look=", "take="))
    refused = client.post(page(person), filled_form(taken, "_seen"))

    assert (refused.status_code, Person.objects.get(pk=person.pk).bio) == (409, "Theirs")
    assert filled_form(refused, "_seen")["bio"] == ["Mine"]
