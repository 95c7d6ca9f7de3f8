"""Videos: a poster of ours until somebody clicks, then a player, and never a word to anybody before."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from catalog.models.videos import PLAYERS
from news.models import VideoBlock
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
YOUTUBE = "https://www.youtube-nocookie.com/embed/a-b_c1234XY?autoplay=1&rel=0&playsinline=1"
# Where something is on its page.
PLACE = "e => { const {x, y, width, height} = e.getBoundingClientRect(); return [x, y + scrollY, width, height] }"
VIMEO = "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def asked(page, live_server):
    """The addresses elsewhere that the browser asks for; each is answered by an empty page."""
    asked = []

    def answer(route):
        if route.request.url.startswith(live_server.url):
            return route.continue_()
        asked.append(route.request.url)
        return route.fulfill(status=200, content_type="text/html", body="<title>A player</title>")

    page.route("**", answer)
    return asked


@pytest.fixture
def videos():
    season = make.a_season()
    poster = make.an_image((720, 405))
    videos = [
        make.a_video(season.series, f"Video {number}", season=season, poster=poster if number else None, **fields)
        for number, fields in enumerate(
            [
                {"video_id": "a-b_c1234XY"},
                {"video_id": "76979871", "provider": "vimeo"},
                {"video_id": "unknown"},
            ]
        )
    ]
    article = make.an_article("Three videos", about=season)
    for video in videos:
        make.a_block(article, VideoBlock, video=video)
    article.publish(by=make.an_editor(), version=article.version)
    return videos


def addresses(videos):
    season = videos[0].season
    return [season.get_absolute_url(), season.series.get_absolute_url(), "/news/three-videos/"]


def test_nobody_else_is_asked_before_a_click_and_then_the_player_alone(page, live_server, asked, videos):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    for address in [*addresses(videos), videos[0].get_absolute_url()]:
        page.goto(live_server.url + address)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        assert asked == []
        before = page.evaluate("document.documentElement.scrollHeight")
        link = page.get_by_role("link", name="Video 0. Watch at YouTube")
        place = link.evaluate(PLACE)

        link.click()

        player = page.locator("iframe")
        expect(player).to_be_focused()
        assert (player.get_attribute("title"), player.get_attribute("src")) == ("Video 0", YOUTUBE)
        assert player.evaluate("player => player.contentWindow !== null")
        assert player.evaluate(PLACE) == pytest.approx(place, abs=0.6)
        assert page.evaluate("document.documentElement.scrollHeight") == pytest.approx(before, abs=1)
        expect(page.frame_locator("iframe").locator("title")).to_have_count(1)
        assert asked == [YOUTUBE]
        asked.clear()
    assert complaints == []


def test_by_keyboard_and_one_beside_the_other(page, live_server, asked, videos):
    page.goto(live_server.url + addresses(videos)[0])
    page.get_by_role("link", name="Video 1. Watch at Vimeo").press("Enter")
    expect(page.frame_locator("iframe[title='Video 1']").locator("title")).to_have_count(1)
    assert asked == [VIMEO]
    # The others are as they were.
    expect(page.locator("a.vid")).to_have_count(2)
    page.get_by_role("link", name="Video 0. Watch at YouTube").click()
    expect(page.locator("iframe[title='Video 0']")).to_be_focused()
    expect(page.locator("iframe")).to_have_count(2)


def test_what_has_no_player_and_who_wants_another_tab_goes_to_the_provider(page, live_server, asked, videos):
    page.goto(live_server.url + addresses(videos)[0])
    link = page.get_by_role("link", name="Video 2. Watch at YouTube")
    assert link.get_attribute("href") == "https://www.youtube.com/watch?v=unknown"
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Video 0. Watch at YouTube").click(modifiers=["ControlOrMeta"])
    opened.value.close()
    expect(page.locator("iframe")).to_have_count(0)
    link.click()
    page.wait_for_url("https://www.youtube.com/**")


def test_without_scripts_it_is_a_link(new_context, live_server, videos):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + videos[1].get_absolute_url())
    poster = page.get_by_role("link", name="Video 1. Watch at Vimeo")
    assert poster.get_attribute("href") == "https://vimeo.com/76979871"
    expect(page.get_by_role("heading", level=1)).to_have_text("Video 1")


def test_the_policy_names_the_hosts_of_the_players_and_no_others(page, live_server, asked):
    hosts = {address.split("/embed/")[0].split("/video/")[0] for _looks, address in PLAYERS.values()}
    assert set(settings.SECURE_CSP["frame-src"]) == hosts
    response = page.goto(f"{live_server.url}/feeds/")
    told = response.headers["content-security-policy"]
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com;" in told
    refused = page.evaluate(
        """new Promise(resolve => {
          document.addEventListener('securitypolicyviolation', event => resolve(event.blockedURI))
          const frame = document.createElement('iframe')
          frame.src = 'https://www.youtube.com/embed/a-b_c1234XY'
          document.body.append(frame)
        })"""
    )
    assert refused.startswith("https://www.youtube.com") and asked == []
