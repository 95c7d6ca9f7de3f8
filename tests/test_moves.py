"""What moves, and what moves twice: an old address leads to the present one in one step, query and all."""

import pytest
from django.utils import timezone

from catalog.models import OldPlace, Season, Series, Video
from news import dead_links
from news.models import Article
from tests import make
from tests.admin_pages import address, sent

pytestmark = pytest.mark.django_db


def leads(client, *pairs):
    """Each old address answers with the new one, which is a page."""
    for old, new in pairs:
        answer = client.get(old)
        assert (answer.status_code, answer.headers.get("Location")) == (301, new), old
        assert client.get(new).status_code == 200, new


def test_a_season_whose_number_changes_redirects_with_the_rest_and_the_query(client):
    series = make.a_series()
    season, special = make.a_season(series, 3), make.a_season(series, 1, kind="specials")
    season.number_as(4)
    season.number_as(5)
    special.number_as(2, "film")

    leads(
        client,
        ("/series/the-salt-road/season-3/?on=2026-03-01", "/series/the-salt-road/season-5/?on=2026-03-01"),
        ("/series/the-salt-road/season-4/", "/series/the-salt-road/season-5/"),
        ("/series/the-salt-road/specials-1/", "/series/the-salt-road/film-2/"),
    )
    series.readdress("salt-road")
    # The old slug of the series and the old number of the season at once.
    leads(
        client,
        ("/series/the-salt-road/season-3/?a=1&a=2", "/series/salt-road/season-5/?a=1&a=2"),
        ("/series/the-salt-road/specials-1/", "/series/salt-road/film-2/"),
    )
    assert client.get("/series/the-salt-road/season-9/").status_code == 404
    assert client.get("/series/salt-road/season-9/").status_code == 404


def test_who_stands_at_a_number_now_goes_before_who_stood_there(client):
    series = make.a_series()
    first = make.a_season(series, 3)
    first.number_as(4)
    second = make.a_season(series, 3)

    assert client.get("/series/the-salt-road/season-3/").status_code == 200
    series.readdress("salt-road")
    leads(client, ("/series/the-salt-road/season-3/", "/series/salt-road/season-3/"))
    series.readdress("the-salt-road")
    second.number_as(6)
    leads(client, ("/series/the-salt-road/season-3/", "/series/the-salt-road/season-6/"))
    first.number_as(3)
    assert client.get("/series/the-salt-road/season-3/").status_code == 200
    leads(client, ("/series/the-salt-road/season-4/", "/series/the-salt-road/season-3/"))
    assert list(OldPlace.objects.order_by("place").values_list("place", flat=True)) == ["season-4"]


def test_the_next_season_leads_to_where_it_is_in_one_step(client):
    series = make.a_series()
    season = make.a_season(series, None)
    season.number_as(3)
    season.number_as(4)
    series.readdress("salt-road")

    leads(
        client,
        ("/series/the-salt-road/next-season/?x=1", "/series/salt-road/season-4/?x=1"),
        ("/series/the-salt-road/next-season/feed.atom?x=1", "/series/salt-road/season-4/feed.atom?x=1"),
        ("/series/salt-road/next-season/feed.rss?x=1", "/series/salt-road/season-4/feed.rss?x=1"),
        ("/series/salt-road/season-3/feed.json", "/series/salt-road/season-4/feed.json"),
    )
    season.number_as(None)
    leads(
        client,
        ("/series/the-salt-road/season-3/", "/series/salt-road/next-season/"),
        ("/series/salt-road/season-4/", "/series/salt-road/next-season/"),
    )


def test_a_video_leads_to_its_new_slug_also_in_another_series_until_it_is_removed(client):
    series, other = make.a_series(), make.a_series("The Long Field")
    video = make.a_video(series, slug="video")
    video.readdress(series, "teaser")
    series.readdress("salt-road")
    leads(client, ("/series/the-salt-road/videos/video/?t=5", "/series/salt-road/videos/teaser/?t=5"))
    assert Video.objects.free_slug(series, "Video") == "video-2"

    video.readdress(other, "teaser")
    leads(client, ("/series/the-salt-road/videos/video/", "/series/the-long-field/videos/teaser/"))
    Series.objects.filter(pk=other.pk).update(published_at=None)
    assert client.get("/series/the-salt-road/videos/video/").status_code == 404
    other.publish()
    make.remove(video)
    assert client.get("/series/the-salt-road/videos/video/").status_code == 404


def test_what_was_merged_and_renamed_again_is_one_step_away(client):
    season = make.a_season()
    first, second, third = (make.a_person(name) for name in ("Ada Farren", "Ada Fairren", "Ada Marlow"))
    make.a_cast_credit(season, third)
    first.readdress("ada-f")
    first.merge_into(second)
    second.merge_into(third)
    third.readdress("ada")

    places = [f"/people/{slug}/?x=1" for slug in ("ada-farren", "ada-f", "ada-fairren", "ada-marlow")]
    leads(client, *((place, "/people/ada/?x=1") for place in places))


def test_a_story_and_a_page_of_the_site_keep_the_query(client):
    article = make.a_published_article("A story", slug="a-story")
    for slug in ("a-second", "a-third"):
        Article.objects.filter(pk=article.pk).update(slug=slug)
        article.publish(by=make.an_editor(), version=article.version)
    page = make.a_page(slug="who")
    page.readdress("who-we-are")

    leads(
        client,
        ("/news/a-story/?from=mail", "/news/a-third/?from=mail"),
        ("/news/a-second/", "/news/a-third/"),
        ("/about/who/?x=1", "/about/who-we-are/?x=1"),
        ("/about/contact/?x=1", "/contact/?x=1"),
    )


def test_the_forms_of_the_admin_keep_the_old_addresses_of_seasons_and_videos(admin_client):
    series = make.a_series()
    season, video = make.a_season(series, 3), make.a_video(series, slug="video")
    of_season = Video.objects.create(series=series, season=season, video_id="x" * 11, title="Two", slug="two")

    sent(admin_client, address(Season, "change", season.pk), "number", number=4)
    sent(admin_client, address(Video, "change", video.pk), "slug", slug="teaser")
    sent(admin_client, address(Season, "change", season.pk), "number", **{"videos-0-slug": "second"})
    sent(admin_client, address(Series, "change", series.pk), "title", **{"seasons-0-number": 5})

    season.refresh_from_db()
    of_season.refresh_from_db()
    assert (season.number, of_season.slug) == (5, "second")
    leads(
        admin_client,
        ("/series/the-salt-road/season-3/", "/series/the-salt-road/season-5/"),
        ("/series/the-salt-road/season-4/", "/series/the-salt-road/season-5/"),
        ("/series/the-salt-road/videos/video/", "/series/the-salt-road/videos/teaser/"),
        ("/series/the-salt-road/videos/two/", "/series/the-salt-road/videos/second/"),
    )


def test_a_link_in_a_text_to_where_something_was_is_not_dead(client):
    season = make.a_season(number=3)
    season.number_as(4)
    links = ["/series/the-salt-road/season-3/", "/series/the-salt-road/season-4/", "/series/the-salt-road/season-9/"]

    assert dead_links.dead(links, base="/news/x/", at=timezone.now()) == {links[2]}
