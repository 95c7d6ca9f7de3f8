"""Posters that show a pattern: each composition draws on a sheet down to `base` and says what lies below."""

import math

from .inks import around


def quarters(sheet, inks, random, base):
    middle, reach = base * 0.5 + 4, min(88, base * 0.42)
    for turn, start in enumerate(random.sample((0, 90, 180, 270), 4)):
        x, y = around(100, middle, 5.6, start + 45)

        def slice_of(mask, ink, x=x, y=y, start=start):
            mask.pie(x, y, reach, start, start + 90, ink)

        ground, figure = (
            (inks.mark, inks.paper),
            (inks.deep, inks.soft),
            (inks.soft, inks.deep),
            (inks.paper, inks.mark),
        )[turn]
        with sheet.clip(slice_of):
            sheet.rect(0, 0, 200, sheet.height, ground)
            for step in range(22):
                if turn == 0:
                    sheet.ring(x, y, 6 + step * 12, figure, 5)
                elif turn == 1:
                    sheet.rect(0, step * 13, 200, 6, figure)
                elif turn == 2:
                    for column in range(14):
                        sheet.disc(column * 16 + (step % 2) * 8, step * 14, 4.6, figure)
                else:
                    sheet.pie(x, y, 240, start + step * 12, start + step * 12 + 6, figure)
    return inks.ground


def arches(sheet, inks, random, base):
    colours = [inks.deep, inks.paper, inks.soft, inks.deep, inks.mark]
    shift = random.uniform(-4, 4)
    for step, ink in enumerate(colours):
        half, top = 88 - step * 17, base * 0.2 + step * base * 0.11
        sheet.rect(100 - half + shift * step, top + half, half * 2, base - top - half, ink)
        sheet.disc(100 + shift * step, top + half, half, ink)
    sheet.rect(0, base, 200, sheet.height, inks.ground)
    return inks.ground


def stripes(sheet, inks, random, base):
    lean = random.choice((-1, 1)) * random.uniform(80, 130)
    for step in range(-6, 13):
        x, ink = step * 26, (inks.deep, inks.soft, inks.mark)[step % 3]
        sheet.polygon([(x, base), (x + 15, base), (x + 15 + lean, 0), (x + lean, 0)], ink)
    return inks.ground


def scallops(sheet, inks, random, base):
    rows = int(base // 20) + 3
    accent = random.randrange(3, rows - 4)
    for row in range(rows):
        for column in range(-1, 6):
            x, y = column * 44 + (row % 2) * 22, row * 20
            ink = inks.mark if row == accent and column == 2 else inks.deep
            sheet.disc(x, y, 23, inks.paper)
            for radius, ring in ((20, ink), (14, inks.soft), (8, ink), (3, inks.paper)):
                sheet.disc(x, y, radius, ring)
    return inks.ground


def tiles(sheet, inks, random, base):
    size = 40
    for row in range(int(base // size) + 1):
        for column in range(5):
            x, y = column * size, row * size
            sheet.rect(x, y, size, size, random.choice((inks.ground, inks.paper, inks.soft)))
            turn = random.randrange(4)
            corner = ((x, y), (x + size, y), (x + size, y + size), (x, y + size))[turn]
            sheet.pie(*corner, size, turn * 90, turn * 90 + 90, random.choice((inks.deep, inks.deep, inks.mark)))
    sheet.rect(0, base, 200, sheet.height, inks.deep)
    return inks.deep


def weave(sheet, inks, random, base):
    shades = [inks.mark if random.random() < 0.2 else inks.soft for _ in range(8)]
    for column in range(8):
        sheet.rect(8 + column * 24, 0, 16, base, shades[column])
    for row in range(int(base // 24) + 1):
        for column in range(-1, 9):
            if (row + column) % 2:
                sheet.rect(column * 24, row * 24 + 6, 32, 14, inks.deep)
    sheet.rect(0, base, 200, sheet.height, inks.ground)
    return inks.ground


def contours(sheet, inks, random, base):
    x, y, tilt = random.uniform(70, 130), base * random.uniform(0.4, 0.6), random.uniform(0, 6)
    for step, radius in enumerate(range(190, 8, -18)):
        ring = []
        for angle in range(0, 360, 15):
            wobble = (
                1 + 0.16 * math.sin(math.radians(angle * 3) + tilt) + 0.1 * math.sin(math.radians(angle * 2) - tilt)
            )
            ring.append(around(x, y, radius * wobble, angle))
        sheet.blob(ring, (inks.ground, inks.soft)[step % 2])
    sheet.disc(x, y, 7, inks.mark)
    sheet.rect(0, base, 200, sheet.height, inks.deep)
    return inks.deep


def blinds(sheet, inks, random, base):
    disc, y = random.uniform(64, 78), base * 0.48
    for row in range(15):
        band, shift = y - disc + row * disc * 2 / 15, random.uniform(-20, 20) * (row % 2)

        def slat(mask, ink, band=band):
            mask.rect(0, band, 200, disc * 2 / 15 - 2.4, ink)

        with sheet.clip(slat):
            sheet.disc(100 + shift, y, disc, inks.mark if row in (5, 6, 7) else inks.paper)
    return inks.ground


def comb(sheet, inks, random, base):
    radius = 23.0
    for row in range(int(base // (radius * 1.5)) + 2):
        for column in range(-1, 6):
            x, y = column * radius * 1.732 + (row % 2) * radius * 0.866 + 8, row * radius * 1.5
            ink = random.choice((inks.deep, inks.soft, inks.paper, inks.deep, inks.soft, inks.mark))
            sheet.polygon([around(x, y, radius - 2, angle) for angle in range(30, 390, 60)], ink)
    return inks.ground


def spiral(sheet, inks, random, base):
    x, y, turn = 100, base * 0.5, random.uniform(0, 360)
    path = [around(x, y, angle / 16.5, angle + turn) for angle in range(60, 1560, 8)]
    sheet.line(path, inks.paper, 7)
    sheet.line(path[:110], inks.mark, 7)
    sheet.disc(*path[0], 7, inks.mark)
    sheet.disc(*path[-1], 3.5, inks.paper)
    return inks.ground


def ribbons(sheet, inks, random, base):
    phase = random.uniform(0, 6)
    for step, ink in enumerate((inks.soft, inks.paper, inks.mark, inks.deep)):
        edge = [
            (30 + step * 34 + 26 * math.sin(phase + y / 44 + step * 0.35), y) for y in range(-10, int(base) + 20, 8)
        ]
        sheet.polygon([*edge, *[(x + 34, y) for x, y in reversed(edge)]], ink)
    return inks.ground


PATTERNS = {
    draw.__name__: draw
    for draw in (quarters, arches, stripes, scallops, tiles, weave, contours, blinds, comb, spiral, ribbons)
}
