"""People, works and credits: found once, shown while something public uses them, merged and parted."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.models import AuditEntry, CastCredit, Genre, KnownFor, Network, Person, Quote, Rating, Series, Video, Work
from tests import make
from tests.admin_pages import address, sent
from tests.make import DAY, SECOND

pytestmark = pytest.mark.django_db


def test_a_person_is_public_while_a_public_series_credits_them():
    season = make.a_season(make.a_series(hidden=True))
    person = make.a_cast_credit(season).person
    assert not Person.objects.public().exists()

    season.series.publish()
    assert list(Person.objects.public()) == [person]
    assert not Person.objects.public(timezone.now() - DAY).exists()


def test_a_removed_person_is_public_nowhere_until_put_back():
    person = make.a_cast_credit(make.a_season()).person
    person.remove("They asked us to.")
    assert not Person.objects.public().exists()
    assert not CastCredit.objects.for_listing().exists()

    person.put_back()
    assert Person.objects.public().exists()


def test_a_removal_needs_a_reason():
    with pytest.raises(ValueError, match="reason"):
        make.a_person().remove(" ")


def test_a_merged_person_stands_for_the_other_until_parted():
    season = make.a_season()
    credit = make.a_cast_credit(season, make.a_person("Kristen Ritter"))
    right = make.a_person("Krysten Ritter")
    credit.person.merge_into(right)

    assert list(CastCredit.objects.of_person(right)) == [credit]
    assert list(Person.objects.public()) == [right]

    credit.person.part()
    assert list(CastCredit.objects.of_person(right)) == []
    assert list(Person.objects.public()) == [credit.person]


def test_merges_do_not_chain():
    first, second, third = (make.a_person(name) for name in ("A One", "A Two", "A Three"))
    first.merge_into(second)
    second.merge_into(third)
    first.refresh_from_db()
    assert first.resolved == third

    with pytest.raises(ValidationError):
        third.merge_into(second)
    with pytest.raises(ValidationError):
        third.merge_into(third)


def test_a_film_named_in_two_lists_is_one_work():
    work = Work.objects.create(title="Orange Is the New Black", kind="series")
    for name in ("Phil Abraham", "Wai Ching Ho"):
        KnownFor.objects.create(person=make.a_person(name), work=work)

    assert work.known_for.count() == 2
    assert list(Work.objects.search("orange new")) == [work]


def test_one_person_plays_two_characters_but_none_twice():
    season = make.a_season()
    person = make.a_cast_credit(season, character="Caine").person
    make.a_cast_credit(season, person, character="Abel")

    with pytest.raises(IntegrityError), transaction.atomic():
        make.a_cast_credit(season, person, character="Abel")


def test_a_credit_of_the_whole_series_shows_on_each_season_and_is_given_once():
    series = make.a_series()
    first, second = make.a_season(series, 1), make.a_season(series, 2)
    whole = CastCredit.objects.create(series=series, person=make.a_person(), character="Vane")
    of_first = make.a_cast_credit(first, make.a_person("Bo Lund"))

    of_second = make.a_cast_credit(second, make.a_person("Ines Hart"))
    assert set(CastCredit.objects.of_season_or_before(first)) == {whole, of_first}
    assert set(CastCredit.objects.of_season_or_before(second)) == {whole, of_second}
    with pytest.raises(IntegrityError), transaction.atomic():
        CastCredit.objects.create(series=series, person=whole.person, character="Vane")


def test_what_was_public_is_not_deleted():
    series = make.a_series()
    person = make.a_cast_credit(make.a_season(series)).person

    for thing in (series, person):
        with pytest.raises(ValidationError, match="not deleted"):
            thing.delete()


def test_a_hidden_series_and_its_future_publication():
    series = make.a_series(hidden=True)
    moment = timezone.now() + DAY
    series.publish(moment)

    assert not Series.objects.public(moment - SECOND).exists()
    assert Series.objects.public(moment).exists()


def test_networks_and_genres_are_public_with_their_series():
    network, genre = make.a_network(), make.a_genre()
    series = make.a_series(network=network, genres=[genre], hidden=True)
    assert not Network.objects.public().exists() and not Genre.objects.public().exists()

    series.publish()
    assert list(Network.objects.public()) == [network]
    assert list(Genre.objects.public()) == [genre]


def test_the_latest_snapshot_of_each_provider_counts():
    series = make.a_series()
    make.a_rating(series, value=Decimal("7.0"), taken_on=timezone.localdate() - DAY)
    new = make.a_rating(series, value=Decimal("7.4"), taken_on=timezone.localdate())
    other = make.a_rating(series, provider="KinoPoisk", value=Decimal("6.8"))
    season = make.a_rating(series, value=Decimal("9.1"), season=make.a_season(series))

    assert list(Rating.objects.latest()) == [new, season, other]


def test_a_rating_stays_on_its_scale():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.a_rating(make.a_series(), value=Decimal("11"))


def test_a_removed_quote_or_video_is_shown_nowhere():
    season = make.a_season()
    make.a_quote(season).remove("Misattributed.")
    make.a_video(season.series).remove("Taken down.")

    assert not Quote.objects.for_listing().exists()
    assert not Video.objects.public().exists()


def test_a_name_that_readers_have_met_stays_an_alias_when_a_person_takes_another(client, editor):
    season = make.a_season()
    met, unmet = make.a_person("Fairren Blackburn"), make.a_person("Adda Marlow")
    make.a_cast_credit(season, met)

    for person, name in ((met, "Farren Blackburn"), (unmet, "Ada Marlow")):
        sent(client, address(Person, "change", person.pk), "name", name=name)
        person.refresh_from_db()
        assert person.name == name

    assert [alias.name for alias in met.names.all()] == ["Fairren Blackburn"]
    assert not unmet.names.exists()
    assert list(Person.objects.search("fairren")) == [met]
    assert AuditEntry.objects.of(met).get().changes["fields"]["name"] == ["Fairren Blackburn", "Farren Blackburn"]
