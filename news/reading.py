"""How long a text is: in words, and in minutes of reading."""

import math
import re
from collections.abc import Iterable
from html import unescape

from django.utils.html import strip_tags

# Silent reading of prose, as usually measured for adults.
WORDS_A_MINUTE = 230
# Letters and digits of any script; "well-known", "it's" and "3.5" are one word. The admin's length.js counts alike.
_WORD = re.compile(r"[^\W_]+(?:[.,’'\u2010\u2011-][^\W_]+)*")
_EDGE = re.compile(r"<(?=/?(?:p|br|li|h\d|blockquote)\b)")


def words_in(html: str) -> int:
    """The number of words in a rich or plain text."""
    return len(_WORD.findall(unescape(strip_tags(_EDGE.sub(" <", html)))))


def minutes(words: int) -> int:
    """Whole minutes, begun ones counted; none for nothing."""
    return math.ceil(words / WORDS_A_MINUTE)


def length_of(lead: str, texts: Iterable[str]) -> tuple[int, int]:
    """Words and minutes of a story: its lead and its texts."""
    words = words_in(lead) + sum(words_in(text) for text in texts)
    return words, minutes(words)
