"""Posters that show something: each composition draws on a sheet down to `base` and says what lies below."""

from .inks import around


def dunes(sheet, inks, random, base):
    sun = random.uniform(40, 160)
    sheet.disc(sun, 84, random.uniform(34, 48), inks.mark)
    sheet.land([base * k for k in (0.62, 0.5, 0.55, 0.66)], inks.paper)
    sheet.land([base * k for k in (0.84, 0.7, 0.74, 0.82)], inks.soft)
    x = 200 - sun
    road = [
        (x, base * 0.56),
        (x - 8, base * 0.64),
        (x + 22, base * 0.74),
        (x - 30, base * 0.86),
        (x - 16, base * 1.02),
    ]
    back = [(x + 40, base * 1.02), (x + 12, base * 0.86), (x + 44, base * 0.74), (x + 4, base * 0.64)]
    sheet.polygon([(x, base * 0.56), *road[1:], *back, (x + 3, base * 0.56)], inks.mark)
    sheet.land([base * k for k in (0.98, 0.93, 0.97, 1.0)], inks.deep)
    return inks.deep


def reflection(sheet, inks, random, base):
    sheet.disc(100, 92, 54, inks.paper)
    sheet.rect(0, 100, 200, 200, inks.ground)
    sheet.line([(0, 104), (200, 104)], inks.soft, 1.4)
    y, height = 116.0, 14.0
    while y + height < base:
        width = random.uniform(0.45, 1) * (150 - 0.35 * (y - 100))
        sheet.rect(100 - width / 2 + random.uniform(-14, 14), y, width, height, inks.soft)
        y, height = y + height + 9, max(2.4, height * 0.8)
    sheet.polygon([(128, 98), (164, 98), (156, 108), (134, 108)], inks.mark)
    sheet.polygon([(144, 96), (144, 58), (166, 94)], inks.mark)
    return inks.ground


