"""How often a premiere changed, which calendars need to know: it rises with every change and never falls."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection

from catalog import other_changes
from catalog.axes import Decision
from catalog.models import Genre, PremiereState, Season, Series, Source
from tests import make

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def season(clock):
    drama = make.a_genre("Drama")
    return make.a_season(make.a_series("The Salt Road", network=make.a_network(), genres=[drama]), number=2)


def changes():
    (state,) = PremiereState.objects.at()
    return state.changes


def test_an_update_that_is_made_private_again_does_not_take_its_count_along(season, clock):
    make.an_update(season, premiere=date(2027, 10, 9), on=date(2026, 1, 1))
    assert changes() == 0
    clock.shift(make.HOUR)
    slip = make.an_update(season, premiere=date(2027, 10, 12), on=date(2026, 2, 1), public_from=NOON + make.HOUR)
    assert changes() == 1
    clock.shift(make.SECOND)
    slip.take_back(NOON + 3 * make.HOUR)

    # It is what it was before, and another edition of it.
    assert changes() == 2
    clock.move_to(NOON + 3 * make.HOUR)
    assert changes() == 3


def test_what_is_recorded_for_the_past_counts_and_what_is_to_come_does_not_yet(season, clock):
    make.an_update(season, premiere=date(2027, 10, 9), on=date(2026, 1, 1), public_from=NOON - 9 * make.DAY)
    make.an_update(season, premiere=date(2027, 10, 9), on=date(2026, 1, 2), public_from=NOON - 8 * make.DAY)
    make.an_update(season, premiere=date(2027, 10, 9), on=date(2026, 1, 3), public_from=NOON - 7 * make.DAY)
    assert changes() == 2
    # It rules from then on, whatever came after it.
    make.an_update(season, premiere=date(2027, 10, 9), on=date(2026, 1, 9), public_from=NOON - 9 * make.DAY)
    assert changes() == 3

    later = make.an_update(season, premiere="TBA", on=date(2026, 2, 1), public_from=NOON + make.DAY)
    assert changes() == 3
    later.discard()
    assert changes() == 3


def test_a_premiere_of_which_nothing_is_said_any_more_remembers_its_count(season, clock):
    slip = make.an_update(season, premiere=date(2027, 10, 9), public_from=NOON)
    clock.shift(make.SECOND)
    assert changes() == 0
    slip.take_back()
    assert not PremiereState.objects.exists()
    make.an_update(season, premiere=date(2027, 10, 10), public_from=NOON + make.SECOND)
    assert changes() > 0


def test_settling_again_counts_nothing(season):
    make.an_update(season, premiere=date(2027, 10, 9), on=date(2026, 1, 1))
    make.an_update(season, decision=Decision.DECLINED, on=date(2026, 2, 1), public_from=NOON)
    before = changes()
    season.series.settle()
    assert changes() == before
    # As `rebuild_status` finds them when somebody lost the states.
    PremiereState.objects.all().delete()
    season.series.settle()
    assert changes() == before == 1


def test_whatever_a_calendar_says_of_a_premiere_counts_by_whichever_door_it_is_changed(season):
    source, series = make.a_source(), season.series
    make.an_update(season, premiere=date(2027, 10, 9), source=source)
    other = make.a_season(make.a_series("Another", genres=[make.a_genre("Noir")]), number=1)
    make.an_update(other, premiere=date(2027, 10, 9))
    quiet = PremiereState.objects.at().of_season(other)
    of_ours = PremiereState.objects.at().of_season(season)

    for change in [
        lambda: series.rename("The Sugar Road"),
        lambda: Series.objects.filter(pk=series.pk).update(title="The Road"),
        lambda: series.readdress("road"),
        lambda: season.number_as(3),
        lambda: Season.objects.filter(pk=season.pk).update(title="The Last Ride"),
        lambda: Source.objects.filter(pk=source.pk).update(publisher="Meridian+"),
        lambda: Genre.objects.filter(name="Drama").update(name="Dramas"),
        lambda: series.genres.add(make.a_genre("Western")),
        lambda: series.genres.clear(),
        lambda: series.network_rows.all().update(network=make.a_network("Halcyon")),
        lambda: series.networks.filter(name="Halcyon").update(name="Halcyon+"),
        lambda: series.network_rows.all().delete(),
    ]:
        before = of_ours.get().changes
        change()
        assert of_ours.get().changes > before
    # What no calendar shows does not count, nor does what happens to others.
    before = of_ours.get().changes
    Series.objects.filter(pk=series.pk).update(logline="Salt.", version=7)
    Season.objects.filter(pk=season.pk).update(episode_count=8)
    assert (of_ours.get().changes, quiet.get().changes) == (before, 0)


def test_every_trigger_that_counts_is_there_after_all_migrations():
    with connection.cursor() as cursor:
        of_kind = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        cursor.execute(of_kind if connection.vendor == "sqlite" else "SELECT tgname FROM pg_trigger")
        there = {name for (name,) in cursor.fetchall()}
    assert {name for name, _table, _event in other_changes.trigger_names()} <= there


def test_a_person_is_featured_where_they_are_main_cast_and_have_not_left(clock):
    ada, alias, bo = make.a_person("Ada"), make.a_person("Adah"), make.a_person("Bo")
    series = make.a_series("Salt")
    one, two, three = (make.a_season(series, number) for number in (1, 2, 3))
    whole, guest, gone = (make.a_season(make.a_series(title)) for title in ("Low", "Guest", "Gone"))
    make.a_cast_credit(one, ada)
    make.a_cast_credit(two, alias)
    make.a_cast_credit(three, bo)
    series_wide = make.a_cast_credit(whole, ada, character="Vane")
    series_wide.season = None
    series_wide.save()
    make.a_cast_credit(guest, ada, kind="guest")
    make.a_cast_credit(gone, ada, state="left")
    alias.merge_into(ada)
    featured = Season.objects.featuring([ada])
    assert set(featured) == {one, two, whole}

    # Of a whole series, but for the season that says otherwise.
    second = make.a_season(whole.series, number=2)
    make.a_cast_credit(second, ada, character="Vane", state="left")
    assert set(featured) == {one, two, whole}
    assert set(Season.objects.featuring([ada, bo])) == {one, two, three, whole}
