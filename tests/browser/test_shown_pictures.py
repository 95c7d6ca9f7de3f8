"""Pictures as readers' browsers ask for them: no larger than shown, in their place before they are there."""

from datetime import timedelta

import PIL.ImageColor
import pytest
from django.utils import timezone

from catalog.axes import Decision
from catalog.pictures import PLACEHOLDERS
from news.models import CastBlock, ImageBlock, VideoBlock
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

# What each picture of a page says of itself. `asked` is the width that `sizes` gives: a browser reckons
# `naturalWidth` from it. `got` is the file that it would take at one and at two pixels to each of the layout's.
LOOK = """async () => {
  for (const img of document.images) img.loading = 'eager'
  await Promise.all([...document.images].map(img => img.decode()))
  return [...document.images].filter(img => img.checkVisibility()).map(img => {
    const has = img.srcset.split(', ').map(each => parseInt(each.split(' ')[1]))
    return {
      shown: img.getBoundingClientRect().width, asked: img.naturalWidth, priority: img.fetchPriority,
      file: parseInt(img.currentSrc.match(/(\\d+)x\\d+\\.avif$/)[1]), has,
      ratio: img.getAttribute('width') / img.getAttribute('height'), is: img.clientWidth / img.clientHeight,
      ground: img.className, where: img.parentNode.parentNode.parentNode.className,
    }
  })
}"""
SHIFTS = """new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifted = (window.shifted || 0) + entry.value
}).observe({type: 'layout-shift', buffered: true})"""


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def pages():
    """Pages on which pictures stand in every place that there is for one."""
    image = make.an_image((1600, 1200), alt="A road of salt.", color=(39, 67, 122))
    series = make.a_series("The Salt Road", poster=image)
    season = make.a_season(series, number=2)
    make.a_season(series, number=1)
    make.an_update(season, decision=Decision.ORDERED)
    for name in ("Ada Marlow", "Bo Lind", "Cy Wade", "Di Orr", "Ed Poe", "Flo Kay"):
        make.a_cast_credit(season, make.a_person(name, photo=image))
    video = make.a_video(series, season=season, poster=image)
    make.a_video(series, season=season, poster=image)
    author = make.an_author("Nora Keane", photo=image)
    stories = [
        make.an_article(f"Story {n}", about=season, authors=[author], hero=image, lead="It goes on.") for n in (1, 2)
    ]
    for model, fields in ((ImageBlock, {"image": image}), (VideoBlock, {"video": video}), (CastBlock, {})):
        make.a_block(stories[0], model, **fields)
    for story in stories:
        story.publish(by=make.an_editor(), version=story.version)
    return [
        "/",
        series.get_absolute_url(),
        season.get_absolute_url(),
        video.get_absolute_url(),
        "/series/",
        "/people/",
        "/people/ada-marlow/",
        stories[0].revisions.live().get().get_absolute_url(),
        "/authors/nora-keane/",
        "/search/?q=salt",
    ]


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_pictures_are_no_larger_than_shown_and_move_nothing(live_server, new_context, pages, width):
    context = new_context(viewport={"width": width, "height": 900})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    for address in pages:
        page.goto(live_server.url + address)
        pictures = page.evaluate(LOOK)
        assert pictures, address
        for each in pictures:
            told = (address, width, each)
            assert abs(each["asked"] - each["shown"]) <= max(0.13 * each["shown"], 8), told
            for density in (1, 2):
                need = density * each["shown"]
                file = next((has for has in each["has"] if has >= density * each["asked"]), each["has"][-1])
                assert file <= max(1.52 * need, 96), told
                assert file >= 0.9 * need or file == each["has"][-1], told
            assert abs(each["ratio"] - each["is"]) < 0.02, told
            assert each["ground"] in PLACEHOLDERS, told
        assert [each["priority"] for each in pictures][1:].count("high") <= 1, address
        assert page.evaluate("window.shifted || 0") == 0, address


def test_what_never_comes_leaves_its_words_on_its_ground(live_server, page):
    dark, light = (
        make.an_image((600, 400), alt=alt, color=color) for alt, color in (("Night.", (9, 9, 9)), ("Day.", (240,) * 3))
    )
    for number, image in enumerate((dark, light)):
        make.a_published_article(f"Story {number}", hero=image, at=timezone.now() - timedelta(hours=number + 1))
    page.route("**/media/**", lambda route: route.abort())
    page.goto(f"{live_server.url}/news/")
    page.evaluate("for (const img of document.images) img.loading = 'eager'")

    for alt, ground, ink in (("Night.", "rgb(17, 17, 17)", "rgb(255, 255, 255)"), ("Day.", None, "rgb(20, 23, 26)")):
        img = page.get_by_alt_text(alt)
        style = img.evaluate("img => [getComputedStyle(img).backgroundColor, getComputedStyle(img).color]")
        assert style == [ground or "rgb(238, 238, 238)", ink]
        box = img.bounding_box()
        assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.02)


def test_every_ground_is_in_the_stylesheet_and_bears_its_letters(live_server, page):
    def light(color):
        red, green, blue = (
            (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
            for part in (value / 255 for value in PIL.ImageColor.getrgb(color))
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    page.goto(f"{live_server.url}/feeds/")
    for name, color in PLACEHOLDERS.items():
        found = page.evaluate(
            """name => {
              const img = document.body.appendChild(Object.assign(new Image(), {className: name}))
              return [getComputedStyle(img).backgroundColor, getComputedStyle(img).color]
            }""",
            name,
        )
        assert found[0] == f"rgb{PIL.ImageColor.getrgb(color)}"
        ink = "#fff" if name[0] == "k" else "#14171a"
        assert found[1] == f"rgb{PIL.ImageColor.getrgb(ink)}"
        lighter, darker = sorted((light(color), light(ink)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, name
