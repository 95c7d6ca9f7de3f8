"""Publishing, merging, removing in the admin; and what cannot be deleted there."""

from datetime import date

import pytest

from catalog.axes import Decision
from catalog.models import Person, Series
from tests import make
from tests.admin_pages import address, confirmation, sent

pytestmark = pytest.mark.django_db


def test_a_hidden_series_is_published_in_one_click(client, editor):
    series = make.a_series(hidden=True)

    client.post(address(Series, "publish_now", series.pk))

    series.refresh_from_db()
    assert series.is_public()


def test_what_readers_have_seen_is_not_hidden_again_by_an_empty_field(client, editor):
    series = make.a_series()
    page = address(Series, "change", series.pk)

    sent(client, page, "title", published_at_0="", published_at_1="")

    series.refresh_from_db()
    assert series.is_public()


def test_two_people_are_compared_before_they_are_merged_and_can_be_parted_again(client, editor):
    one, other = make.a_person("Farren Blackburn"), make.a_person("Fairren Blackburn")
    page = address(Person, "merge", other.pk)

    answer = client.post(page, {"into": one.pk})
    other.refresh_from_db()
    assert other.merged_into is None and "stays" in answer.content.decode()

    client.post(page, {"into": one.pk, "_sure": "1"})
    other.refresh_from_db()
    assert other.merged_into == one

    client.post(address(Person, "part", other.pk))
    other.refresh_from_db()
    assert other.merged_into is None


def test_nobody_is_merged_into_themselves(client, editor):
    person = make.a_person()

    answer = client.post(address(Person, "merge", person.pk), {"into": person.pk, "_sure": "1"})

    assert "Merge into another one that stands for itself." in answer.content.decode()


def test_removing_needs_a_reason_and_can_be_undone(client, editor):
    person = make.a_person()

    answer = client.post(address(Person, "remove", person.pk), {"reason": " "})
    assert "This field is required." in answer.content.decode()

    client.post(address(Person, "remove", person.pk), {"reason": "They asked for it."})
    person.refresh_from_db()
    assert person.removal_reason == "They asked for it."
    assert "They asked for it." in client.get(address(Person, "history", person.pk)).content.decode()

    client.post(address(Person, "put_back", person.pk))
    person.refresh_from_db()
    assert person.removed_at is None


def public_things():
    season = make.a_season()
    make.an_update(season, decision=Decision.ORDERED)
    credit = make.a_cast_credit(season)
    genre = make.a_genre()
    season.series.genres.add(genre)
    return [
        season.series,
        season,
        credit.person,
        make.a_quote(season),
        make.a_fact(season),
        make.a_video(season.series),
        genre,
    ]


def test_what_is_public_cannot_be_deleted_on_its_page_nor_in_the_list(client, editor):
    for thing in public_things():
        page = address(type(thing), "delete", thing.pk)
        assert "would require deleting the following protected" in client.get(page).content.decode(), thing
        client.post(page, confirmation(thing))
        chosen = {"action": "delete_selected", "_selected_action": [thing.pk]} | confirmation(thing)
        client.post(address(type(thing), "changelist"), chosen)
        assert type(thing).objects.filter(pk=thing.pk).exists(), thing


def test_what_was_removed_stays(client, editor):
    person = make.a_person()
    person.remove("A mistake.")

    client.post(address(Person, "delete", person.pk), confirmation(person))

    assert Person.objects.filter(pk=person.pk).exists()


def test_what_nobody_saw_can_be_deleted(client, editor):
    season = make.a_season(make.a_series(hidden=True))
    season.record(
        on=date(2026, 3, 1),
        source=None,
        certainty="reported",
        summary="Heard.",
        decision="ordered",
        premiere=date(2027, 1, 1),
    )

    for thing in (season, season.series):
        client.post(address(type(thing), "delete", thing.pk), confirmation(thing))
        assert not type(thing).objects.filter(pk=thing.pk).exists(), thing


def test_a_thing_in_use_says_who_uses_it(client, editor):
    series = make.a_series(network=make.a_network())
    network = series.networks.get()

    answer = client.get(address(type(network), "delete", network.pk))

    assert "uses it" in answer.content.decode()
