"""The network, the session and the tab go in mid-sentence, and no more than five seconds of typing go with them."""

import time

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from catalog.models import Unsaved
from news.models import Article
from tests import make
from tests.browser.newsroom import Editor

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "It goes on, and nobody knows for how long."
MOST_SECONDS = 5


@pytest.fixture
def article():
    return make.an_article(title="The Salt Road", text="<p>Told.</p>")


@pytest.fixture
def editor(page, live_server):
    make.an_editor(username="mara")
    editor = Editor(page, live_server.url)
    editor.sign_in("mara", "open sesame")
    return editor


def form_of(article):
    return f"/admin/news/article/{article.pk}/change/"


def type_into_the_text(page, words):
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" " + words)


def eventually(page, something):
    """How many seconds it took until something was so; the browser goes on meanwhile."""
    began = time.monotonic()
    while not something():
        assert time.monotonic() - began < MOST_SECONDS
        page.wait_for_timeout(50)
    return time.monotonic() - began


def sign_in_in_another_tab(editor, context, link):
    with context.expect_page() as opened:
        link.click()
    tab = Editor(opened.value, editor.address)
    tab.fill("login", "mara")
    tab.fill("password", "open sesame")
    tab.press("Log in")


def test_the_tab_dies_in_mid_sentence(editor, page, context, article):
    editor.go(form_of(article))
    type_into_the_text(page, "nobody knows for how")
    eventually(page, lambda: any("knows+for+how" in kept.body for kept in Unsaved.objects.waiting()))
    page.close(run_before_unload=False)

    page = context.new_page()
    page.goto(editor.address + form_of(article))
    page.get_by_role("link", name="The Salt Road").last.click()
    expect(page.locator("ins")).to_have_text(" nobody knows for how")
    page.get_by_role("button", name="Take it").click()
    expect(page.locator("[contenteditable=true]").first).to_have_text("Told. nobody knows for how")
    Editor(page, editor.address).save("Save draft")

    assert "nobody knows for how" in article.revisions.get().document["blocks"][0]["text"]
    assert not Unsaved.objects.waiting().exists()
    # What this browser still had is known to be saved.
    expect(page.locator(".keeping-found")).to_be_hidden()


def test_the_network_dies_in_mid_sentence(editor, page, context, article):
    editor.go(form_of(article))
    context.set_offline(True)
    type_into_the_text(page, "nobody knows for how")
    expect(page.locator(".keeping-state")).to_have_text("Offline: kept in this browser")
    assert not Unsaved.objects.exists()
    # The tab dies too; in another one, later, the words come back from the browser.
    page.close(run_before_unload=False)
    context.set_offline(False)

    page = context.new_page()
    page.goto(editor.address + form_of(article))
    # A closing page tries once more, so that the site may have them already.
    page.locator(".keeping-found a").first.click()
    expect(page.locator("ins")).to_have_text(" nobody knows for how")

    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('unsaved:')).length") == 0


def test_the_network_comes_back_and_what_was_typed_is_sent(editor, page, context):
    editor.go("/admin/news/article/add/")
    context.set_offline(True)
    editor.fill("title", "Written on a train")
    expect(page.locator(".keeping-state")).to_have_text("Offline: kept in this browser")

    context.set_offline(False)

    eventually(page, lambda: Unsaved.objects.filter(title__contains="Written on a train").exists())
    expect(page.locator(".keeping-state")).to_contain_text("Saved a copy")


def test_the_session_dies_in_mid_sentence_and_logging_in_in_another_tab_saves_all(editor, page, context, article):
    editor.go(form_of(article))
    Session.objects.all().delete()
    type_into_the_text(page, SENTENCE)
    expect(page.locator(".keeping-state")).to_contain_text("You are logged out: log in in another tab, then save.")
    sign_in_in_another_tab(editor, context, page.locator(".keeping-state a"))

    editor.save("Save draft")

    assert SENTENCE in article.revisions.get().document["blocks"][0]["text"]


def test_a_form_that_was_sent_without_a_session_is_sent_again_by_a_click(editor, page, context, article):
    editor.go(form_of(article))
    type_into_the_text(page, SENTENCE)
    Session.objects.all().delete()
    editor.press("Save draft")
    expect(page.get_by_role("heading", name="Not saved yet, and not lost")).to_be_visible()
    sign_in_in_another_tab(editor, context, page.get_by_role("link", name="Log in in another tab"))

    editor.press("Send it again")

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert SENTENCE in Article.objects.get().revisions.get().document["blocks"][0]["text"]
