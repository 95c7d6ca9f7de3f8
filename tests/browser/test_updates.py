"""Recording an update with the small scripts: dates are read back as they are typed, addresses find their source."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from catalog.axes import Tier
from tests import make
from tests.browser.newsroom import Editor

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_date_is_read_back_while_it_is_typed_and_an_address_finds_its_source(live_server, page):
    make.an_editor(username="nora")
    season = make.a_season(number=2)
    known = make.a_source(url="https://example.org/renewed", title="Renewed!")
    make.a_source(Tier.TRADE_PRESS, "The Trade", url="https://trade.example.com/1")
    editor = Editor(page, live_server.url)
    editor.sign_in("nora", "open sesame")
    editor.go(reverse("admin:catalog_season_record", args=[season.pk]))

    editor.fill("dates-0-date", "spring 2027")
    reading = page.locator("output[for=id_dates-0-date]")
    expect(reading).to_have_text("spring 2027 (1 March 2027 to 31 May 2027) 2027-21")
    editor.fill("dates-0-date", "soonish")
    expect(reading).to_contain_text("Write it like one of these")
    editor.fill("dates-0-date", "TBA")
    editor.fill("source_url", "https://trade.example.com/2")
    page.locator("[name=source_url]").blur()
    expect(page.locator("[name=source_publisher]")).to_have_value("The Trade")
    editor.fill("source_url", "http://www.example.org/renewed/?utm_source=x")
    page.locator("[name=source_url]").blur()
    expect(page.locator("#select2-id_source-container")).to_contain_text("Meridian: Renewed!")
    editor.fill("announced_on", "3 March 2026")
    editor.fill("summary", "The network ordered it.")
    editor.fill("certainty", "Official")
    editor.fill("decision", "Ordered")
    editor.press("Preview")
    expect(page.locator(".catalog-rehearsal")).to_contain_text("Renewed, no date yet")
    editor.press("Record")

    update = season.updates.get()
    assert (update.source, update.decision) == (known, "ordered")
