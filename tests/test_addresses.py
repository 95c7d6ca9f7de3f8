"""Slugs: readable in any script, one for each, and never dead."""

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from catalog.folding import fold, search_name, slug_of
from catalog.models import Person, Series
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Defenders", "the-defenders"),
        ("Защитники", "zashchitniki"),
        ("Élodie Yung", "elodie-yung"),
        ("三体", "santi"),
        ("오징어 게임", "ojingeo-geim"),
        ("Cloak & Dagger", "cloak-dagger"),
        ("…", ""),
    ],
)
def test_a_title_in_any_script_has_a_readable_slug(title, slug):
    assert slug_of(title) == slug


def test_a_title_without_a_letter_still_has_an_address():
    assert make.a_series("???").slug == "series"


def test_namesakes_are_told_apart_by_year_then_country_then_number():
    assert Series.objects.free_slug("Shameless", hints=["2004", "GB"]) == "shameless"
    make.a_series("Shameless")
    assert Series.objects.free_slug("Shameless", hints=["2011", "US"]) == "shameless-2011"
    make.a_series("Shameless", slug="shameless-2011")
    assert Series.objects.free_slug("Shameless", hints=["2011", "US"]) == "shameless-us"
    make.a_series("Shameless", slug="shameless-us")
    assert Series.objects.free_slug("Shameless", hints=["2011", "US"]) == "shameless-2"


def test_an_old_slug_finds_what_moved_and_nobody_else_can_have_it():
    series = make.a_series("The Salt Road")
    series.readdress("salt-road")

    assert Series.objects.at_slug("the-salt-road") == series
    assert Series.objects.free_slug("The Salt Road") == "the-salt-road-2"
    with pytest.raises(ValidationError, match="this address"):
        make.a_series("Another").readdress("the-salt-road")


def test_a_thing_can_go_back_to_its_old_slug():
    series = make.a_series("The Salt Road")
    series.readdress("salt-road")
    series.readdress("the-salt-road")

    assert Series.objects.at_slug("salt-road") == Series.objects.at_slug("the-salt-road") == series


def test_an_unknown_slug_is_not_found():
    with pytest.raises(Http404):
        Series.objects.at_slug("nobody")


def test_the_old_slug_of_a_person_is_none_of_a_series():
    make.a_person("Ada Marlow").readdress("ada")

    with pytest.raises(Http404):
        Series.objects.at_slug("ada-marlow")


def test_text_is_folded_alike_in_every_script():
    assert fold("  Élodie  YUNG! ") == "elodie yung"
    assert fold("ЁЛКИ-палки") == fold("елки палки")
    assert fold("a\x00b \ud800c") == "a b c"
    assert search_name("The Defenders", "") == " the defenders"


@pytest.mark.parametrize("typed", ["farren", "FAIRREN", "black", "Blackburn Farren", "фаррен"])
def test_a_person_is_found_by_the_start_of_any_name_and_its_misspelling(typed):
    person = make.a_person("Farren Blackburn")
    person.names.create(name="Fairren Blackburn", kind="misspelling")
    person.names.create(name="Фаррен Блэкбёрн", kind="script")
    make.a_person("Phil Abraham")

    assert list(Person.objects.search(typed)) == [person]


@pytest.mark.parametrize("typed", ["defen", "the def", "защ", "marvel's the", "ЗАЩИТНИКИ"])
def test_a_series_is_found_by_any_of_its_titles(typed):
    series = make.a_series("The Defenders", original_title="Marvel's The Defenders")
    series.other_titles.create(title="Защитники", language="ru")
    make.a_series("Low Water")

    assert list(Series.objects.search(typed)) == [series]


def test_a_renamed_series_keeps_its_old_title_and_its_address():
    series = make.a_series("Scrotal Recall")
    series.rename("Lovesick")

    assert [str(title) for title in series.other_titles.all()] == ["Scrotal Recall"]
    assert Series.objects.get().slug == "scrotal-recall"
