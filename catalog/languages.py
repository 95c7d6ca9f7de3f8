"""Which language words are in, where that is not the site's: for screen readers, hyphenation and translators."""

import re

from django.utils.translation import get_language

CYRILLIC, LATIN = re.compile("[А-яЁё]"), re.compile("[A-Za-z]")
# Enough of a long text to tell its alphabet.
LOOKED_AT = 400


def other_language(text: str, code: str = "") -> str:
    """The language that words are marked with; "" where it is the site's.

    `code` is the language on record, the first of several. Most words of the catalog have none: their letters tell. On
    a Russian site words without a Cyrillic letter are English, on any other site words that are mostly Cyrillic are
    Russian. In doubt they are the site's own.
    """
    own = (get_language() or "en").partition("-")[0]
    if known := code.split():
        return known[0] if known[0].partition("-")[0] != own else ""
    start = str(text)[:LOOKED_AT]
    cyrillic, latin = len(CYRILLIC.findall(start)), len(LATIN.findall(start))
    if own == "ru":
        return "en" if latin and not cyrillic else ""
    return "ru" if cyrillic > latin else ""
