"""Redirects that an editor makes by hand: asked only where nothing is, and one step to where things are now."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import AuditEntry
from news import dead_links
from showsite.models import Redirect
from showsite.redirecting import End, way_from, with_rest
from tests import make
from tests.admin_pages import address, sent

pytestmark = pytest.mark.django_db


def lead(old, target="", **fields):
    return Redirect.objects.create(old_path=old, target=target, **fields)


def asked(client, place, **extra):
    answer = client.get(place, **extra)
    return answer.status_code, answer.headers.get("Location")


def test_an_old_address_leads_to_the_new_one_with_its_query_and_is_kept_like_a_page(client):
    make.a_series()
    lead("/2019/05/salt.html", "/series/the-salt-road/")
    lead("/best/", "/renewals/?year=2026#top")
    lead("/старое/", "/calendar/")
    lead("/shop", "https://shop.example.com/salt?a=1")
    lead("/over/")

    assert asked(client, "/2019/05/salt.html?utm=1&b=%D1%8F") == (301, "/series/the-salt-road/?utm=1&b=%D1%8F")
    assert asked(client, "/best/?x=2") == (301, "/renewals/?year=2026&x=2#top")
    assert asked(client, "/%D1%81%D1%82%D0%B0%D1%80%D0%BE%D0%B5/") == (301, "/calendar/")
    assert asked(client, "/shop?b=2") == (301, "https://shop.example.com/salt?a=1&b=2")
    # With and without the last slash.
    assert asked(client, "/shop/") == (301, "https://shop.example.com/salt?a=1")
    assert asked(client, "/over/") == (410, None)
    answer = client.head("/best/")
    assert answer.status_code == 301 and "max-age" in answer["Cache-Control"] and not answer.cookies
    assert client.post("/best/").status_code == 404
    assert [asked(client, place)[0] for place in ("/2019/05/", "/2019/05/salt", "/best/more/", "/%00", "/a%FF")] == [
        404
    ] * 5


def test_a_chain_is_one_step_by_hand_and_by_what_moved(client):
    series = make.a_series()
    season = make.a_season(series, 3)
    person, other = make.a_person("Ada Farren"), make.a_person("Ada Marlow")
    make.a_cast_credit(season, other)
    lead("/a/", "/b/?x=1")
    lead("/b/", "/series/the-salt-road/season-3/feed.rss?y=2")
    lead("/ada/", "/people/ada-farren/")
    lead("/to-nothing/", "/nothing/")
    season.number_as(4)
    series.readdress("salt-road")
    person.merge_into(other)
    other.readdress("ada")

    assert asked(client, "/a/?z=3") == (301, "/series/salt-road/season-4/feed.rss?y=2&x=1&z=3")
    assert asked(client, "/ada/") == (301, "/people/ada/")
    # Slash, slug and number at once; a guess at the feed of a former address too.
    assert asked(client, "/series/the-salt-road/season-3") == (301, "/series/salt-road/season-4/")
    assert asked(client, "/series/the-salt-road/feed/") == (301, "/series/salt-road/feed.rss")
    assert asked(client, "/series/salt-road") == (301, "/series/salt-road/")
    # What leads nowhere is a 404 at once.
    assert asked(client, "/to-nothing/") == (404, None)
    make.remove(series)
    assert asked(client, "/a/") == (410, None)


def test_a_page_always_goes_before_a_redirect_and_pays_nothing_for_it(client):
    lead("/series/the-salt-road/", "/calendar/")
    assert asked(client, "/series/the-salt-road/") == (301, "/calendar/")
    series = make.a_series()

    with CaptureQueriesContext(connection) as queries:
        assert asked(client, "/series/the-salt-road/") == (200, None)
    assert "showsite_redirect" not in str(queries.captured_queries)
    # What was removed is no page: an editor may know what stands for it.
    make.remove(series)
    assert asked(client, "/series/the-salt-road/") == (301, "/calendar/")


def test_a_list_that_is_narrowed_by_an_old_slug_is_the_list_of_the_present_one(client):
    genre, network = make.a_genre("Drama"), make.a_network("Meridian")
    season = make.a_season(make.a_series(network=network, genres=[genre]))
    make.an_update(season, decision="ordered", commissioner=network)
    genre.readdress("dramas")
    network.readdress("meridian-tv")

    present = "/series/?genre=dramas&network=meridian-tv&letter=s"
    assert asked(client, "/series/?genre=drama&network=meridian&letter=s") == (301, present)
    assert asked(client, "/renewals/?network=meridian") == (301, "/renewals/?network=meridian-tv")
    assert asked(client, "/renewals.csv?network=meridian") == (301, "/renewals.csv?network=meridian-tv")
    for place in (present, "/renewals/?network=meridian-tv", "/renewals.csv?network=meridian-tv"):
        assert asked(client, place)[0] == 200
    for query in ("genre=drama&network=nobody", "genre=drama&network=%00", "genre=dramas&year=x", "genre=nothing"):
        assert asked(client, f"/series/?{query}")[0] == 404, query
    assert asked(client, "/x", PATH_INFO="//evil.example/", QUERY_STRING="genre=drama") == (404, None)
    assert asked(client, "/nothing/?genre=drama") == (404, None)


def test_it_costs_the_same_however_many_there_are(client):
    make.a_series().readdress("salt-road")
    lead("/a/", "/b/")
    lead("/b/", "/series/the-salt-road/")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert asked(client, "/a/") == (301, "/series/salt-road/")
        return len(queries)

    few = cost()
    Redirect.objects.bulk_create(Redirect(old_path=f"/old/{n}/", target="/calendar/") for n in range(1000))
    # Two of them, two for what moved, one for the cache's sake.
    assert cost() == few == 5


def test_a_circle_that_came_about_all_the_same_is_a_missing_page(client):
    lead("/a/", "/b/")
    lead("/b/", "/a/")

    assert asked(client, "/a/") == (404, None)
    assert way_from("/a/").end == End.LOOP


def test_the_database_keeps_what_is_no_way(db):
    for old, target in (("a", "/b/"), ("//a", "/b/"), ("/a/", "//b"), ("/a/", "javascript:x"), ("/a/", "/a/")):
        with pytest.raises(IntegrityError), transaction.atomic():
            lead(old, target)


def test_queries_and_fragments_are_put_together():
    assert with_rest("/a/", "?x=1") == "/a/?x=1"
    assert with_rest("/a/?y=2#top", "?x=1") == "/a/?y=2&x=1#top"
    assert with_rest("/a/#top", "#end") == "/a/#end"
    assert with_rest("/a/", "") == "/a/"


# -- the admin ----------------------------------------------------------------------------------------------------


def add(client, old_path, target="", note=""):
    return sent(client, address(Redirect, "add"), "old_path", old_path=old_path, target=target, note=note)


def refusal(answer):
    """What a form says is wrong."""
    errors = answer.context_data["errors"]
    return " ".join(str(message) for field in errors for message in field)


def test_an_editor_pastes_whole_addresses_and_is_told_where_they_lead(admin_client, settings):
    settings.FORMER_HOSTS = ["old.example.com"]
    make.a_series().readdress("salt-road")

    answer = add(
        admin_client, f" {settings.SITE_URL}/%D1%8F/?x", f"{settings.SITE_URL}/calendar/?year=2027", "From us."
    )
    assert "question mark" in refusal(answer)
    add(admin_client, f" {settings.SITE_URL}/%D1%8F/", f"{settings.SITE_URL}/calendar/?year=2027", "From us.")
    answer = add(admin_client, "http://old.example.com/salt", "/series/the-salt-road/")
    assert "It leads to /series/salt-road/, in one step." in answer.text
    assert "there is nothing at /nowhere/ now" in add(admin_client, "/lost", "/nowhere/").text
    add(admin_client, "/over")

    rows = Redirect.objects.order_by("pk").values_list("old_path", "target", "added_by__username")
    assert list(rows) == [
        ("/я/", "/calendar/?year=2027", "admin"),
        ("/salt", "/series/the-salt-road/", "admin"),
        ("/lost", "/nowhere/", "admin"),
        ("/over", "", "admin"),
    ]
    assert AuditEntry.objects.filter(model="redirect", action="added").count() == 4


REFUSED = [
    ("/series/salt-road/", "/calendar/", "A page stands at /series/salt-road/"),
    ("/", "/calendar/", "A page stands at /"),
    ("/series/the-salt-road/", "/calendar/", "leads to /series/salt-road/ by itself"),
    ("/series/salt-road", "/calendar/", "leads to /series/salt-road/ by itself"),
    ("/feed.xml", "/calendar/", "leads to /news/feed.rss by itself"),
    ("/admin/x/", "/calendar/", "for itself"),
    ("/media", "/calendar/", "for itself"),
    ("/static/a.css", "/calendar/", "for itself"),
    ("x", "/calendar/", "begins with one slash"),
    ("//x", "/calendar/", "begins with one slash"),
    ("https://elsewhere.example/x", "/calendar/", "begins with one slash"),
    ("/a b", "/calendar/", "no path of a site"),
    ("/a", "calendar", "or a whole address"),
    ("/a", "//calendar", "or a whole address"),
    ("/a", "https://", "or a whole address"),
    ("/a", "http://[x", "or a whole address"),
    ("/a", "javascript:alert(1)", "or a whole address"),
    ("/a", "/a", "round in a circle: /a → /a"),
    ("/a", "/a/?x=1", "round in a circle: /a → /a/"),
    ("/one/", "/three/#x", "round in a circle: /one/ → /three/ → /two/ → /one"),
    ("/two/", "/calendar/", "already exists"),
]


def test_what_would_never_lead_anywhere_is_refused_with_a_reason(admin_client):
    make.a_series().readdress("salt-road")
    lead("/three/", "/two/")
    lead("/two/", "/one")

    for old_path, target, said in REFUSED:
        assert said in refusal(add(admin_client, old_path, target)), old_path
    assert Redirect.objects.count() == 2


def test_a_redirect_is_changed_while_it_is_asked_and_the_list_says_how_each_ends(admin_client):
    series = make.a_series()
    first = lead("/a/", "/b/", note="Письмо читателя")
    lead("/b/", "/series/the-salt-road/")
    lead("/series/other/", "/calendar/")
    lead("/over/")
    lead("/to-nothing/", "/nothing/")
    lead("/away/", "https://example.com/")
    series.readdress("salt-road")
    make.a_series("Other")
    sent(admin_client, address(Redirect, "change", first.pk), "old_path", note="ПИСЬМО")

    listed = admin_client.get(address(Redirect, "changelist")).text
    for words in (
        '<a href="/series/salt-road/">/series/salt-road/</a>',
        "Never asked: /series/other/ is there by itself",
        "Gone (410)",
        "Broken: there is nothing at /nothing/",
        "https://example.com/",
    ):
        assert words in listed, words
    assert 'id="searchbar"' in listed
    found = admin_client.get(address(Redirect, "changelist"), {"q": "письмо"}).text
    assert "/over/" not in found and "/b/" in found
    gone = admin_client.get(address(Redirect, "changelist"), {"to": "gone"}).text
    assert "/over/" in gone and "/away/" not in gone


def test_a_link_in_a_text_to_an_address_that_leads_on_is_not_dead(client):
    lead("/old/", "/calendar/")
    lead("/over/")

    links = ["/old/", "/old#x", "/over/", "/nothing/"]
    assert dead_links.dead(links, base="/news/x/", at=timezone.now()) == {"/over/", "/nothing/"}
