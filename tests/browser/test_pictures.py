"""The focal point of a picture, by click and by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from catalog.models import Image
from tests import make
from tests.browser.newsroom import Editor


@pytest.mark.django_db(transaction=True)
def test_the_focal_point_is_set_by_click_and_by_arrow_keys_and_crops_follow(live_server, page):
    make.an_editor(username="nora")
    image = make.an_image((1200, 800), alt="A lighthouse")
    editor = Editor(page, live_server.url)
    editor.sign_in("nora", "open sesame")
    editor.go(reverse("admin:catalog_image_change", args=[image.pk]))
    picture, marker = page.locator(".catalog-focal img"), page.locator(".catalog-focal-marker")
    box = picture.bounding_box()

    picture.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
    expect(page.locator("[name=focal_x]")).to_have_value("25")
    expect(marker).to_be_focused()
    for key in ("ArrowLeft", "Shift+ArrowLeft", "ArrowDown"):
        marker.press(key)
    expect(page.locator("[name=focal_x]")).to_have_value("14")
    expect(marker).to_have_attribute(
        "aria-label", "Focal point. Arrow keys move it, with Shift in larger steps. 14 % / 51 %"
    )
    square = page.locator(".catalog-crops .shape-square")
    assert square.evaluate("e => getComputedStyle(e).objectPosition").startswith("0%")
    editor.save()

    assert (Image.objects.get().focal_x, Image.objects.get().focal_y) == (14, 51)
