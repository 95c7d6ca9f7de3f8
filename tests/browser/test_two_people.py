"""Two people in one article, each in a browser: however one saves, nothing is overwritten, nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from catalog.models import Series, Spreadsheet
from news.models import Article
from tests import make

LATER = {"when": "later", "at_0": "2099-03-01", "at_1": "09:00:00"}
# Of each way of saving an article: the last part of its page, what is typed there, and the button.
WAYS = {
    "form": ("change", {"title": "My title"}, "Save draft"),
    "second tab": ("change", {"lead": "My other lead."}, "Save draft"),
    "schedule": ("publish", LATER | {"note": "My note."}, "Publish"),
    "correct": ("correct", {"text": "I misspelt it.", "lead": "My correction."}, "Correct"),
    "withdraw": ("withdraw", {"reason": "A doubt about my source."}, "Withdraw"),
    "restore": ("restore", {}, "Restore"),
}


def stored():
    """All that the newsroom has, but what was kept of forms."""
    series, article = Series.objects.get(), Article.objects.get()
    revisions = list(article.revisions.values_list("number", "live_from", "live_until"))
    return article.version, article.title, article.lead, revisions, series.logline, list(series.genres.all())


def tells(tab, title, colleague="boris"):
    """The page of a conflict in an article: who was quicker, and what it says now."""
    expect(tab.page.locator(".errornote, .errorlist").filter(has_text=colleague).first).to_be_visible()
    if tab.page.locator(".news-conflict").count():
        expect(tab.page.locator(".news-conflict")).to_contain_text(title)


@pytest.mark.django_db(transaction=True)
def test_whatever_way_one_saves_what_a_colleague_saved_in_between_stands(newsroom):
    mara, boris = newsroom(make.an_editor(username="mara")), newsroom(make.an_editor(username="boris"))
    mara.expects.add("409 (Conflict)")
    series = make.a_series("The Salt Road", logline="A road.")
    make.a_genre("Drama")
    article = make.a_published_article("Old title", about=series, text="<p>It goes on.</p>")
    page = f"/admin/news/article/{article.pk}"
    lines = "slug,logline\nthe-salt-road,From a sheet.\n"
    sheet = Spreadsheet.objects.create(kind="series", name="rows.csv", text=lines)

    # Mara opens everything, and types; Boris saves the series and the article.
    tabs = {}
    for way, (last, typed, _button) in WAYS.items():
        tabs[way] = mara.tab()
        tabs[way].go(f"{page}/{last}/")
        for name, value in typed.items():
            tabs[way].fill(name, value)
    imports, bulk = mara.tab(), mara.tab()
    imports.go(f"/admin/catalog/spreadsheet/{sheet.pk}/change/")
    bulk.go("/admin/catalog/series/")
    bulk.fill("_selected_action", True)
    bulk.fill("action", "Change the genres of the selected")
    bulk.press("Go")
    bulk.fill("genres", True)
    bulk.press("Preview")
    boris.go(f"/admin/catalog/series/{series.pk}/change/")
    boris.fill("logline", "A road of salt.")
    boris.save()
    boris.go(f"{page}/change/")
    boris.fill("title", "Their title")
    boris.save("Save draft")
    before = stored()

    for way, (_last, typed, button) in WAYS.items():
        tabs[way].press(button)
        tells(tabs[way], "Their title")
        for name, value in typed.items():
            field = tabs[way].page.locator(f"[name='{name}']")
            expect(field.and_(tabs[way].page.locator(":not([type=radio]), :checked"))).to_have_value(value)
        assert stored() == before, way
    imports.press("Import exactly this")
    expect(imports.page.locator(".messagelist .error")).to_be_visible()
    bulk.press("Change the genres of the selected")
    expect(bulk.page.locator(".messagelist .warning").last).to_contain_text("It has been changed in between.")
    assert stored() == before

    # A correction that reaches her text meanwhile is one more change to look at; then she saves what is hers.
    boris.act(f"{page}/change/", "Correct", text="He misspelt it.", lead="His correction.")
    form = tabs["form"]
    form.press("Save draft")
    tells(form, "His correction.")
    form.save("Save draft")
    assert stored()[1:3] == ("My title", "His correction.")
