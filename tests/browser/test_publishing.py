"""Publishing in a real browser: never by accident, and once however often one clicks."""

import re

import pytest
from playwright.sync_api import expect

from catalog.axes import Decision
from tests import make
from tests.browser.newsroom import Editor


@pytest.mark.django_db(transaction=True)
def test_enter_publishes_nothing_and_two_quick_clicks_publish_once(page, live_server):
    make.an_editor(username="mara")
    season = make.a_season(make.a_series("The Salt Road"), number=2)
    make.an_update(season, decision=Decision.ORDERED)
    article = make.an_article("Back for more", about=season)
    editor = Editor(page, live_server.url)
    editor.sign_in("mara", "open sesame")
    editor.go(f"/admin/news/article/{article.pk}/publish/")
    dialog = page.url

    page.locator("[name=note]").fill("Read this.")
    page.locator("[name=note]").press("Enter")
    assert page.url == dialog and not article.revisions.exists()

    page.get_by_role("button", name="Publish", exact=True).dblclick()
    expect(page).to_have_url(re.compile("/receipt/1/"))
    expect(page.get_by_role("heading", name="Readers see it now")).to_be_visible()
    assert article.revisions.count() == 1

    page.get_by_role("link", name="Undo publication").click()
    page.get_by_role("button", name="Undo publication").dblclick()
    expect(page.locator(".messagelist .success")).to_contain_text("Taken back")
    assert not article.revisions.live().exists() and article.revisions.count() == 1
