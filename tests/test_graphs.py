"""JSON-LD: one graph a page, in the words of schema.org, saying what the page says and nothing else."""

import json
import re
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from catalog.axes import Certainty, Decision, Outlook
from catalog.models import CastCredit, CrewCredit, Forecast, PersonId, PersonName, Season, SeriesId
from news.models import QuoteBlock, RelatedSeriesBlock, Share
from news.tokens import new_token
from showsite.graphs.writing import script
from tests import make
from tests.schema_org import faults
from tests.test_query_counts import TABLE
from tests.world import World

SITE = "http://127.0.0.1:8000"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ELEMENT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
ROOT = Path(__file__).resolve().parent.parent
# Said in two parts, so that it stands nowhere.
NEVER = "aggregate" + "Rating"


@pytest.fixture
def season(db):
    return make.a_season(make.a_series("The Salt Road"), number=2)


def graph_in(html):
    """The one graph of a page, which no fault is found in; None where a page has none."""
    found = ELEMENT.findall(html)
    assert len(found) == html.count("ld+json") <= 1
    if not found:
        return None
    graph = json.loads(found[0])
    assert faults(graph, SITE) == []
    return graph


def nodes(client, address, **headers):
    """The nodes of the graph at an address, by type: the first of each."""
    address = address if isinstance(address, str) else address.get_absolute_url()
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    graph = graph_in(response.content.decode())
    return {node["@type"]: node for node in reversed(graph["@graph"])}


def visible_crumbs(html):
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', html, re.DOTALL)
    if crumbs is None:
        return []
    steps = re.findall(r"<li[^>]*>(.*?)</li>", crumbs[0], re.DOTALL)
    links = [re.search(r'href="([^"]*)"', step) for step in steps]
    names = [unescape(re.sub("<[^>]*>", "", step)).strip() for step in steps]
    return [(name, link and f"{SITE}{link[1]}") for name, link in zip(names, links, strict=True)]


def head_of(html):
    """What the head of a page says in `property`s, each with all that it says."""
    found = {}
    for name, value in re.findall(r'<meta property="([a-z:_]+)" content="([^"]*)">', html):
        found.setdefault(name, []).append(unescape(value))
    return found


# -- every page ----------------------------------------------------------------------------------------------------


def test_every_page_has_one_graph_in_the_words_of_schema_org_and_a_whole_card(client, db):
    world, seen = World(), set()
    world.fill(1)
    for name, (address, _count) in TABLE.items():
        address = address.format(**world.places)
        response = client.get(address)
        html = b"" if response.streaming else response.content
        assert NEVER.encode() not in html, name
        if not response["Content-Type"].startswith("text/html"):
            continue
        html = html.decode()
        canonical = re.search(r'<link rel="canonical" href="([^"]+)"', html)
        graph, card = graph_in(html), head_of(html)
        if canonical is None:
            assert graph is None and card == {}, name
            continue
        seen.add(name)
        page, *others = graph["@graph"]
        assert page["@id"] == page["url"] == canonical[1] == card["og:url"][0]
        assert page["name"] == unescape(re.search("<title>(.*?) \\| Showsite</title>", html)[1])
        assert page["description"] == unescape(re.search('<meta name="description" content="([^"]*)"', html)[1])
        crumbs = [
            (step["name"], step["item"]["@id"] if "item" in step else None)
            for node in others
            if node["@type"] == "BreadcrumbList"
            for step in node["itemListElement"]
        ]
        assert crumbs == visible_crumbs(html), name
        # Behind all that is painted.
        assert re.search(r"</footer>\s*<script type=\"application/ld\+json\">[^<]*</script>\s*</body>", html), name

        wanted = {"type", "title", "description", "url", "site_name", "locale", "image", "image:width", "image:height"}
        assert {f"og:{each}" for each in wanted | {"image:alt"}} <= card.keys(), name
        assert all(len(values) == 1 and values[0] for key, values in card.items() if key != "article:tag"), name
        assert '<meta name="twitter:card" content="summary_large_image">' in html
        picture = client.get(card["og:image"][0].removeprefix(SITE))
        assert PIL.Image.open(BytesIO(picture.content)).size == (1200, 630), name
    assert {"home", "page", "news:article_detail", "catalog:calendar", "catalog:scoreboard", "site_map"} < seen


