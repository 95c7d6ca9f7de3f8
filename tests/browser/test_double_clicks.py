"""Two quick clicks in a real browser do a thing once, where nothing but the page can tell them from two deeds too."""

import re

import pytest
from playwright.sync_api import expect

from catalog.axes import Decision
from catalog.models import Person
from news.models import Article
from tests import make


@pytest.mark.django_db(transaction=True)
def test_two_quick_clicks_save_and_write_once(newsroom):
    mara = newsroom(make.an_editor(username="mara"))
    update = make.an_update(make.a_season(make.a_series("The Salt Road")), decision=Decision.ORDERED)

    def double_click(name):
        mara.page.get_by_role("button", name=name, exact=True).first.dblclick()

    # A second click while the site thinks about the first one.
    held = []
    mara.page.route(
        "**/person/add/", lambda way: held.append(way) if way.request.method == "POST" else way.continue_()
    )
    mara.go("/admin/catalog/person/add/")
    mara.fill("name", "Ada Marlow")
    save = mara.page.get_by_role("button", name="Save", exact=True).first.bounding_box()
    place = save["x"] + 10, save["y"] + 10
    with mara.page.expect_request(lambda asked: asked.method == "POST" and asked.url.endswith("/person/add/")):
        mara.page.mouse.click(*place)
    mara.page.mouse.click(*place)
    for way in held:
        way.continue_()
    expect(mara.page.locator(".messagelist .success")).to_have_count(1)
    assert len(held) == Person.objects.get().version == 1

    mara.go(f"/admin/news/article/write/?update={update.pk}")
    double_click("Write the story")
    expect(mara.page).to_have_url(re.compile(r"/article/\d+/change/"))
    article = Article.objects.get()
    mara.block("Timeline")
    double_click("Save draft")
    expect(mara.page.locator(".messagelist .success")).to_have_count(1)
    assert Article.objects.get().version == article.version + 1
