"""A rule that is left open swallows all that stand below it, and nothing complains."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from showsite.static_files import TidyStaticFilesStorage

ROOT = Path(__file__).parent.parent
SHEETS = sorted((ROOT / "static").rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_rule_is_closed_before_the_next_begins(sheet):
    text = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), sheet.read_text(), flags=re.DOTALL)
    open_rules = []
    for number, line in enumerate(text.splitlines(), 1):
        for sign in re.findall("[{}]", line):
            if sign == "{":
                assert not open_rules or open_rules[-1].startswith("@"), f"{open_rules[-1]} is open in line {number}"
                open_rules.append(line.strip())
            else:
                open_rules.pop()

    assert open_rules == []


def _contrast(one, other):
    """The contrast of two colours as WCAG 2.2 works it out."""

    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_the_colours_of_text_can_be_read_and_are_those_that_the_design_tells():
    sheet = (ROOT / "static" / "style.css").read_text()
    schemes = [dict(re.findall(r"--(\w+): (#\w{6})", rule)) for rule in re.findall(r"{[^{}]*--paper: [^{}]*}", sheet)]
    light, dark, chosen, _paper = schemes
    assert dark == chosen
    told = re.findall(
        r"^\| (\w+) \| (#\w{6}) \| ([\d.]*) *\| (#\w{6}) \| ([\d.]*) *\|",
        (ROOT / "docs" / "design.md").read_text(),
        re.MULTILINE,
    )
    assert {name: colour for name, colour, *_ in told} == light
    assert {name: colour for name, _, _, colour, _ in told} == dark
    for name, bright, on_bright, dim, on_dim in told[1:]:
        contrasts = [_contrast(bright, light["paper"]), _contrast(dim, dark["paper"])]
        assert [f"{contrast:.2f}" for contrast in contrasts] == [on_bright, on_dim]
        # A hairline is ornament.
        assert name == "hair" or min(contrasts) >= 4.5


def test_readers_are_sent_the_sheet_without_its_comments_and_with_all_of_its_rules(tmp_path):
    sheet = (ROOT / "static" / "style.css").read_bytes()
    files = FileSystemStorage(ROOT / "static")
    storage = TidyStaticFilesStorage(tmp_path)
    for name in ("style.css", "icon.svg"):
        with files.open(name) as file:
            storage.save(name, file)
    for _done in storage.post_process({"style.css": (files, "style.css")}):
        pass

    sent = (tmp_path / storage.stored_name("style.css")).read_text()
    assert "/*" not in sent and len(sent) < len(sheet) * 0.9
    assert sent.count("{") == re.sub(r"/\*.*?\*/", "", sheet.decode(), flags=re.DOTALL).count("{")
    assert (tmp_path / "style.css").read_text() == sent
    assert (tmp_path / "icon.svg").read_bytes() == (ROOT / "static" / "icon.svg").read_bytes()
