"""The site in Russian: cases of dates, three plurals, whole sentences, letters, and no English word left."""

import json
from datetime import date

import html5lib
import pytest
from django.core.management import call_command
from django.utils.translation import gettext, ngettext, override

from catalog.answers import what_changed, when
from catalog.axes import Certainty, Decision, Label, Production
from catalog.fuzzydates import FuzzyDate, Precision, parse
from catalog.models import Fact, Forecast, Quote, Season, Series, StatusUpdate
from catalog.paging import letters
from news import headlines
from tests import make
from tests.test_answers import ordered, said, sentence
from tests.test_every_word import said_by_rows, untranslated
from tests.test_query_counts import TABLE
from tests.world import World


@pytest.fixture(autouse=True)
def russian(settings):
    settings.LANGUAGE_CODE = "ru"
    with override("ru"):
        yield


def every_date():
    """A date of every kind and unit."""
    for precision in Precision.values[1:-1]:
        for number in range(1, 13):
            try:
                yield FuzzyDate.unit(precision, 2027, number)
            except ValueError:
                break
    yield FuzzyDate.day(date(2027, 10, 9))


@pytest.mark.parametrize(
    ("written", "alone", "in_a_sentence"),
    [
        ("2027-10-09", "9 октября 2027", "9 октября 2027 года"),
        ("2027-05", "май 2027", "в мае 2027 года"),
        ("spring 2027", "весна 2027", "весной 2027 года"),
        ("winter 2027", "зима 2027", "зимой 2027 года"),
        ("Q3 2027", "третий квартал 2027 года", "в третьем квартале 2027 года"),
        ("second half of 2027", "вторая половина 2027 года", "во второй половине 2027 года"),
        ("2027", "2027 год", "в 2027 году"),
        ("not before 2020", "не раньше 2020 года", "не раньше 2020 года"),
        ("not before May 2027", "не раньше мая 2027 года", "не раньше мая 2027 года"),
        ("not before 9 October 2027", "не раньше 9 октября 2027 года", "не раньше 9 октября 2027 года"),
        ("by the end of 2027", "до конца 2027 года", "до конца 2027 года"),
        ("by the end of spring 2027", "до конца весны 2027 года", "до конца весны 2027 года"),
        ("by 9 October 2027", "не позднее 9 октября 2027 года", "не позднее 9 октября 2027 года"),
        ("TBA", "без даты", "без даты"),
    ],
)
def test_a_date_has_the_case_that_its_place_asks_for(written, alone, in_a_sentence):
    assert str(parse(written)) == alone
    assert when(parse(written)) == in_a_sentence


def test_every_date_is_read_back_as_it_is_printed():
    for window in every_date():
        for said_so in (window, window.as_lower_bound(), window.as_upper_bound()):
            assert parse(str(said_so)).same_as(said_so), str(said_so)
            assert parse(when(said_so)).same_as(said_so), when(said_so)


def test_an_answer_is_a_sentence():
    assert ordered("spring 2027") == "Продлён 1 марта 2026 года; вернётся весной 2027 года."
    assert ordered("not before 2028") == "Продлён 1 марта 2026 года; вернётся не раньше 2028 года."
    assert ordered("9 October 2027", number=1) == "Заказан 1 марта 2026 года; выйдет 9 октября 2027 года."
    assert ordered() == "Продлён 1 марта 2026 года; даты пока нет."
    assert ordered("spring 2026") == (
        "Продлён 1 марта 2026 года; должен был вернуться весной 2026 года, но этот срок прошёл."
    )
    assert (
        sentence(decision=Decision.UNDECIDED, checked_on=date(2026, 11, 19))
        == "Решения нет; проверено 19 ноября 2026 года."
    )
    reported = said(parse("March 2026"), Certainty.REPORTED, publisher="Deadline")
    assert (
        sentence(decision=Decision.DECLINED, decision_update=reported)
        == "Закрыт, как сообщает Deadline (в марте 2026 года)."
    )


@pytest.mark.parametrize(
    ("count", "episodes", "votes", "series"),
    [
        (1, "1 серия", "1 голос", "1 вернётся."),
        (2, "2 серии", "2 голоса", "2 вернутся."),
        (5, "5 серий", "5 голосов", "5 вернутся."),
        (11, "11 серий", "11 голосов", "11 вернутся."),
        (21, "21 серия", "21 голос", "21 вернётся."),
        (22, "22 серии", "22 голоса", "22 вернутся."),
        (112, "112 серий", "112 голосов", "112 вернутся."),
    ],
)
def test_what_is_counted_has_one_of_three_forms(count, episodes, votes, series):
    assert ngettext("%(episodes)s episode", "%(episodes)s episodes", count) % {"episodes": count} == episodes
    assert ngettext("%(votes)s vote", "%(votes)s votes", count) % {"votes": count} == votes
    assert ngettext("%d comes back.", "%d come back.", count) % count == series


