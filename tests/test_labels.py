"""The label of a series, story by story; and the stored states against the pure function."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.axes import Certainty, Decision, Label, Production, Release, Tier
from catalog.fuzzydates import FuzzyDate, parse
from catalog.labels import SeasonOnRecord, label
from catalog.models import Season, Series
from catalog.moments import midnight
from catalog.rulings import season_facts
from tests import make
from tests.make import SECOND

pytestmark = pytest.mark.django_db
LONG_AGO = date(2015, 1, 1)


def aired(series, number, premiere, finale=None, **axes):
    season = make.a_season(series, number=number, episode_count=axes.pop("episode_count", None))
    make.an_update(season, decision=Decision.ORDERED, premiere=premiere, finale=finale, on=LONG_AGO, **axes)
    return season


@pytest.fixture
def series():
    """Two seasons, both over."""
    series = make.a_series()
    aired(series, 1, date(2020, 1, 1), date(2020, 3, 1))
    aired(series, 2, date(2021, 1, 1), date(2021, 3, 1))
    return series


def label_on(series, day):
    return series.state(at=midnight(day)).label


def test_without_seasons_there_is_no_information():
    assert make.a_series().state().label == Label.NO_INFORMATION


def test_over_and_nothing_said_is_no_information(series):
    assert label_on(series, date(2026, 1, 1)) == Label.NO_INFORMATION


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        ({"decision": Decision.ORDERED}, Label.RENEWED),
        ({"decision": Decision.ORDERED, "premiere": "not before 2027"}, Label.RENEWED),
        ({"decision": Decision.ORDERED, "premiere": "spring 2027"}, Label.RETURNING),
        ({"decision": Decision.ORDERED, "premiere": date(2027, 10, 9)}, Label.RETURNING),
        ({"decision": Decision.ORDERED, "production": Production.PAUSED}, Label.ON_HIATUS),
        ({"decision": Decision.DECLINED}, Label.CANCELLED),
        ({"decision": Decision.DECLINED, "production": Production.PAUSED}, Label.CANCELLED),
        ({"decision": Decision.REVERSED}, Label.CANCELLED),
        ({"decision": Decision.CONCLUDED}, Label.ENDED),
        ({"decision": Decision.ENDED}, Label.ENDED),
        ({"decision": Decision.UNDECIDED}, Label.AWAITING),
        ({"production": Production.PAUSED}, Label.ON_HIATUS),
    ],
)
def test_what_is_said_of_the_next_season_labels_a_series_that_is_over(series, axes, expected):
    make.an_update(make.a_season(series, number=3), **axes)

    assert series.state(at=midnight(date(2026, 12, 1))).label == expected


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        ({"decision": Decision.ORDERED}, Label.IN_DEVELOPMENT),
        ({"production": Production.DEVELOPMENT}, Label.IN_DEVELOPMENT),
        ({"decision": Decision.ORDERED, "premiere": "2027"}, Label.COMING),
        ({"decision": Decision.DECLINED}, Label.CANCELLED),
        ({"decision": Decision.UNDECIDED}, Label.AWAITING),
    ],
)
def test_before_anything_was_released(axes, expected):
    series = make.a_series()
    make.an_update(make.a_season(series), **axes)

    assert series.state(at=midnight(date(2026, 12, 1))).label == expected


def test_airing_from_the_midnight_of_the_premiere_to_the_end_of_the_finale(series):
    season = make.a_season(series, number=3)
    make.an_update(season, decision=Decision.ORDERED, premiere=date(2027, 10, 9), finale=date(2027, 12, 4))
    first, last = midnight(date(2027, 10, 9)), midnight(date(2027, 12, 5))

    assert series.state(at=first - SECOND).label == Label.RETURNING
    assert series.state(at=first).label == Label.AIRING
    assert series.state(at=last - SECOND).label == Label.AIRING
    assert series.state(at=last).label == Label.NO_INFORMATION


@pytest.mark.parametrize(
    ("episodes", "release", "days"),
    [(10, None, 63), (1, None, 0), (None, None, 120), (10, Release.ALL_AT_ONCE, 30), (None, Release.WEEKLY, 120)],
)
def test_without_a_finale_a_season_airs_as_long_as_its_episodes_take(episodes, release, days):
    series = make.a_series()
    start = date(2027, 1, 1)
    season = make.a_season(series, episode_count=episodes)
    make.an_update(season, decision=Decision.ORDERED, premiere=start, release=release)

    assert label_on(series, start + timedelta(days=days)) == Label.AIRING
    assert label_on(series, start + timedelta(days=days + 1)) == Label.NO_INFORMATION


def test_a_split_season_is_on_a_break_between_its_parts(series):
    season = make.a_season(series, number=3)
    dates = [
        ("premiere", "001", 1, date(2027, 1, 1)),
        ("finale", "001", 1, date(2027, 2, 1)),
        ("premiere", "001", 2, date(2027, 6, 1)),
        ("finale", "001", 2, date(2027, 7, 1)),
    ]
    make.an_update(season, decision=Decision.ORDERED, dates=[(e, r, p, FuzzyDate.day(d)) for e, r, p, d in dates])

    assert label_on(series, date(2027, 1, 20)) == Label.AIRING
    assert label_on(series, date(2027, 3, 1)) == Label.ON_A_BREAK
    assert series.state(at=midnight(date(2027, 3, 1))).returns.iso == "2027-06-01"
    assert label_on(series, date(2027, 6, 15)) == Label.AIRING
    assert label_on(series, date(2027, 7, 2)) == Label.NO_INFORMATION


def test_two_seasons_ordered_at_once(series):
    for number in (3, 4):
        make.an_update(make.a_season(series, number=number), decision=Decision.ORDERED)

    state = series.state()
    assert (state.label, state.season.number, state.suffixes) == (Label.RENEWED, 3, ["also_ordered:4"])
    assert state.suffix_texts == ["season 4 ordered too"]


def test_cancelled_while_airing_shows_the_last_episodes_then_cancelled(series):
    third = make.a_season(series, number=3)
    make.an_update(third, decision=Decision.ORDERED, premiere=date(2027, 1, 1), finale=date(2027, 3, 1))
    make.an_update(make.a_season(series, number=4), decision=Decision.DECLINED)

    state = series.state(at=midnight(date(2027, 2, 1)))
    assert (state.label, state.suffixes) == (Label.AIRING, ["last_episodes"])
    assert label_on(series, date(2027, 3, 2)) == Label.CANCELLED


def test_a_show_that_moved_returns_elsewhere(series):
    season = make.a_season(series, number=3)
    make.an_update(season, decision=Decision.DECLINED, on=date(2026, 1, 1))
    halcyon = make.a_network("Halcyon")
    make.an_update(season, decision=Decision.ORDERED, commissioner=halcyon, on=date(2026, 2, 1))

    state = series.state()
    assert (state.label, state.season_state.commissioner) == (Label.RENEWED, halcyon)


def test_a_revival_returns_after_its_end(series):
    season = make.a_season(series, number=None)
    make.an_update(season, decision=Decision.CONCLUDED, on=date(2022, 1, 1))
    assert series.state().label == Label.ENDED

    season.number_as(3)
    make.an_update(season, decision=Decision.ORDERED, premiere="2028", on=date(2026, 2, 1))
    assert series.state().label == Label.RETURNING


def test_a_finished_miniseries_has_ended_until_it_is_renewed_after_all():
    series = make.a_series(kind=Series.Kind.MINISERIES)
    aired(series, 1, date(2020, 1, 1), date(2020, 3, 1))
    assert series.state().label == Label.ENDED

    second = make.a_season(series, number=2)
    assert series.state().label == Label.ENDED
    make.an_update(second, decision=Decision.ORDERED)
    assert series.state().label == Label.RENEWED


def test_a_final_season_says_so_and_ends_the_series(series):
    third = make.a_season(series, number=3)
    make.an_update(third, decision=Decision.ORDERED, is_final=True, premiere=date(2027, 1, 1), finale=date(2027, 3, 1))

    assert series.state().suffixes == ["final_season"]
    assert label_on(series, date(2027, 3, 2)) == Label.ENDED


def test_what_is_only_reported_says_so(series):
    third = make.a_season(series, number=3)
    trade = make.a_source(Tier.TRADE_PRESS)
    make.an_update(third, decision=Decision.ORDERED, certainty=Certainty.REPORTED, source=trade)

    assert series.state().suffixes == ["reportedly"]


def test_a_window_that_passed_without_word_is_no_premiere(series):
    make.an_update(make.a_season(series, number=3), decision=Decision.ORDERED, premiere="spring 2027")

    assert label_on(series, date(2027, 12, 1)) == Label.RETURNING


def test_a_window_that_was_over_when_it_was_told_is_history():
    series = make.a_series()
    make.an_update(make.a_season(series), decision=Decision.ORDERED, premiere="1983", on=date(2026, 1, 1))

    assert series.state().label == Label.NO_INFORMATION


def test_a_later_season_on_air_means_that_the_earlier_ones_are_over():
    series = make.a_series()
    make.an_update(make.a_season(series, number=1), decision=Decision.ORDERED)
    aired(series, 2, date(2027, 1, 1), date(2027, 3, 1))

    assert label_on(series, date(2027, 2, 1)) == Label.AIRING
    assert label_on(series, date(2027, 4, 1)) == Label.NO_INFORMATION


def test_specials_do_not_label_a_series(series):
    special = make.a_season(series, kind=Season.Kind.SPECIALS, number=0)
    make.an_update(special, decision=Decision.ORDERED, premiere="2030")

    assert series.state().label == Label.NO_INFORMATION


# -- the stored states are the pure function, written down ----------------------------------------------------------

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
fuzzy = st.one_of(
    st.just(FuzzyDate.UNKNOWN),
    days.map(FuzzyDate.day),
    st.sampled_from(["2026", "not before 2027", "spring 2027", "May 2026", "by the end of 2027"]).map(parse),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda naive: naive.replace(tzinfo=timezone.get_default_timezone(), microsecond=0)
)
updates = st.fixed_dictionaries(
    {
        "season": st.integers(0, 3),
        "on": days,
        "public_from": moments,
        "certainty": st.sampled_from(Certainty),
        "tier": st.sampled_from(Tier),
        "decision": st.sampled_from([None, None, *(d for d in Decision if d != Decision.UNKNOWN)]),
        "production": st.sampled_from([None, None, *Production]),
        "is_final": st.sampled_from([None, None, True, False]),
        "release": st.sampled_from([None, None, *Release]),
        "premiere": st.one_of(st.none(), fuzzy),
        "finale": st.one_of(st.none(), fuzzy),
        "part_two": st.one_of(st.none(), fuzzy),
        "retract_after": st.one_of(st.none(), st.integers(0, 400)),
    }
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(told=st.lists(updates, max_size=6), at=st.lists(moments, min_size=3, max_size=6), mini=st.booleans())
def test_stored_states_agree_with_the_function_at_any_moment(django_db_blocker, told, at, mini):
    series = make.a_series(kind=Series.Kind.MINISERIES if mini else Series.Kind.SCRIPTED)
    seasons = [make.a_season(series, number=number, episode_count=8) for number in (1, 2, 3)]
    seasons.append(make.a_season(series, number=None))
    for said in told:
        said = dict(said)
        season, tier, part_two = seasons[said.pop("season")], said.pop("tier"), said.pop("part_two")
        retract_after = said.pop("retract_after")
        if Certainty(said["certainty"]).weight > tier.ceiling.weight:
            said["certainty"] = tier.ceiling
        dates = [("premiere", "001", 2, part_two)] if part_two else []
        update = make.an_update(season, source=make.a_source(tier), dates=dates, **said)
        if retract_after is not None:
            update.retract("Wrong.", at=update.public_from + timedelta(days=retract_after))

    for moment in at:
        facts = {
            season.pk: season_facts(season.updates.select_related("source").prefetch_related("dates"), moment)
            for season in seasons
        }
        on_record = [SeasonOnRecord(s.pk, s.number, s.episode_count, facts[s.pk]) for s in seasons]
        verdict = label(on_record, timezone.localdate(moment), is_miniseries=mini)
        state = series.state(at=moment)
        assert (state.label, tuple(state.suffixes), state.season_id) == (verdict.label, verdict.suffixes, verdict.key)
        assert state.returns.same_as(verdict.returns)
        for season in seasons:
            stored = season.state(at=moment)
            assert stored.decision == facts[season.pk].decision.value
            assert stored.production == facts[season.pk].production.value
            assert stored.checked_on == facts[season.pk].checked_on
    assert Series.objects.filter(pk=series.pk).settle() == 0