def tower(sheet, inks, random, base):
    sheet.rect(34, 18, 132, sheet.height, inks.deep)
    lit = {random.randrange(36) for _ in range(7)}
    rows = int((base - 36) // 24)
    for row in range(rows):
        for column in range(4):
            ink = inks.mark if row * 4 + column in lit else inks.soft
            sheet.rect(48 + column * 28, 34 + row * 24, 20, 14, ink)
    sheet.rect(34, 10, 26, 8, inks.deep)
    return inks.deep


def bird(sheet, inks, random, base):
    moon = random.choice((44, 152))
    sheet.disc(moon, 62, 32, inks.mark)
    for height in (0.78, 0.86, 0.94):
        drop = random.uniform(-8, 8)
        sheet.land([base * height + drop, base * height - drop, base * height + drop], inks.soft, base * height + 9)
    wing = [(6, 186), (44, 108), (98, 104), (118, 134), (136, 104), (178, 112), (196, 152), (164, 138)]
    wing += [(140, 146), (128, 170), (116, 206), (84, 236), (92, 206), (80, 182), (56, 168), (30, 172)]
    shape = wing if moon == 152 else [(200 - x, y) for x, y in wing]
    sheet.blob([(x, y * base / 250) for x, y in shape], inks.paper)
    return inks.ground


def stem(sheet, inks, random, base):
    sheet.rect(97.5, 34, 5, base - 34, inks.deep)
    count = 6
    for step in range(count):
        y, side = base - 14 - step * (base - 70) / (count - 1) * 0.92, 1 if step % 2 else -1
        ink = inks.mark if step == count - 1 else (inks.deep, inks.soft)[step % 2]
        lift = random.uniform(34, 50)
        leaf = [(100, y), (100 + side * 28, y - lift + 4), (100 + side * 82, y - lift + 2), (100 + side * 62, y - 8)]
        sheet.blob(leaf, ink)
    return inks.ground


def greenhouse(sheet, inks, random, base):
    floor = base * 0.94
    sheet.polygon([(20, floor), (20, base * 0.44), (100, base * 0.14), (180, base * 0.44), (180, floor)], inks.paper)
    sheet.polygon([(20, floor), (20, base * 0.44), (100, base * 0.14), (100, floor)], inks.soft)
    sheet.disc(random.choice((60, 140)), base * 0.7, 20, inks.mark)
    for x, top in ((20, 0.44), (60, 0.29), (100, 0.14), (140, 0.29), (180, 0.44)):
        sheet.line([(x, base * top), (x, floor)], inks.deep, 3.2)
    for height in (0.44, 0.58, 0.76, 0.94):
        sheet.line([(18.5, base * height), (181.5, base * height)], inks.deep, 3.2)
    sheet.line([(20, base * 0.44), (100, base * 0.14), (180, base * 0.44)], inks.deep, 4)
    return inks.ground


def furrows(sheet, inks, random, base):
    sheet.disc(random.choice((50, 150)), base * 0.24, 28, inks.mark)
    horizon = base * 0.46
    sheet.rect(0, horizon, 200, sheet.height, inks.soft)
    for step in range(-9, 10):
        foot = 100 + step * 44
        sheet.polygon(
            [(100 + step * 2, horizon), (101 + step * 2, horizon), (foot + 22, base), (foot, base)], inks.deep
        )
    sheet.rect(0, horizon - 4, 200, 6, inks.deep)
    return inks.deep


def ridges(sheet, inks, random, base):
    sheet.disc(random.uniform(60, 140), base * 0.26, 24, inks.paper)
    for layer, ink in enumerate((inks.soft, inks.mark, inks.deep)):
        top = base * (0.42 + layer * 0.19)
        xs = [-20, *sorted(random.uniform(10, 190) for _ in range(4)), 220]
        peaks = [(x, top + (46 if i % 2 else 0) * random.uniform(0.6, 1)) for i, x in enumerate(xs)]
        sheet.polygon([(-20, sheet.height), *peaks, (220, sheet.height)], ink)
    return inks.deep


def stairs(sheet, inks, random, base):
    flip = random.random() < 0.5
    sheet.disc(46 if flip else 154, 58, 30, inks.mark)
    for step in range(7):
        x, y = step * 29, base - 26 - step * (base - 60) / 8
        for left, width, top, ink in ((x, 200, y, inks.deep), (x, 200, y, inks.paper)):
            height = 7 if ink == inks.paper else sheet.height
            sheet.rect(200 - left - width if flip else left, top, width, height, ink)
    return inks.deep


def orbits(sheet, inks, random, base):
    y = base * 0.5
    for radius in (94, 72, 50):
        sheet.ring(100, y, radius, inks.soft, 1.6)
        planet = around(100, y, radius, random.uniform(0, 360))
        sheet.disc(*planet, random.uniform(7, 13), inks.paper)
    sheet.disc(100, y, 28, inks.mark)
    sheet.pie(100, y, 28, 270, 450, inks.deep)
    return inks.ground


def rain(sheet, inks, random, base):
    for _ in range(90):
        x, y, length = random.uniform(-20, 230), random.uniform(-20, base), random.uniform(12, 34)
        sheet.line([(x, y), (x - length * 0.35, y + length)], inks.soft, 1.5)
    sheet.pie(100, base * 0.62, 74, 180, 360, inks.mark)
    for x in (38.5, 75.5, 112.5, 149.5):
        sheet.disc(x + 12.3, base * 0.62 + 2, 12.6, inks.ground)
    sheet.rect(97.6, base * 0.5, 4.8, base * 0.38, inks.paper)
    sheet.disc(100, base * 0.62 - 75, 4, inks.paper)
    sheet.line([(100, base * 0.88), (104, base * 0.915), (112, base * 0.915), (116, base * 0.88)], inks.paper, 4.6)
    return inks.ground


def beam(sheet, inks, random, base):
    x = random.choice((52, 148))
    far = 230 if x == 52 else -30
    sheet.polygon([(x, 70), (far, 26), (far, 124)], inks.mark)
    sheet.polygon([(x - 13, 84), (x + 13, 84), (x + 22, base), (x - 22, base)], inks.paper)
    for step in range(3):
        y = 108 + step * (base - 108) / 3
        sheet.polygon(
            [
                (x - 15 - step * 2.4, y),
                (x + 15 + step * 2.4, y),
                (x + 18 + step * 2.4, y + 18),
                (x - 18 - step * 2.4, y + 18),
            ],
            inks.mark,
        )
    sheet.rect(x - 17, 80, 34, 6, inks.deep)
    sheet.rect(x - 9, 60, 18, 20, inks.deep)
    sheet.pie(x, 60, 11, 180, 360, inks.mark)
    sheet.land([base - 12, base - 30, base - 10, base - 26, base - 8], inks.deep)
    return inks.deep


def doors(sheet, inks, random, base):
    side = random.choice((0.32, 0.5, 0.68))
    for step, ink in enumerate((inks.soft, inks.paper, inks.deep, inks.mark)):
        width, top = 168 - step * 40, 16 + step * base * 0.13
        sheet.rect((200 - width) * side, top, width, base - top, ink)
    sheet.disc((200 - 48) * side + 40, base * 0.78, 3, inks.paper)
    sheet.rect(0, base, 200, sheet.height, inks.ground)
    return inks.ground


def burst(sheet, inks, random, base):
    x, y, offset = random.uniform(70, 130), base * 0.72, random.uniform(0, 10)
    for step in range(24):
        start = offset + step * 15
        sheet.pie(x, y, 320, start, start + 7.5, inks.soft)
    sheet.disc(x, y, 62, inks.paper)
    sheet.disc(x, y, 50, inks.mark)
    sheet.land([base - 34, base - 20, base - 30, base - 14], inks.deep)
    return inks.deep


def bridge(sheet, inks, random, base):
    sheet.disc(random.uniform(60, 140), base * 0.36, 44, inks.mark)
    deck = base * 0.72
    for x in (50, 150):
        sheet.rect(x - 5, base * 0.22, 10, base, inks.deep)
    for left, right in ((-50, 50), (50, 150), (150, 250)):
        cable = [(left + (right - left) * t / 20, deck - 12 - (abs(t / 10 - 1) ** 2) * base * 0.44) for t in range(21)]
        sheet.line(cable, inks.deep, 2.6)
        for x, y in cable[2:-1:2]:
            sheet.line([(x, y), (x, deck)], inks.deep, 1.1)
    sheet.rect(0, deck, 200, 8, inks.deep)
    for row in range(5):
        sheet.rect(random.uniform(-20, 90), base * 0.82 + row * base * 0.036, random.uniform(60, 120), 3, inks.soft)
    return inks.ground


def keyhole(sheet, inks, random, base):
    y = base * 0.42
    sheet.disc(100, base * 0.5, 96, inks.deep)

    def hole(mask, ink):
        mask.disc(100, y, 36, ink)
        mask.polygon([(84, y + 20), (116, y + 20), (134, base * 0.86), (66, base * 0.86)], ink)

    with sheet.clip(hole):
        sheet.rect(0, 0, 200, sheet.height, inks.soft)
        sheet.disc(random.uniform(86, 114), y - 4, 17, inks.paper)
        sheet.land([base * k for k in (0.6, 0.52, 0.62)], inks.mark)
    return inks.ground


def forest(sheet, inks, random, base):
    sheet.disc(random.uniform(60, 140), base * 0.34, 38, inks.paper)
    for depth, ink in enumerate((inks.soft, inks.deep)):
        for _ in range(7 - depth * 2):
            x, width = random.uniform(-6, 198), random.uniform(5, 9) + depth * 8
            sheet.polygon([(x, -4), (x + width * 0.7, -4), (x + width, base), (x - width * 0.2, base)], ink)
    sheet.disc(random.uniform(40, 160), base * 0.88, 6, inks.mark)
    sheet.rect(0, base * 0.95, 200, sheet.height, inks.deep)
    return inks.deep


def skyline(sheet, inks, random, base):
    sheet.disc(random.uniform(50, 150), base * 0.3, 34, inks.mark)
    for layer, ink in enumerate((inks.soft, inks.deep)):
        x = -8.0
        while x < 200:
            width, top = random.uniform(20, 40), base * random.uniform(0.36 + layer * 0.22, 0.62 + layer * 0.16)
            sheet.rect(x, top, width, sheet.height, ink)
            if layer:
                for y in range(int(top) + 8, int(base) - 6, 13):
                    for column in range(int(width // 11)):
                        if random.random() < 0.4:
                            sheet.rect(x + 4 + column * 11, y, 5, 7, inks.paper)
            x += width + (4 if layer == 0 else 0)
    return inks.deep


MOTIFS = {
    draw.__name__: draw
    for draw in (
        dunes,
        reflection,
        tower,
        bird,
        stem,
        greenhouse,
        furrows,
        ridges,
        stairs,
        orbits,
        rain,
        beam,
        doors,
        burst,
        bridge,
        keyhole,
        forest,
        skyline,
    )
}
