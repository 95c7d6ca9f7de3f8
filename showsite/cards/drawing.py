"""Drawing a card, in the look of the paper. Knows neither rows nor addresses; bounded by the size of the card."""

from io import BytesIO

import PIL.Image
from PIL import ImageDraw, ImageOps
from PIL.Image import Resampling

from showsite.cards.facts import Card
from showsite.cards.lettering import FACE, LABELS, fitted

SIZE = WIDTH, HEIGHT = 1200, 630
# Of the logo. Search engines want 112 at least.
SIDE = 600
# The picture stands at the right, two by three, from edge to edge.
PICTURE = (420, HEIGHT)
MARGIN, TEXT = 56, WIDTH - PICTURE[0] - 2 * 56

# The light colours of static/style.css.
PAPER, INK, SOFT, RED = "#f4f6f4", "#14171a", "#4b5258", "#c1121f"
TONES = {"go": "#0b6045", "wait": "#7d4e00", "stop": INK, "done": "#2f4d85", "gone": "#5a6167"}
# Marks and patterns are drawn larger and made smaller: Pillow draws edges without shades.
FINER = 4


def draw(card: Card, picture: PIL.Image.Image | None) -> bytes:
    """The JPEG of a card; `picture` is its poster, or None where it has none that may be shown."""
    if card.kind == "logo":
        return _jpeg(_logo(card))
    canvas = PIL.Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(canvas)
    shown = ImageOps.fit(picture, PICTURE, Resampling.LANCZOS) if picture else _ground(card.ground)
    canvas.paste(shown, (WIDTH - PICTURE[0], 0))
    pen.rectangle((0, 0, WIDTH - PICTURE[0] - 1, 15), fill=INK)
    _masthead(canvas, pen, card)
    foot = _foot(canvas, pen, card)
    _head(pen, card, foot)
    return _jpeg(canvas)


def _jpeg(canvas):
    file = BytesIO()
    # Colour at full resolution: small red letters would fray.
    canvas.save(file, "JPEG", quality=84, subsampling=0, optimize=True, progressive=True)
    return file.getvalue()


