"""Text folded for search, and slugs from titles in any script."""

import re
import unicodedata

from anyascii import anyascii
from django.utils.text import slugify

SLUG_LENGTH = 100
# Each word of a search is a condition, and databases take so many of them.
MOST_WORDS = 20


def fold(text: str) -> str:
    """Lower case, no diacritics (ё is е), no punctuation, single spaces: what search and matching compare."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\x00", " ").casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+|_", " ", bare.encode("utf-8", "ignore").decode()).split())


def search_name(*texts: str) -> str:
    """The folded form of some texts with a space before every word, so that " def" finds the start of a word."""
    return "".join(f" {folded}" for text in texts if (folded := fold(text)))


def beginnings(text: str) -> list[str]:
    """The folded words of a text that is searched for, without those with which another of them begins."""
    words = list(dict.fromkeys(fold(text).split()[:MOST_WORDS]))
    return [word for word in words if not any(other != word and other.startswith(word) for other in words)]


def slug_of(text: str) -> str:
    """A readable slug for a title or name in any script; empty only for a text without letters and digits."""
    return slugify(anyascii(text.encode("utf-8", "ignore").decode()))[:SLUG_LENGTH].strip("-")
