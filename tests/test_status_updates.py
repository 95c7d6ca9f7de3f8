"""What rules, since when, and who knows it: season.record(), retract() and the states that follow."""

import itertools
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.axes import Axis, Certainty, Decision, Production, Tier
from catalog.fuzzydates import FuzzyDate, parse
from catalog.models import Premiere, PremiereState, SeasonState, SeriesState, StatusUpdate
from tests import make
from tests.make import DAY, HOUR, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make.a_season()


@pytest.fixture
def nine():
    return timezone.now().replace(microsecond=0) + HOUR


def test_nothing_is_known_of_a_new_season(season):
    assert season.state().decision == Decision.UNKNOWN
    assert season.state().premiere.is_unknown
    assert season.series.state().label == "no_information"


def test_stands_by_the_latest_update_even_when_told_out_of_order(season):
    make.an_update(season, decision=Decision.DECLINED, on=date(2026, 5, 2))
    make.an_update(season, decision=Decision.ORDERED, on=date(2026, 3, 1))

    assert season.state().decision == Decision.DECLINED


def test_a_vague_day_of_announcement_cannot_lie_after_the_day_it_was_recorded(season):
    make.an_update(season, decision=Decision.DECLINED, on=parse(str(timezone.localdate().year)))
    later = make.an_update(season, decision=Decision.ORDERED, on=timezone.localdate())

    assert season.state().decision_update == later


def test_an_embargoed_order_is_known_to_nobody_a_second_before(season, nine):
    make.an_update(season, decision=Decision.ORDERED, public_from=nine)

    assert season.state(at=nine - SECOND).decision == Decision.UNKNOWN
    assert season.state(at=nine).decision == Decision.ORDERED
    assert season.series.state(at=nine - SECOND).label == "no_information"
    assert season.series.state(at=nine).label == "in_development"


def test_a_draft_is_known_to_nobody(season):
    season.record(
        on="2026", source=None, certainty=Certainty.REPORTED, summary="Heard in a lift.", decision=Decision.ORDERED
    )

    assert season.state().decision == Decision.UNKNOWN


def test_a_rumour_never_rules(season):
    make.a_rumour(season, decision=Decision.DECLINED)

    assert season.state().decision == Decision.UNKNOWN


def test_an_estimate_rules_only_until_something_is_reported(season):
    make.an_update(season, premiere="not before 2020", certainty=Certainty.ESTIMATED, on=date(2026, 6, 1))
    assert season.state().premiere.edtf == "[2020..]"

    make.an_update(season, premiere="spring 2027", on=date(2026, 1, 1))
    assert season.state().premiere.edtf == "2027-21"


def test_of_one_day_the_surer_word_rules_then_the_better_tier_then_the_later_record(season):
    trade = make.a_source(Tier.TRADE_PRESS)
    press = make.a_source(Tier.OTHER_PRESS)
    reported = {"certainty": Certainty.REPORTED, "on": date(2026, 3, 1)}
    make.an_update(season, decision=Decision.ORDERED, source=trade, **reported)
    make.an_update(season, decision=Decision.DECLINED, source=press, **reported)
    assert season.state().decision == Decision.ORDERED

    make.an_update(
        season, decision=Decision.CONCLUDED, source=press, certainty=Certainty.REPORTED, on=date(2026, 3, 1)
    )
    assert season.state().decision == Decision.ORDERED

    make.an_update(season, decision=Decision.REVERSED, source=trade, **reported)
    assert season.state().decision == Decision.REVERSED
    assert season.state().differing == [Axis.DECISION]


def test_reports_that_agree_do_not_differ(season):
    make.an_update(season, premiere="May 2027")
    make.an_update(season, premiere="in May 2027")

    assert season.state().differing == []


def test_checked_still_undecided_decides_only_where_nothing_is_known(season):
    season.check_undecided(source=make.a_source(Tier.DESK), on=date(2026, 1, 5))
    assert season.state().decision == Decision.UNDECIDED

    make.an_update(season, decision=Decision.ORDERED, on=date(2026, 3, 1))
    season.check_undecided(source=make.a_source(Tier.DESK), on=date(2026, 6, 5))
    assert season.state().decision == Decision.ORDERED
    assert season.state().checked_on == date(2026, 6, 5)


