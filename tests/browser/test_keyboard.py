"""The blocks of an article are added and moved without a mouse."""

import pytest
from playwright.sync_api import expect

from news.models import AnswerBox
from tests import make
from tests.browser.newsroom import Editor


@pytest.mark.django_db(transaction=True)
def test_blocks_are_added_and_moved_by_keyboard_and_it_is_said(page, live_server):
    make.an_editor(username="mara")
    article = make.an_article(text="<p>It goes on.</p>")
    make.a_block(article, AnswerBox)
    editor = Editor(page, live_server.url)
    editor.sign_in("mara", "open sesame")
    editor.go(f"/admin/news/article/{article.pk}/change/")

    page.get_by_role("button", name="Move down: Text").press("Enter")
    expect(page.locator("#news-live")).to_have_text("Text is now block 2 of 2.")

    page.locator(".order-machine-insert-target.last").press("Enter")
    expect(page.locator(".plugin-button[title=Text]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[contenteditable=true]").last).to_be_focused()
    page.keyboard.type("There is more.")
    editor.save("Save draft")

    blocks = article.revisions.get().document["blocks"]
    assert [block.get("text") for block in blocks] == [None, "<p>It goes on.</p>", "<p>There is more.</p>"]
