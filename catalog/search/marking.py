"""Showing why something was found: marks around what fits, and the part of a text in which it does."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from catalog.folding import fold
from catalog.search.asking import ASKING, SHORTEST_STEM, Asked
from catalog.search.tokens import stem

# Letters and digits with the accents that stand on them.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
# How many words of a text are shown around what fits.
AROUND = 30


class Marker:
    """Marks the words of texts that a query found."""

    def __init__(self, asked: Asked, also: Iterable[str] = ()):
        # Of a question only what it is about is marked; of words like "the" not what merely begins like them.
        self.whole = {word for word in asked.about if len(word) == 1 or word in ASKING} | set(also)
        self.begins = tuple(word for word in asked.about if word not in self.whole)
        self.stems = {short for word in self.begins if len(short := asked.stem(word)) >= SHORTEST_STEM}

    def fits(self, word: str) -> bool:
        folded = fold(word)
        return bool(
            folded
            and (
                folded in self.whole
                or folded.startswith(self.begins or (" ",))
                or folded.startswith(tuple(self.stems) or (" ",))
                or stem(word) in self.stems
            )
        )

    def mark(self, text: str) -> SafeString:
        """A text as HTML, with the words that fit in <mark>, neighbours in one."""
        spans: list[list[int]] = []
        for word in _WORD.finditer(text):
            if not self.fits(word[0]):
                continue
            if spans and not text[spans[-1][1] : word.start()].strip():
                spans[-1][1] = word.end()
            else:
                spans.append([word.start(), word.end()])
        html, end = [], 0
        for start, stop in spans:
            html += [escape(text[end:start]), f"<mark>{escape(text[start:stop])}</mark>"]
            end = stop
        return mark_safe("".join([*html, escape(text[end:])]))

    def snippet(self, text: str) -> SafeString:
        """The part of a text with most of what fits, marked; nothing where nothing fits."""
        words = list(_WORD.finditer(text))
        hits = [place for place, word in enumerate(words) if self.fits(word[0])]
        if not hits:
            return SafeString("")
        found = max(hits, key=lambda place: (self._worth(words, hits, place), -place))
        first = max(0, min(found - AROUND // 4, len(words) - AROUND))
        last = min(len(words), first + AROUND)
        start = words[first].start() if first else 0
        stop = words[last - 1].end() if last < len(words) else len(text)
        before, after = "… " if first else "", " …" if last < len(words) else ""
        return mark_safe(f"{before}{self.mark(text[start:stop].strip())}{after}")

    def _worth(self, words, hits, place) -> int:
        """How many different words that fit stand behind a place."""
        return len({fold(words[hit][0]) for hit in hits if place <= hit < place + AROUND * 3 // 4})
