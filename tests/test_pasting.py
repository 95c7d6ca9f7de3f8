import pytest
from django.urls import reverse

from catalog.models import CastCredit, CrewCredit, KnownFor, Person, PersonName, Season, Work
from tests import make
from tests.admin_pages import filled_form

TEXT = """Charlie Cox as Matt Murdoch (Stardust, Daredevil);
Krysten Ritter as Jessica Jones (Breaking Bad)
Directors: S. J. Clarkson (Daredevil)"""


@pytest.fixture
def season(db):
    make.a_job("Director")
    return make.a_season()


@pytest.fixture
def paste(editor, season):
    return reverse("admin:catalog_season_paste", args=[season.pk])


def pasted(client, paste, text=TEXT, **changes):
    """The answer to a text that is pasted, read, and saved with the choices that the table offers."""
    table = client.post(paste, filled_form(client.get(paste), "text") | {"text": text, "_read": "1"})
    sent = filled_form(table, "text")
    for name, value in changes.items():
        sent[next(key for key in sent if key.endswith(f"-{name}"))] = value
    return client.post(paste, sent | {"_save": "1"}, follow=True)


def test_a_list_becomes_people_characters_billing_and_works(client, paste, season):
    pasted(client, paste)

    cast = CastCredit.objects.filter(season=season).order_by("billing")
    assert [str(credit) for credit in cast] == ["Charlie Cox: Matt Murdoch", "Krysten Ritter: Jessica Jones"]
    assert [str(credit) for credit in CrewCredit.objects.filter(season=season)] == ["S. J. Clarkson, Director"]
    cox = Person.objects.get(name="Charlie Cox")
    assert [str(known) for known in cox.known_for.all()] == ["Stardust", "Daredevil"]
    # A work named in two lists is one work.
    assert Work.objects.filter(title="Daredevil").count() == 1


def test_reading_writes_nothing(client, paste):
    client.post(paste, filled_form(client.get(paste), "text") | {"text": TEXT, "_read": "1"})

    assert not CastCredit.objects.exists() and not Person.objects.exists() and not Work.objects.exists()


def test_a_person_is_found_by_name_and_by_alias(client, paste):
    ritter = make.a_person("Krysten Ritter")
    PersonName.objects.create(person=make.a_person("Charles Thomas Cox"), name="Charlie Cox")

    pasted(client, paste)

    assert Person.objects.count() == 3
    assert ritter.cast.get().character == "Jessica Jones"


def test_namesakes_are_asked_for_and_nothing_is_saved_before(client, paste):
    make.a_person("Charlie Cox", country="GB")
    second = make.a_person("Charlie Cox", country="US")

    refused = pasted(client, paste)
    assert "Say who it is." in refused.content.decode() and not CastCredit.objects.exists()

    pasted(client, paste, person=str(second.pk))
    assert CastCredit.objects.get(character="Matt Murdoch").person == second


def test_a_name_almost_the_same_is_asked_for(client, paste):
    make.a_person("Kristen Ritters")

    refused = pasted(client, paste)

    assert "Say who it is." in refused.content.decode() and "Kristen Ritters" in refused.content.decode()


def test_what_stands_there_is_not_written_twice(client, paste, season):
    pasted(client, paste)
    again = pasted(client, paste, TEXT + "\nMike Colter as Luke Cage")

    assert CastCredit.objects.filter(season=season).count() == 3
    assert "3 stood there already" in again.content.decode()


def test_a_second_click_changes_nothing(client, paste):
    table = client.post(paste, filled_form(client.get(paste), "text") | {"text": TEXT, "_read": "1"})
    sent = filled_form(table, "text") | {"_save": "1"}
    client.post(paste, sent)
    client.post(paste, sent)

    assert (CastCredit.objects.count(), Person.objects.count(), Work.objects.count()) == (2, 3, 3)


def test_one_line_that_cannot_be_saved_keeps_all_from_being_saved(client, paste):
    answer = pasted(client, paste, TEXT + "\nGaffer: Joe Roe")

    assert answer.status_code == 200 and "Gaffer" in answer.content.decode()
    assert not Person.objects.exists()


def test_two_lines_that_say_the_same_are_refused_whole(client, paste):
    answer = pasted(client, paste, "Ann Lee as Rex\nAnn Lee as Rex")

    assert "has this credit already" in answer.content.decode()
    assert not Person.objects.exists()


def test_a_season_changed_meanwhile_is_a_conflict_that_keeps_the_text(client, paste, season):
    table = client.post(paste, filled_form(client.get(paste), "text") | {"text": TEXT, "_read": "1"})
    Season.objects.filter(pk=season.pk).update(version=season.version + 1)

    answer = client.post(paste, filled_form(table, "text") | {"_save": "1"})

    assert answer.status_code == 409 and "King" not in answer.content.decode()
    assert "Charlie Cox as Matt Murdoch" in answer.content.decode() and not Person.objects.exists()


def test_choices_stay_when_the_text_is_read_again(client, paste):
    first, second = make.a_person("Charlie Cox"), make.a_person("Charlie Cox")
    table = filled_form(client.post(paste, {"text": TEXT, "version": "1", "_read": "1"}), "text")
    choice = next(key for key in table if key.endswith("-person"))

    again = client.post(
        paste, table | {choice: str(second.pk), "text": TEXT + "\nMike Colter as Luke Cage", "_read": "1"}
    )

    assert filled_form(again, "text")[choice] == [str(second.pk)]
    assert first.pk != second.pk


def test_known_works_are_added_behind_those_a_person_has(client, paste):
    cox = make.a_person("Charlie Cox")
    KnownFor.objects.create(person=cox, work=Work.objects.create(title="Daredevil"), order=1)

    pasted(client, paste)

    assert [str(known) for known in cox.known_for.order_by("order")] == ["Daredevil", "Stardust"]


@pytest.mark.parametrize(
    "text", ["", "\x00", "( : ; )", "x" * 60_000, "\n".join(f"Ann {n} as Rex" for n in range(201))]
)
def test_what_cannot_be_read_gets_an_answer(client, paste, text):
    answer = client.post(paste, {"text": text, "version": "1", "_read": "1"})

    assert answer.status_code == 200 and "errorlist" in answer.content.decode()


def test_the_number_of_queries_does_not_depend_on_the_number_of_lines(client, paste, django_assert_max_num_queries):
    def read(lines):
        text = "\n".join(f"Ann Lee{n} as Rex (Film {n}, Luther)" for n in range(lines))
        return client.post(paste, {"text": text, "version": "1", "_read": "1"})

    read(2)
    for size in (2, 60):
        with django_assert_max_num_queries(18):
            read(size)


def test_those_who_may_not_add_people_get_no_page(client, clerk, season):
    assert client.get(reverse("admin:catalog_season_paste", args=[season.pk])).status_code == 403