def test_what_search_engines_are_not_to_keep_has_neither_graph_nor_card(client, season):
    draft = make.an_article("Rumpelstiltskin", about=season)
    draft.save_draft(by=None, version=draft.version)
    token = new_token()
    Share.objects.make(draft, token=token, by=None, label="A friend", expires_at=timezone.now() + make.DAY)
    gone = make.a_published_article("Gone", about=season)
    gone.withdraw(by=make.an_editor(), version=gone.version, reason="It was wrong.")
    removed = make.a_series("Removed")
    make.remove(removed)
    addresses = [
        Share.address(token),
        f"{Share.address(token)}?open=1",
        "/nothing/",
        "/news/gone/",
        removed.get_absolute_url(),
        "/search/?q=salt",
    ]
    client.force_login(make.an_editor())
    addresses.append(reverse("admin:news_article_preview", args=[draft.pk]))
    for address in addresses:
        html = client.get(address).content.decode()
        assert graph_in(html) is None and head_of(html) == {}, address


def test_the_word_that_would_take_others_ratings_for_ours_stands_nowhere():
    looked_at = 0
    for folder in ("catalog", "news", "showsite", "templates", "static", "locale", "tests", "docs"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".html", ".js", ".po", ".json", ".md", ".txt"}:
                looked_at += 1
                assert NEVER.lower() not in path.read_text().lower(), path
    assert looked_at > 400


def test_no_text_ends_the_element_or_opens_another(client, db):
    hostile = "</script><script>alert(1)</script><!-- & ]]> \u2028\u2029 \"'\\ 🎬"
    series = make.a_series(hostile, slug="hostile", logline=hostile)
    html = client.get(series.get_absolute_url()).content.decode()
    assert not re.search("[<>&\u2028\u2029]", ELEMENT.search(html)[1])
    found = nodes(client, series)["TVSeries"]
    assert (found["name"], found["description"]) == (hostile, hostile)
    assert script([{"name": "\u2028<"}]).endswith('[{"name":"\\u2028\\u003C"}]}</script>')


# -- seasons and series --------------------------------------------------------------------------------------------


def test_a_season_is_told_with_exact_days_and_without_decision_or_forecast(client, season):
    season.episode_count, season.title = 8, "The Long Way"
    season.poster = make.an_image((640, 960))
    season.save()
    make.an_update(season, decision=Decision.ORDERED, premiere="spring 2027")
    Forecast.objects.create(
        season=season, outlook=Outlook.DOOMED, reason="Zugzwang.", given_on=date(2026, 1, 1), given_by=make.an_editor()
    )
    found = nodes(client, season)
    told = found["TVSeason"]
    assert told == {
        "@type": "TVSeason",
        "@id": f"{SITE}/series/the-salt-road/season-2/#season",
        "name": "The Salt Road, season 2",
        "url": f"{SITE}/series/the-salt-road/season-2/",
        "seasonNumber": 2,
        "partOfSeries": {"@id": f"{SITE}/series/the-salt-road/#series"},
        "numberOfEpisodes": 8,
        "identifier": f"urn:uuid:{season.uuid}",
        "alternateName": "The Long Way",
        "image": f"{SITE}{season.poster.rendition_address('poster', 640)}",
    }
    assert found["WebPage"]["mainEntity"] == {"@id": told["@id"]}
    assert found["WebPage"]["description"] == "Renewed on 1 March 2026; returns in spring 2027."
    assert found["TVSeries"]["@id"] == told["partOfSeries"]["@id"]
    html = client.get(season.get_absolute_url()).content.decode()
    assert "Zugzwang" in html and "Zugzwang" not in ELEMENT.search(html)[1]

    # An estimate is no day that anybody promised.
    third = make.a_season(season.series, 3)
    make.an_update(third, premiere=date(2027, 4, 9), certainty=Certainty.ESTIMATED, on=date(2026, 4, 1))
    assert b"9 April 2027" in client.get(third.get_absolute_url()).content
    assert "startDate" not in nodes(client, third)["TVSeason"]

    make.an_update(season, premiere=date(2027, 4, 2), certainty=Certainty.REPORTED, on=date(2026, 5, 1))
    assert nodes(client, season)["TVSeason"]["startDate"] == "2027-04-02"
    # Another one, under an embargo.
    make.an_update(season, premiere=date(2027, 5, 5), on=date(2026, 6, 1), public_from=timezone.now() + make.HOUR)
    assert nodes(client, season)["TVSeason"]["startDate"] == "2027-04-02"


