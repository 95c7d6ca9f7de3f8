"""Letters on cards: which of a text can be set, in which font, and how it fills a box."""

import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii
from django.conf import settings
from PIL import ImageFont, features
from PIL.ImageFont import FreeTypeFont, Layout

FONTS = Path(__file__).parent / "fonts"
FACE, LABELS = str(FONTS / "Tinos-Bold.ttf"), str(FONTS / "RobotoCondensed-Regular.ttf")
# More than the longest title; what is longer ends in dots.
LONGEST = 300
# Accents upon one letter: more are mischief.
ACCENTS = 2
DOTS = "…"
# From this size down, in pixels, a word may be parted.
SMALL = 48
# In which no font has a letter.
NOWHERE = "\U0010fffe"


class Setting(NamedTuple):
    """Lines of one text, all in one font."""

    lines: list[str]
    font: FreeTypeFont
    leading: int

    @property
    def height(self) -> int:
        return len(self.lines) * self.leading


@lru_cache(64)
def font_of(path: str, size: int) -> FreeTypeFont:
    return ImageFont.truetype(path, size)


@cache
def turns_lines() -> bool:
    """Whether Pillow can set from right to left and join letters: its wheels use the system's FriBiDi where it is."""
    return bool(features.check("raqm"))


@lru_cache(4096)
def _has(path: str, letter: str) -> bool:
    if not turns_lines() and unicodedata.bidirectional(letter) in {"R", "AL"}:
        return False
    font = ImageFont.truetype(path, 32, layout_engine=Layout.BASIC)
    mask, nothing = font.getmask(letter), font.getmask(NOWHERE)
    return letter.isspace() or (mask.size, bytes(mask)) != (nothing.size, bytes(nothing))


def readable(text: str) -> str:
    """A text without what cannot be seen or bends others: controls, marks of direction, accents by the hundred."""
    kept, accents = [], 0
    for letter in unicodedata.normalize("NFC", text)[: LONGEST * 4]:
        kind = unicodedata.category(letter)
        accents = accents + 1 if kind in {"Mn", "Me"} else 0
        if letter.isspace():
            kept.append(" ")
        elif kind[0] != "C" and accents <= ACCENTS:
            kept.append(letter)
    whole = " ".join("".join(kept).split())
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}{DOTS}"


def settable(text: str, path: str) -> tuple[str, str]:
    """What of a text can be set, and the font for it: the given one, or the site's own for other scripts.

    Letters that neither has are written in Latin ones; signs, such as emoji, are left out.
    """
    text = readable(text)
    fonts = [path, settings.CARD_FONT] if settings.CARD_FONT else [path]
    letters = [letter for letter in text if unicodedata.category(letter)[0] != "S" or _has(path, letter)]
    for font in fonts:
        if all(_has(font, letter) for letter in letters):
            return " ".join("".join(letters).split()), font
    latin = [letter if _has(path, letter) else anyascii(letter) for letter in letters]
    return " ".join("".join(latin).split()), path


def fitted(
    text: str, path: str, width: int, sizes: range, *, height: int = 630, lines: int = 99, leading: float = 1.05
) -> Setting:
    """A text set as large as it can be within a box, on as many lines as that takes and as there may be.

    `sizes` go down. What does not fit at the smallest is cut off, with dots.
    """
    text, path = settable(text, path)
    for size in sizes:
        font = font_of(path, size)
        setting = Setting(_lines(text, font, width), font, round(size * leading))
        # A word is parted only where it would be small otherwise.
        whole = size <= SMALL or all(font.getlength(word) <= width for word in text.split())
        if whole and setting.height <= height and len(setting.lines) <= lines:
            return setting
    kept = setting.lines[: min(lines, max(1, height // setting.leading))]
    kept[-1] = _cut(f"{kept[-1]}{DOTS}", setting.font, width)
    return setting._replace(lines=kept)


def _cut(line, font, width):
    while font.getlength(line) > width and len(line) > 1:
        line = f"{line[:-2].rstrip()}{DOTS}"
    return line


def _lines(text, font, width):
    lines = [""]
    for word in text.split():
        for part in _parts(word, font, width):
            longer = f"{lines[-1]} {part}".strip()
            if font.getlength(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    return [line for line in lines if line]


def _parts(word, font, width):
    """A word in parts that fit on a line each: one, for most words."""
    if font.getlength(word) <= width:
        return [word]
    ends = [0]
    for end in range(1, len(word) + 1):
        if font.getlength(word[ends[-1] : end]) > width and end - 1 > ends[-1]:
            ends.append(end - 1)
    return [word[start:end] for start, end in pairwise([*ends, len(word)])]
