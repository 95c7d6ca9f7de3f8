"""Suggestions are offered while a reader types, and taken or left by keyboard; without scripts the form works."""

import pytest
from playwright.sync_api import expect

from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def test_suggestions_by_keyboard(page, live_server):
    for title in ("The Defenders", "Defiance"):
        make.a_season(make.a_series(title))
    page.goto(f"{live_server.url}/search/")
    field, listed = page.locator("#find"), page.locator("#suggestions-0")
    before = page.locator("main").bounding_box()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    field.press_sequentially("d")
    field.press_sequentially("ef")
    expect(listed.get_by_role("option")).to_have_count(2)
    expect(page.get_by_role("status").first).to_have_text("Suggestions: 2")
    assert len(asked) == 1
    assert page.locator("main").bounding_box() == before

    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "suggestions-0-1")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Escape")
    expect(listed).to_be_hidden()
    expect(field).to_have_value("def")
    expect(field).to_be_focused()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/series/**")

    page.goto(f"{live_server.url}/search/")
    page.locator("#q").fill("defiance")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search/?q=defiance")
