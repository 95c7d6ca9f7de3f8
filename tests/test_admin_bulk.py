"""Many rows at once: planned, then done as planned; and two entries for one thing, merged and parted."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.db.models import F

from catalog.models import AuditEntry, Person, Season, Series, Work
from catalog.models.people import PersonId
from tests import make
from tests.admin_pages import address, filled_form

pytestmark = pytest.mark.django_db


def plan(client, model, act, rows, **more):
    sent = {"action": act, "_selected_action": [row.pk for row in rows], "index": "0", **more}
    return client.post(address(model, "changelist"), sent)


def carry_out(client, model, act, page, **typed):
    return client.post(address(model, "bulk", act), filled_form(page, "rows", **typed) | {"_sure": "1"}, follow=True)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_plan_says_what_changes_and_what_does_not_and_changes_nothing(client, editor):
    hidden, seen = make.a_series("Hidden", hidden=True), make.a_series("Seen")

    page = plan(client, Series, "publish_selected", [hidden, seen]).content.decode()

    assert "1 will change" in page and "Public now" in page
    assert "1 is left alone" in page and "It is public already." in page
    hidden.refresh_from_db()
    assert hidden.published_at is None


def test_a_plan_is_carried_out_once_however_often_it_is_sent(client, editor):
    series = [make.a_series(f"Series {n}", hidden=True) for n in range(3)]
    page = plan(client, Series, "publish_selected", series)

    first = carry_out(client, Series, "publish_selected", page)
    moments = list(Series.objects.values_list("published_at", "version"))
    second = carry_out(client, Series, "publish_selected", page)

    assert told(first) == ["Changed 3 rows."]
    assert told(second)[0] == "Changed 0 rows." and "It is public already." in told(second)[1]
    assert list(Series.objects.values_list("published_at", "version")) == moments
    assert {version for _moment, version in moments} == {2}
    notes = AuditEntry.objects.filter(model="series").values_list("note", flat=True)
    assert list(notes) == ["Publish the selected: Hidden → Public now"] * 3


def test_what_was_changed_in_between_is_told_and_not_overwritten(client, editor):
    drama, crime = make.a_genre("Drama"), make.a_genre("Crime")
    one, other = make.a_series("One", genres=[drama]), make.a_series("Other")
    page = plan(client, Series, "set_genres", [one, other])
    typed = {"how": "set", "genres": [crime.pk]}
    page = client.post(address(Series, "bulk", "set_genres"), filled_form(page, "rows", **typed))
    assert "Drama" in page.content.decode() and "2 will change" in page.content.decode()
    Series.objects.filter(pk=one.pk).update(version=F("version") + 1)

    answer = carry_out(client, Series, "set_genres", page)

    assert told(answer) == ["Changed 1 row.", "One: It has been changed in between."]
    assert ([*one.genres.all()], [*other.genres.all()]) == ([drama], [crime])


def test_seasons_are_checked_where_there_is_no_decision(client, editor):
    open_one, decided = make.a_season(number=2), make.a_season(make.a_series("Decided"))
    make.an_update(decided, decision="ordered")
    page = plan(client, Season, "check_selected", [open_one, decided])
    assert "It is decided: Ordered." in page.content.decode()

    carry_out(client, Season, "check_selected", page)
    again = carry_out(client, Season, "check_selected", page)

    assert "It was checked today already." in " ".join(told(again))
    assert open_one.state().decision == "undecided" and open_one.state().checked_on
    assert (open_one.updates.count(), decided.updates.count()) == (1, 1)


def test_more_than_can_be_looked_over_are_refused(client, editor, monkeypatch):
    monkeypatch.setattr("catalog.admin.bulk.MOST_ROWS", 2)
    series = [make.a_series(f"Series {n}", hidden=True) for n in range(3)]

    answer = plan(client, Series, "publish_selected", series[:1], select_across="1")

    assert told(client.get(answer.url)) == ["At most 2 rows at once: narrow the list down by search and filters."]


@pytest.mark.parametrize("rows", ["x", "1", "1:-1", "1:" + "9" * 40, "\x00", "١:1"])
def test_a_forged_plan_is_refused(client, editor, rows):
    assert client.post(address(Series, "bulk", "publish_selected"), {"rows": rows}).status_code == 400


def test_who_may_not_change_is_neither_offered_nor_allowed_it(client, clerk):
    series = make.a_series(hidden=True)

    assert "publish_selected" not in client.get(address(Series, "changelist")).content.decode()
    sent = {"rows": f"{series.pk}:1", "_sure": "1"}
    assert client.post(address(Series, "bulk", "publish_selected"), sent).status_code == 403
    assert client.post(address(Season, "bulk", "nonsense"), sent).status_code == 403
    clerk.user_permissions.add(Permission.objects.get(codename="change_series"))
    assert client.post(address(Series, "bulk", "publish_selected"), sent).status_code == 302


def test_a_plan_takes_as_many_queries_for_twenty_rows_as_for_two(client, editor, django_assert_max_num_queries):
    series = [make.a_series(f"Series {n}", hidden=True) for n in range(20)]
    with django_assert_max_num_queries(14):
        plan(client, Series, "publish_selected", series)


# -- merging --------------------------------------------------------------------------------------------------------


def test_two_people_are_merged_from_the_list_after_a_look_at_both(client, editor):
    season = make.a_season()
    stays, goes = make.a_person("Farren"), make.a_person("Fairren")
    for person, value in ((stays, "nm1"), (goes, "nm2")):
        PersonId.objects.create(owner=person, provider="imdb", value=value)
        make.a_cast_credit(season, person)

    answer = plan(client, Person, "merge_selected", [goes, stays])
    page = client.get(answer.url)

    text = page.content.decode()
    assert "IMDb knows two: nm2 and nm1." in text and "Both are in the cast of" in text
    assert not Person.objects.exclude(merged_into=None).exists()
    client.post(answer.url, filled_form(page, "into") | {"_sure": "1"})
    goes.refresh_from_db()
    assert goes.merged_into == stays
    assert [*Person.objects.public().search("fairren")] == [stays]


def test_a_merge_takes_two(client, editor):
    people = [make.a_person(name) for name in "ABC"]

    for chosen in (people, people[:1]):
        answer = plan(client, Person, "merge_selected", chosen)
        assert told(client.get(answer.url)) == ["Select exactly two."]


@pytest.mark.parametrize("model", [Person, Work])
def test_parting_brings_back_what_was_there_before_the_merge(model):
    make_one = make.a_person if model is Person else lambda title: Work.objects.create(title=title)
    a, b, c, d = (make_one(name) for name in "ABCD")

    def roots():
        return [str(row.merged_into or row) for row in model.objects.order_by("pk")]

    steps = []
    for goes, stays in ((a, b), (b, c), (c, d)):
        steps.append(roots())
        goes.refresh_from_db()
        goes.merge_into(stays)
    assert roots() == ["D", "D", "D", "D"]
    for goes in (c, b, a):
        goes.refresh_from_db()
        goes.part()
        assert roots() == steps.pop()


def test_credits_and_quotes_of_a_merged_person_are_back_when_they_are_parted(client):
    season = make.a_season()
    stays, goes = make.a_person("Farren"), make.a_person("Fairren")
    make.a_cast_credit(season, stays, "One")
    make.a_cast_credit(season, goes, "Two")
    make.a_quote(season, goes, "I am two.")
    before = [client.get(person.get_absolute_url()).content for person in (stays, goes)]

    goes.merge_into(stays)
    merged = client.get(stays.get_absolute_url()).content.decode()
    goes.part()

    assert "I am two." in merged and "One" in merged and "Two" in merged
    assert [client.get(person.get_absolute_url()).content for person in (stays, goes)] == before