def test_a_role_has_its_character_and_only_those_who_are_in_the_season(client, season):
    first = make.a_season(season.series, number=1)
    ada, ida, eve, zoe = (make.a_person(name) for name in ("Ada", "Ida", "Eve", "Zoe"))
    make.a_cast_credit(first, ada, "Captain Vane")
    CastCredit.objects.create(person=ida, character="The Sea", series=season.series, billing=1)
    make.a_crew_credit(first, zoe)
    part = {
        "@type": "PerformanceRole",
        "characterName": "The Sea",
        "actor": {"@type": "Person", "@id": f"{SITE}/people/ida/#person", "name": "Ida", "url": f"{SITE}/people/ida/"},
    }
    # Those of the season before are on the page, which says so; a graph cannot.
    assert b"Captain Vane" in client.get(season.get_absolute_url()).content
    told = nodes(client, season)["TVSeason"]
    assert told["actor"] == part and "director" not in told

    make.a_cast_credit(season, ada, "Captain Vane", billing=2)
    make.a_cast_credit(season, eve, "A spy", billing=3, state="reported")
    make.a_cast_credit(season, zoe, "", billing=4, kind="self")
    make.a_crew_credit(season, zoe)
    make.a_crew_credit(season, eve, make.a_job("Carpenter"))
    told = nodes(client, season)["TVSeason"]
    names = [each["actor"]["name"] if "actor" in each else each["name"] for each in told["actor"]]
    assert names == ["Ida", "Ada", "Zoe"] and told["director"]["name"] == "Zoe"
    assert [each.get("characterName") for each in told["actor"]] == ["The Sea", "Captain Vane", None]

    make.remove(ada)
    assert [each["@type"] for each in nodes(client, season)["TVSeason"]["actor"]] == ["PerformanceRole", "Person"]
    assert not {"TVSeries", "actor"} & nodes(client, ida)["ProfilePage"].keys()
    assert nodes(client, ida)["TVSeries"]["actor"]["characterName"] == "The Sea"


def test_a_series_is_told_with_the_seasons_that_are_made(client, db):
    series = make.a_series(
        "The Salt Road",
        original_title="Солёный путь",
        logline="A road.",
        genres=[make.a_genre("Drama"), make.a_genre("Crime")],
        countries="US CA",
        languages="en ru",
        poster=make.an_image((640, 960)),
        official_site="https://salt.example.org/",
        ended_on=date(2026, 6, 1),
    )
    series.other_titles.create(title="Salt")
    SeriesId.objects.create(owner=series, provider="imdb", value="tt1")
    seasons = {number: make.a_season(series, number) for number in (1, 2, 3, 4)}
    film = make.a_season(series, 1, kind=Season.Kind.FILM, title="The Salt Film")
    make.an_update(seasons[1], premiere=date(2025, 2, 3), finale=date(2025, 3, 3))
    make.an_update(seasons[2], decision=Decision.ORDERED, premiere=date(2027, 1, 2), finale=date(2027, 2, 2))
    make.an_update(seasons[3], decision=Decision.DECLINED)
    make.an_update(film, decision=Decision.ORDERED, premiere=date(2026, 1, 2))
    CrewCredit.objects.create(person=make.a_person("Zoe"), job=make.a_job("Creator"), series=series)
    make.a_rating(series)

    page = client.get(series.get_absolute_url()).content.decode()
    graph = {node["@id"].removeprefix(SITE): node for node in graph_in(page)["@graph"]}
    told = graph["/series/the-salt-road/#series"]
    assert told.pop("creator")["url"] == f"{SITE}/people/zoe/"
    assert told == {
        "@type": "TVSeries",
        "@id": f"{SITE}/series/the-salt-road/#series",
        "name": "The Salt Road",
        "alternateName": ["Солёный путь", "Salt"],
        "url": f"{SITE}/series/the-salt-road/",
        "identifier": f"urn:uuid:{series.uuid}",
        "description": "A road.",
        "genre": ["Crime", "Drama"],
        "countryOfOrigin": [
            {"@type": "Country", "name": "United States"},
            {"@type": "Country", "name": "Canada"},
        ],
        "inLanguage": ["en", "ru"],
        "image": f"{SITE}{series.poster.rendition_address('poster', 640)}",
        "startDate": "2025-02-03",
        "endDate": "2026-06-01",
        "numberOfSeasons": 2,
        "containsSeason": [
            {"@id": f"{SITE}/series/the-salt-road/season-1/#season"},
            {"@id": f"{SITE}/series/the-salt-road/season-2/#season"},
        ],
        "hasPart": {"@id": f"{SITE}/series/the-salt-road/film-1/#season"},
        "sameAs": ["https://salt.example.org/", "https://www.imdb.com/title/tt1/"],
    }
    days = {
        path: (node.get("startDate"), node.get("endDate"), node.get("datePublished"))
        for path, node in graph.items()
        if path.endswith("#season")
    }
    assert days == {
        "/series/the-salt-road/season-1/#season": ("2025-02-03", "2025-03-03", None),
        # Nobody knows yet that it ends on that day.
        "/series/the-salt-road/season-2/#season": ("2027-01-02", None, None),
        "/series/the-salt-road/film-1/#season": (None, None, "2026-01-02"),
    }
    assert nodes(client, film)["Movie"]["isPartOf"] == {"@id": told["@id"]}
    make.remove(series.poster)
    assert "image" not in nodes(client, series)["TVSeries"]


