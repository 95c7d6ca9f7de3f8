"""Words in another language than the site's carry it, on pages and in feeds."""

import re
from html import unescape

import pytest
from django.utils.translation import override

from catalog.languages import other_language
from catalog.models import OtherTitle
from tests import make


@pytest.mark.parametrize(
    ("site", "text", "code", "other"),
    [
        ("en", "The Salt Road", "", ""),
        ("en", "Соляной путь", "", "ru"),
        ("en", "The Russian title is “Соляной путь”", "", ""),
        ("en", "Netflix продлил «Соляной путь» ещё на сезон", "", "ru"),
        ("ru", "The Salt Road", "", "en"),
        ("ru", "Netflix продлил «The Salt Road»", "", ""),
        ("ru", "24", "", ""),
        ("ru", "", "", ""),
        ("en", "La Casa de Papel", "es", "es"),
        ("en", "Salt", "en", ""),
        ("en", "Salt", "en-GB", ""),
        ("ru", "Соль", "en", "en"),
        ("ru", "Borgen", "da en", "da"),
    ],
)
def test_the_language_on_record_or_else_the_letters_tell(site, text, code, other):
    with override(site):
        assert other_language(text, code) == other


@pytest.mark.django_db
def test_a_feed_tells_the_language_of_a_story_in_another_one(client):
    make.a_published_article("Соль", text="<p>Второго сезона не будет.</p>", language="ru")
    make.a_published_article("Salt", text="<p>No second season.</p>", language="en")

    atom = client.get("/news/feed.atom").text
    assert re.search(r'<entry xml:lang="ru"><id>[^<]*</id><title>Соль</title>', atom)
    assert re.search(r"<entry><id>[^<]*</id><title>Salt</title>", atom)
    rss = unescape(client.get("/news/feed.rss").text)
    assert '<div lang="en">\n<div lang="ru"><p>Второго сезона не будет.</p></div>' in rss
    assert "<div" not in rss.partition("No second season.")[0][-20:]


@pytest.mark.django_db
def test_a_page_tells_the_language_of_what_is_not_in_the_sites(client):
    series = make.a_series("Соляной путь", slug="salt", original_title="Suolatie", languages="fi sv")
    OtherTitle.objects.create(series=series, title="La route du sel", language="fr")
    season = make.a_season(series, 1)
    make.an_update(season, summary="Второго сезона не будет.")

    page = client.get("/series/salt/").text
    assert '<span class="big name" lang="ru">Соляной путь</span>' in page
    assert '<dd lang="fi">Suolatie</dd>' in page
    assert '<dd lang="fr">La route du sel</dd>' in page

    page = client.get("/series/salt/season-1/").text
    assert '<span lang="ru">Соляной путь</span>, season 1' in page
    assert '<p lang="ru">Второго сезона не будет.</p>' in page
    with override("ru"):
        assert "lang=" not in client.get("/series/salt/season-1/").text.partition("<main")[2].partition("<footer")[0]
