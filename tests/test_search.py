"""The search: what is found, in which order, how it is shown, and that nothing is which readers may not see."""

import re
from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from catalog.axes import Decision
from catalog.models import (
    OtherTitle,
    Person,
    PersonName,
    SearchedName,
    SearchedTitle,
    SearchedWord,
    Series,
)
from catalog.search import index
from catalog.search.asking import read
from catalog.search.marking import Marker
from catalog.search.nearness import distance, parts, slips_allowed
from catalog.search.tokens import tokens
from news.models import SearchedStory
from showsite.search import MOST_PAGES, PAGE_SIZE, SHOWN
from tests import make
from tests.make import HOUR, SECOND

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def search(client, text, **more):
    response = client.get("/search/", {"q": text, **more})
    assert response.status_code == 200, text
    return response.content.decode()


def found(client, text, **more):
    """The addresses of what a page lists, in order, without those of the answer."""
    html = re.sub(r'<section class="sec" id="answer".*?</section>', "", search(client, text, **more), flags=re.S)
    return list(dict.fromkeys(re.findall(r'<h3><a href="([^"]+)"', html)))


def suggested(client, text):
    response = client.get("/search/suggest.json", {"q": text})
    assert response.status_code == 200, text
    return [each["url"] for each in response.json()["found"]]


@pytest.fixture
def defenders():
    series = make.a_series("The Defenders", original_title="Marvel's The Defenders")
    OtherTitle.objects.create(series=series, title="Защитники", language="ru")
    return make.a_season(series, number=2)


@pytest.fixture
def krysten(defenders):
    person = make.a_person("Krysten Ritter")
    for name, kind in (("Kristen Ritter", "misspelling"), ("Кристен Риттер", "script"), ("Élodie", "alias")):
        PersonName.objects.create(person=person, name=name, kind=kind)
    make.a_cast_credit(defenders, person)
    return person


# -- what is found ------------------------------------------------------------------------------------------------


def test_a_series_is_found_by_its_titles_however_they_are_begun_bent_or_misspelt(client, defenders):
    begun = ["defenders", "DEF", "the def", "def the", "Защит", "ЗАЩИТНИКИ", "marvel", "zashchitniki", "zashch"]
    bent = ["defender", "defending", "Защитников", "Защитникам"]
    misspelt = ["efenders", "defendrs", "the defedners", "Защитинки", "defenderz"]
    for text in [*begun, *bent, *misspelt, "defenders season 7"]:
        assert found(client, text) == ["/series/the-defenders/"], text
        assert "/series/the-defenders/" in suggested(client, text), text


def test_a_series_is_not_found_by_what_is_no_word_of_it(client, defenders):
    for text in ("fenders", "dfnders", "defenders nothing", "enders", "%", "_", "...", "“”", "🙂"):
        assert found(client, text) == suggested(client, text) == [], text


def test_a_person_is_found_by_any_name_whatever_the_accents(client, krysten):
    for text in ("krysten", "Kristen Ritter", "ritt", "РИТТЕР", "elodie", "Chrysten Riter", "Риттером"):
        assert found(client, text) == ["/people/krysten-ritter/"], text


def test_a_page_says_by_which_other_name_something_was_found(client, krysten):
    assert 'Also known as <span lang="ru"><mark>Защитники</mark></span>' in search(client, "защитники")
    assert "Also known as <span><mark>Kristen Ritter</mark></span>" in search(client, "kristen ritter")
    assert "Also known as" not in search(client, "krysten")


def test_a_story_is_found_by_words_of_title_lead_and_text(client, defenders):
    text = "<p>" + "Before. " * 60 + "The <b>showrunners</b> spoke &amp; sang at the lighthouse.</p>"
    make.a_published_article("Nobody has said no", lead="Four heroes & a question.", about=defenders, text=text)
    for words in ("nobody", "hero quest", "said four", "lighthouses", "showrunner sang"):
        assert "/news/nobody-has-said-no/" in found(client, words), words

    html = search(client, "lighthouses")
    assert "… " in html
    assert "spoke &amp; sang at the <mark>lighthouse</mark>." in html
    assert "<mark>Four heroes</mark> &amp; a question." in search(client, "four heroes")


