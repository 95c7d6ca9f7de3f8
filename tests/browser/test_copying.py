"""An address is copied with one click; without scripts it is a link."""

import pytest
from playwright.sync_api import expect

from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_address_is_copied_by_keyboard_and_without_scripts_is_a_link(page, live_server, browser):
    make.a_season(make.a_series("Salt", slug="salt"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/follow/?series=salt")
    button = page.get_by_role("button", name="Copy: Atom")
    button.focus()
    button.press("Enter")
    expect(button).to_have_text("Copied")
    expect(page.locator("main > [role=status]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/follow/feed.atom?series=salt")
    assert copied == page.get_by_role("link", name="/follow/feed.atom").get_attribute("href")

    plain = browser.new_page(java_script_enabled=False)
    plain.goto(f"{live_server.url}/follow/?series=salt")
    expect(plain.get_by_role("button", name="Copy: Atom")).to_have_count(0)
    plain.locator("#follow-q").fill("salt")
    plain.locator("#follow-q").press("Enter")
    expect(plain.get_by_text("You follow it already.")).to_be_visible()
    plain.close()
