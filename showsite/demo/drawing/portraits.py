"""Portraits without faces: hair, light and cloth, so that nobody's likeness is claimed."""

from .hair import HAIR
from .inks import PALETTES, Sheet, mixed

WIDTH, HEIGHT = 200, 250


def portrait(hair, cloth, ground, palette):
    """A portrait of 480 x 600 pixels."""
    inks = PALETTES[palette]
    sheet = Sheet(WIDTH, HEIGHT, inks.ground, pixels=2.4)
    GROUNDS[ground](sheet, inks, mixed(inks.ground, inks.soft))
    behind, before = HAIR[hair]
    behind(sheet, inks.deep)
    _body(sheet, inks, cloth)
    _head(sheet, inks)
    before(sheet, inks.deep)
    return sheet.finish()


def _shoulders(mask, ink):
    mask.blob(
        [(8, 290), (14, 214), (44, 190), (82, 176), (100, 178), (118, 176), (156, 190), (186, 214), (192, 290)], ink
    )


def _body(sheet, inks, cloth):
    sheet.rect(83, 140, 34, 48, inks.soft)
    with sheet.clip(_shoulders):
        CLOTH[cloth](sheet, inks)


def _head(sheet, inks):
    sheet.blob([(100, 54), (134, 72), (137, 112), (122, 148), (100, 160), (78, 148), (63, 112), (66, 72)], inks.paper)

    def face(mask, ink):
        mask.blob([(100, 54), (134, 72), (137, 112), (122, 148), (100, 160), (78, 148), (63, 112), (66, 72)], ink)

    with sheet.clip(face):
        sheet.polygon([(112, 40), (150, 40), (150, 170), (96, 170), (108, 130), (104, 96)], inks.soft)


# Cloth: drawn within the shoulders.


def _crew(sheet, inks):
    sheet.rect(0, 150, 200, 110, inks.mark)
    sheet.ellipse(100, 176, 26, 15, inks.soft)


def _suit(sheet, inks):
    sheet.rect(0, 150, 200, 110, inks.deep)
    sheet.polygon([(76, 170), (124, 170), (100, 244)], inks.paper)
    sheet.polygon([(96, 186), (104, 186), (108, 236), (100, 250), (92, 236)], inks.mark)
    sheet.polygon([(74, 168), (60, 196), (72, 204), (98, 250), (84, 196)], inks.soft)
    sheet.polygon([(126, 168), (140, 196), (128, 204), (102, 250), (116, 196)], inks.soft)


def _vneck(sheet, inks):
    sheet.rect(0, 150, 200, 110, inks.soft)
    sheet.polygon([(76, 166), (124, 166), (100, 218)], inks.paper)
    sheet.line([(74, 168), (100, 220), (126, 168)], inks.mark, 7)


def _roll(sheet, inks):
    sheet.rect(0, 150, 200, 110, inks.mark)
    sheet.blob([(78, 160), (100, 164), (122, 160), (126, 184), (100, 192), (74, 184)], inks.deep)


def _hood(sheet, inks):
    sheet.rect(0, 150, 200, 110, inks.soft)
    sheet.blob(
        [
            (58, 180),
            (82, 164),
            (92, 192),
            (100, 206),
            (108, 192),
            (118, 164),
            (142, 180),
            (128, 214),
            (100, 222),
            (72, 214),
        ],
        inks.mark,
    )
    for x in (90, 110):
        sheet.line([(x, 216), (x, 246)], inks.paper, 2.4)


def _sailor(sheet, inks):
    sheet.rect(0, 150, 200, 110, inks.paper)
    for step in range(8):
        sheet.rect(0, 190 + step * 13, 200, 6, inks.deep)
    sheet.ellipse(100, 176, 28, 13, inks.soft)


def _wrapped(sheet, inks):
    sheet.rect(0, 150, 200, 110, inks.deep)
    sheet.blob([(68, 172), (100, 164), (132, 172), (136, 192), (100, 200), (64, 192)], inks.mark)
    sheet.polygon([(108, 192), (130, 188), (136, 250), (112, 250)], inks.mark)


def _shirt(sheet, inks):
    sheet.rect(0, 150, 200, 110, inks.paper)
    sheet.polygon([(78, 166), (66, 190), (92, 204), (100, 186)], inks.mark)
    sheet.polygon([(122, 166), (134, 190), (108, 204), (100, 186)], inks.mark)
    sheet.line([(100, 190), (100, 256)], inks.soft, 2)
    for y in (212, 232):
        sheet.disc(100, y, 2.6, inks.deep)


CLOTH = {
    "crew": _crew, "suit": _suit, "vneck": _vneck, "roll": _roll,
    "hood": _hood, "sailor": _sailor, "wrapped": _wrapped, "shirt": _shirt,
}  # fmt: skip


# Ground: what the light falls on.


def _plain(sheet, inks, tint):
    pass


def _halo(sheet, inks, tint):
    sheet.disc(100, 106, 86, tint)


def _split(sheet, inks, tint):
    sheet.rect(100, 0, 100, 250, tint)


def _bands(sheet, inks, tint):
    for step in range(7):
        sheet.rect(0, step * 36, 200, 16, tint)


def _window(sheet, inks, tint):
    for x, y in ((18, 12), (74, 28), (18, 76), (74, 92)):
        sheet.polygon([(x, y), (x + 48, y + 14), (x + 48, y + 70), (x, y + 56)], tint)


def _slant(sheet, inks, tint):
    sheet.polygon([(0, 0), (150, 0), (40, 250), (0, 250)], tint)


def _sunset(sheet, inks, tint):
    sheet.disc(158, 62, 30, inks.mark)
    sheet.rect(0, 150, 200, 100, tint)


GROUNDS = {
    "plain": _plain, "halo": _halo, "split": _split, "bands": _bands,
    "window": _window, "slant": _slant, "sunset": _sunset,
}  # fmt: skip
