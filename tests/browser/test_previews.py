"""A preview in its frame, and a share link: what no client but a browser tells."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from news.models import Share
from tests import make


@pytest.mark.django_db(transaction=True)
def test_a_preview_stands_in_a_frame_of_its_width_and_a_link_opens_it_to_a_stranger(
    page, browser, live_server, client
):
    editor = make.an_editor()
    article = make.an_article("Back for more", hero=make.an_image(size=(480, 270), alt="A road."))
    article.save_draft(by=editor, version=article.version)
    client.force_login(editor)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    page.goto(f"{live_server.url}/admin/news/article/{article.pk}/preview/")
    page.get_by_role("link", name="At another moment or width").click()
    page.get_by_role("link", name="390 px").click()
    framed = page.frame_locator("iframe")
    expect(framed.get_by_role("heading", name="Back for more")).to_be_visible()
    assert framed.locator("html").evaluate("() => window.innerWidth") == 390
    assert framed.get_by_alt_text("A road.").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0

    page.goto(f"{live_server.url}/admin/news/article/{article.pk}/shares/")
    page.locator("[name=label]").fill("a friend")
    page.get_by_role("button", name="Make the link").dblclick()
    link = page.get_by_role("textbox", name="The link for").input_value()
    assert Share.objects.count() == 1

    stranger = browser.new_page()
    stranger.goto(live_server.url + link.removeprefix(settings.SITE_URL))
    expect(stranger.get_by_text("Please do not pass it on.")).to_be_visible()
    picture = stranger.get_by_alt_text("A road.")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert not stranger.context.cookies()
    stranger.close()