def test_russian_and_english_words_are_found_in_any_form(client, defenders):
    make.a_published_article("Сериал возвращается", text="<p>У второго сезона есть день.</p>", language="ru")
    make.a_published_article("Renewals of the week", text="<p>It is renewed.</p>")

    assert found(client, "сериалов возвращаются") == ["/news/serial-vozvrashchaetsya/"]
    assert found(client, "renewing") == found(client, "renewal") == ["/news/renewals-of-the-week/"]


# -- in which order -----------------------------------------------------------------------------------------------


def test_the_best_fit_comes_first_and_of_equals_what_is_better_known(client):
    for title in ("Road to Salt", "The Salt Roads", "Salt", "Salt Road Again", "The Salt Road", "Salted Roadway"):
        make.a_series(title)
    known = make.a_series("Salt Road Two", began_on=date(2020, 1, 1))
    make.a_rating(known, votes=5000)
    OtherTitle.objects.create(series=make.a_series("Other"), title="Salt Road")

    assert [address.split("/")[2] for address in found(client, "salt road", **{"in": "series"})] == [
        "the-salt-road",
        "other",
        "salt-road-two",
        "salt-road-again",
        "the-salt-roads",
        "road-to-salt",
        "salted-roadway",
    ]


def test_namesakes_come_by_their_parts_and_then_in_the_order_in_which_they_came(client):
    season = make.a_season()
    people = [make.a_cast_credit(season, make.a_person("Ada Marlow"), character=str(n)).person for n in range(4)]
    make.a_cast_credit(season, people[2], character="again")

    order = [people[n].get_absolute_url() for n in (2, 0, 1, 3)]
    assert found(client, "ada") == found(client, "ada marlow") == order
    assert suggested(client, "ada") == order[:3]


def test_stories_come_with_the_words_in_the_headline_first_and_then_the_latest(client, defenders):
    def published(title, days, text="<p>Nothing.</p>"):
        make.a_published_article(title, at=NOON - days * make.DAY, text=text, about=defenders)

    published("Old lanterns", 3)
    published("In passing", 1, "<p>Lanterns.</p>")
    published("New lanterns", 2)

    assert found(client, "lanterns") == ["/news/new-lanterns/", "/news/old-lanterns/", "/news/in-passing/"]


def test_what_came_near_is_left_out_where_something_fits(client, defenders):
    make.a_cast_credit(defenders, make.a_person("Ada Defender"))
    make.a_cast_credit(defenders, make.a_person("Bea Rittar"))
    make.a_series("Ritter")

    assert found(client, "ritter") == ["/series/ritter/"]
    assert found(client, "bea ritter") == ["/people/bea-rittar/"]
    assert "These come near." in search(client, "bea ritter")


# -- a question gets its answer -----------------------------------------------------------------------------------


def test_a_question_is_answered_first_with_mark_word_and_date(client, defenders):
    make.an_update(defenders, decision=Decision.ORDERED, premiere="spring 2040", on=date(2026, 3, 1))
    for text in (
        "defenders season 2",
        "will there be a season 2 of the defenders",
        "the defenders s2",
        "second season of defenders",
        "defenders 2",
        "Защитники 2 сезон",
        "когда выйдет второй сезон Защитников",
        "when does the defenders come back?",
        "defendrs season 2 release date",
        "the defenders",
        "защитники продлен",
    ):
        html = search(client, text)
        answer = html[html.index('id="answer"') : html.index("</section>", html.index('id="answer"'))]
        assert '<a href="/series/the-defenders/season-2/">The Defenders, season 2</a>' in answer, text
        assert '<use href="#m-go"/></svg>Renewed</span>' in answer, text
        assert "Renewed on 1 March 2026; returns in spring 2040." in answer, text
        assert suggested(client, text)[0] == "/series/the-defenders/season-2/", text
    assert client.get("/search/suggest.json?q=defenders").json()["found"][0]["note"] == "Renewed, in spring 2040"


