"""The tokens of a text: what a search index holds of it, and what is looked for in one. The same on any database."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer
from anyascii import anyascii

from catalog.folding import fold

# No word that anybody types is longer; an index takes only so much.
LONGEST = 60
# Of a text with more different ones the first are enough to be found by.
MOST = 20_000
_RAW = re.compile(r"[^\W\d_]+")
_STEMMERS = {"latin": snowballstemmer.stemmer("english"), "cyrillic": snowballstemmer.stemmer("russian")}


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return [word[:LONGEST] for word in fold(text).split()]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The folded stem of an unfolded English or Russian word; of any other, and of a short one, the folded word.

    Stemmed before it is folded, since folding turns й into и, and with it the endings into others.
    """
    word = unicodedata.normalize("NFC", word.casefold())
    if len(word) < 4:
        return fold(word)
    if word.isascii():
        return _STEMMERS["latin"].stemWord(word)
    if "а" <= word[0] <= "ё":
        return fold(_STEMMERS["cyrillic"].stemWord(word.replace("ё", "е")))
    return fold(word)


def stems(text: str) -> dict[str, str]:
    """The stems of the words of a text, by folded word, where they are others."""
    raw = _RAW.findall(unicodedata.normalize("NFC", text))
    pairs = {fold(word)[:LONGEST]: stem(word)[:LONGEST] for word in raw if len(word) <= LONGEST}
    return {word: found for word, found in pairs.items() if found and found != word and " " not in word + found}


def latin(text: str) -> str:
    """A text in other letters as people write it in Latin ones, folded: "zashchitniki" for "Защитники"."""
    return "" if text.isascii() else fold(anyascii(text.encode("utf-8", "ignore").decode()))


def tokens(*texts: str, stemmed: bool = True) -> str:
    """The words of some texts, their Latin forms and the stems with which they do not begin; each once."""
    found: dict[str, None] = {}
    for text in texts:
        own = words(text)
        found |= dict.fromkeys(own)
        found |= dict.fromkeys(word[:LONGEST] for word in latin(text).split())
        if stemmed:
            found |= dict.fromkeys(short for word, short in stems(text).items() if not word.startswith(short))
    return " ".join(list(found)[:MOST])
