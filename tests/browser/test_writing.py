"""A story is written in a real browser: blocks deleted and put back, links found, what is pasted comes out clean."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from news.models import AnswerBox, Article, RichText
from tests import clipboards, make
from tests.browser.newsroom import Editor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    article = make.an_article(text="<p>It goes on.</p>")
    make.a_block(article, AnswerBox)
    return article


@pytest.fixture
def editor(page, live_server, article):
    make.an_editor(username="mara")
    editor = Editor(page, live_server.url)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    # What is refused in pasted HTML is told on the console, as it should be.
    refused = "Executing inline event handler violates"
    page.on("console", lambda said: said.type == "error" and refused not in said.text and errors.append(said.text))
    editor.sign_in("mara", "open sesame")
    editor.go(f"/admin/news/article/{article.pk}/change/")
    yield editor
    assert not errors


def texts():
    blocks = Article.objects.get().revisions.first().document["blocks"]
    return [block.get("text") for block in blocks]


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_blocks_are_duplicated_deleted_and_put_back_without_losing_a_word(editor, page):
    prose = page.locator("[contenteditable=true]")
    live = page.locator("#news-live")
    expect(page.locator("#news-length")).to_have_text("Words: 9. Reading time: 1 min.")
    prose.click()
    page.keyboard.press("End")
    page.keyboard.type(" There is more.")
    expect(page.locator(".inline_label", has_text="It goes on. There is more.")).to_be_visible()
    expect(page.locator("#news-length")).to_have_text("Words: 12. Reading time: 1 min.")

    button(page, "Duplicate: Text").press("Enter")
    expect(live).to_have_text("Duplicated: Text: It goes on. There is more.")
    expect(prose).to_have_count(2)
    expect(prose.last).to_be_focused()
    expect(prose.last).to_have_text("It goes on. There is more.")
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(" Twice.")

    # A new one, and one that was saved: gone, and back with what was typed.
    button(page, "Delete: Text").last.press("Enter")
    expect(page.locator(".news-undo")).to_have_text("Deleted: Text: It goes on. There is more. Twice. Undo")
    expect(page.locator("#news-length")).to_have_text("Words: 12. Reading time: 1 min.")
    expect(page.locator(":focus")).to_have_text("Undo")
    page.keyboard.press("Enter")
    expect(live).to_have_text("Put back: Text: It goes on. There is more. Twice.")
    button(page, "Delete: Text").first.press("Enter")
    page.keyboard.press("Enter")
    button(page, "Delete: Answer box").press("Enter")
    editor.save("Save draft")
    assert texts() == ["<p>It goes on. There is more.</p>", "<p>It goes on. There is more. Twice.</p>"]

    # What is left deleted is gone when it is saved, also what never was.
    page.locator(".order-machine-insert-target.last").press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Never.")
    button(page, "Delete: Text").last.press("Enter")
    button(page, "Delete: Text").first.press("Enter")
    editor.save("Save draft")
    assert texts() == ["<p>It goes on. There is more. Twice.</p>"]


def test_a_series_is_linked_by_its_name_with_the_keyboard_alone(editor, page):
    make.a_series("Tidewater")
    prose = page.locator("[contenteditable=true]")
    prose.click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(" Like ")
    page.keyboard.press("ControlOrMeta+k")
    dialog = page.get_by_role("dialog", name="Link")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("tide")
    expect(dialog.get_by_role("option")).to_have_text("TidewaterSeries")
    page.keyboard.press("Enter")
    expect(prose).to_be_focused()
    page.keyboard.type("it is.")
    # Escape leaves everything as it was.
    page.keyboard.press("ControlOrMeta+k")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(prose).to_be_focused()
    editor.save("Save draft")

    assert texts()[0] == '<p>It goes on. Like <a href="/series/tidewater/">Tidewater</a> it is.</p>'
    assert Article.objects.get().revisions.first().links.filter(role="mention").get().series.title == "Tidewater"


def test_what_is_pasted_comes_out_as_prose_from_every_program(editor, page):
    prose = page.locator("[contenteditable=true]")
    for program, (html, expected) in clipboards.ALL.items():
        prose.press("ControlOrMeta+a")
        prose.press("Delete")
        prose.evaluate(
            """(node, html) => {
                const data = new DataTransfer();
                data.setData("text/html", html);
                data.setData("text/plain", "plain");
                const options = {clipboardData: data, bubbles: true, cancelable: true};
                node.dispatchEvent(new ClipboardEvent("paste", options));
            }""",
            html,
        )
        assert page.locator("textarea[name$='0-text']").input_value() == expected, program
    editor.save("Save draft")
    assert texts()[0] == expected
    assert RichText.objects.get().text == expected


def test_a_note_is_written_answered_and_resolved_beside_what_is_typed_and_not_sent(editor, page, article):
    version = page.locator("[name=version]").input_value()
    page.locator("#id_title").fill("Half a thought")
    notes, said = page.locator("#news-note-list .news-note"), page.locator("#news-live")

    button(page, "Note: Text").press("Enter")
    page.keyboard.type("Who says so?")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(said).to_have_text("Noted.")
    expect(button(page, "Note: Text")).to_be_focused()
    beside = page.locator(".inline-related .news-note")
    expect(beside).to_contain_text("Who says so?")
    # Words of an answer stay while something else is done, and when the page is loaded again.
    beside.get_by_role("link", name="Answer").press("Enter")
    page.keyboard.type("The press")
    button(page, "Resolve: Who says so?").first.press("Enter")
    expect(page.locator("#notes-heading")).to_contain_text("none to be resolved")
    expect(page.locator("#news-note-text")).to_have_value("The press")
    expect(page.locator("#id_title")).to_have_value("Half a thought")
    assert page.locator("[name=version]").input_value() == version

    editor.save("Save draft")
    expect(page.locator("#news-note-text")).to_have_value("The press")
    page.locator("#news-note-text").press("ControlOrMeta+Enter")
    expect(notes.locator(".news-answers")).to_have_text(re.compile("The press"))
    assert article.notes.resolved().count() == 1
    article.refresh_from_db()
    assert article.title == "Half a thought"


def test_the_form_of_an_article_is_accessible_in_light_and_dark(editor, page):
    page.on("dialog", lambda question: question.accept())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.reload()
        button(page, "Delete: Answer box").press("Enter")
        for state in ("form", "dialog"):
            if state == "dialog":
                page.locator("[contenteditable=true]").press("ControlOrMeta+k")
                expect(page.get_by_role("combobox", name="A series, season or person, or an address")).to_be_focused()
            violations = Axe().run(page).response["violations"]
            assert [
                (each["id"], [node["html"] for node in each["nodes"]][:3])
                for each in violations
                if each["impact"] in {"serious", "critical"}
            ] == [], (scheme, state)
        page.keyboard.press("Escape")
