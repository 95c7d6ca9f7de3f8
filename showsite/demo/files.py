"""The files of the demo: what is recorded, what is gathered, what is invented, and our own stories."""

import json
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
RECORDED = HERE / "tvmaze.json"


def recorded():
    """Series as the API of TVmaze gives them."""
    return json.loads(RECORDED.read_text(encoding="utf-8"))


def loglines():
    """A sentence and a poster for each recorded series, by TVmaze id."""
    return {int(number): words for number, words in _toml("loglines.toml").items()}


def defenders():
    return json.loads((HERE / "defenders.json").read_text(encoding="utf-8"))


def invented():
    return _toml("invented.toml")


def authors():
    return _toml("authors.toml")


def stories():
    return [_toml(path) for path in sorted((HERE / "articles").glob("*.toml"))]


def _toml(name):
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