def test_another_catalog_does_not_overrule_a_person(season):
    catalog = make.a_source(Tier.CATALOG, "TVmaze")
    make.an_update(season, decision=Decision.ENDED, source=catalog, certainty=Certainty.REPORTED, on=date(2026, 1, 1))
    assert season.state().decision == Decision.ENDED

    make.an_update(season, decision=Decision.ORDERED, on=date(2026, 2, 1))
    make.an_update(season, decision=Decision.ENDED, source=catalog, certainty=Certainty.REPORTED, on=date(2026, 9, 1))
    assert season.state().decision == Decision.ORDERED


def test_another_catalog_does_not_overrule_our_own_check(season):
    season.check_undecided(source=make.a_source(Tier.DESK), on=date(2026, 1, 5))
    catalog = make.a_source(Tier.CATALOG, "TVmaze")
    make.an_update(season, decision=Decision.ENDED, source=catalog, certainty=Certainty.REPORTED, on=date(2026, 9, 1))

    assert season.state().decision == Decision.UNDECIDED


def test_a_retraction_gives_back_what_stood_before_and_the_past_stays(season):
    make.an_update(season, premiere="spring 2027", public_from=timezone.now() - 3 * DAY)
    wrong = make.an_update(
        season, premiere=date(2027, 10, 9), on=date(2026, 4, 1), public_from=timezone.now() - 2 * DAY
    )
    before = timezone.now() - SECOND
    wrong.retract("The network withdrew its calendar.")

    assert season.state(at=before).premiere.iso == "2027-10-09"
    assert season.state().premiere.edtf == "2027-21"


def test_axes_are_ruled_one_by_one(season):
    network = make.a_network("Halcyon")
    make.an_update(season, decision=Decision.ORDERED, commissioner=network, on=date(2026, 1, 1))
    make.an_update(season, production=Production.FILMING, on=date(2026, 2, 1))

    state = season.state()
    assert (state.decision, state.production, state.commissioner) == (Decision.ORDERED, Production.FILMING, network)


def test_a_withdrawn_date_is_no_date(season):
    make.an_update(season, premiere=date(2027, 10, 9), on=date(2026, 1, 1))
    make.an_update(season, premiere="TBA", on=date(2026, 2, 1))

    assert season.state().premiere.is_unknown
    assert PremiereState.objects.at().get().is_withdrawn


def test_a_no_voids_the_dates_that_had_not_come(season):
    make.an_update(season, premiere=date(2027, 10, 9), on=date(2026, 1, 1))
    make.an_update(season, decision=Decision.DECLINED, on=date(2026, 2, 1))

    assert season.state().premiere.is_unknown


def test_a_premiere_keeps_its_uid_and_counts_its_changes(season):
    make.an_update(season, dates=[("premiere", "US", 1, FuzzyDate.day(date(2027, 10, 9)))], on=date(2026, 1, 1))
    uid = Premiere.objects.get().uuid
    moved = make.an_update(
        season,
        dates=[("premiere", "US", 1, parse("12 October 2027"))],
        on=date(2026, 2, 1),
        public_from=timezone.now() - HOUR,
    )
    assert PremiereState.objects.at().get().sequence == 1
    moved.retract("A misprint.")

    assert Premiere.objects.get().uuid == uid
    state = PremiereState.objects.at().get()
    assert (state.sequence, state.starts.iso) == (2, "2027-10-09")


def test_the_date_to_name_is_the_worlds(season):
    days = {"US": date(2027, 10, 9), "001": date(2027, 10, 12)}
    make.an_update(season, dates=[("premiere", region, 1, FuzzyDate.day(day)) for region, day in days.items()])

    assert season.state().premiere.iso == "2027-10-12"
    assert season.state().premiere_region == "001"


def test_a_date_that_only_the_second_part_has_changes_the_label_from_its_moment_on(season):
    day, before = timezone.localdate(), timezone.now() - 2 * DAY
    make.an_update(
        season, decision=Decision.ORDERED, premiere=day - 60 * DAY, finale=day - 40 * DAY, public_from=before - DAY
    )
    back = ("premiere", "001", 2, FuzzyDate.day(day + 30 * DAY))
    make.an_update(season, dates=[back], public_from=before)

    assert season.series.state(at=before - SECOND).label == "no_information"
    assert season.series.state(at=before).label == "on_a_break"


def test_a_public_update_without_a_source_is_refused_by_the_database(season):
    update = season.record(on="2026", source=None, certainty=Certainty.REPORTED, summary="Heard in a lift.")
    with pytest.raises(ValidationError):
        update.reveal()

    with pytest.raises(IntegrityError), transaction.atomic():
        StatusUpdate.objects.filter(pk=update.pk).update(public_from=timezone.now())