def test_a_person_is_told_with_exact_days_names_and_parts(client, season):
    ada = make.a_person("Ada Marlow", born_on=date(1980, 5, 6), photo=make.an_image((800, 1000)))
    for name, kind in (("Ада Марлоу", "script"), ("Ada Marlo", "misspelling")):
        PersonName.objects.create(person=ada, name=name, kind=kind)
    PersonId.objects.create(owner=ada, provider="imdb", value="nm1")
    make.a_cast_credit(season, ada, "Captain Vane")
    make.a_cast_credit(make.a_season(make.a_series("Nightjar")), ada, "A spy", state="reported")
    make.a_cast_credit(make.a_season(make.a_series("Hidden", hidden=True)), ada, "Nobody")
    found = nodes(client, ada)
    assert found["Person"] == {
        "@type": "Person",
        "@id": f"{SITE}/people/ada-marlow/#person",
        "name": "Ada Marlow",
        "alternateName": "Ада Марлоу",
        "url": f"{SITE}/people/ada-marlow/",
        "identifier": f"urn:uuid:{ada.uuid}",
        "birthDate": "1980-05-06",
        "image": f"{SITE}{ada.photo.rendition_address('portrait', 640)}",
        "sameAs": "https://www.imdb.com/name/nm1/",
    }
    assert found["ProfilePage"]["mainEntity"] == {"@id": found["Person"]["@id"]}
    html = client.get(ada.get_absolute_url()).content.decode()
    parts = [node for node in graph_in(html)["@graph"] if node["@type"] == "TVSeries"]
    assert [(part["name"], part["actor"]["characterName"]) for part in parts] == [("The Salt Road", "Captain Vane")]
    assert parts[0]["actor"]["actor"] == {"@id": found["Person"]["@id"]}


