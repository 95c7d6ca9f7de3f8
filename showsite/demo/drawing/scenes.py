"""Wide pictures, 16:9, for articles and videos: one scene each, in flat inks."""

import math

from .inks import PALETTES, Sheet, around

WIDTH, HEIGHT = 400, 225


def scene(name, palette, random):
    """A picture of 1280 x 720 pixels."""
    inks = PALETTES[palette]
    sheet = Sheet(WIDTH, HEIGHT, inks.ground)
    SCENES[name](sheet, inks, random)
    return sheet.finish()


def panels(sheet, inks, random):
    """Four patterns side by side, and a fifth field left open."""
    for step in range(16):
        sheet.disc(40, 112, 150 - step * 9.4, (inks.mark, inks.deep)[step % 2])
    sheet.rect(80, 0, 320, 225, inks.paper)
    for step in range(18):
        sheet.polygon([(80, step * 15), (160, step * 15 - 16), (160, step * 15 - 8), (80, step * 15 + 8)], inks.deep)
    sheet.rect(160, 0, 240, 225, inks.deep)
    for row in range(12):
        for column in range(4):
            sheet.disc(170 + column * 24 + (row % 2) * 12, 8 + row * 20, 7.4, inks.soft)
    sheet.rect(240, 0, 160, 225, inks.soft)
    with sheet.clip(lambda mask, ink: mask.rect(240, 0, 80, 225, ink)):
        for step in range(24):
            sheet.pie(280, 225, 260, step * 15, step * 15 + 7.5, inks.mark)
        sheet.disc(280, 225, 30, inks.paper)
    sheet.rect(320, 0, 80, 225, inks.paper)
    for angle in range(0, 360, 15):
        sheet.line([around(360, 112, 27, angle), around(360, 112, 27, angle + 8)], inks.deep, 1.6)


def road(sheet, inks, random):
    sheet.disc(286, 76, 46, inks.mark)
    sheet.land([118, 88, 92, 122, 112], inks.paper)
    sheet.land([150, 118, 132, 142, 146], inks.soft)
    sheet.polygon(
        [
            (232, 108),
            (224, 126),
            (258, 144),
            (176, 172),
            (196, 200),
            (244, 200),
            (214, 176),
            (292, 146),
            (242, 124),
            (236, 108),
        ],
        inks.mark,
    )
    sheet.land([190, 168, 180, 174], inks.deep)


def ferry(sheet, inks, random):
    sheet.disc(310, 62, 34, inks.paper)
    sheet.rect(0, 140, 400, 85, inks.deep)
    sheet.polygon([(92, 138), (300, 138), (278, 168), (112, 168)], inks.mark)
    sheet.rect(122, 112, 140, 26, inks.paper)
    sheet.rect(142, 92, 86, 20, inks.paper)
    sheet.rect(168, 66, 22, 26, inks.mark)
    for column in range(8):
        sheet.disc(136 + column * 16, 125, 4.4, inks.deep)
    for row in range(5):
        shift = random.uniform(0, 60)
        for column in range(-1, 6):
            sheet.rect(column * 84 + shift, 178 + row * 10, 44 - row * 4, 3, inks.soft)


def month(sheet, inks, random):
    """A month's sheet with one day printed in the accent."""
    sheet.rect(70, 22, 260, 190, inks.paper)
    sheet.rect(70, 22, 260, 32, inks.deep)
    marked = random.randrange(10, 25)
    for day in range(31):
        column, row = (day + 2) % 7, (day + 2) // 7
        x, y = 82 + column * 34.5, 64 + row * 29
        sheet.rect(x, y, 28, 22, inks.mark if day == marked else inks.soft)
    for x in (110, 200, 290):
        sheet.disc(x, 22, 6, inks.ground)


def curtain(sheet, inks, random):
    sheet.rect(0, 176, 400, 49, inks.deep)
    sheet.polygon([(200, 0), (150, 190), (250, 190)], inks.paper)
    sheet.ellipse(200, 190, 50, 9, inks.paper)
    for side in (0, 1):
        for step in range(5):
            x = step * 26
            shape = [(x, 0), (x + 26, 0), (x * 0.72 + 20, 196), (x * 0.72, 196)]
            if side:
                shape = [(400 - a, b) for a, b in shape]
            sheet.polygon(shape, (inks.mark, inks.soft)[step % 2])
    for step in range(9):
        sheet.pie(step * 50, 0, 27, 0, 180, (inks.mark, inks.soft)[step % 2])


