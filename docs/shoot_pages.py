"""Shoots every kind of page that readers see, in Chromium, from the demo: a part of `make screenshots`.

Into var/screenshots/, a file for each page, width and scheme, and one without scripts. What axe finds, what stands out
of the window and what moves while a page is drawn is printed beside.
"""

import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs.take_screenshots import the_demo  # noqa: E402
from tests.browser.conftest import CHROMIUM  # noqa: E402

FOLDER = ROOT / "var" / "screenshots"
WIDTHS, SCHEMES = (390, 768, 1440), ("light", "dark")
# What axe looks at: the widths of the narrowest phones in use and of a plain desk.
LOOKED_AT = (360, 1280)
# The kinds of pages by the names of their views, each where the demo has a good one.
PAGES = {
    "home": "/",
    "season_detail": "/series/nightjar/season-2/",
    "season_undecided": "/series/the-defenders/season-2/",
    "season_retracted": "/series/the-cartographers/season-3/",
    "next_season": "/series/stargate-sg-1/next-season/",
    "series_detail": "/series/nightjar/",
    "series_list": "/series/",
    "person_detail": "/people/krysten-ritter/",
    "person_list": "/people/",
    "article_detail": "/news/will-there-be-a-season-2-of-the-defenders/",
    "article_stale": "/news/what-not-before-means/",
    "article_list": "/news/",
    "scoreboard": "/renewals/",
    "scoreboard_data": "/renewals/data/",
    "calendar": "/calendar/",
    "search": "/search/?q=the",
    "search_none": "/search/?q=zzyzx",
    "genre_detail": "/genres/drama/",
    "network_detail": "/networks/netflix/",
    "corrections": "/corrections/",
    "feed_list": "/feeds/?q=nightjar",
    "follow": "/follow/?series=nightjar,the-defenders&people=krysten-ritter&q=stargate",
    "follow_nothing": "/follow/",
    "follow_unknown": "/follow/?series=nobody",
    "genre_list": "/genres/",
    "network_list": "/networks/",
    "year_list": "/years/",
    "author_list": "/authors/",
    "site_map": "/site-map/",
    "page": "/about/",
    "not_found": "/series/the-defendrs/",
}


def shoot(browser, address: str, names: list[str]) -> None:
    axe = Axe()
    page = browser.new_page()
    plain = browser.new_page(viewport={"width": 390, "height": 900}, java_script_enabled=False)
    for name in names:
        found = []
        page.goto(address + PAGES[name])
        _with_pictures(page)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for width in sorted({*WIDTHS, *LOOKED_AT}):
                page.set_viewport_size({"width": width, "height": 900})
                if over := page.evaluate("document.documentElement.scrollWidth - innerWidth"):
                    found.append(f"{over} px too wide at {width}")
                if width in LOOKED_AT:
                    violations = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
                    found += [f"{rule['id']} ({len(rule['nodes'])}) in the {scheme} at {width}" for rule in violations]
                if width in WIDTHS:
                    page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
        plain.goto(address + PAGES[name])
        plain.screenshot(path=FOLDER / f"{name}-390-without-scripts.png", full_page=True)
        print(f"{name}: {'; '.join(found) or 'axe finds nothing'}", flush=True)


def _with_pictures(page) -> None:
    """Load the pictures further down, as if they had been scrolled to."""
    page.evaluate("""async () => {
      for (const image of document.images) image.loading = "eager";
      await Promise.all([...document.images].map(image => image.complete
        || new Promise(done => { image.onload = image.onerror = done; })));
    }""")


def main(names: list[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with the_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
        shoot(browser, address, names or list(PAGES))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
