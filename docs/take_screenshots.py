"""Takes the pictures of docs/editors.md anew, in Chromium, from the demo: `make screenshots`.

Each function of SHOTS brings the window to where it is worth a picture; the picture bears the function's name.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Locator, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import CHROMIUM  # noqa: E402
from tests.browser.newsroom import Editor  # noqa: E402

FOLDER = ROOT / "docs" / "editors"
PORT = 8765
WINDOW = {"width": 1120, "height": 760}
# Pages of a few flat colours: so many are told apart by nobody, and the files stay small.
COLOURS = 96
PASSWORD = "open sesame"
CREDITS = """Cast:
Ines Marlow as the surveyor (The Salt Road, Nightjar)
Tomas Vey as Ansel Pryde
Director: Hedda Lindqvale"""
SHEET = "slug,title,countries\nslack-tide,Slack Tide,NO\n,The Ninth Wave,IS\nno-such-series,Nobody,GB\n"


def the_desk(editor: Editor) -> None:
    editor.go("/admin/")


def write_the_story(editor: Editor) -> None:
    editor.go("/admin/")
    with editor.page.expect_navigation():
        editor.page.get_by_role("link", name="Write the story").first.click()


def the_blocks(editor: Editor) -> None:
    editor.go(article("Will there be"))
    place = editor.page.locator(".order-machine-insert-target").nth(3)
    in_the_middle(place)
    place.click()


def what_was_not_saved(editor: Editor) -> None:
    editor.go(article("Slack Tide"))
    text = editor.page.locator("[contenteditable=true]").first
    text.click()
    editor.page.keyboard.press("End")
    editor.page.keyboard.type(" The ferry, at least, still runs.")
    expect(editor.page.locator(".keeping-state")).to_contain_text("Saved a copy")
    # Away without saving, as if the tab had died.
    editor.page.goto("about:blank")
    editor.go(article("Slack Tide"))
    with editor.page.expect_navigation():
        editor.page.locator(".keeping-found a").first.click()


def two_people(editor: Editor) -> None:
    editor.go(article("Half Measures"))
    editor.fill("lead", "Somebody counts ten episodes; nobody who makes them does.")
    with editor.page.context.browser.new_page() as page:
        other = Editor(page, editor.address)
        other.sign_in("jonas", PASSWORD)
        other.go(article("Half Measures"))
        other.fill("lead", "Ten episodes, somebody says, and is alone in it.")
        other.save("Save draft")
    editor.press("Save draft")


def notes_on_a_draft(editor: Editor) -> None:
    with editor.page.context.browser.new_page() as page:
        other = Editor(page, editor.address)
        other.sign_in("jonas", PASSWORD)
        other.go(article("Slack Tide").replace("change", "notes"))
        for text in ("Who says that the ferry runs?", "The map is from 2019: do we have the new one?"):
            other.fill("text", text)
            other.press("Add note")
    editor.go(article("Slack Tide"))
    in_the_middle(editor.page.locator("#notes"))


def two_versions(editor: Editor) -> None:
    # The words of one of the two people before, and of the other one after.
    editor.save("Save draft")
    editor.go(article("Half Measures").replace("change", "compare") + "?from=1&to=working")


def the_preview(editor: Editor) -> None:
    editor.go(article("Will there be").replace("change", "preview/frame") + "?width=390")


def share_links(editor: Editor) -> None:
    editor.go(article("Will there be").replace("change", "shares"))
    editor.fill("label", "The press office of Channel North")
    editor.press("Make the link")


def before_publishing(editor: Editor) -> None:
    editor.go(article("Slack Tide").replace("change", "publish"))


def the_receipt(editor: Editor) -> None:
    editor.go(article("A third date").replace("change", "publish"))
    editor.press("Publish")


def the_embargo_check(editor: Editor) -> None:
    editor.go(article("The Long Field").replace("change", "embargo"))


def an_update(editor: Editor) -> None:
    editor.go(season("Tin Saints") + "record/")
    editor.fill("dates-0-date", "autumn 2027")
    expect(editor.page.locator(".catalog-reading")).not_to_be_empty()
    in_the_middle(editor.page.locator("#id_dates-0-date"))


def pasted_credits(editor: Editor) -> None:
    editor.go(season("Tin Saints") + "paste/")
    editor.page.locator("[name=text]").fill(CREDITS)
    editor.press("Read")
    in_the_middle(editor.page.get_by_text("What was read"))


def a_spreadsheet(editor: Editor) -> None:
    editor.go("/admin/catalog/spreadsheet/add/")
    editor.fill("kind", "Series")
    editor.page.locator("[name=file]").set_input_files(
        {"name": "series.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    )
    with editor.page.expect_navigation():
        editor.page.locator("[name=_save]").first.click()


def the_pictures(editor: Editor) -> None:
    editor.go("/admin/catalog/image/")


def the_focal_point(editor: Editor) -> None:
    editor.go("/admin/catalog/image/")
    with editor.page.expect_navigation():
        editor.page.locator("#result_list tbody a").first.click()


def what_was_done(editor: Editor) -> None:
    editor.go("/admin/catalog/auditentry/")


SHOTS = [
    the_desk,
    write_the_story,
    the_blocks,
    what_was_not_saved,
    two_people,
    two_versions,
    notes_on_a_draft,
    the_preview,
    share_links,
    before_publishing,
    the_receipt,
    the_embargo_check,
    an_update,
    pasted_credits,
    a_spreadsheet,
    the_pictures,
    the_focal_point,
    what_was_done,
]


def in_the_middle(of: Locator) -> None:
    of.evaluate("element => element.scrollIntoView({block: 'center'})")


def picture_of(shot) -> Path:
    return FOLDER / f"{shot.__name__.replace('_', '-')}.png"


def article(title: str) -> str:
    """The page of an article in the admin, by the beginning of its headline."""
    from news.models import Article

    return f"/admin/news/article/{Article.objects.get(title__startswith=title).pk}/change/"


def season(series: str) -> str:
    """Where the pages of the last season of a series stand in the admin."""
    from catalog.models import Season

    return f"/admin/catalog/season/{Season.objects.filter(series__title=series).order_by('-number').first().pk}/"


def fill_the_site() -> None:
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_demo")
    for name, role in (("mara", "chief editor"), ("mara", "catalog editor"), ("jonas", "editor")):
        user, _made = get_user_model().objects.get_or_create(username=name, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        user.set_password(PASSWORD)
        user.save()


def wait_for(address: str) -> None:
    began = monotonic()
    while True:
        try:
            urlopen(address).close()
            return
        except OSError:
            if monotonic() - began > 30:
                raise
            sleep(0.2)


def take(shots) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
        editor = Editor(browser.new_context(viewport=WINDOW).new_page(), f"http://localhost:{PORT}")
        editor.page.set_default_timeout(20_000)
        editor.sign_in("mara", PASSWORD)
        for shot in shots:
            shot(editor)
            path = picture_of(shot)
            editor.page.screenshot(path=path)
            with Image.open(path) as picture:
                picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1024:.0f} KiB")
        browser.close()


@contextmanager
def the_demo():
    """A site with the demo and two people's logins, while it lasts."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "READ_DOT_ENV": "off",
            "SECRET_KEY": "for pictures only",
            "HTTPS": "off",
            "ALLOWED_HOSTS": "localhost",
            "SITE_URL": f"http://localhost:{PORT}",
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "DJANGO_SETTINGS_MODULE": "showsite.settings",
            # Playwright's loop runs in this thread.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        }
        fill_the_site()
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", "--nostatic", str(PORT)], cwd=ROOT
        )
        try:
            wait_for(f"http://localhost:{PORT}/healthz")
            yield f"http://localhost:{PORT}"
        finally:
            server.terminate()
            server.wait()


def main(names: list[str]) -> None:
    with the_demo():
        take([shot for shot in SHOTS if not names or shot.__name__ in names])


if __name__ == "__main__":
    main(sys.argv[1:])