def chairs(sheet, inks, random):
    sheet.rect(0, 168, 400, 57, inks.soft)
    taken = random.randrange(1, 4)
    for seat in range(5):
        x, ink = 46 + seat * 68, inks.mark if seat == taken else inks.deep
        sheet.rect(x, 62, 36, 62, ink)
        sheet.rect(x, 74, 36, 6, inks.ground)
        sheet.rect(x - 4, 124, 44, 9, ink)
        for leg in (-2, 34):
            sheet.rect(x + leg, 133, 5, 58, ink)


def pencil(sheet, inks, random):
    """A sheet of text with one line struck, and the pencil that did it."""
    sheet.polygon([(60, 30), (330, 14), (344, 225), (74, 225)], inks.paper)
    for row in range(8):
        y, length = 54 + row * 22, random.uniform(170, 226)
        sheet.polygon(
            [(84 + row, y), (84 + row + length, y - 12), (84 + row + length, y - 4), (84 + row, y + 8)], inks.soft
        )
    sheet.line([(82, 126), (300, 112)], inks.mark, 4)
    sheet.polygon([(300, 112), (312, 92), (322, 108)], inks.paper)
    sheet.polygon([(312, 92), (322, 108), (400, 56), (400, 34)], inks.deep)
    sheet.polygon([(300, 112), (304, 105), (308, 110.5)], inks.mark)


def screen(sheet, inks, random):
    """A screen in a dark room, and rows of heads."""
    sheet.rect(64, 22, 272, 124, inks.paper)
    with sheet.clip(lambda mask, ink: mask.rect(64, 22, 272, 124, ink)):
        sheet.disc(random.uniform(150, 250), 78, 36, inks.mark)
        sheet.land([120, 96, 118, 102, 128], inks.soft)
    for row in range(2):
        for seat in range(11):
            x, y = seat * 42 - 12 + row * 20, 182 + row * 30
            sheet.disc(x, y, 15, inks.deep)
            sheet.rect(x - 19, y + 12, 38, 60, inks.deep)
        sheet.rect(0, 204 + row * 26, 400, 40, inks.deep)


def mast(sheet, inks, random):
    for radius, ink in ((150, inks.soft), (118, inks.ground), (92, inks.soft), (66, inks.ground), (42, inks.mark)):
        sheet.disc(200, 74, radius, ink)
    sheet.disc(200, 74, 10, inks.paper)
    sheet.line([(200, 74), (160, 230)], inks.deep, 5)
    sheet.line([(200, 74), (240, 230)], inks.deep, 5)
    for step in range(5):
        y, spread = 104 + step * 26, 7.6 + step * 6.6
        sheet.line([(200 - spread, y), (200 + spread + 6, y + 24)], inks.deep, 3)
        sheet.line([(200 - spread, y), (200 + spread, y)], inks.deep, 3)


def windows(sheet, inks, random):
    sheet.rect(0, 0, 400, 225, inks.deep)
    lit = random.randrange(32)
    for row in range(4):
        for column in range(8):
            x, y, here = 22 + column * 46, 18 + row * 52, row * 8 + column == lit
            sheet.rect(x, y, 34, 40, inks.mark if here else random.choice((inks.ground, inks.ground, inks.soft)))
            sheet.rect(x + 15.5, y, 3, 40, inks.deep)
            sheet.rect(x, y + 18, 34, 3, inks.deep)


def tracks(sheet, inks, random):
    sheet.disc(200, 92, 52, inks.mark)
    sheet.rect(0, 96, 400, 129, inks.soft)
    for step in range(9):
        y = 100 + step**1.75 * 2.8
        half = 8 + (y - 96) * 0.95
        sheet.rect(200 - half, y, half * 2, 2 + step * 0.9, inks.deep)
    for side in (-1, 1):
        sheet.polygon(
            [(200 + side * 2, 96), (200 + side * 4, 96), (200 + side * 104, 225), (200 + side * 90, 225)], inks.paper
        )
    for side in (-1, 1):
        for step in range(4):
            x = 200 + side * (60 + step * 52)
            sheet.rect(x - 2, 60 - step * 14, 4 + step, 40 + step * 16, inks.deep)
    sheet.rect(0, 94, 400, 4, inks.deep)