def test_a_season_that_nobody_knows_is_not_answered_with_another(client, defenders):
    html = search(client, "defenders season 7")

    assert "We know nothing about a season 7 yet." in html
    assert "/season-2/" not in html
    assert suggested(client, "defenders season 7") == ["/series/the-defenders/"]


def test_a_number_in_a_title_asks_for_no_season_and_namesakes_get_no_answer(client):
    make.a_season(make.a_series("Apollo 13"), number=1)
    make.a_season(make.a_series("Apollo"), number=13)
    for _ in range(2):
        make.a_season(make.a_series("Echo"))

    assert "Apollo 13, season 1" in search(client, "apollo 13")
    assert 'id="answer"' not in search(client, "echo")


@pytest.mark.parametrize(
    ("text", "about", "number"),
    [
        ("Defenders Season 02", "defenders", 2),
        ("сезон 3 козодой", "козодои", 3),
        ("New Amsterdam", "amsterdam", None),
        ("The Office", "office", None),
        ("next season of lost", "lost", None),
        ("season", "season", None),
        ("По сезону", "по сезону", None),
        ("the next season", "the next season", None),
        ("when what why", "why", None),
        ("1899", "1899", None),
        ("lost s04e05", "lost", 4),
        ("Beverly Hills 90210", "beverly hills 90210", None),
    ],
)
def test_what_a_query_asks_for(text, about, number):
    asked = read(text)
    assert (" ".join(asked.about), asked.number) == (about, number)


# -- only what readers may see ------------------------------------------------------------------------------------


def test_what_is_not_public_is_neither_found_nor_suggested(client, defenders):
    make.a_series("Hidden wonder", hidden=True)
    make.remove(make.a_series("Removed wonder"))
    make.a_person("Wonder Nobody")
    make.an_article("A wonder drafted", about=defenders)
    withdrawn = make.a_published_article("A wonder withdrawn", about=defenders)
    withdrawn.withdraw(by=make.an_editor(), version=withdrawn.version, reason="Wrong.")
    merged, gone = make.a_person("Wonder Merged"), make.a_person("Wonder Gone")
    make.a_cast_credit(defenders, gone)
    make.remove(gone)
    merged.merge_into(make.a_person("Nobody Else"))

    for text in ("wonder", "wondr", "wondering", "wonder season 2"):
        html = search(client, text)
        assert "Nothing found for" in html, text
        assert not re.search("Hidden w|Removed w|drafted|withdrawn|Wonder [MG]", html), text
        assert suggested(client, text) == []


def test_nothing_is_found_a_second_before_it_is_public_and_nothing_a_second_after_its_end(client, defenders):
    with time_machine.travel(NOON - HOUR, tick=False) as clock:
        series = make.a_series("Lantern Street", published_at=NOON)
        make.a_cast_credit(make.a_season(series), make.a_person("Ida Lantern"))
        make.a_published_article(
            "Secret news", text="<p>Of lantern makers.</p>", about=defenders, at=NOON, until=NOON + HOUR
        )
        wanted = {"/series/lantern-street/", "/people/ida-lantern/", "/news/secret-news/"}
        for moment, seen in (
            (NOON - SECOND, set()),
            (NOON, wanted),
            (NOON + HOUR - SECOND, wanted),
            (NOON + HOUR, wanted - {"/news/secret-news/"}),
        ):
            clock.move_to(moment)
            html = search(client, "lantern")
            assert set(found(client, "lantern")) == seen == set(suggested(client, "lantern")), moment
            assert ("<mark>lantern</mark> makers" in html) == ("/news/secret-news/" in seen)


def test_a_correction_takes_the_words_out_of_the_search_at_once(client, defenders):
    article = make.a_published_article("A story", lead="Of elephants.", about=defenders)
    assert found(client, "elephants") == ["/news/a-story/"]

    article.correct(by=make.an_editor(), version=article.version, kind="fact", text="No.", lead="Of giraffes.")

    assert found(client, "elephants") == []
    assert found(client, "giraffes") == ["/news/a-story/"]


