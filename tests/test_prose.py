"""Prose: what is pasted comes out clean, links to our pages live, and length is counted."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from news import reading, richtext
from news.dead_links import dead, links
from news.pressing import mentions
from tests import clipboards, make


@pytest.mark.parametrize("program", clipboards.ALL)
def test_what_other_programs_write_is_cleaned_on_the_server_too(program):
    pasted, _expected = clipboards.ALL[program]

    html = richtext.clean(pasted)

    assert not re.search(r"style|class|span|mso|xml|<o:|<!--|<b>|<i>|<div|<h[1456]|track|Draft", html, re.IGNORECASE)
    assert not re.search(r"<(\w+)[^>]*>(\s|&nbsp;)*</\1>|(&nbsp;|\xa0)\s*(&nbsp;|\xa0)", html)
    words = [*re.findall(r"\w+", re.sub("<[^>]*>", " ", html))]
    assert words[:3] == ["The", "Salt", "Road"] and "Meridian" in words
    assert richtext.clean(html) == html


@pytest.mark.parametrize("program", clipboards.ALL)
def test_what_was_pasted_clean_passes_the_server_unchanged(program):
    _pasted, expected = clipboards.ALL[program]

    assert richtext.clean(expected) == expected


def test_one_hard_space_between_words_stays():
    assert richtext.clean("<p>9&nbsp;October</p>") == "<p>9&nbsp;October</p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("<p>One</p><p>two<br>three</p>", 3),
        ("<p>Сериал продлён на второй сезон</p>", 5),
        ("<p>well-known, it’s 3.5 &amp; &mdash; more</p>", 4),
        ("<p>half<strong>bold</strong></p>", 1),
    ],
)
def test_words_are_counted_in_any_script(text, words):
    assert reading.words_in(text) == words


def test_a_story_takes_as_many_minutes_as_are_begun():
    assert reading.length_of("One two", ["<p>" + "слово " * 229 + "</p>"]) == (231, 2)
    assert reading.length_of("", []) == (0, 0)


@pytest.mark.django_db
def test_a_link_lives_through_every_new_slug(client):
    season = make.a_season(make.a_series("The Salt Road"), number=2)
    article = make.a_published_article(text='<p><a href="/series/the-salt-road/season-2/">it</a></p>', about=season)

    season.series.readdress("salt-road")

    [block] = article.revisions.get().document["blocks"]
    assert not dead(links(block["text"]), base="/news/x/", at=timezone.now())
    assert {*mentions(block["text"])} == {season.series}
    answer = client.get(links(block["text"])[0])
    assert (answer.status_code, answer.url) == (301, season.get_absolute_url())


# -- choosing what to link to --------------------------------------------------------------------------------------


def found(client, typed):
    answer = client.get(reverse("admin:news_article_link_targets"), {"q": typed})
    return [(each["name"], each["address"], each["kind"]) for each in answer.json()["results"]]


@pytest.mark.django_db
def test_series_seasons_and_people_are_found_by_their_names(client, editor):
    season = make.a_season(make.a_series("The Salt Road"), number=2)
    make.a_person("Saltina Marlow")
    make.a_series("Salt and Water", hidden=True)

    assert found(client, "salt") == [
        ("Salt and Water", "/series/salt-and-water/", "Series, not public"),
        ("The Salt Road", "/series/the-salt-road/", "Series"),
        ("Saltina Marlow", "/people/saltina-marlow/", "Person, not public"),
    ]
    assert found(client, "salt road 2") == [(str(season), "/series/the-salt-road/season-2/", "Season")]
    assert found(client, "") == found(client, "\x00") == found(client, "x" * 5000) == []


@pytest.mark.django_db
def test_the_choice_costs_the_same_for_many(client, editor, django_assert_max_num_queries):
    for number in range(8):
        make.a_season(make.a_series(f"Salt {number} 2"), number=2)
        make.a_person(f"Salt Person {number}")
    with django_assert_max_num_queries(8):
        assert len(found(client, "salt 2")) >= 12


@pytest.mark.django_db
def test_who_may_not_read_drafts_is_told_no_names(client):
    client.force_login(make.a_user())

    assert client.get(reverse("admin:news_article_link_targets"), {"q": "salt"}).status_code == 403


@pytest.mark.django_db
def test_a_text_may_wait_for_its_words_and_the_form_says_how_long_the_story_is(client, editor):
    article = make.an_article(text="<p>It goes on and on.</p>", lead="Two words")

    page = client.get(reverse("admin:news_article_change", args=[article.pk])).text

    assert "Words: 7. Reading time: 1 min." in page