def table(sheet, inks, random):
    """Two cups, two chairs and a lamp: a conversation."""
    sheet.polygon([(200, 66), (84, 170), (316, 170)], inks.paper)
    sheet.rect(198, 0, 4, 40, inks.deep)
    sheet.polygon([(186, 40), (214, 40), (240, 68), (160, 68)], inks.mark)
    sheet.rect(90, 166, 220, 10, inks.deep)
    sheet.rect(194, 176, 12, 60, inks.deep)
    for x in (148, 234):
        sheet.polygon([(x, 148), (x + 24, 148), (x + 20, 166), (x + 4, 166)], inks.mark)
    for side in (0, 1):
        for x, y, width, height in ((36, 92, 9, 133), (36, 160, 48, 9), (75, 160, 9, 65)):
            sheet.rect(400 - x - width if side else x, y, width, height, inks.soft)


def islands(sheet, inks, random):
    for row in range(9):
        points = [(x, 14 + row * 26 + 4 * math.sin(x / 17 + row)) for x in range(0, 404, 6)]
        sheet.line(points, inks.soft, 1.4)
    for x, y, size in ((92, 86, 54), (232, 140, 66), (330, 62, 38)):
        ring = [around(x, y, size * random.uniform(0.62, 1), angle) for angle in range(0, 360, 40)]
        sheet.blob(ring, inks.deep)
        sheet.blob([(x + (a - x) * 0.62, y + (b - y) * 0.62) for a, b in ring], inks.paper)
    route = [(92, 86), (150, 70), (186, 118), (232, 140), (276, 118), (290, 78), (330, 62)]
    for step in range(0, 60, 2):
        x, y = _along(route, step / 60)
        sheet.line([(x, y), _along(route, (step + 1) / 60)], inks.mark, 3)
    for x, y in (route[0], route[3], route[-1]):
        sheet.disc(x, y, 6, inks.mark)


def _along(route, share):
    """The point at a share of a route's legs."""
    leg, rest = divmod(share * (len(route) - 1), 1)
    (a, b), (c, d) = route[int(leg)], route[min(int(leg) + 1, len(route) - 1)]
    return a + (c - a) * rest, b + (d - b) * rest


def reel(sheet, inks, random):
    sheet.disc(128, 112, 86, inks.deep)
    turn = random.uniform(0, 72)
    for step in range(5):
        sheet.disc(*around(128, 112, 50, turn + step * 72), 22, inks.ground)
    sheet.disc(128, 112, 10, inks.mark)
    sheet.polygon([(128, 198), (400, 176), (400, 218), (128, 198)], inks.soft)
    sheet.rect(236, 42, 164, 92, inks.deep)
    for column in range(9):
        for y in (48, 120):
            sheet.rect(243 + column * 19, y, 10, 8, inks.ground)
    for column, ink in enumerate((inks.paper, inks.mark, inks.soft)):
        sheet.rect(243 + column * 54, 62, 46, 52, ink)


def clock(sheet, inks, random):
    sheet.rect(0, 180, 400, 45, inks.deep)
    sheet.disc(200, 108, 92, inks.deep)
    sheet.disc(200, 108, 80, inks.paper)
    for step in range(12):
        sheet.line(
            [around(200, 108, 64, step * 30), around(200, 108, 74, step * 30)], inks.deep, 4 if step % 3 == 0 else 2
        )
    hour = random.uniform(0, 360)
    sheet.pie(200, 108, 58, hour, hour + 80, inks.mark)
    sheet.line([(200, 108), around(200, 108, 60, hour)], inks.deep, 5)
    sheet.line([(200, 108), around(200, 108, 44, hour + 80)], inks.deep, 5)
    sheet.disc(200, 108, 6, inks.deep)


def moths(sheet, inks, random):
    sheet.disc(200, 112, 76, inks.mark)
    for step in range(7):
        x, y, size = 40 + step * 54, random.uniform(40, 186), random.uniform(12, 22)
        for side in (-1, 1):
            wing = [
                (x, y),
                (x + side * size * 1.5, y - size),
                (x + side * size * 1.7, y),
                (x + side * size * 0.8, y + size),
            ]
            sheet.blob(wing, (inks.paper, inks.soft)[step % 2])
        sheet.ellipse(x, y, 2.4, size * 0.8, inks.deep)


SCENES = {
    draw.__name__: draw
    for draw in (
        panels, road, ferry, month, curtain, chairs, pencil, screen,
        mast, windows, tracks, table, islands, reel, clock, moths,
    )
}  # fmt: skip
