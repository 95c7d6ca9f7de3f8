"""A rule that is left open swallows all that stand below it, and nothing complains."""

import re
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).parent.parent / "static").rglob("*.css"))


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