def test_an_embargoed_decision_is_in_no_answer(client, defenders):
    with time_machine.travel(NOON - HOUR, tick=False) as clock:
        make.an_update(defenders, decision=Decision.DECLINED, public_from=NOON)
        for moment, told in ((NOON - SECOND, False), (NOON, True)):
            clock.move_to(moment)
            assert ("Cancelled" in search(client, "defenders season 2")) == told
            assert ("Cancelled" in client.get("/search/suggest.json?q=defenders+season+2").content.decode()) == told


def test_merging_and_parting_moves_what_somebody_is_found_by(client, krysten):
    other = make.a_person("Ilse Marlow")
    other.merge_into(krysten)
    assert found(client, "ilse") == ["/people/krysten-ritter/"]
    assert "Also known as <span><mark>Ilse</mark> Marlow</span>" in search(client, "ilse")

    other.part()
    assert found(client, "ilse") == []


def test_the_public_among_some_people_are_those_of_the_gate(defenders):
    people = [make.a_person(f"Ida {number}") for number in range(9)]
    make.a_cast_credit(defenders, people[0])
    make.a_crew_credit(defenders, people[1])
    make.a_quote(defenders, people[2])
    make.a_cast_credit(make.a_season(make.a_series(hidden=True)), people[3])
    make.a_cast_credit(defenders, people[4])
    people[4].merge_into(people[5])
    make.a_published_article("About one", about=people[6])
    make.a_cast_credit(defenders, people[7])
    make.remove(people[7])

    public = set(Person.objects.public().values_list("pk", flat=True))
    assert public == {people[n].pk for n in (0, 1, 2, 5, 6)} == Person.objects.public_among(p.pk for p in people)


# -- pages and filters --------------------------------------------------------------------------------------------


def test_a_section_has_numbered_pages_counts_and_filters(client):
    for number in range(PAGE_SIZE + 1):
        make.a_series(f"Salt {number}", kind="miniseries")
    season = make.a_season(Series.objects.first())
    make.an_update(season, decision=Decision.DECLINED)

    html = search(client, "salt")
    assert f'href="?q=salt&amp;in=series">Series {PAGE_SIZE + 1}</a>' in html
    assert len(found(client, "salt")) == SHOWN
    assert len(found(client, "salt", **{"in": "series"})) == PAGE_SIZE
    assert len(found(client, "salt", **{"in": "series", "page": 2})) == 1
    html = search(client, "salt", **{"in": "series"})
    assert 'href="?q=salt&amp;in=series&amp;label=cancelled">Cancelled 1</a>' in html
    assert 'href="?q=salt&amp;in=series&amp;page=2" rel="next"' in html
    assert found(client, "salt", **{"in": "series", "label": "cancelled"}) == [season.series.get_absolute_url()]


def test_news_are_filtered_by_year(client, defenders):
    for year in (2024, 2025):
        make.a_published_article(f"Lanterns of {year}", at=NOON.replace(year=year), about=defenders)

    assert 'in=news&amp;year=2025">2025 1</a>' in search(client, "lanterns", **{"in": "news"})
    assert found(client, "lanterns", **{"in": "news", "year": 2024}) == ["/news/lanterns-of-2024/"]


def test_an_address_that_says_nothing_is_a_404(client, defenders):
    beyond = ["in=series&page=3", f"in=series&page={MOST_PAGES + 1}", "page=2", "in=series&page=99999999999999999999"]
    odd = ["in=series&page=0", "in=series&page=x", "in=series&page=%D9%A1", "in=series&page=-1", "in=nothing"]
    filters = [
        "in=people&label=airing",
        "label=airing",
        "in=series&label=x",
        "in=news&year=99999",
        "in=series&year=2024",
    ]
    for query in [*beyond, *odd, *filters]:
        assert client.get(f"/search/?q=defenders&{query}").status_code == 404, query
        assert client.get(f"/search/?q=&{query}").status_code == 404, query


