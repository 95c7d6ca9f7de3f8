"""An editor at the admin, and what an editor does there, in the newsroom's words."""

import re

from playwright.sync_api import Page, expect

# Milliseconds that a busy machine may take for a page; nothing waits longer than it has to.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


class Editor:
    """Somebody at the admin. Counts what it costs: clicks, and fields filled."""

    def __init__(self, page: Page, address: str):
        self.page, self.address = page, address
        self.clicks = self.fields = 0
        # What the browser may complain of: pieces of its sentences.
        self.expects: set[str] = set()
        self._said: list[str] = []
        self.watch(page)

    def watch(self, page: Page) -> None:
        """Note what goes wrong in a page, and what it asks of other hosts."""
        page.set_default_timeout(PATIENCE)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._said.append(str(error)))
        page.on("request", lambda asked: self._is_elsewhere(asked.url) and self._said.append(asked.url))

    def _hear(self, said) -> None:
        # A copy that is on its way while the form is saved is refused, and the browser says so if it still can.
        is_late = "409" in said.text and "/unsaved/keep/" in said.location["url"]
        if said.type in {"error", "warning"} and not is_late:
            self._said.append(said.text)

    def _is_elsewhere(self, url: str) -> bool:
        return not url.startswith((self.address, "data:", "blob:"))

    def tab(self) -> "Editor":
        """Another tab of the same browser, whose complaints are this one's."""
        other = Editor(self.page.context.new_page(), self.address)
        other.expects, other._said = self.expects, self._said
        return other

    def complaints(self) -> list[str]:
        return [said for said in self._said if not any(expected in said for expected in self.expects)]

    # -- the single movements ----------------------------------------------------------------------------------------

    def go(self, path: str) -> None:
        """Open a page by its address, which counts as the click on a bookmark."""
        self.page.goto(self.address + path)
        self.clicks += 1

    def click(self, locator) -> None:
        locator.click()
        self.clicks += 1

    def press(self, name: str) -> None:
        """Press the button, or follow the link, of this name, and wait for the page behind it."""
        button = self.page.get_by_role("button", name=name, exact=True)
        link = self.page.get_by_role("link", name=name, exact=True)
        with self.page.expect_navigation():
            self.click(button.or_(link).first)

    def fill(self, name: str, value) -> None:
        """Type into, choose in or tick the field of this name."""
        field = self.page.locator(f"[name='{name}']")
        self.fields += 1
        kind = field.first.evaluate("e => e.type")
        if kind == "radio":
            self.page.locator(f"[name='{name}'][value='{value}']").check()
        elif kind == "checkbox":
            field.set_checked(value)
        elif kind == "select-one":
            field.select_option(label=str(value))
        else:
            field.fill(str(value))

    def pick(self, name: str, typed: str, chosen: str | None = None) -> None:
        """Find a thing by its first letters in the autocomplete of this name, and choose it."""
        box = self.page.locator(f"[name='{name}'] + .select2 .select2-selection")
        box.scroll_into_view_if_needed()
        self.click(box)
        # A box for one has its search field in what drops down, a box for several in itself.
        search = self.page.locator(".select2-container--open .select2-search__field").last
        search.fill(typed)
        self.fields += 1
        # Behind a name may stand what tells namesakes apart.
        named = re.compile(rf"^\s*{re.escape(chosen or typed)}( \(.*\))?\s*$")
        self.click(self.page.locator(".select2-results__option[aria-selected]").filter(has_text=named).first)

    def unfold(self, heading: str) -> None:
        """Open a group of fields or rows that is folded."""
        summary = self.page.locator("summary", has_text=re.compile(heading, re.IGNORECASE)).first
        if not summary.evaluate("e => e.parentElement.open"):
            self.click(summary)

    def row(self, prefix: str, number: int) -> str:
        """The prefix of the fields of a row, which is added where there are not so many yet."""
        while self.page.locator(f"#{prefix}-{number}").count() == 0:
            self.click(self.page.locator(f"#{prefix}-group .add-row a"))
        return f"{prefix}-{number}"

    def save(self, button: str = "Save and continue editing") -> None:
        self.press(button)
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    # -- what an editor does -----------------------------------------------------------------------------------------

    def sign_in(self, username: str, password: str) -> None:
        self.go("/admin/")
        self.fill("login", username)
        self.fill("password", password)
        self.press("Log in")

    def add(self, model: str, save: str = "Save and continue editing", **fields) -> None:
        """Add a thing that needs nothing but plain fields."""
        self.go(f"/admin/{model}/add/")
        for name, value in fields.items():
            self.fill(name, value)
        self.save(save)

    def add_person(self, name: str, alias: str = "") -> None:
        self.go("/admin/catalog/person/add/")
        self.fill("name", name)
        if alias:
            row = self.row("names", 0)
            self.fill(f"{row}-name", alias)
            self.fill(f"{row}-kind", "Misspelling")
        self.save("Save")

    def paste_credits(self, season: str, text: str) -> None:
        """Paste a list of cast and crew into a season, and save what was read."""
        self.go(season)
        self.press("Paste credits")
        self.fill("text", text)
        self.press("Read")
        self.press("Save these credits")
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def record(self, season: str, **said) -> None:
        """Record what somebody said about a season, from its page in the admin."""
        self.go(season)
        self.press("Add update")
        dates = said.pop("dates", [])
        source = said.pop("source", None)
        for name, value in said.items():
            self.fill(name, value)
        for number, (event, region, when) in enumerate(dates):
            for name, value in (("event", event), ("region", region), ("date", when)):
                self.fill(f"dates-{number}-{name}", value)
        if isinstance(source, dict):
            for name, value in source.items():
                self.fill(f"source_{name}", value)
        elif source:
            self.pick("source", source)
        self.press("Record")
        if self.page.locator(".catalog-rehearsal").is_visible():
            # There was something to warn of first.
            self.press("Record")
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def block(self, kind: str) -> str:
        """Add a block of this kind at the end of the article; the prefix of its fields."""
        prefix = self.page.locator(f".plugin-button[title='{kind}']").get_attribute("data-plugin-prefix")
        number = self.page.locator(f"#id_{prefix}-TOTAL_FORMS").input_value()
        self.click(self.page.locator(".order-machine-insert-target.last"))
        self.click(self.page.locator(f".plugin-button[title='{kind}']"))
        return f"{prefix}-{number}"

    def write(self, prefix: str, text: str) -> None:
        """Type into the rich text of a block, over what stands there."""
        area = self.page.locator(f"#{prefix} [contenteditable=true], .field-{prefix} [contenteditable=true]").first
        area.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.fields += 1

    def act(self, article: str, name: str, **said) -> None:
        """Press a button of an article or a version, fill in its page, and do it."""
        self.go(article)
        self.press(name)
        for field, value in said.items():
            self.fill(field, value)
        self.press(name)
        # What is to come is shown before it is done.
        if self.page.locator("[name='_sure']").count():
            self.press(name)
