"""Lists that lead to all else: genres, networks, years, letters of any script, authors, corrections, the site map."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from catalog.folding import fold
from catalog.models import Series
from catalog.paging import letters
from news.models import Author
from tests import make
from tests.world import World

pytestmark = pytest.mark.django_db


def lines(client, address):
    """The entries of an index: name, address, and what stands beside it."""
    response = client.get(address)
    assert response.status_code == 200, address
    index = response.text.partition('class="index"')[2].partition("</main>")[0]
    found = re.findall(r'<li><a href="([^"]*)">([^<]*)</a>(.*?)</li>', index, re.DOTALL)
    return [(name, place, " ".join(re.sub("<[^>]*>", " ", beside).split())) for place, name, beside in found]


def test_genres_and_networks_are_counted_by_what_readers_see(client):
    drama, noir, _unused = make.a_genre("Drama"), make.a_genre("Noir"), make.a_genre("Opera")
    meridian, dark = make.a_network("Meridian", country="GB"), make.a_network("Dark")
    make.a_series("One", genres=[drama, noir], network=meridian)
    make.a_series("Two", genres=[drama], network=meridian)
    make.a_series("Three", genres=[noir], network=dark, hidden=True)

    assert lines(client, "/genres/") == [
        ("Drama", "/genres/drama/", "2 series"),
        ("Noir", "/genres/noir/", "1 series"),
    ]
    # One that takes over a season has the series too.
    make.an_update(make.a_season(Series.objects.get(title="Two"), 1), commissioner=make.a_network("Savio"))

    assert lines(client, "/networks/") == [
        ("Meridian", "/networks/meridian/", "GB 2 series"),
        ("Savio", "/networks/savio/", "1 series"),
    ]
    assert lines(client, "/networks/?letter=m") and not lines(client, "/networks/?letter=d")
    assert "No network here." in client.get("/networks/?letter=d").text


def test_many_networks_come_in_pages(client):
    series = make.a_series()
    for number in range(100, 162):
        series.network_rows.create(network=make.a_network(f"Network {number}"), order=number)

    first = lines(client, "/networks/")
    second = lines(client, f"/networks/?after={first[-1][1].split('/')[-2]}")

    assert (len(first), len(second)) == (60, 2)
    assert first[0][0] == "Network 100" and second[-1][0] == "Network 161"


def test_years_are_those_by_which_the_list_of_series_can_be_narrowed(client):
    make.a_series("Old", began_on=date(1999, 12, 31))
    also = make.a_series("Also", began_on=date(1999, 1, 1))
    # Its own day comes first.
    make.an_update(make.a_season(also, 1), premiere="May 2001")
    make.a_series("Secret", began_on=date(1998, 1, 1), hidden=True)
    dated = make.a_series("Dated by its season")
    make.an_update(make.a_season(dated, 1), premiere="May 2020")
    make.a_season(make.a_series("Undated"), 1)

    found = lines(client, "/years/")

    assert [(year, count) for year, _place, count in found] == [("2020", "1 series"), ("1999", "2 series")]
    for year, place, count in found:
        listed = client.get(place).text
        assert f"Series that began in {year}" in listed
        assert Series.objects.public().begun_in(int(year)).count() == int(count.split()[0])
    assert "Dated by its season" in client.get("/series/?year=2020").text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_name_stands_under_exactly_one_letter_whatever_its_script(client, settings, language):
    settings.LANGUAGE_CODE = language
    titles = [
        "Ark",
        "Ézé",
        "Zoo",
        "1899",
        "9-1-1",
        "Йод",
        "Ёлка",
        "Яд",
        "Їжак",
        "Ωmega",
        "東京",
        "עיר",
        "…",
        "Ærø",
        "Þor",
    ]
    for title in titles:
        make.a_series(title)
    under = {
        letter: {series.title for series in Series.objects.public().beginning_with(letter)} for letter in letters()
    }

    assert all(letter == fold(letter) for letter in letters())
    assert sorted(title for found in under.values() for title in found) == sorted(titles)
    assert under["0"] == {"1899", "9-1-1"} and under["e"] == {"Ézé"} and under["z"] == {"Zoo"}
    assert {"Ωmega", "東京", "עיר", "Їжак", "…"} <= under["other"]
    assert ({"Йод", "Ёлка", "Яд"} <= under["other"]) == (language == "en")
    if language == "ru":
        assert (under["и"], under["е"]) == ({"Йод"}, {"Ёлка"})
    other = client.get("/series/?letter=other")
    assert other.status_code == 200 and "東京" in other.text and "Ark" not in other.text
    # No letter that nothing is listed under, however it is written.
    assert {client.get(f"/series/?letter={each}").status_code for each in ("й", "É", "Other", "-")} == {404}


def test_authors_are_those_who_sign_what_is_live(client):
    nora, _idle = make.an_author("Nora Keane", slug="nora"), make.an_author("Idle Hand")
    season = make.a_season()
    for title in ("One", "Two"):
        make.a_published_article(title, about=season, authors=[nora])
    make.an_article("Draft", about=season, authors=[Author.objects.get(byline="Idle Hand")])

    assert lines(client, "/authors/") == [("Nora Keane", "/authors/nora/", "2 stories")]


def test_the_ledger_says_which_story_and_what_and_when_and_is_narrowed_by_year_and_kind(client, editor):
    story = make.a_published_article("Salt", at=datetime(2025, 1, 2, tzinfo=UTC), slug="salt", by=editor)
    for moment, kind, text in [
        (datetime(2025, 5, 1, tzinfo=UTC), "typo", "A letter was wrong."),
        (datetime(2026, 5, 1, tzinfo=UTC), "fact", "The day was wrong."),
    ]:
        with time_machine.travel(moment, tick=False):
            story.refresh_from_db()
            story.correct(by=editor, version=story.version, kind=kind, text=text, lead=f"Put right: {text}")
    ledger = client.get("/corrections/").text
    assert "A letter was wrong." in ledger and "The day was wrong." in ledger and "/news/salt/" in ledger
    assert "<option>2025</option>" in ledger
    for query, right, wrong in [
        ("year=2025", "A letter", "The day"),
        ("kind=fact", "The day", "A letter"),
        ("year=2026&kind=fact", "The day", "A letter"),
    ]:
        text = client.get(f"/corrections/?{query}").text
        assert right in text and wrong not in text
    assert "None of these." in client.get("/corrections/?year=2025&kind=fact").text
    for query in ("year=1", "kind=nonsense", "before=x"):
        assert client.get(f"/corrections/?{query}").status_code == 404


def test_every_link_of_the_site_map_leads_to_a_page(client):
    world = World()
    world.fill(2)
    page = client.get("/site-map/").text
    main = page.partition("<main")[2].partition("</main>")[0]
    places = re.findall(r'href="([^"]*)"', main)

    assert {"/genres/drama/", "/networks/meridian/", "/authors/nora/", "/privacy/", "/series/?letter=other"} <= {
        *places
    }
    assert f"/news/{world.places['month']}/" in places and f"/about/{world.places['page']}/" in places
    for place in {place.partition("letter=")[0] if "letter=" in place else place for place in places}:
        assert client.get(place).status_code == 200, place
    assert 'href="/site-map/"' in client.get("/").text
