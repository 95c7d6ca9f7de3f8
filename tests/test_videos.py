"""Videos: which ids have a player, and what the page of one says."""

from datetime import date, timedelta

import pytest

from catalog.templatetags.marks import clock
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("provider", "video_id", "host"),
    [
        ("youtube", "dQw4w9WgXcQ", "www.youtube-nocookie.com"),
        ("vimeo", "76979871", "player.vimeo.com"),
        ("youtube", "unknown", None),
        ("youtube", "dQw4w9WgXcQ&x=1", None),
        ("youtube", "../../../../x", None),
        ("youtube", "dQw4w9WgXcQ\n", None),
        ("vimeo", "76979871/abc", None),
        ("vimeo", "٧٦٩٧٩٨٧١", None),
        ("vimeo", '"><script>', None),
    ],
)
def test_only_an_id_as_the_provider_has_them_gets_a_player(client, provider, video_id, host):
    video = make.a_video(make.a_series(), provider=provider, video_id=video_id, slug="video")
    page = client.get(video.get_absolute_url()).content.decode()
    assert ("data-player" in page) == ("video.js" in page) == bool(video.player) == bool(host)
    if host:
        assert video.player.startswith(f"https://{host}/")
    assert '"><script>' not in page


def test_the_page_of_a_video_says_all_that_is_known_of_it_and_shows_the_others(client):
    season = make.a_season(make.a_series("The Salt Road"), number=2)
    video = make.a_video(
        season.series,
        "Ebb & flow",
        season=season,
        slug="ebb",
        kind="teaser",
        official=True,
        published_on=date(2026, 3, 1),
        duration=timedelta(minutes=2, seconds=5),
        language="en",
    )
    other, removed = make.a_video(season.series, "Another"), make.a_video(season.series, "Not this one")
    make.remove(removed)
    make.a_video(make.a_series("Low Water"), "Of another series")

    page = client.get(video.get_absolute_url()).content.decode()
    for words in (
        "Ebb &amp; flow",
        "Teaser",
        "Official",
        '<time datetime="2026-03-01">1 March 2026</time>',
        '<time datetime="PT0H2M5S">2:05</time>',
        "English",
        f'href="{season.get_absolute_url()}"',
        f'href="{season.series.get_absolute_url()}"',
        other.get_absolute_url(),
    ):
        assert words in page, words
    for words in ("Not this one", "Of another series"):
        assert words not in page
    assert (
        "More videos"
        not in client.get(make.a_video(make.a_series(), slug="alone").get_absolute_url()).content.decode()
    )


def test_a_clock_shows_hours_only_where_there_are_some():
    assert ">0:07<" in clock(timedelta(seconds=7))
    assert ">59:59<" in clock(timedelta(seconds=3599))
    assert clock(timedelta(seconds=3725.2)) == '<time datetime="PT1H2M5S">1:02:05</time>'
