"""What differs between two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple


class Difference(NamedTuple):
    """A stretch of words that both texts have (kind "same"), or only one of them ("removed", "added")."""

    kind: str
    text: str


def words(text: str) -> list[str]:
    """A tag, a run of spaces, or a word each."""
    return re.findall(r"<[^>]*>|\s+|[^\s<]+|<", text)


def edits(before: list[str], after: list[str]) -> list[tuple[int, int, list[str]]]:
    """`(begin, end, words)`: each stretch `before[begin:end]` that is otherwise now, and what stands there instead."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [(i1, i2, after[j1:j2]) for op, i1, i2, j1, j2 in matcher.get_opcodes() if op != "equal"]


def differences(before: str, after: str) -> list[Difference]:
    """Both texts as one row of stretches; at each place what was removed stands before what was added."""
    old, place, parts = words(before), 0, []
    for begin, end, new in _joined(old, edits(old, words(after))):
        parts += [
            Difference("same", "".join(old[place:begin])),
            Difference("removed", "".join(old[begin:end])),
            Difference("added", "".join(new)),
        ]
        place = end
    parts.append(Difference("same", "".join(old[place:])))
    return [part for part in parts if part.text]


def _joined(old: list[str], found: list[tuple[int, int, list[str]]]) -> list[tuple[int, int, list[str]]]:
    """The same edits as people read them: over a stray word that two sentences share, two edits become one.

    Never over a tag, so that paragraphs stay apart.
    """
    joined: list[tuple[int, int, list[str]]] = []
    for begin, end, new in found:
        while joined:
            first, last, added = joined[-1]
            between = old[last:begin]
            length = _length(between)
            if length > _size(old[first:last], added) or length > _size(old[begin:end], new):
                break
            if any(word.startswith("<") for word in between):
                break
            joined.pop()
            begin, new = first, [*added, *between, *new]
        joined.append((begin, end, new))
    return joined


def _size(removed: list[str], added: list[str]) -> int:
    return max(_length(removed), _length(added))


def _length(of: list[str]) -> int:
    return sum(len(word) for word in of if not word.isspace())
