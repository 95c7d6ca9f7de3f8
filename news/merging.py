"""Merging two changes of one text, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple


class Clash(ValueError):
    """Both changes touch the same words; `words` are those of the text that both began with."""

    def __init__(self, words: str):
        super().__init__(words)
        self.words = words


class _Edit(NamedTuple):
    """Words `[begin, end)` of the text that both began with, and what stands there now."""

    begin: int
    end: int
    words: list[str]

    def meets(self, other: "_Edit") -> bool:
        """Whether it cannot be told which of the two comes first."""
        if self.begin < self.end and other.begin < other.end:
            return self.begin < other.end and other.begin < self.end
        return self.begin <= other.end and other.begin <= self.end


def _words(text: str) -> list[str]:
    """A tag, a run of spaces, or a word each."""
    return re.findall(r"<[^>]*>|\s+|[^\s<]+|<", text)


def _edits(before: list[str], after: list[str]) -> list[_Edit]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [_Edit(i1, i2, after[j1:j2]) for op, i1, i2, j1, j2 in matcher.get_opcodes() if op != "equal"]


def merge(base: str, corrected: str, other: str, *, force: bool = False) -> str:
    """`other`, which came from `base`, with the change that made `corrected` from `base`.

    Clash where both changed the same place, unless `force` lets the correction win there.
    """
    words = _words(base)
    ours, theirs = _edits(words, _words(corrected)), _edits(words, _words(other))
    kept = []
    for edit in theirs:
        rivals = [mine for mine in ours if mine.meets(edit)]
        if rivals and edit not in ours and not force:
            begin, end = min(r.begin for r in rivals), max(r.end for r in rivals)
            raise Clash("".join(words[max(begin - 6, 0) : end + 6]))
        if not rivals:
            kept.append(edit)
    merged, position = [], 0
    for edit in sorted([*ours, *kept]):
        merged += words[position : edit.begin] + edit.words
        position = edit.end
    return "".join(merged + words[position:])
