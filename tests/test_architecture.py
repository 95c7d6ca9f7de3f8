"""Imports go down only: showsite, news, catalog. Nothing below names anything above."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ABOVE = {"catalog": ("news", "showsite"), "news": ("showsite",)}
FILES = [(app, path) for app in ABOVE for path in sorted((ROOT / app).rglob("*.py"))]


def names_in(tree):
    """The modules that a file imports, with a dot behind them, and every string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"{alias.name}." for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield f"{node.module}."
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize(("app", "path"), FILES, ids=lambda value: str(getattr(value, "name", value)))
def test_nothing_names_what_is_above_it(app, path):
    tree = ast.parse(path.read_text())
    starts = tuple(f"{above}{mark}" for above in ABOVE[app] for mark in (".", ":", "/"))

    named = [name for name in names_in(tree) if name.startswith(starts)]

    assert named == []


def test_the_rule_sees_an_import_a_model_a_url_and_a_template():
    tree = ast.parse('import news.models\nmodel = "news.Article"\nurl = "news:feeds"\ntemplate = "news/_block.html"')

    assert len([name for name in names_in(tree) if name.startswith(("news.", "news:", "news/"))]) == 4