def test_a_video_is_told_on_its_page(client, season):
    video = make.a_video(
        season.series,
        "The trailer",
        slug="trailer",
        season=season,
        video_id="abcdefghijk",
        published_on=date(2026, 5, 6),
        duration=timedelta(minutes=2, seconds=5),
        language="en",
        poster=make.an_image((1280, 720)),
    )
    found = nodes(client, video)
    told = found["VideoObject"]
    assert told == {
        "@type": "VideoObject",
        "@id": f"{SITE}/series/the-salt-road/videos/trailer/#video",
        "name": "The trailer",
        "description": "Trailer about The Salt Road: The trailer.",
        "url": f"{SITE}/series/the-salt-road/videos/trailer/",
        "identifier": f"urn:uuid:{video.uuid}",
        "embedUrl": "https://www.youtube-nocookie.com/embed/abcdefghijk",
        "sameAs": "https://www.youtube.com/watch?v=abcdefghijk",
        "thumbnailUrl": f"{SITE}{video.poster.rendition_address('wide', 1200)}",
        "uploadDate": "2026-05-06",
        "duration": "P0DT00H02M05S",
        "inLanguage": "en",
        "about": [
            {"@id": f"{SITE}/series/the-salt-road/season-2/#season"},
            {"@id": f"{SITE}/series/the-salt-road/#series"},
        ],
    }
    assert {"TVSeason", "TVSeries"} < found.keys()
    # An id that is none of the provider's has no player.
    video.video_id = "?"
    video.save()
    assert "embedUrl" not in nodes(client, video)["VideoObject"]


# -- stories -------------------------------------------------------------------------------------------------------


def test_a_story_is_told_with_its_pictures_days_people_sources_and_corrections(client, season, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    editor, source = make.an_editor(), make.a_source(title="It goes on", author="Max", published_on=date(2026, 5, 1))
    update = make.an_update(season, decision=Decision.ORDERED, source=source)
    hero = make.an_image((1600, 1200), alt="A road.", credit="Meridian")
    other, hidden = make.a_series("Nightjar"), make.a_series("Hidden", hidden=True)
    with time_machine.travel(NOON - make.DAY, tick=False) as clock:
        article = make.an_article("Back", about=season, authors=[make.an_author()], announces=[update], hero=hero)
        make.a_block(article, QuoteBlock, quote=make.a_quote(season, make.a_person("Ida")))
        make.a_block(article, RelatedSeriesBlock).related.set([other, hidden])
        article.publish(by=editor, version=article.version)
        clock.shift(make.HOUR)
        article.correct(by=editor, version=article.version, kind="fact", text="It was wrong.", lead="It is right.")
        found = nodes(client, article.revisions.live().get())
    story = found["NewsArticle"]
    address = f"{SITE}/news/back/"
    pictures = story.pop("image")
    assert story.pop("citation")[0] == {
        "@type": "CreativeWork",
        "name": "It goes on",
        "url": source.url,
        "author": {"@type": "Person", "name": "Max"},
        "publisher": {"@type": "Organization", "name": "Meridian"},
        "datePublished": "2026-05-01",
    }
    assert story == {
        "@type": "NewsArticle",
        "@id": f"{address}#article",
        "headline": "Back",
        "description": "It is right.",
        "url": address,
        "identifier": f"urn:uuid:{article.uuid}",
        "mainEntityOfPage": {"@id": address},
        "datePublished": "2026-11-23T21:00:00+09:00",
        "dateModified": "2026-11-23T22:00:00+09:00",
        "author": {"@id": f"{SITE}/authors/nora-keane/#author"},
        "publisher": {"@id": f"{SITE}/#organization"},
        "about": {"@id": f"{SITE}/series/the-salt-road/season-2/#season"},
        "mentions": [{"@id": f"{SITE}/people/ida/#person"}, {"@id": f"{SITE}/series/nightjar/#series"}],
        "correction": {
            "@type": "CorrectionComment",
            "text": "It was wrong.",
            "datePublished": "2026-11-23T22:00:00+09:00",
        },
        "isPartOf": {"@id": f"{SITE}/#website"},
        "inLanguage": "en",
        "articleSection": "News",
        "isAccessibleForFree": True,
    }
    assert found["NewsMediaOrganization"]["logo"].startswith(f"{SITE}/cards/logo/")
    ratios = []
    for each in pictures:
        assert (each["caption"], each["creditText"]) == ("A road.", "Meridian")
        width, height = PIL.Image.open(BytesIO(client.get(each["contentUrl"].removeprefix(SITE)).content)).size
        assert width == 1200
        ratios.append(width / height)
    assert ratios == [1, 4 / 3, 16 / 9]

    # Without a picture of its own, or the right to it, its card is its picture.
    make.remove(hero)
    page = client.get("/news/back/").content.decode()
    graph = {node["@type"]: node for node in graph_in(page)["@graph"]}
    assert [graph["NewsArticle"]["image"]] == head_of(page)["og:image"]


def test_a_story_about_a_person_names_who_readers_find_there(client, season):
    ada, ida = make.a_person("Ada"), make.a_person("Ida")
    make.a_published_article("Who is Ida?", about=ida)
    ida.merge_into(ada)
    told = nodes(client, "/news/who-is-ida/")
    assert told["NewsArticle"]["about"] == {"@id": f"{SITE}/people/ada/#person"}
    author = nodes(client, "/authors/nora-keane/")
    assert author["ProfilePage"]["mainEntity"] == {"@id": author["Person"]["@id"]}
    assert author["Person"]["worksFor"] == {"@id": f"{SITE}/#organization"}


# -- the site ------------------------------------------------------------------------------------------------------


def test_the_front_page_tells_who_makes_the_site_and_where_it_is_searched(client, db):
    found = nodes(client, "/")
    newsroom, site = found["NewsMediaOrganization"], found["WebSite"]
    logo = client.get(newsroom.pop("logo").removeprefix(SITE))
    assert PIL.Image.open(BytesIO(logo.content)).size == (600, 600)
    assert newsroom == {
        "@type": "NewsMediaOrganization",
        "@id": f"{SITE}/#organization",
        "name": "Showsite",
        "url": f"{SITE}/",
        "publishingPrinciples": f"{SITE}/standards/",
        "ethicsPolicy": f"{SITE}/standards/",
        "correctionsPolicy": f"{SITE}/corrections/",
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": "newsroom",
            "email": "desk@example.org",
            "url": f"{SITE}/contact/",
        },
    }
    search = site["potentialAction"]
    assert search["query-input"] == "required name=search_term_string"
    address = search["target"]["urlTemplate"].replace("{search_term_string}", "salt").removeprefix(SITE)
    assert client.get(address).status_code == 200


