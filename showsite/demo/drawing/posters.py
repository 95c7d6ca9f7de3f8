"""Posters: a composition, a palette, and the title where it can be set."""

from .inks import PALETTES, Sheet, can_set
from .motifs import MOTIFS
from .patterns import PATTERNS

WIDTH, HEIGHT = 200, 300
COMPOSITIONS = MOTIFS | PATTERNS


def poster(title, composition, palette, random):
    """A poster of 640 x 960 pixels; without a title where the font lacks a letter."""
    inks = PALETTES[palette]
    sheet = Sheet(WIDTH, HEIGHT, inks.ground)
    base = 224 if can_set(title) else HEIGHT
    below = COMPOSITIONS[composition](sheet, inks, random, base)
    if can_set(title):
        sheet.rect(0, base, WIDTH, HEIGHT - base, below)
        sheet.title(title, inks.on(below), bottom=285)
    return sheet.finish()
