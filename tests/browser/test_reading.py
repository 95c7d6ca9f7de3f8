"""The readers' pages in a browser: what axe finds, what overflows, what moves, and the way by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.test_query_counts import TABLE
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
# Wide enough for 200 % of text, as a browser zooms a window of 640 px.
NARROW = {"width": 320, "height": 640}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WHOLE = {"resultTypes": ["violations"], "runOnly": TAGS}
COLOURS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Sums how far things jump while a page is drawn; the pictures come after the words.
SHIFT = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 0));
})"""


@pytest.fixture
def world():
    world = World()
    world.fill(2)
    return world


def _pages(client, world):
    """The addresses of all kinds of pages that are drawn for people."""
    for address, _count in TABLE.values():
        place = address.format(**world.places)
        response = client.get(place)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            yield place


def test_axe_finds_nothing_nothing_moves_and_nothing_stands_out_of_the_window(page, live_server, client, world):
    axe, found = Axe(), []
    missing = live_server.url + "/series/nobody-knows/"
    for address in [*(live_server.url + place for place in _pages(client, world)), missing]:
        for size, scheme, options in ((PHONE, "light", WHOLE), (DESK, "dark", COLOURS)):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            if size is PHONE:
                page.goto(address)
                if (shift := page.evaluate(SHIFT)) > 0:
                    found.append(f"{address} moves by {shift}")
            found += [
                f"{address}, {scheme}: {rule['id']}, {node['html'][:200]}"
                for rule in axe.run(page, options=options).response["violations"]
                for node in rule["nodes"]
            ]
        page.set_viewport_size(NARROW)
        if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            found.append(f"{address} is {over} px too wide at {NARROW['width']} px")

    assert not found, "\n".join(found)


def test_a_reader_with_a_keyboard_goes_past_the_masthead_and_sees_where_they_are(page, live_server, world):
    page.goto(live_server.url + world.season.get_absolute_url())
    page.keyboard.press("Tab")
    skip = page.get_by_text("Skip to the content")
    assert skip.evaluate("link => link === document.activeElement && link.getBoundingClientRect().height > 20")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    # What can be used, in the order in which it is read, and each with a ring around it.
    usable = "main :is(a[href], summary, input, select, button)"
    count = page.locator(usable).evaluate_all("all => all.filter(each => each.checkVisibility()).length")
    assert count > 10
    for place in range(count):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """usable => {
              const shown = [...document.querySelectorAll(usable)].filter(each => each.checkVisibility());
              const style = getComputedStyle(document.activeElement);
              return [shown.indexOf(document.activeElement), style.outlineStyle, parseFloat(style.outlineWidth)];
            }""",
            usable,
        )
        assert focused == [place, "solid", 3]


def test_a_page_asks_nobody_else_for_anything_and_on_paper_leaves_out_what_is_pressed(page, live_server, world):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + world.season.get_absolute_url(), wait_until="networkidle")
    assert {url.split("/")[2] for url in asked} == {live_server.url.split("/")[2]}

    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
    for pressed in (".mast nav", ".find", ".jump", ".theme"):
        assert not page.locator(pressed).is_visible()
    assert page.locator("h1").is_visible()
