"""People are found by the words of their names, in whatever way a name was written."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Person, PersonName, SearchedName
from tests import make
from tests.admin_pages import address, sent

pytestmark = pytest.mark.django_db
TVMAZE = Path(__file__).parent / "tvmaze"


def words() -> set[tuple[str, str]]:
    """What the rows say: words, and the name of whom each finds."""
    rows = SearchedName.objects.values_list("folded", "person__name")
    return {(word, name) for folded, name in rows for word in folded.split()}


def truth() -> set[tuple[str, str]]:
    """The words of all names and aliases, of people and of those who were merged into them."""
    called = [(person.search_name, person) for person in Person.objects.select_related("merged_into")]
    called += [(name.search_name, name.person) for name in PersonName.objects.select_related("person__merged_into")]
    found = {(word, person.name) for name, person in called for word in name.split()}
    merged = {(w, person.merged_into.name) for name, person in called if person.merged_into for w in name.split()}
    return found | merged


def is_true() -> bool:
    return words() == truth()


def test_the_index_is_right_after_each_way_of_writing_a_name(client, editor, tmp_path):
    sent(client, address(Person, "add"), "name", name="Zoë Kravitz-Marlow", **{"names-0-name": "Зои Кравиц"})
    person = Person.objects.get()
    assert words() == {(word, person.name) for word in ("zoe", "kravitz", "marlow", "зои", "кравиц")}

    sent(client, address(Person, "change", person.pk), "name", name="Zoë Marlow", **{"names-0-name": "Зоя"})
    assert ("зоя", "Zoë Marlow") in words()
    assert not any(word == "kravitz" or word == "зои" for word, _name in words())

    other, third = make.a_person("Ada Stone"), make.a_person("Bea Stone")
    other.names.create(name="Adelheid")
    other.merge_into(person)
    person.merge_into(third)
    assert {("adelheid", "Bea Stone"), ("зоя", "Bea Stone"), ("adelheid", "Ada Stone")} <= words()
    assert ("adelheid", "Zoë Marlow") not in words()
    assert is_true()

    other.names.create(name="Heidi")
    other.names.filter(name="Adelheid").delete()
    assert is_true()
    PersonName.objects.filter(name="Heidi").update(person=third)
    assert is_true()
    person.part()
    assert ("ada", "Zoë Marlow") in words()
    assert is_true()

    made = [Person(name=f"Number {n}", slug=f"number-{n}").fold() for n in range(3)]
    Person.objects.bulk_create(made)
    Person.objects.filter(name="Number 1").update(search_name=" hundred", search_tokens="hundred", name="Hundred")
    Person.objects.filter(name="Number 2").delete()
    assert ("hundred", "Hundred") in words()
    assert is_true()

    (tmp_path / "people.csv").write_text("id,name\n1,Loaded Largely\n", encoding="utf-8")
    for name in ("networks.csv", "cast.csv", "crew.csv", "series.jsonl"):
        (tmp_path / name).touch()
    call_command("load_large", tmp_path, "--add", stdout=StringIO())
    call_command("import_tvmaze", TVMAZE / "shows.json", stdout=StringIO())
    assert ("largely", "Loaded Largely") in words()
    assert Person.objects.search("jared pada").exists()
    assert is_true()


def test_people_are_found_by_the_beginnings_of_all_words_of_a_text():
    ada, bea = make.a_person("Ada Stone"), make.a_person("Bea Stone")
    ada.names.create(name="Адель")
    merged = make.a_person("Beatrix Rock")
    merged.merge_into(bea)

    def found(text):
        return [person.name for person in Person.objects.unmerged().search(text).order_by("name")]

    assert found("st") == ["Ada Stone", "Bea Stone"]
    assert found("sto ada") == found("аде") == found("АДЕ stone") == ["Ada Stone"]
    assert found("rock sto") == ["Bea Stone"]
    assert found("tone") == found("ada rock") == found("stonea") == []
    assert found("") == found("-") == ["Ada Stone", "Bea Stone"]
    assert merged in Person.objects.search("rock")


def test_a_list_is_sorted_by_keys_and_shows_the_rows_in_that_order(client, editor):
    for name in ("Cora", "Ada", "Bea"):
        make.a_person(name, bio="A long story.")
    make.a_person("Beatrix").merge_into(Person.objects.get(name="Bea"))

    def listed(query):
        with CaptureQueriesContext(connection) as asked:
            people = client.get(address(Person, "changelist") + query).context_data["cl"].result_list
        assert not any("bio" in query["sql"] and "LIMIT" in query["sql"] for query in asked)
        return [person.name for person in people]

    assert listed("?o=-1") == ["Cora", "Beatrix", "Bea", "Ada"]
    assert listed("?q=be") == ["Bea", "Beatrix"]
    assert listed("?merged=yes") == ["Beatrix"]
    assert listed("?merged=no&o=1") == ["Ada", "Bea", "Cora"]
