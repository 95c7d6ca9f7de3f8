"""Updates in the admin: recorded through a form, never edited, never recorded twice."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.axes import Certainty, Decision, Production, Tier
from catalog.models import Source, StatusUpdate
from tests import make
from tests.admin_pages import filled_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make.a_season(number=2)


def record_page(season):
    return reverse("admin:catalog_season_record", args=[season.pk])


def season_page(season):
    return reverse("admin:catalog_season_change", args=[season.pk])


def act(name, update):
    return reverse(f"admin:catalog_statusupdate_{name}", args=[update.pk])


def as_typed(client, season, **changes):
    """The form as an editor fills it in: an official order by a release typed right there."""
    ordinary = {
        "announced_on": "3 March 2026",
        "summary": "The network ordered it.",
        "certainty": "official",
        "decision": "ordered",
        "source_publisher": "Meridian",
        "source_tier": "official_release",
        "source_url": "https://example.org/release",
    }
    return filled_form(client.get(record_page(season)), "token", **(ordinary | changes))


def record(client, season, **changes):
    return client.post(record_page(season), as_typed(client, season, **changes), follow=True)


def test_an_update_is_recorded_as_it_was_said(client, editor, season):
    network = make.a_network()
    said = {
        "production": "pre_production",
        "commissioner": network.pk,
        "is_final": "true",
        "release": "weekly",
        "topics": ["cast", "trailer"],
        "dates-0-date": "spring 2027",
        "dates-1-region": "us",
        "dates-1-date": "9 October 2027",
        "dates-2-event": "finale",
        "dates-2-date": "by the end of 2027",
    }

    answer = record(client, season, **said)

    assert answer.redirect_chain[-1][0] == season_page(season)
    update = season.updates.get()
    assert (update.decision, update.production, update.commissioner) == ("ordered", "pre_production", network)
    assert (update.is_final, update.release, update.topics) == (True, "weekly", ["cast", "trailer"])
    assert [(row.event, row.region, str(row.date)) for row in update.dates.all()] == [
        ("finale", "001", "by the end of 2027"),
        ("premiere", "001", "spring 2027"),
        ("premiere", "US", "9 October 2027"),
    ]
    assert (update.recorded_by, update.source.publisher) == (editor, "Meridian")
    assert season.state().decision == Decision.ORDERED


def test_an_axis_that_was_not_spoken_of_stays_empty(client, editor, season):
    record(client, season, decision="")

    update = season.updates.get()
    assert [update.decision, update.production, update.is_final, update.release] == [None] * 4
    assert not update.dates.exists()


def test_tba_takes_a_date_back(client, editor, season):
    make.an_update(season, premiere="spring 2027", decision="ordered")

    record(client, season, **{"announced_on": "4 April 2026", "decision": "", "dates-0-date": "TBA"})

    assert season.state().premiere.is_unknown


def test_a_kept_source_can_be_chosen(client, editor, season):
    source = make.a_source()

    record(client, season, source=source.pk, source_publisher="", source_tier="", source_url="")

    assert season.updates.get().source == source


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"announced_on": "soon-ish"}, "This is not a date we can read."),
        ({"announced_on": "not before 2026"}, "Please say it more closely"),
        ({"dates-0-date": "whenever"}, "This is not a date we can read."),
        ({"dates-0-date": "2027", "dates-1-date": "2028"}, "Two rows give a date for the same event"),
        ({"dates-0-region": "Mars", "dates-0-date": "2027"}, "Enter a valid value."),
        ({"source_tier": "trade_press"}, "makes it “Reported” at most"),
        ({"source_publisher": ""}, "A new source needs this."),
        ({"source_publisher": "", "source_tier": "", "source_url": ""}, "What is public needs a source"),
        ({"source_url": "not an address"}, "Enter a valid URL."),
        ({"visibility": "later"}, "From when on?"),
        ({"visibility": "later", "public_from_0": "2026-13-45", "public_from_1": "9:00"}, "Enter a valid date."),
        ({"summary": "x\x00"}, "Null characters are not allowed."),
        ({"commissioner": "9" * 40}, "Select a valid choice"),
        ({"token": "no uuid"}, "Enter a valid UUID."),
        ({"dates-TOTAL_FORMS": "many"}, "ManagementForm data is missing"),
    ],
)
def test_wrong_input_is_told_and_nothing_typed_is_lost(client, editor, season, changes, sentence):
    typed = as_typed(client, season, **changes)

    answer = client.post(record_page(season), typed)

    assert answer.status_code == 200 and sentence in answer.content.decode()
    if "dates-TOTAL_FORMS" not in changes:
        again = filled_form(answer, "token")
        kept = {name: value for name, value in typed.items() if name not in {"csrfmiddlewaretoken", "commissioner"}}
        assert {name: as_list(again.get(name, "")) for name in kept} == {n: as_list(v) for n, v in kept.items()}
    assert not StatusUpdate.objects.exists() and not Source.objects.exists()


def as_list(value):
    return [str(item).replace("\x00", "�") for item in (value if isinstance(value, list) else [value])]


def test_a_chosen_source_and_a_typed_one_are_one_too_many(client, editor, season):
    answer = record(client, season, source=make.a_source().pk)

    assert "Choose a source or type a new one, not both." in answer.content.decode()


def test_more_rows_come_without_losing_what_is_typed(client, editor, season):
    typed = as_typed(client, season, **{"dates-0-date": "spring 2027", "_rows": "1"})

    again = filled_form(client.post(record_page(season), typed), "token")

    assert again["dates-TOTAL_FORMS"] == ["6"] and again["dates-0-date"] == ["spring 2027"]
    assert not StatusUpdate.objects.exists()


def test_a_double_click_records_once(client, editor, season):
    typed = as_typed(client, season)

    for _click in range(2):
        answer = client.post(record_page(season), typed, follow=True)
        assert "Recorded" in answer.content.decode()

    assert (StatusUpdate.objects.count(), Source.objects.count()) == (1, 1)


def test_a_draft_needs_no_source_and_changes_nothing(client, editor, season):
    record(
        client, season, visibility="draft", source_publisher="", source_tier="", source_url="", certainty="reported"
    )

    assert season.updates.get().public_from is None
    assert season.state().decision == Decision.UNKNOWN


def test_an_embargo_is_in_the_time_zone_of_the_site(client, editor, season, settings):
    settings.TIME_ZONE = "America/New_York"
    timezone.get_default_timezone.cache_clear()
    try:
        record(client, season, visibility="later", public_from_0="2027-01-05", public_from_1="09:00")
        page = client.get(record_page(season)).content.decode()
    finally:
        timezone.get_default_timezone.cache_clear()

    assert season.updates.get().public_from == datetime(2027, 1, 5, 14, tzinfo=UTC)
    assert "America/New_York" in page


def test_the_page_of_the_season_lists_what_was_said(client, editor, season):
    update = make.an_update(
        season, decision="ordered", premiere="spring 2027", summary="Said.", production=Production.FILMING
    )
    update.retract("It was another series.")

    page = client.get(season_page(season)).content.decode()

    assert "Decision: Ordered; Production: Filming; Premiere: spring 2027" in page
    assert "<s>Said.</s>" in page and "retracted: It was another series." in page


def test_checked_still_undecided_takes_one_click_however_often_it_is_clicked(client, editor, season):
    for _click in range(2):
        client.post(reverse("admin:catalog_season_still_undecided", args=[season.pk]))

    update = season.updates.get()
    assert (update.decision, update.source.tier) == (Decision.UNDECIDED, Tier.DESK)
    assert season.state().checked_on == timezone.localdate()


def test_looking_at_a_one_click_act_does_nothing(client, editor, season):
    client.get(reverse("admin:catalog_season_still_undecided", args=[season.pk]))

    assert not season.updates.exists()


def test_an_update_is_retracted_with_a_reason(client, editor, season):
    update = make.an_update(season, decision="ordered")

    answer = client.post(act("retract", update), {"reason": ""})
    assert "This field is required." in answer.content.decode()

    client.post(act("retract", update), {"reason": "The release was withdrawn."})
    update.refresh_from_db()
    assert (update.retraction_reason, update.retracted_by) == ("The release was withdrawn.", editor)
    assert season.state().decision == Decision.UNKNOWN
    assert "Retracted" in client.get(reverse("admin:catalog_statusupdate_history", args=[update.pk])).content.decode()


def test_a_misspelt_summary_is_mended_and_what_it_said_is_kept(client, editor, season):
    update = make.an_update(season, decision="ordered", summary="Teh network.")

    client.post(act("mend", update), {"summary": "The network."})

    page = client.get(reverse("admin:catalog_statusupdate_change", args=[update.pk])).content.decode()
    assert "The network." in page and "Teh network." in page


def test_a_draft_is_revealed_held_and_discarded(client, editor, season):
    record(client, season, visibility="draft")
    update = season.updates.get()

    client.post(act("reveal", update), {"at_0": "2099-01-01", "at_1": "09:00"})
    update.refresh_from_db()
    assert update.public_from.year == 2099

    client.post(act("hold", update))
    update.refresh_from_db()
    assert update.public_from is None

    answer = client.post(act("discard", update), {"": ""}, follow=True)
    assert answer.redirect_chain[-1][0] == season_page(season)
    assert not StatusUpdate.objects.exists()


def test_a_draft_without_a_source_stays_one(client, editor, season):
    record(client, season, visibility="draft", source_publisher="", source_tier="", source_url="", certainty="rumour")

    answer = client.post(act("reveal", season.updates.get()), {"at_0": "", "at_1": ""})

    assert "It needs a source before it can be public." in answer.content.decode()


def test_a_public_update_is_neither_edited_nor_discarded_nor_deleted(client, editor, season):
    update = make.an_update(season, decision="ordered")

    client.post(act("discard", update), {"": ""})
    client.post(act("hold", update))
    change = client.post(reverse("admin:catalog_statusupdate_change", args=[update.pk]), {"summary": "Other."})
    delete = client.post(reverse("admin:catalog_statusupdate_delete", args=[update.pk]), {"post": "yes"})
    add = client.get(reverse("admin:catalog_statusupdate_add"))

    assert [change.status_code, delete.status_code, add.status_code] == [403, 403, 403]
    assert StatusUpdate.objects.get().summary == update.summary
    assert StatusUpdate.objects.get().certainty == Certainty.OFFICIAL