def test_words_of_decisions_and_labels_agree_with_the_series():
    assert [str(each.label) for each in Label] == [
        *("Выходит", "Перерыв в показе", "В разработке", "Ожидается", "На паузе", "Возвращается"),
        *("Продлён, даты пока нет", "Закрыт", "Завершён", "Ждёт решения", "Нет сведений"),
    ]
    # One word in English, two in Russian.
    assert Decision.UNKNOWN.label == "Неизвестно"
    assert Production.PAUSED.label == "Приостановлено"
    assert gettext("Removed") == "Удалено"


def test_headlines_are_sentences_with_quotation_marks():
    series = Series(title="Соль")
    second = Season(series=series, number=2)

    assert headlines.of_decision(second, Decision.ORDERED) == "Сериал «Соль» продлён на 2-й сезон"
    assert headlines.of_decision(second, Decision.UNDECIDED) == "Будет ли 2-й сезон сериала «Соль»?"
    assert headlines.of_date(second, parse("spring 2027")) == "«Соль», сезон 2: премьера весной 2027 года"
    assert headlines.of_production(second, str(Production.FILMING.label)) == "«Соль», сезон 2: идут съёмки"


def test_lists_offer_the_cyrillic_letters_and_find_by_them(client, db):
    assert "".join(letters()).startswith("0абвгде")
    assert {"a", "z", "ю", "я"} < set(letters())
    make.a_series("Ёлки", slug="yolki")

    # ё stands with е.
    assert "Ёлки" in client.get("/series/?letter=е").text
    assert "Ёлки" not in client.get("/series/?letter=ж").text


def test_what_an_update_changed_is_said_in_russian(db):
    update = make.an_update(
        make.a_season(), decision=Decision.ORDERED, dates=[("premiere", "GB", 2, parse("spring 2027"))]
    )

    assert what_changed(update) == ["Заказан", "премьера части 2 (Великобритания): весна 2027"]


def test_readers_of_a_russian_site_meet_no_english_word_of_ours(client, db):
    world = World()
    world.fill(2)
    rows, found = said_by_rows(), {}
    for name, (address, _count) in TABLE.items():
        response = client.get(address.format(**world.places))
        if response["Content-Type"].startswith("text/html"):
            page = response.content.decode()
            assert '<html lang="ru"' in page
            found[name] = set(untranslated(page, rows)) - {"salt"}

    assert {name: words for name, words in found.items() if words} == {}


def unmarked(element, wanted, language="ru"):
    """Texts of a page that are among the wanted ones, and stand in the language of the page."""
    language = element.get("lang", language)
    parts = [(element.text, language), *((child.tail, language) for child in element)]
    found = {text.strip() for text, spoken in parts if text and spoken == "ru" and text.strip() in wanted}
    for child in element:
        is_heard = isinstance(child.tag, str) and child.tag not in {"head", "script", "style", "option"}
        if is_heard and child.get("aria-hidden") != "true":
            found |= unmarked(child, wanted, language)
    return found


def test_english_words_of_rows_are_marked_as_english(client, db):
    world = World()
    world.fill(2)
    rows = [Series, StatusUpdate, Quote, Fact, Forecast]
    names = {"title", "summary", "text", "reason", "logline"}
    wanted = {
        getattr(row, field.name)
        for model in rows
        for field in model._meta.concrete_fields
        if field.name in names
        for row in model.objects.all()
    } - {""}
    for name, (address, _count) in TABLE.items():
        response = client.get(address.format(**world.places))
        if response["Content-Type"].startswith("text/html"):
            page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
            assert unmarked(page, wanted) == set(), name


def test_feeds_of_a_russian_site_are_in_russian(client, db):
    World().fill(1)
    for address in ("/news/feed.rss", "/news/feed.atom", "/series/salt-road-0/feed.atom"):
        feed = client.get(address).text
        assert "Какие сериалы вернутся и когда." in feed or "что будет с сериалом и когда" in feed


def test_a_command_speaks_russian(db, capsys):
    call_command("rebuild_status")

    assert "Все состояния были такими, как говорят сообщения." in capsys.readouterr().out


def test_scripts_of_the_admin_are_given_the_words_of_their_buttons(client, db):
    client.force_login(make.an_editor())

    script = client.get("/admin/jsi18n/").text
    words, _end = json.JSONDecoder().raw_decode(script.partition("const newcatalog = ")[2])

    # The last one is Django's own.
    assert [words[word] for word in ("bold", "Hide", "January")] == ["полужирный", "Скрыть", "Январь"]


def test_rights_and_roles_are_said_in_russian(client, db):
    client.force_login(make.an_editor())

    page = client.get(f"/admin/auth/user/{make.a_user().pk}/change/").text

    assert "Каталог | сезон | Может добавлять: сезон" in page
    assert "Может снимать статьи с публикации" in page
    assert ">главный редактор</option>" in page
