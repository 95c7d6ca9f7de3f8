"""Light and dark: by the system or as chosen, in the right colours from the first moment on, and white on paper."""

import pytest
from playwright.sync_api import expect

LIGHT, DARK = "rgb(244, 246, 244)", "rgb(17, 20, 22)"
GROUND = "getComputedStyle(document.body).backgroundColor"
# Once the body stands and before it is painted for the first time, which no deferred script comes before.
AT_FIRST = f"""requestAnimationFrame(function look() {{
  if (!document.body) return requestAnimationFrame(look)
  window.atFirst ??= {GROUND}
}})"""


def bar(page):
    """The colours that the browser's bar may take on."""
    bars = page.locator("[name=theme-color]")
    return bars.evaluate_all("bars => bars.filter(bar => matchMedia(bar.media).matches).map(bar => bar.content)")


@pytest.mark.parametrize(("system", "own", "other"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)])
def test_a_page_is_in_the_chosen_colours_before_it_is_first_painted(new_context, live_server, system, own, other):
    page = new_context(color_scheme=system).new_page()
    page.add_init_script(AT_FIRST)
    page.goto(f"{live_server.url}/feeds/")
    choice = page.get_by_label("Colours")
    expect(choice).to_have_value("auto")
    assert page.evaluate("atFirst") == page.evaluate(GROUND) == own

    chosen = "dark" if system == "light" else "light"
    choice.select_option(chosen)
    assert page.evaluate(GROUND) == other
    assert bar(page) == ["#111416" if chosen == "dark" else "#f4f6f4"]

    # What comes late, or never, has no part in it.
    page.route("**/theme*.js", lambda route: route.abort())
    page.reload()
    assert page.evaluate("atFirst") == page.evaluate(GROUND) == other
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == chosen
    assert bar(page) == ["#111416" if chosen == "dark" else "#f4f6f4"]
    assert page.context.cookies() == []

    page.emulate_media(media="print")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")
    page.unroute("**/theme*.js")
    page.goto(f"{live_server.url}/series/")
    expect(page.get_by_label("Colours")).to_have_value(chosen)
    page.get_by_label("Colours").select_option("As the system")
    assert page.evaluate(GROUND) == own
    page.reload()
    assert page.evaluate("atFirst") == own


def test_a_choice_in_one_tab_holds_in_the_others_and_nonsense_is_none(new_context, live_server):
    context = new_context(color_scheme="light")
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(f"{live_server.url}/feeds/")
    first.get_by_label("Colours").select_option("dark")
    expect(second.get_by_label("Colours")).to_have_value("dark")
    assert second.evaluate(GROUND) == DARK

    first.evaluate("localStorage.theme = '\"><b>'")
    first.reload()
    assert first.evaluate(GROUND) == LIGHT
    expect(first.get_by_label("Colours")).to_have_value("auto")


def test_without_scripts_there_is_no_switch_and_the_system_is_followed(new_context, live_server):
    page = new_context(java_script_enabled=False, color_scheme="dark").new_page()
    page.goto(f"{live_server.url}/feeds/")

    expect(page.get_by_label("Colours")).to_be_hidden()
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == DARK