@pytest.mark.parametrize("tier", [t for t in Tier if t not in (Tier.OFFICIAL_RELEASE, Tier.OFFICIAL_ACCOUNT)])
def test_only_official_sources_make_it_official(season, tier):
    with pytest.raises(ValidationError, match="at most"):
        make.an_update(season, source=make.a_source(tier), certainty=Certainty.OFFICIAL)


def test_an_announcement_is_dated_to_a_year_at_least(season):
    with pytest.raises(ValidationError, match="at least the year"):
        make.an_update(season, on=FuzzyDate.UNKNOWN)


def test_a_public_update_is_neither_moved_nor_deleted(season):
    update = make.an_update(season, decision=Decision.ORDERED)
    for verb in (update.reveal, update.hold, update.discard, update.delete):
        with pytest.raises(ValidationError):
            verb()

    assert season.state().decision == Decision.ORDERED


def test_an_embargo_can_be_moved_held_and_discarded(season, nine):
    update = make.an_update(season, decision=Decision.ORDERED, public_from=nine)
    update.reveal(nine + HOUR)
    assert season.state(at=nine).decision == Decision.UNKNOWN
    assert season.state(at=nine + HOUR).decision == Decision.ORDERED

    update.hold()
    assert season.state(at=nine + DAY).decision == Decision.UNKNOWN
    update.discard()
    assert not StatusUpdate.objects.exists()


@pytest.mark.parametrize(
    ("reason", "at", "words"),
    [("", None, "needs a reason"), ("  ", None, "needs a reason"), ("Wrong.", timedelta(days=-9), "not public")],
)
def test_a_retraction_is_refused(season, reason, at, words):
    update = make.an_update(season)

    with pytest.raises(ValidationError, match=words):
        update.retract(reason, at=at and timezone.now() + at)


def test_a_mended_summary_keeps_what_it_said(season):
    update = make.an_update(season, summary="Renewd.")
    update.mend("Renewed.")

    assert StatusUpdate.objects.get().summary == "Renewed."
    assert [mend.summary for mend in update.mends.all()] == ["Renewd."]


def test_states_follow_each_other_without_a_gap(season, nine):
    make.an_update(season, decision=Decision.ORDERED, public_from=nine)
    make.an_update(season, premiere=date(2027, 10, 9))

    for chain in (season.states.order_by("valid_from"), season.series.states.order_by("valid_from")):
        rows = list(chain)
        assert len(rows) > 1
        assert all(a.valid_until == b.valid_from for a, b in itertools.pairwise(rows))
        assert rows[-1].valid_until.year == 9999


def test_rebuilding_changes_nothing_and_mends_what_was_broken(season, nine, capsys):
    make.an_update(season, decision=Decision.ORDERED, premiere="2027", public_from=nine)
    states = list(SeasonState.objects.values()) + list(SeriesState.objects.values())
    call_command("rebuild_status")
    assert "as the updates say" in capsys.readouterr().out
    assert list(SeasonState.objects.values()) + list(SeriesState.objects.values()) == states

    SeasonState.objects.update(decision=Decision.DECLINED)
    call_command("rebuild_status")
    assert "1 series" in capsys.readouterr().out
    assert season.state(at=nine).decision == Decision.ORDERED


def test_the_next_season_keeps_what_is_known_when_it_gets_its_number():
    season = make.a_season(number=None)
    make.an_update(season, decision=Decision.ENDED)
    season.number_as(3)

    assert season.state().decision == Decision.ENDED


def test_there_is_one_next_season_at_most():
    season = make.a_season(number=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.a_season(season.series, number=None)


def test_a_season_of_which_something_public_was_said_is_not_deleted(season):
    make.an_update(season)

    with pytest.raises(ValidationError):
        season.delete()


def test_settling_many_series_takes_the_queries_of_one(django_assert_max_num_queries):
    from catalog.models import Series

    for number in range(12):
        make.an_update(make.a_season(make.a_series(f"Series {number}")), premiere="2027", decision=Decision.ORDERED)
    SeriesState.objects.update(label="ended")

    with django_assert_max_num_queries(25):
        assert Series.objects.all().settle() == 12


def test_a_moment_before_anything_was_recorded_is_answered_too(season):
    make.an_update(season, decision=Decision.ORDERED)

    assert season.state(at=datetime(1999, 1, 1, tzinfo=timezone.get_default_timezone())).decision == Decision.UNKNOWN
