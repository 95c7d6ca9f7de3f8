"""Drawing what differs between two texts: lines of stretches that stayed, went or came. Tags become words."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import unescape
from typing import NamedTuple

from django.utils.translation import gettext as _

from catalog.differences import differences, words

# Where a new line begins in a rich text.
BREAKS = {"p", "h2", "h3", "li", "blockquote", "br", "ul", "ol"}


class Stretch(NamedTuple):
    """Words of one kind: "same", "removed" or "added". A `mark` stands for a tag, and not for words of the text."""

    kind: str
    text: str
    mark: bool = False


Line = list[Stretch]


def drawn(before: str, after: str, *, html: bool = False) -> list[Line]:
    """What differs between two texts, word by word, as lines. `html` texts are clean rich text; others are plain."""
    lines: list[Line] = [[]]
    for kind, text in differences(before, after):
        for piece in words(text) if html else [text]:
            tag = re.fullmatch(r"<(/?)(\w+)([^>]*)>", piece) if html else None
            if tag is None:
                _add(lines[-1], kind, unescape(piece) if html else piece)
                continue
            closing, name, attributes = tag.groups()
            if name in BREAKS and not closing and lines[-1]:
                lines.append([])
            if kind != "same" and (word := _word(name, bool(closing), attributes)):
                lines[-1].append(Stretch(kind, word, mark=True))
    return [line for line in map(_without_ends, lines) if any(stretch.text.strip() for stretch in line)]


def _without_ends(line: Line) -> Line:
    """A line without blanks that came or went at its ends, where nobody sees them."""
    while line and line[-1].kind != "same" and not line[-1].text.strip():
        line = line[:-1]
    while line and line[0].kind != "same" and not line[0].text.strip():
        line = line[1:]
    return line


def _add(line: Line, kind: str, text: str) -> None:
    if line and line[-1].kind == kind and not line[-1].mark:
        text = line.pop().text + text
    line.append(Stretch(kind, text))


def _word(name: str, closing: bool, attributes: str) -> str:
    """What a tag that came or went is called; nothing for those that say nothing to a reader."""
    if name == "a" and not closing:
        href = re.search(r'href="([^"]*)"', attributes)
        return _("link to %s") % unescape(href[1] if href else "")
    if name in {"ul", "ol"}:
        return ""
    if closing:
        inline = {"a": _("end of link"), "strong": _("end of bold"), "em": _("end of italic"), "s": _("end of strike")}
        return inline.get(name, "")
    return {
        "p": "¶",
        "h2": _("heading"),
        "h3": _("small heading"),
        "li": _("point"),
        "blockquote": _("quotation"),
        "br": _("line break"),
        "strong": _("bold"),
        "em": _("italic"),
        "s": _("strike"),
        "sub": _("subscript"),
        "sup": _("superscript"),
    }.get(name, name)


def listed(before: list[str], after: list[str]) -> list[Line]:
    """What differs between two lists of names, a name a line."""
    return [[stretch] for stretch in _stretches(before, after)]


def _stretches(before: list[str], after: list[str]) -> Iterator[Stretch]:
    for op, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            yield from (Stretch("same", name) for name in after[j1:j2])
        else:
            yield from (Stretch("removed", name) for name in before[i1:i2])
            yield from (Stretch("added", name) for name in after[j1:j2])
