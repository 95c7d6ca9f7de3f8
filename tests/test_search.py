"""The simple search: series, people and stories by the beginnings of their words."""

import re

import pytest

from catalog.models import OtherTitle, PersonName
from tests import make

pytestmark = pytest.mark.django_db


def search(client, text):
    response = client.get("/search/", {"q": text})
    assert response.status_code == 200, text
    return response.content.decode()


@pytest.fixture
def defenders():
    series = make.a_series("The Defenders", original_title="Marvel's The Defenders")
    OtherTitle.objects.create(series=series, title="Защитники", language="ru")
    return make.a_season(series, number=2)


@pytest.mark.parametrize("text", ["defenders", "DEF", "the def", "def the", "Защит", "ЗАЩИТНИКИ", "marvel"])
def test_a_series_is_found_by_the_beginnings_of_its_titles(client, defenders, text):
    assert "/series/the-defenders/" in search(client, text)


@pytest.mark.parametrize("text", ["efenders", "defenderss", "defenders nothing"])
def test_a_series_is_not_found_by_what_no_word_of_it_begins_with(client, defenders, text):
    assert "/series/the-defenders/" not in search(client, text)
    assert "Nothing found for" in search(client, text)


@pytest.mark.parametrize("text", ["krysten", "Kristen Ritter", "ritt", "РИТТЕР", "elodie"])
def test_a_person_is_found_by_any_name_whatever_the_accents(client, defenders, text):
    person = make.a_person("Krysten Ritter")
    for name, kind in (("Kristen Ritter", "misspelling"), ("Кристен Риттер", "script"), ("Élodie", "alias")):
        PersonName.objects.create(person=person, name=name, kind=kind)
    make.a_cast_credit(defenders, person)
    assert "/people/krysten-ritter/" in search(client, text)


def test_a_story_is_found_by_words_of_title_and_lead(client, defenders):
    make.a_published_article("Nobody has said no", lead="Four heroes and a question.", about=defenders)
    for text in ("nobody", "hero quest", "said four"):
        assert "/news/nobody-has-said-no/" in search(client, text)


def test_what_is_not_public_is_not_found(client, defenders):
    make.a_series("Hidden wonder", hidden=True)
    make.a_person("Wonder Nobody")
    make.an_article("A wonder drafted", about=defenders)
    withdrawn = make.a_published_article("A wonder withdrawn", about=defenders)
    withdrawn.withdraw(by=make.an_editor(), version=withdrawn.version, reason="Wrong.")
    text = search(client, "wonder")

    assert "Nothing found for" in text
    assert "Hidden" not in text
    assert "drafted" not in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "%",
        "_",
        "'",
        '"',
        "\\",
        "*",
        "-",
        "NEAR(",
        "<script>",
        "\x00",
        "def\x00",
        "\ufffe",
        "ё" * 5000,
        "a " * 500,
    ],
)
def test_hostile_and_empty_queries_get_a_page(client, defenders, text):
    html = search(client, text)
    # The one that stands in every page.
    assert html.count("<script>") == 1
    assert "\x00" not in html


@pytest.mark.parametrize("query", ["q=%ED%A0%80", "q=%FF", "q[]=x", "q=a&q=b", "page=9"])
def test_odd_addresses_get_a_page(client, query):
    assert client.get(f"/search/?{query}").status_code == 200


@pytest.mark.parametrize("text", ["%", "_", "...", "“”"])
def test_a_query_without_a_letter_finds_nothing_rather_than_all(client, defenders, text):
    assert "/series/the-defenders/" not in search(client, text)


def test_search_pages_are_not_for_search_engines(client):
    assert '<meta name="robots" content="noindex,follow">' in search(client, "x")


def test_namesakes_come_in_the_order_in_which_they_came(client, db):
    season = make.a_season()
    people = [make.a_cast_credit(season, make.a_person("Ada Marlow"), character=str(n)).person for n in range(4)]

    found = re.findall(r'href="(/people/[^"]+)"', search(client, "ada"))

    assert list(dict.fromkeys(found)) == [person.get_absolute_url() for person in people]