def _logo(card):
    """The red disc of static/icon.svg with the name of the site below."""
    canvas = PIL.Image.new("RGB", (SIDE, SIDE), PAPER)
    _mark(canvas, "m-go", RED, (140, 70, 460, 390))
    name = fitted(card.title, FACE, SIDE - 2 * MARGIN, range(104, 27, -4), lines=1)
    for line in name.lines:
        ImageDraw.Draw(canvas).text((SIDE // 2, 510), line, INK, name.font, anchor="ms")
    return canvas


def _masthead(canvas, pen, card):
    plate = fitted(card.site, FACE, TEXT // 2 - 16, range(44, 23, -4), lines=1)
    pen.text((MARGIN, 84), plate.lines[0] if plate.lines else "", INK, plate.font, anchor="ls")
    end = MARGIN + round(plate.font.getlength(plate.lines[0])) if plate.lines else MARGIN
    _mark(canvas, "m-go", RED, (end + 4, 75, end + 13, 84))
    if card.kicker:
        label = fitted(card.kicker, LABELS, TEXT // 2, range(28, 19, -2), lines=1)
        if label.lines:
            pen.text((MARGIN + TEXT, 84), label.lines[0], SOFT, label.font, anchor="rs")
    pen.rectangle((MARGIN, 104, MARGIN + TEXT, 108), fill=INK)
    pen.rectangle((MARGIN, 112, MARGIN + TEXT, 112), fill=INK)


def _foot(canvas, pen, card):
    """The word and the date, from the bottom up; where they begin."""
    top = HEIGHT - 44
    if card.date:
        date = fitted(card.date, FACE, TEXT, range(44, 23, -4), lines=1)
        if date.lines:
            top -= 44
            pen.text((MARGIN, top + 36), date.lines[0], RED if card.is_promised else SOFT, date.font, anchor="ls")
            top -= 12
    if card.word:
        word = fitted(card.word, FACE, TEXT - 40, range(168 if card.is_answer else 80, 35, -4), lines=1, leading=1.0)
        if word.lines:
            size, top = round(word.font.size), top - word.height
            base = top + word.leading - round(size * 0.17)
            pen.text((MARGIN, base), word.lines[0], INK, word.font, anchor="ls")
            left, side = MARGIN + round(word.font.getlength(word.lines[0]) + size * 0.06), round(size * 0.22)
            _mark(canvas, card.mark, TONES[card.tone], (left, base - side, left + side, base))
    return top - 16


def _head(pen, card, foot):
    box = foot - 132
    title = fitted(card.title, FACE, TEXT, range(64 if card.is_answer else 92, 27, -4), height=box)
    y = 132 + (title.font.size * 17 // 20)
    for line in title.lines:
        pen.text((MARGIN, y), line, INK, title.font, anchor="ls")
        y += title.leading


def _mark(canvas, mark, color, box):
    """One of the marks of templates/_sprite.html, in a box of pixels."""
    side = (box[2] - box[0]) * FINER
    mask = PIL.Image.new("L", (side, side))
    pen, unit = ImageDraw.Draw(mask), side / 16
    _MARKS[mark](pen, lambda *values: [value * unit for value in values], unit)
    mask = mask.resize((box[2] - box[0], box[3] - box[1]), Resampling.BOX)
    canvas.paste(color, box[:2], mask)


def _ring(pen, at, unit):
    pen.ellipse(at(0, 0, 16, 16), fill=255)
    pen.ellipse(at(3.2, 3.2, 12.8, 12.8), fill=0)


def _air(pen, at, unit):
    pen.ellipse(at(0, 0, 16, 16), fill=255)
    pen.ellipse(at(2.2, 2.2, 13.8, 13.8), fill=0)
    pen.ellipse(at(4.6, 4.6, 11.4, 11.4), fill=255)


def _back(pen, at, unit):
    pen.polygon(at(0.6, 0.6, 11.8, 0.6, 0.6, 11.8), fill=255)
    pen.polygon(at(15.4, 4.2, 15.4, 15.4, 4.2, 15.4), fill=255)


_MARKS = {
    "m-go": lambda pen, at, unit: pen.ellipse(at(0, 0, 16, 16), fill=255),
    "m-air": _air,
    "m-wait": _ring,
    "m-stop": lambda pen, at, unit: pen.rectangle(at(0.6, 0.6, 15.4, 15.4), fill=255),
    "m-back": _back,
    "m-done": lambda pen, at, unit: pen.rectangle(at(4.4, 0, 11.6, 16), fill=255),
    "m-gone": lambda pen, at, unit: pen.rectangle(at(1, 1, 15, 15), outline=255, width=round(2.8 * unit)),
    "m-none": lambda pen, at, unit: pen.rectangle(at(1, 6.4, 15, 9.6), fill=255),
}


# -- what stands where there is no picture: the six title pages of the stylesheet ----------------------------------


def _ground(number: int) -> PIL.Image.Image:
    ink, paint, pattern = _GROUNDS[number % len(_GROUNDS)]
    width, height = PICTURE[0] * 2, PICTURE[1] * 2
    ground = PIL.Image.new("RGB", (width, height), ink)
    pen = ImageDraw.Draw(ground)
    pattern(pen, paint, width, round(height * 0.62))
    # Whatever a pattern reaches below its part is covered again.
    pen.rectangle((0, round(height * 0.62), width, height), fill=ink)
    return ground.resize(PICTURE, Resampling.BOX)


def _upright(pen, paint, width, height):
    for x in range(0, width, width // 8):
        pen.rectangle((x, 0, x + width // 16, height), fill=paint)


def _level(pen, paint, width, height):
    for y in range(0, height, height // 8):
        pen.rectangle((0, y, width, y + height // 32), fill=paint)


def _sun(pen, paint, width, height):
    pen.circle((width * 0.7, height * 0.42), width * 0.28, fill=paint)


def _slant(pen, paint, width, height):
    for x in range(-height, width, width // 6):
        pen.line((x, height, x + height, 0), fill=paint, width=width // 24)


def _arcs(pen, paint, width, height):
    for reach in (0.36, 0.72, 1.08):
        pen.circle((0, 0), width * reach, outline=paint, width=width // 8)


def _blocks(pen, paint, width, height):
    pen.rectangle((0, 0, width // 2, height), fill=paint)
    pen.rectangle((width // 2, 0, width * 3 // 4, height), fill="#cf2a1f")


_GROUNDS = [
    ("#16181a", "#cf2a1f", _upright),
    ("#27437a", "#c3d4da", _level),
    ("#0f5c47", "#d8a02c", _sun),
    ("#7c2b22", "#f1eee4", _slant),
    ("#d8a02c", "#16181a", _arcs),
    ("#c3d4da", "#27437a", _blocks),
]