def test_search_pages_are_not_for_search_engines(client):
    assert 'rel="canonical"' in client.get("/search/").text and "noindex" not in client.get("/search/").text
    assert '<meta name="robots" content="noindex,follow">' in search(client, "x")


def test_nothing_found_names_what_is_near_and_where_to_look(client, krysten):
    html = search(client, "defendrs of the universe")
    assert "Nothing found for “defendrs of the universe”." in html
    assert "Did you mean" in html
    assert '<a href="/series/the-defenders/">The Defenders</a>' in html
    assert 'href="/series/"' in html
    assert 'href="/people/"' in html
    assert "mailto:" in html
    assert "Did you mean" not in search(client, "zzyzx")


# -- hostile words ------------------------------------------------------------------------------------------------

HOSTILE = [
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
    'NEAR("def" "the", 2)',
    '" OR 1=1 --',
    "def AND NOT (the",
    "tokens:def",
    "^def",
    "def:*",
    "'def':* & !'the'",
    "<script>alert(1)</script>",
    "</mark><img src=x onerror=alert(1)>",
    "\x00",
    "def\x00",
    "\ufffe",
    "ё" * 5000,
    "x" * 3000,
    "a " * 500,
    "١٢٣",
    "²³",
    "ß ﷺ ﬃ",
    "🙂🙃",
    "\u202edefenders\u202c",
    "שלום עולם",
    "ก็็็็็็็็็็",
    "Z̸̡̢͔͉̗̤a̵l̶g̸o̶",
    "東京 ドラマ",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "$$ $1 %s %(x)s",
    "season 99999999999999999999",
    "s99e99 s1 s2 s3",
    "0" * 150,
]


def test_hostile_and_empty_queries_get_a_page(client, defenders):
    for text in HOSTILE:
        html = search(client, text)
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "\x00" not in html
        suggested(client, text)


def test_odd_addresses_get_a_page(client, defenders):
    for query in ("q=%ED%A0%80", "q=%FF", "q[]=x", "q=a&q=b", "q=%F0%9F", "x=1", "q=d&page=", "in=", "page=1"):
        assert client.get(f"/search/?{query}").status_code == 200, query
        assert client.get(f"/search/suggest.json?{query}").status_code == 200, query


def test_hostile_titles_are_found_and_escaped(client):
    for number, text in enumerate(HOSTILE):
        if text.strip() and "\x00" not in text and "\ufffe" not in text:
            make.a_series(text[:300], slug=f"hostile-{number}", logline=text[:300])
    html = search(client, "script alert")

    assert "&lt;<mark>script</mark>&gt;<mark>alert</mark>(1)" in html
    assert f"/series/hostile-{HOSTILE.index('x' * 3000)}/" in found(client, "x" * 200)


# -- suggestions --------------------------------------------------------------------------------------------------


def test_suggestions_are_short_public_and_kept_for_a_little_while(client, krysten):
    response = client.get("/search/suggest.json", {"q": "kryst"})

    assert response.json() == {
        "found": [{"name": "Krysten Ritter", "url": "/people/krysten-ritter/", "note": "Person"}]
    }
    assert "public" in response["Cache-Control"]
    assert re.search(r"max-age=([1-5]?[0-9]|60)\b", response["Cache-Control"])
    assert not response.cookies
    assert suggested(client, "k") == suggested(client, "") == []


# -- the rows -----------------------------------------------------------------------------------------------------


def rows():
    return [
        sorted(model.objects.values_list(*columns))
        for model, columns in (
            (SearchedTitle, ["id", "series", "name", "folded", "tokens", "language", "place"]),
            (SearchedName, ["id", "person", "name", "folded", "tokens", "language", "place"]),
            (SearchedWord, ["padded"]),
            (SearchedStory, ["revision", "folded", "tokens"]),
        )
    ]


