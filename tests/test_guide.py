"""The editor's guide shows what its script takes, and nothing else."""

import re

from docs import take_screenshots as script


def test_the_guide_shows_each_picture_that_the_script_takes_and_no_other():
    shown = re.findall(r"!\[[^\]]+\]\((\S+)\)", (script.FOLDER.parent / "editors.md").read_text())

    taken = [script.picture_of(shot) for shot in script.SHOTS]
    assert sorted(script.FOLDER.parent / place for place in shown) == sorted(taken)
    assert sorted(script.FOLDER.iterdir()) == sorted(taken)
