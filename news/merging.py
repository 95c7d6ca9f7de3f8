"""Merging two changes of one text, word by word."""

from typing import NamedTuple

from catalog.differences import edits, words


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


def merge(base: str, corrected: str, other: str, *, force: bool = False) -> str:
    """`other`, which came from `base`, with the change that made `corrected` from `base`.

    Clash where both changed the same place, unless `force` lets the correction win there.
    """
    old = words(base)
    ours = [_Edit(*edit) for edit in edits(old, words(corrected))]
    theirs = [_Edit(*edit) for edit in edits(old, words(other))]
    kept = []
    for edit in theirs:
        rivals = [mine for mine in ours if mine.meets(edit)]
        if rivals and edit not in ours and not force:
            begin, end = min(r.begin for r in rivals), max(r.end for r in rivals)
            raise Clash("".join(old[max(begin - 6, 0) : end + 6]))
        if not rivals:
            kept.append(edit)
    merged, position = [], 0
    for edit in sorted([*ours, *kept]):
        merged += old[position : edit.begin] + edit.words
        position = edit.end
    return "".join(merged + old[position:])