def test_making_the_rows_anew_gives_the_same(client, krysten):
    other = make.a_person("Ilse Márlow")
    other.names.create(name="Ильзе")
    other.merge_into(krysten)
    krysten.rename("Krysten Alyce Ritter")
    krysten.names.filter(name="Élodie").update(name="Elodie!")
    series = make.a_series("Здесь кто-то есть", original_title="Somebody's here")
    series.rename("Здесь кто-нибудь есть")
    Series.objects.get(slug="the-defenders").other_titles.update(language="be")
    article = make.a_published_article("A story of cities", about=series)
    article.title = "A story of villages"
    article.save()
    article.publish(by=make.an_editor(), version=article.version)
    gone = make.a_published_article("A story of seas", about=series)
    gone.withdraw(by=None, version=gone.version, reason="Wrong.")
    make.an_article("Only a draft", about=series).save_draft(by=None, version=1)
    make.a_person("Deleted Soon").delete()
    written = rows()
    assert [name for name, *_rest in SearchedStory.objects.values_list("folded")] == [
        "a story of cities",
        "a story of villages",
        "a story of seas",
    ]

    Person.objects.filter(pk=krysten.pk).update(search_tokens="wrong", search_name=" wrong")
    SearchedStory.objects.all().delete()
    call_command("rebuild_search", stdout=StringIO())

    again = rows()
    # Words that nobody is called by any more have gone.
    assert set(written[2]) - set(again[2]) == {(" deleted ",), (" soon ",)}
    assert again[:2] + again[3:] == written[:2] + written[3:]
    assert found(client, "ilse") == ["/people/krysten-ritter/"]
    call_command("rebuild_search", stdout=StringIO())
    assert rows() == again


def test_every_trigger_of_the_search_is_there_after_all_migrations():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger")
        there = {name for (name,) in cursor.fetchall()}

    wanted = {f"{table}_searched_{event}" for table in index.SOURCES for event in ("insert", "update", "delete")}
    assert wanted | {f"{table}_words" for table in index.ROWS} <= there


def test_erasing_a_story_takes_its_words_out_of_the_search(client, defenders):
    article = make.a_published_article("Rumpelstiltskin speaks", about=defenders)
    article.erase(by=make.an_editor(), version=article.version, reason="A court said so.")

    assert not SearchedStory.objects.exists()
    assert found(client, "rumpelstiltskin") == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM news_searchedstory_fts_data")
            assert not any(b"rumpel" in bytes(block) for (block,) in cursor.fetchall())


# -- words --------------------------------------------------------------------------------------------------------


def test_tokens_are_words_latin_forms_and_stems_that_do_not_begin_a_word():
    assert tokens("The Cities, the City") == "the cities city citi"
    assert tokens("Козодой") == "козодои kozodoy"
    assert tokens("Happily") == "happily happili"
    assert tokens("Happily", stemmed=False) == "happily"
    assert tokens("") == tokens("...") == ""
    assert max(map(len, tokens("x" * 3000).split())) == 60


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("krysten", "kristen", 1), ("defenders", "defendrs", 1), ("ab", "ba", 1), ("abcd", "wxyz", 3), ("", "abc", 3)],
)
def test_the_distance_of_two_words_counts_slips(one, other, slips):
    assert distance(one, other, 2) == distance(other, one, 2) == slips


def test_a_slip_leaves_a_part_of_a_word_whole():
    for word in ("defend", "kristen", "marlowe", "abcde"):
        assert slips_allowed(word) == 1
        pieces = parts(word, 1)
        for place in range(len(word) - 1):
            swapped = f" {word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]} "
            assert any(piece in swapped for piece in pieces), (word, place)
        for place in range(len(word)):
            assert any(piece in f" {word[:place]}{word[place + 1 :]} " for piece in pieces)
            assert any(piece in f" {word[:place]}#{word[place:]} " for piece in pieces)
    assert slips_allowed("abc") == slips_allowed("20262027") == 0


def test_marks_stand_around_whole_words_and_all_else_is_escaped():
    marker = Marker(read("salt road"))
    assert marker.mark("<b>Salt Roads</b> & desalted") == "&lt;b&gt;<mark>Salt Roads</mark>&lt;/b&gt; &amp; desalted"
    assert marker.snippet("Nothing here.") == ""
