"""What somebody follows stands in the address: read, checked, written in one way."""

from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from catalog.following import MOST, Follow, following
from catalog.models import Person, Series
from news.feeds.channels import Channel
from tests import make

pytestmark = pytest.mark.django_db


@following()
def a_feed(request, follow):
    return HttpResponse(follow.query)


@following(always=True)
def a_page(request, follow):
    return HttpResponse(f"{follow.query}|{' '.join(each.slug for _kind, each in follow.removed)}")


def get(query, view=a_feed):
    return view(RequestFactory().get(f"/follow/feed.rss?{query}"))


def text(response):
    return response.content.decode()


@pytest.fixture
def salt():
    return make.a_series("Salt")


@pytest.fixture
def ada(salt):
    ada = make.a_person("Ada Marlow")
    make.a_cast_credit(make.a_season(salt), ada)
    return ada


def test_a_list_is_read_and_written_again(salt, ada):
    make.a_series("Low Water")
    response = get("series=low-water,salt&people=ada-marlow")
    assert (response.status_code, text(response)) == (200, "series=low-water,salt&people=ada-marlow")


@pytest.mark.parametrize(
    "query",
    [
        "series=salt,low-water",
        "series=low-water,salt,salt",
        "series=low-water,,salt,",
        "series=low-water&series=salt",
        "series=salt&series=low-water,salt",
        "series=%20low-water%20,salt",
        "series=low-water,salt&people=",
    ],
)
def test_another_way_to_write_it_leads_to_the_one_way(salt, query):
    make.a_series("Low Water")
    response = get(f"{query}&before=12&x=%D1%8F")
    assert response.status_code == 301
    assert response["Location"] == "/follow/feed.rss?series=low-water,salt&before=12&x=%D1%8F"
    assert get("series=low-water%2Csalt").status_code == 200


def test_the_order_of_the_parameters_is_one_too(salt, ada):
    assert get("people=ada-marlow&series=salt")["Location"] == "/follow/feed.rss?series=salt&people=ada-marlow"


def test_old_slugs_and_those_of_merged_people_lead_to_the_present_ones(salt, ada):
    salt.readdress("the-salt-road")
    other = make.a_person("Ada M")
    other.merge_into(ada)
    other.readdress("ada-m-2")
    for people in ("ada-m", "ada-m-2", "ada-m,ada-m-2,ada-marlow"):
        response = get(f"series=salt&people={people}")
        assert (response.status_code, response["Location"]) == (
            301,
            "/follow/feed.rss?series=the-salt-road&people=ada-marlow",
        )


def test_what_nobody_knows_is_named(salt, ada):
    make.a_series("Hidden", hidden=True)
    make.a_person("Unused")
    response = get("series=nothing,salt,hidden,%3Cb%3E&people=unused,ada-marlow", a_page)
    assert response.status_code == 404
    page = text(response)
    for slug in ("nothing", "hidden", "&lt;b&gt;", "unused"):
        assert f"<code>{slug}</code>" in page
    assert 'href="/follow/?series=salt&amp;people=ada-marlow"' in page


def test_a_program_goes_on_without_what_is_not_shown_and_has_it_back_when_it_is(salt, ada):
    hidden = make.a_series("Hidden", hidden=True)
    query = "series=hidden,salt&people=ada-marlow"
    assert text(get(query)) == query
    assert get("series=salt,hidden&people=ada-marlow")["Location"] == f"/follow/feed.rss?{query}"
    assert get("series=hidden").status_code == 404
    assert get("series=salt,%3Cb%3E").status_code == 404
    told = Channel.follow(Follow((salt,), (ada,), missing=(("series", "hidden"),)))
    assert told.description == "News of Salt, Ada Marlow. Not found here: hidden"
    Series.objects.filter(pk=hidden.pk).update(published_at=salt.published_at)
    assert text(get(query)) == query


def test_what_was_removed_is_told_and_left_out_but_stays_in_the_address(salt, ada):
    gone, someone = make.a_series("Low Water"), make.a_person("Bo Lund")
    make.remove(gone, "Made up.")
    make.remove(someone, "Asked us to.")
    response = get("series=low-water,salt&people=ada-marlow,bo-lund", a_page)
    assert response.status_code == 200
    assert text(response) == "series=low-water,salt&people=ada-marlow,bo-lund|low-water bo-lund"

    gone.put_back()
    assert text(get("series=low-water,salt&people=ada-marlow", a_page)).endswith("|")


def test_a_list_of_which_nothing_is_left_is_gone_for_a_feed_and_told_on_a_page():
    make.remove(make.a_series("Low Water"), "Made up.")
    response = get("series=low-water")
    assert response.status_code == 410
    assert "Made up." in text(response)
    assert "Low Water" not in text(response)
    assert get("series=low-water", a_page).status_code == 200


def test_no_list_is_nothing_for_a_feed_and_a_beginning_for_a_page():
    assert get("").status_code == 404
    assert get("series=&people=")["Location"] == "/follow/feed.rss"
    assert get("", a_page).status_code == 200


def test_a_list_holds_a_hundred_of_each_and_says_so_when_asked_for_more(salt):
    many = [f"series-{number}" for number in range(MOST)]
    assert get(f"series={','.join(many)}").status_code == 404
    response = get(f"series={','.join([*many, 'salt'])}")
    assert response.status_code == 400
    assert f"at most {MOST} series" in text(response)


def test_only_reading_is_answered(salt):
    assert following()(lambda request, follow: None)(RequestFactory().post("/?series=salt")).status_code == 405


def test_a_list_takes_as_many_queries_however_long_it_is(salt, ada):
    def cost(query):
        with CaptureQueriesContext(connection) as queries:
            assert get(query).status_code in {200, 301}
        return len(queries)

    moved(1)
    few = [cost("series=salt&people=ada-marlow"), cost("series=old-0,salt&people=ada-marlow,ida-0")]
    moved(8)
    slugs = ",".join(sorted(Series.objects.values_list("slug", flat=True)))
    people = ",".join(sorted(Person.objects.unmerged().values_list("slug", flat=True)))
    old = ",".join(f"old-{number}" for number in range(8))
    merged = ",".join(f"ida-{number}" for number in range(8))
    assert [cost(f"series={slugs}&people={people}"), cost(f"series={old},salt&people=ada-marlow,{merged}")] == few
    assert few[0] == 2


def moved(size):
    """Grow to so many series that have moved, and so many people who were merged into others."""
    for number in range(Series.objects.count() - 1, size):
        series = make.a_series(f"Old {number}")
        series.readdress(f"new-{number}")
        person = make.a_person(f"Eda {number}")
        make.a_cast_credit(make.a_season(series), person)
        make.a_person(f"Ida {number}").merge_into(person)


def test_a_list_can_grow_and_shrink(salt, ada):
    follow = Follow(series=(salt,))
    other = make.a_series("Low Water")

    assert follow.adding(other).adding(ada).query == "series=low-water,salt&people=ada-marlow"
    assert follow.adding(other).adding(salt).without(salt).query == "series=low-water"
    assert follow.without(salt).query == ""
    assert follow.holds(salt)
    assert not follow.holds(ada)
    assert parse_qs(follow.adding(ada).query) == {"series": ["salt"], "people": ["ada-marlow"]}
