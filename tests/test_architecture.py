"""Imports go down only: showsite, news, catalog. Nothing below names anything above."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ABOVE = {"catalog": ("news", "showsite"), "news": ("showsite",)}
FILES = [(app, path) for app in ABOVE for path in sorted((ROOT / app).rglob("*.py"))]


def names_in(tree):
    """Every string, and with a dot behind them the modules that a file imports, the apps that a migration depends on
    and those that it asks the registry for."""
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom(module=None):
                yield from (f"{alias.name}." for alias in node.names)
            case ast.ImportFrom():
                yield f"{node.module}."
            case ast.Assign(targets=[ast.Name("dependencies" | "run_before")], value=ast.List(pairs)):
                yield from (f"{pair.elts[0].value}." for pair in pairs if isinstance(pair, ast.Tuple))
            case ast.Call(func=ast.Attribute(attr="get_model"), args=[ast.Constant(app), *_]):
                yield f"{app}."
            case ast.Constant(str(text)):
                yield text


@pytest.mark.parametrize(("app", "path"), FILES, ids=lambda value: str(getattr(value, "name", value)))
def test_nothing_names_what_is_above_it(app, path):
    tree = ast.parse(path.read_text())
    starts = tuple(f"{above}{mark}" for above in ABOVE[app] for mark in (".", ":", "/"))

    named = [name for name in names_in(tree) if name.startswith(starts)]

    assert named == []


@pytest.mark.parametrize(
    "line",
    [
        "import news.models",
        "from news import models",
        "from .. import news",
        'model = "news.Article"',
        'address = "news:feeds"',
        'template = "news/_block.html"',
        'dependencies = [("catalog", "0001_initial"), ("news", "0001_initial")]',
        'apps.get_model("news", "Article")',
    ],
)
def test_the_rule_sees_every_way_to_name_an_app(line):
    assert [name for name in names_in(ast.parse(line)) if name.startswith(("news.", "news:", "news/"))]
