"""The catalog's pages, through their addresses: what stands on them, what moved, and what is never there."""

import csv
import gzip
import json
import re
from datetime import date, timedelta
from html import unescape
from io import StringIO
from itertools import pairwise
from urllib.parse import quote

import brotli
import html5lib
import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone
from django.utils.html import strip_tags

from catalog.axes import Certainty, Decision, Tier
from catalog.fuzzydates import parse
from catalog.models import CastCredit, KnownFor, PersonId, Series, SeriesId, SeriesRelation, Work
from showsite import theme
from showsite.caching import tell_caches
from tests import make
from tests.make import DAY, HOUR, SECOND
from tests.test_query_counts import TABLE
from tests.world import World

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    """The words of a page, as one line."""
    response = client.get(address)
    assert response.status_code == status, address
    return " ".join(unescape(re.sub("<[^>]*>", " ", response.content.decode())).split())


@pytest.fixture
def season():
    return make.a_season(make.a_series("The Salt Road"), 2)


# -- every page ---------------------------------------------------------------------------------------------------


def test_every_page_is_valid_html_with_a_head_of_its_own_and_headings_in_order(client, settings):
    settings.SITE_URL = "https://www.example.org"
    world = World()
    world.fill(2)
    titles = set()
    for name, (address, _count) in TABLE.items():
        response = client.get(address.format(**world.places))
        if not response["Content-Type"].startswith("text/html"):
            continue
        tree = _parsed(response)
        head, body = tree.find("head"), tree.find("body")
        titles.add(head.find("title").text)
        (description,) = (meta.get("content") for meta in head.iter("meta") if meta.get("name") == "description")
        canonical = [link.get("href") for link in head.iter("link") if link.get("rel") == "canonical"]
        not_listed = [meta for meta in head.iter("meta") if meta.get("content", "").startswith("noindex")]
        assert description.strip() and (canonical or not_listed), name
        (robots,) = (meta.get("content") for meta in head.iter("meta") if meta.get("name") == "robots")
        assert robots == "max-image-preview:large" or not_listed, name
        assert all(address.startswith("https://www.example.org/") for address in canonical), name
        levels = [int(each.tag[1]) for each in body.iter() if each.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
        main = [int(each.tag[1]) for each in body.find("main").iter() if each.tag in {"h1", "h2", "h3", "h4"}]
        assert levels.count(1) == 1, name
        assert main[0] == 1 and all(after <= before + 1 for before, after in pairwise(main)), name
        crumbs = [nav for nav in body.iter("nav") if nav.get("class") == "crumbs"]
        assert crumbs or name == "home", name
        # The address of a share link is nothing to be put into a mail.
        said = "mailto:desk@example.org?subject=https%3A%2F%2Fwww.example.org%2F" in response.content.decode()
        assert said == (name != "news:share"), name
        ids = [each.get("id") for each in body.iter() if each.get("id")]
        assert len(ids) == len(set(ids)), name
    assert len(titles) == len([1 for name in TABLE if _is_page(name)])


NO_PAGES = ["robots", "security", "manifest", "icon", "health", "picture", "card", "sitemap", "suggest", "csv", "json"]


def _is_page(name):
    return not name.endswith(("feed", "_feeds", "_calendar", "_ics")) and not any(part in name for part in NO_PAGES)


def _parsed(response):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(response.content.decode())


def _is_harmless(script):
    """Data; a file that waits until the page stands; or the one that the policy knows."""
    if script.get("src"):
        return script.get("src").startswith("/static/") and ("defer" in script.attrib or "async" in script.attrib)
    return script.get("type") == "application/ld+json" or script.text == theme.SCRIPT


def test_no_page_asks_another_host_for_anything_or_has_style_or_script_in_it(client):
    world = World()
    world.fill(2)
    for name, (address, _count) in TABLE.items():
        response = client.get(address.format(**world.places))
        if not response["Content-Type"].startswith("text/html"):
            continue
        for each in _parsed(response).iter():
            assert "style" not in each.attrib and each.tag != "style", name
            assert not any(attribute.startswith("on") for attribute in each.attrib), name
            assert each.tag != "script" or _is_harmless(each), name
            asked = [each.get("src"), each.get("srcset"), each.get("poster")]
            if each.tag == "link" and each.get("rel") in {"stylesheet", "icon"}:
                asked.append(each.get("href"))
            assert all(address is None or address.startswith("/") for address in asked), name
            assert each.tag != "img" or ("alt" in each.attrib and each.get("width") and each.get("height")), name


HOSTILE = ["%00", "%27", "%22%3E%3Cscript%3E", "%ED%A0%80", "%FF", "%D8%A7", "a" * 10_000, "9" * 10_000, "-1", "%25s"]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_value_in_an_address_breaks_a_page(client, season, value):
    parameters = ["genre", "network", "label", "year", "letter", "after", "before", "decision", "on", "region", "q"]
    lists = [
        "/series/",
        "/people/",
        "/renewals/",
        "/renewals.csv",
        "/renewals.json",
        "/calendar/",
        "/search/",
        "/news/",
    ]
    for address in lists:
        for parameter in parameters:
            response = client.get(f"{address}?{parameter}={value}")
            assert response.status_code in {200, 404}, (address, parameter)
            assert b'"><script>' not in response.content
    places = ["/series/{}/", "/series/the-salt-road/{}/", "/series/the-salt-road/season-{}/", "/people/{}/", "/{}"]
    places += ["/series/the-salt-road/videos/{}/", "/genres/{}/", "/networks/{}/", "/series/the-salt-road/film-{}/"]
    for place in places:
        response = client.get(place.format(value))
        assert response.status_code in {301, 404}, place


@pytest.mark.parametrize(
    "address",
    [
        "/series/?label=splendid",
        "/series/?year=1066",
        "/series/?letter=ab",
        "/series/?letter=A",
        "/series/?genre=none",
        "/series/?network=none",
        "/series/?after=none",
        "/people/?before=none",
        "/renewals/?decision=maybe",
        "/renewals/?on=2026-02-30",
        "/renewals/?on=1066-10-14",
        "/renewals/?on=2999-01-01",
        "/renewals.csv?year=x",
        "/calendar/?region=us",
    ],
)
def test_a_known_parameter_with_a_bad_value_is_no_page(client, address):
    page(client, address, 404)


INDEXED, ASIDE = "max-image-preview:large", "noindex,follow"


@pytest.mark.parametrize(
    ("address", "canonical", "robots"),
    [
        # Whole lists, those of one filter, and the way that they go on.
        ("/series/?letter=s", "/series/?letter=s", INDEXED),
        ("/series/?after=low-water&utm_source=x", "/series/?after=low-water", INDEXED),
        ("/series/?year=2026&after=low-water", "/series/?year=2026&amp;after=low-water", INDEXED),
        ("/calendar/?from=2026-03-01", "/calendar/?from=2026-03-01", INDEXED),
        ("/renewals/?decision=ordered&by=decision", "/renewals/?decision=ordered", INDEXED),
        ("/renewals/?by=decision&after=low-water", "/renewals/", INDEXED),
        ("/corrections/?kind=fact", "/corrections/?kind=fact", INDEXED),
        # All series of a genre or a network have a page of their own.
        ("/series/?genre=drama", "/genres/drama/", INDEXED),
        ("/series/?network=north&after=low-water", "/networks/north/?after=low-water", INDEXED),
        # Filters together, the way back, and a page for each day there ever was.
        ("/series/?letter=s&genre=drama", "/series/?genre=drama&amp;letter=s", ASIDE),
        ("/series/?before=low-water", "/series/?before=low-water", ASIDE),
        ("/renewals/?network=north&year=2026", "/renewals/?network=north&amp;year=2026", ASIDE),
        ("/renewals/?on=2026-03-01", "/renewals/?on=2026-03-01", ASIDE),
        ("/calendar/?network=north&region=US", "/calendar/?network=north&amp;region=US", ASIDE),
        ("/corrections/?kind=fact&year=2026", "/corrections/?year=2026&amp;kind=fact", ASIDE),
    ],
)
def test_a_list_says_where_it_stands_and_whether_it_is_worth_finding(client, settings, address, canonical, robots):
    settings.SITE_URL = "https://www.example.org"
    make.a_series("Low Water", network=make.a_network("North"), genres=[make.a_genre("Drama")])
    text = client.get(address).text
    assert f'<link rel="canonical" href="https://www.example.org{canonical}">' in text
    assert text.count('<meta name="robots"') == 1 and f'<meta name="robots" content="{robots}">' in text


def test_an_unknown_parameter_is_ignored_and_not_canonical(client, settings):
    settings.SITE_URL = "https://www.example.org"
    response = client.get("/series/?utm_source=x&letter=s&year=")
    assert '<link rel="canonical" href="https://www.example.org/series/?letter=s">' in response.content.decode()


# -- caching ------------------------------------------------------------------------------------------------------


def test_a_page_may_be_kept_by_anybody_and_is_not_sent_twice(client, season):
    first = client.get(season.get_absolute_url())
    assert "public" in first["Cache-Control"] and not first.cookies and first["Vary"] == "Accept-Encoding"
    again = client.get(season.get_absolute_url(), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    make.an_update(season, decision=Decision.ORDERED)
    assert client.get(season.get_absolute_url(), headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(("accepted", "undone"), [("br, gzip", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_page_is_sent_compressed_and_is_known_again(client, season, accepted, undone):
    address = season.get_absolute_url()
    plain = client.get(address)
    sent = client.get(address, headers={"accept-encoding": accepted})
    assert sent["Content-Encoding"] == accepted.split(",")[0]
    assert undone(sent.content) == plain.content
    assert len(sent.content) < len(plain.content) / 2 and int(sent["Content-Length"]) == len(sent.content)
    assert sent["ETag"] == f'{plain["ETag"][:-1]}-{sent["Content-Encoding"]}"'
    known = {"accept-encoding": accepted, "if-none-match": sent["ETag"]}
    again = client.get(address, headers=known)
    assert again.status_code == 304 and not again.content
    for etag, status in ((sent["ETag"], 200), ('"another"', 412)):
        assert client.get(address, headers={"accept-encoding": accepted, "if-match": etag}).status_code == status


def test_what_is_meant_for_one_person_is_never_compressed(client):
    client.force_login(make.an_editor())
    assert "Content-Encoding" not in client.get("/admin/", headers={"accept-encoding": "br, gzip"})


def test_a_page_is_the_same_for_an_editor_and_for_everybody(client, season):
    everybody = client.get(season.get_absolute_url())
    client.force_login(make.an_editor())
    editor = client.get(season.get_absolute_url())
    assert editor.content == everybody.content and editor["Cache-Control"] == everybody["Cache-Control"]


def test_an_answer_that_looked_at_the_cookie_is_for_nobody_else(rf):
    def view(request):
        return HttpResponse("For you.", headers={"Vary": "Cookie"})

    assert "Cache-Control" not in tell_caches(view)(rf.get("/"))


def _max_age(response):
    return int(response["Cache-Control"].partition("max-age=")[2].partition(",")[0])


@pytest.mark.parametrize("embargoed", ["update", "retraction", "series", "rights"])
def test_a_page_is_kept_no_longer_than_until_something_public_changes(client, season, embargoed):
    with time_machine.travel("2026-11-24 12:00:00Z", tick=False):
        soon = timezone.now() + 20 * SECOND
        if embargoed == "update":
            make.an_update(season, decision=Decision.ORDERED, public_from=soon)
        elif embargoed == "retraction":
            make.an_update(season, decision=Decision.ORDERED).retract("It was wrong.", at=soon)
        elif embargoed == "series":
            make.a_series("Soon", published_at=soon)
        else:
            make.a_series("Bright", poster=make.an_image(rights_until=soon))
        assert _max_age(client.get("/series/")) == 20
    with time_machine.travel(soon, tick=False):
        assert _max_age(client.get("/series/")) == 60


def test_no_page_is_kept_over_midnight(client, season):
    with time_machine.travel("2026-11-24 23:59:50Z", tick=False):
        assert _max_age(client.get("/calendar/")) == 10


def test_an_embargoed_update_shows_at_its_second_and_not_before(client, season):
    nine = timezone.now().replace(microsecond=0) + HOUR
    make.an_update(season, decision=Decision.ORDERED, summary="It goes on.", public_from=nine)
    with time_machine.travel(nine - SECOND, tick=False):
        assert "It goes on." not in page(client, season.get_absolute_url())
    with time_machine.travel(nine, tick=False):
        assert "It goes on." in page(client, season.get_absolute_url())


# -- addresses ----------------------------------------------------------------------------------------------------


def test_a_hidden_series_has_no_page_and_stands_in_no_list(client):
    hidden = make.a_season(make.a_series("Hidden", hidden=True), 1)
    page(client, "/series/hidden/", 404)
    page(client, hidden.get_absolute_url(), 404)
    for address in ("/series/", "/renewals/", "/calendar/", "/renewals.json"):
        assert "Hidden" not in client.get(address).content.decode()


def test_an_old_slug_leads_on_and_keeps_the_rest_of_the_address(client, season):
    season.series.readdress("salt-road")
    response = client.get("/series/the-salt-road/season-2/?from=mail")
    assert (response.status_code, response["Location"]) == (301, "/series/salt-road/season-2/?from=mail")
    person = make.a_cast_credit(season).person
    person.readdress("ada")
    assert client.get("/people/ada-marlow/")["Location"] == "/people/ada/"


def test_what_was_removed_is_gone_with_its_reason(client, season):
    person = make.a_cast_credit(season).person
    person.remove("They asked us to.")
    assert "They asked us to." in page(client, person.get_absolute_url(), 410)
    season.series.remove("It is a hoax.")
    assert "It is a hoax." in page(client, "/series/the-salt-road/", 410)


def test_a_series_that_was_never_public_gives_no_reason(client):
    make.a_series("Hidden", hidden=True).remove("A secret.")
    assert "A secret." not in page(client, "/series/hidden/", 404)


def test_a_person_without_public_use_has_no_page(client):
    make.a_person("Nobody Yet")
    page(client, "/people/nobody-yet/", 404)


def test_a_merged_person_leads_to_whom_they_stand_for(client, season):
    credit = make.a_cast_credit(season, make.a_person("Kristen Ritter"), "Jessica")
    right = make.a_person("Krysten Ritter")
    credit.person.merge_into(right)
    response = client.get("/people/kristen-ritter/")
    assert (response.status_code, response["Location"]) == (301, "/people/krysten-ritter/")
    assert "Krysten Ritter" in page(client, season.get_absolute_url())
    assert "Jessica" in page(client, "/people/krysten-ritter/")


def test_a_removed_person_is_drawn_as_nothing(client, season):
    credit = make.a_cast_credit(season, make.a_person("Gone Away"))
    make.a_quote(season, credit.person, "I was never here.")
    credit.person.remove("They asked us to.")
    text = page(client, season.get_absolute_url())
    assert "Gone Away" not in text and "I was never here." not in text


def test_one_who_was_merged_into_a_removed_person_is_drawn_as_nothing_too(client, season):
    credit = make.a_cast_credit(season, make.a_person("Gone Awry"))
    right = make.a_person("Gone Away")
    credit.person.merge_into(right)
    right.remove("They asked us to.")
    assert "Gone A" not in page(client, season.get_absolute_url())


def test_the_next_season_has_a_page_until_it_has_a_number(client, season):
    following = make.a_season(season.series, number=None)
    assert "next season" in page(client, "/series/the-salt-road/next-season/")
    following.number_as(3)
    response = client.get("/series/the-salt-road/next-season/")
    assert (response.status_code, response["Location"]) == (301, "/series/the-salt-road/season-3/")


def test_without_a_next_season_there_is_no_page_of_one(client, season):
    page(client, "/series/the-salt-road/next-season/", 404)


def test_specials_and_films_have_addresses_of_their_own(client, season):
    film = make.a_season(season.series, 0, kind="film", title="The Salt Film")
    assert film.get_absolute_url() == "/series/the-salt-road/film-0/"
    assert "The Salt Film" in page(client, film.get_absolute_url())
    page(client, "/series/the-salt-road/regular-2/", 404)


# -- the answer page ----------------------------------------------------------------------------------------------


def test_the_answer_stands_first_with_its_source(client, season):
    source = make.a_source(publisher="Meridian", title="Autumn plans")
    make.an_update(season, decision=Decision.ORDERED, premiere="spring 2040", source=source)
    text = page(client, season.get_absolute_url())
    assert "Renewed on 1 March 2026; returns in spring 2040." in text
    assert "Meridian: Autumn plans" in text and "Official" in text
    assert text.index("Renewed on") < text.index("The record")


def test_the_record_shows_rumours_apart_and_retractions_with_their_reason(client, season):
    make.a_rumour(season, summary="They say it is over.", decision=Decision.DECLINED)
    wrong = make.an_update(season, summary="A date.", premiere="spring 2040")
    wrong.retract("No source was ever named.")
    content = client.get(season.get_absolute_url()).content.decode()
    assert "<del>A date.</del>" in content and "No source was ever named." in content
    assert 'class="tag rumour"' in content and "A rumour; it changes nothing." in content
    assert "No decision is on record." in content and "spring 2040" not in strip_tags(content)


def test_a_private_draft_and_a_baseline_are_told_apart(client, season):
    season.record(on=date(2026, 1, 1), source=None, certainty=Certainty.REPORTED, summary="A draft.")
    make.an_update(season, summary="As first found.", baseline=True)
    text = page(client, season.get_absolute_url())
    assert "A draft." not in text and "As first found." in text


def test_premieres_stand_by_region_and_part_as_they_were_said(client, season):
    make.an_update(season, premiere=date(2040, 10, 12), decision=Decision.ORDERED)
    make.an_update(season, dates=[("premiere", "US", 1, parse("9 October 2040"))])
    make.an_update(season, dates=[("premiere", "US", 2, parse("spring 2041"))])
    text = page(client, season.get_absolute_url())
    assert "Worldwide 12 October 2040" in text
    assert "United States 9 October 2040" in text
    assert "United States, part 2 spring 2041" in text


def test_a_checklist_is_for_what_has_not_begun(client, season):
    assert 'class="check"' in client.get(season.get_absolute_url()).content.decode()
    make.an_update(season, premiere=date(2020, 1, 1))
    assert 'class="check"' not in client.get(season.get_absolute_url()).content.decode()


def test_only_the_season_s_own_cast_answers_the_question_of_its_cast(client, season):
    def cast():
        return page(client, season.get_absolute_url()).partition("Cast ")[2].split()[0]

    CastCredit.objects.create(series=season.series, person=make.a_person(), character="Vane")
    assert cast() == "No"
    make.a_cast_credit(season, make.a_person("Ada Two"))
    assert cast() == "Yes"


def test_spoilers_are_folded_and_other_facts_are_not(client, season):
    make.a_fact(season, "He dies.", spoiler=True)
    make.a_fact(season, "One street.")
    content = client.get(season.get_absolute_url()).content.decode()
    folded = content.partition("<details")[2].partition("</details>")[0]
    assert "He dies." in folded and "One street." not in folded


def test_a_video_is_a_plain_link_and_says_who_made_it(client, season):
    video = make.a_video(season.series, "An update", season=season)
    content = client.get(season.get_absolute_url()).content.decode()
    assert f'href="{video.url}"' in content and "<iframe" not in content
    assert "not from the makers" in content
    assert "An update" in page(client, video.get_absolute_url())


def test_pages_with_facts_of_tvmaze_say_so(client, season):
    assert "TVmaze" not in page(client, "/series/the-salt-road/")
    SeriesId.objects.create(owner=season.series, provider="tvmaze", value="1")
    Series.objects.filter(pk=season.series.pk).update(imported={"title": "The Salt Road"})
    person = make.a_cast_credit(season, make.a_person("Ada Marlow", imported={"name": "Ada Marlow"})).person
    assert "TVmaze" not in page(client, person.get_absolute_url())
    PersonId.objects.create(owner=person, provider="tvmaze", value="2")
    for address in ("/series/the-salt-road/", season.get_absolute_url(), person.get_absolute_url()):
        assert "Facts in part from TVmaze , used under CC BY-SA 4.0 ." in page(client, address)


# -- series, people -----------------------------------------------------------------------------------------------


def test_related_series_show_from_both_sides_while_they_are_public(client, season):
    other = make.a_series("Low Water")
    hidden = make.a_series("Hidden", hidden=True)
    SeriesRelation.objects.create(series=season.series, kind="spin_off", other=other)
    SeriesRelation.objects.create(series=season.series, kind="revival", other=hidden)
    assert "Spin-off of Low Water" in page(client, "/series/the-salt-road/")
    assert "Spin-off The Salt Road" in page(client, "/series/low-water/")
    assert "Hidden" not in page(client, "/series/the-salt-road/")


def test_one_person_stands_once_with_two_characters_and_all_seasons(client, season):
    credit = make.a_cast_credit(make.a_season(season.series, 1), character="Vane")
    make.a_cast_credit(season, credit.person, "Vane's twin")
    content = client.get("/series/the-salt-road/").content.decode()
    assert content.count('href="/people/ada-marlow/"') == 1
    text = page(client, "/series/the-salt-road/")
    assert "Vane, Vane's twin season 1, season 2" in text


def test_a_person_has_roles_by_year_and_links_to_what_is_public(client, season):
    make.an_update(season, premiere=date(2024, 2, 1))
    person = make.a_cast_credit(season).person
    make.a_crew_credit(season, person)
    later = make.a_season(make.a_series("Low Water", began_on=date(2025, 1, 1)), 1)
    make.a_cast_credit(later, person, "Mate")
    make.a_cast_credit(make.a_season(make.a_series("Hidden", hidden=True), 1), person, "Spy")
    KnownFor.objects.create(person=person, work=Work.objects.create(title="Salt", series=season.series))
    text = page(client, person.get_absolute_url())
    assert text.index("Low Water season 1 Mate 2025") < text.index(
        "The Salt Road season 2 Captain Vane ; Director 2024"
    )
    assert "Hidden" not in text
    assert '<a href="/series/the-salt-road/">Salt</a>' in client.get(person.get_absolute_url()).content.decode()


def test_the_series_list_filters_by_all_that_it_knows(client):
    network, genre = make.a_network("Kestrel"), make.a_genre("Fantasy")
    make.an_update(
        make.a_season(make.a_series("Low Water", network=network, genres=[genre], began_on=date(2019, 1, 1)), 2),
        decision=Decision.ORDERED,
    )
    make.an_update(make.a_season(make.a_series("Ark"), 1), premiere=date(2020, 5, 1))
    make.a_series("1899")
    for query, found in [
        ("genre=fantasy", {"Low Water"}),
        ("network=kestrel", {"Low Water"}),
        ("label=renewed", {"Low Water"}),
        ("year=2019", {"Low Water"}),
        ("year=2020", {"Ark"}),
        ("letter=a", {"Ark"}),
        ("letter=0", {"1899"}),
        ("letter=l&label=cancelled", set()),
        ("genre=&year=", {"Low Water", "Ark", "1899"}),
    ]:
        text = page(client, f"/series/?{query}").partition("0–9")[2]
        assert {title for title in ("Low Water", "Ark", "1899") if title in text} == found, query


def test_pages_of_a_list_meet_everybody_once_on_the_way_there_and_back(client):
    titles = [f"Salt {number:03}" for number in range(130)]
    for title in titles:
        make.a_series(title)

    def read(address):
        content = client.get(address).content.decode()
        links = content.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        back = content.partition('rel="prev"')[0].rpartition('href="')[2].partition('"')[0]
        met = [title for title in titles if f">{title}</a></h2>" in content]
        return met, 'rel="next"' in content and f"/series/{links}", 'rel="prev"' in content and f"/series/{back}"

    first, following, before = read("/series/")
    assert len(first) == 60 and not before
    second, last, before = read(following)
    third, end, _before = read(last)
    assert first + second + third == titles and not end
    assert read(before)[0] == first and not read(before)[2]


# -- scoreboard --------------------------------------------------------------------------------------


def test_the_scoreboard_says_what_this_site_said_on_that_day(client):
    season = make.a_season(make.a_series("The Salt Road", published_at=timezone.now() - 30 * DAY), 2)
    yesterday = timezone.now() - DAY
    wrong = make.an_update(season, decision=Decision.ORDERED, public_from=timezone.now() - 10 * DAY)
    wrong.retract("It was another show.")
    make.an_update(season, decision=Decision.DECLINED, public_from=timezone.now())
    row = page(client, "/renewals/").partition("Since, and who says so")[2]
    assert "The Salt Road season 2 Cancelled" in row
    row = page(client, f"/renewals/?on={timezone.localdate(yesterday)}").partition("Since, and who says so")[2]
    assert "The Salt Road season 2 Renewed" in row
    assert "The Salt Road" not in page(client, f"/renewals/?on={timezone.localdate(timezone.now() - 40 * DAY)}")


def test_a_no_stays_on_the_board_for_a_year(client, season):
    make.an_update(season, decision=Decision.DECLINED, on=timezone.localdate() - timedelta(days=300))
    old = make.a_season(make.a_series("Low Water"), 2)
    make.an_update(old, decision=Decision.DECLINED, on=date(2019, 5, 1))
    board = page(client, "/renewals/")
    assert "The Salt Road" in board and "Low Water" not in board
    assert "Low Water" in page(client, "/renewals/?year=2019")


def test_the_board_as_data_is_the_board(client, season):
    make.an_update(season, decision=Decision.ORDERED, premiere="spring 2040")
    make.an_update(make.a_season(make.a_series("=1+1", slug="sum"), 1), decision=Decision.UNDECIDED)
    data = json.loads(client.get("/renewals.json").content)
    assert data["counts"] == {"undecided": 1, "ordered": 1}
    row = next(each for each in data["series"] if each["series"] == "The Salt Road")
    assert (row["decision"], row["premiere"], row["premiere_edtf"]) == ("ordered", "spring 2040", "2040-21")
    response = client.get("/renewals.csv?decision=undecided")
    rows = list(csv.DictReader(StringIO(response.content.decode())))
    assert [each["series"] for each in rows] == ["'=1+1"]


def test_a_slug_in_the_address_bar_in_another_script_is_no_page(client):
    page(client, f"/series/{quote('защитники')}/", 404)


def test_our_own_check_is_called_one(client, season):
    season.check_undecided(source=make.a_source(Tier.DESK, "Our desk", url=""), on=date(2026, 11, 19))
    text = page(client, season.get_absolute_url())
    assert "No decision; checked on 19 November 2026." in text and "Checked Checked: no decision. Our desk" in text
