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
