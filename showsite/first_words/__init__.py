"""The first words of the site's own pages, in each language that it speaks. Editors write on from there.

A file each: title, sentence and rich text, with an empty line between them.
"""

from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FOLDER = Path(__file__).parent
LANGUAGES = ["en", "ru"]


class FirstWords(NamedTuple):
    slug: str
    title: str
    lead: str
    text: str
    language: str


def first_words(language_code: str = "") -> list[FirstWords]:
    """Those in a language, of the site when none is named; in English where we have none."""
    language = (language_code or settings.LANGUAGE_CODE).partition("-")[0]
    language = language if language in LANGUAGES else "en"
    found = []
    for path in sorted((FOLDER / language).glob("*.html")):
        title, lead, text = path.read_text(encoding="utf-8").split("\n\n", 2)
        # A line is a paragraph or a heading: the editor keeps nothing between them.
        found.append(FirstWords(path.stem, title, lead.replace("\n", " "), text.replace("\n", ""), language))
    return found