def test_a_list_names_the_first_that_it_leads_to(client, season):
    network = make.a_network("Meridian", official_site="https://meridian.example.org/")
    for number in range(25):
        make.a_series(f"Series {number:02}", network=network)
    found = nodes(client, network)
    items = found["ItemList"]["itemListElement"]
    assert len(items) == 20
    assert items[1] == {"@type": "ListItem", "position": 2, "name": "Series 01", "url": f"{SITE}/series/series-01/"}
    assert found["Organization"]["sameAs"] == "https://meridian.example.org/"
    assert found["CollectionPage"]["about"] == {"@id": found["Organization"]["@id"]}
    assert {nodes(client, address).popitem()[0] for address in ("/about/", "/contact/", "/standards/")} == {
        "AboutPage",
        "ContactPage",
        "WebPage",
    }


# -- the reader of graphs itself -----------------------------------------------------------------------------------


def test_what_schema_org_does_not_have_is_a_fault(client, season):
    make.an_update(season, decision=Decision.ORDERED, premiere=date(2027, 4, 2))
    make.a_cast_credit(season)
    whole = graph_in(client.get(season.get_absolute_url()).content.decode())
    place = next(number for number, node in enumerate(whole["@graph"]) if node["@type"] == "TVSeason")
    breaks = {
        "no type": {"@type": "TVSaison"},
        "no property": {"decision": "renewed"},
        "not on this type": {"numberOfSeasons": 2},
        "none of ['Date', 'DateTime']": {"startDate": "2027-04"},
        "none of ['CreativeWorkSeries']": {"partOfSeries": {"@id": whole["@graph"][0]["@id"]}},
        "is nowhere": {"partOfSeries": {"@id": "https://elsewhere.example.org/#series"}},
        "none of ['PerformingGroup', 'Person']": {"actor": {"@type": "Country", "name": "Canada"}},
        "actor director: not on this type": {"actor": {"@type": "PerformanceRole", "director": {"@type": "Person"}}},
        "a number": {"name": 2},
        "true or false": {"seasonNumber": True},
        "empty": {"actor": []},
    }
    for fault, change in breaks.items():
        graph = deepcopy(whole)
        graph["@graph"][place] |= change
        assert any(fault in each for each in faults(graph, SITE)), fault
    twice = deepcopy(whole)
    twice["@graph"].append(twice["@graph"][place])
    assert any("twice" in each for each in faults(twice, SITE))
