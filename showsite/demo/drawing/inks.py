"""The flat inks the demo is printed in, and the sheet they are laid on."""

import math
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]

# Drawn at twice the size and halved, which smooths every edge.
OVERSAMPLE = 2


@dataclass(frozen=True)
class Inks:
    """Five colours that go together: a ground, a dark and a middle mass, an accent, and the lightest."""

    ground: str
    deep: str
    soft: str
    mark: str
    paper: str

    def on(self, ground):
        """The ink in which a title is read best on a ground."""
        return max((self.paper, self.deep), key=lambda ink: contrast(ink, ground))


PALETTES = {
    "dune": Inks("#e6b9a4", "#27437a", "#e3d3b4", "#cf2a1f", "#f1eee4"),
    "tide": Inks("#12302f", "#0a1c1d", "#86b0a6", "#e2674a", "#f1eee4"),
    "night": Inks("#1d2b52", "#0f1730", "#7f93c4", "#d8a02c", "#f1eee4"),
    "tower": Inks("#d9d5c8", "#16181a", "#8b8f8c", "#d8a02c", "#f6f3ea"),
    "rust": Inks("#8f3b1e", "#2a1510", "#e6b9a4", "#f0b33c", "#f4eadb"),
    "leaf": Inks("#dbe6cf", "#0f5c47", "#7fb08a", "#cf2a1f", "#f7f6ec"),
    "glass": Inks("#cfe0dc", "#16313a", "#86b0a6", "#cf2a1f", "#f5f4ec"),
    "field": Inks("#e8d9a8", "#0f5c47", "#c2a24d", "#cf2a1f", "#f8f1dc"),
    "plum": Inks("#4a1f3d", "#220c1e", "#c98aa6", "#f2a65a", "#f6e9e4"),
    "ice": Inks("#c3d4da", "#22384c", "#8fa9b8", "#e0533a", "#f4f6f4"),
    "moss": Inks("#5d6b3a", "#232a17", "#b7bf83", "#f0d35b", "#f3f0dc"),
    "coral": Inks("#e76f51", "#3b1420", "#f4b79b", "#1f6f78", "#fbeee3"),
    "slate": Inks("#48525c", "#1b2026", "#9aa5ad", "#f2c14e", "#eef0ee"),
    "clay": Inks("#c98f5e", "#47261a", "#e7c9a0", "#2b5d6b", "#f7eedd"),
    "mint": Inks("#a9d3bd", "#14463c", "#5f9d84", "#e8593b", "#f3f6ec"),
    "ink": Inks("#1f2226", "#0b0c0e", "#6b747b", "#cf2a1f", "#f1eee4"),
    "lilac": Inks("#c9bfe0", "#2f2558", "#8f7fc0", "#e8743b", "#f5f2fa"),
    "sun": Inks("#f0b429", "#5a1f12", "#d9822b", "#b3261e", "#fdf3d6"),
}


def luminance(ink):
    """Relative luminance of "#rrggbb", 0 to 1, as WCAG 2 defines it."""
    channels = [int(ink[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(one, other):
    """The ink half way between two."""
    return "#" + "".join(f"{(int(one[i : i + 2], 16) + int(other[i : i + 2], 16)) // 2:02x}" for i in (1, 3, 5))


def contrast(one, other):
    """WCAG 2 contrast ratio of two inks, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Sheet:
    """A sheet measured in units from the top left corner, each `pixels` wide in the picture; drawn in flat inks."""

    def __init__(self, width, height, ground, pixels=3.2):
        self.width, self.height, self.pixels = width, height, pixels
        self.scale = pixels * OVERSAMPLE
        self.image = Image.new("RGB", (round(width * self.scale), round(height * self.scale)), ground)
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points, ink):
        self.pen.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=ink)

    def rect(self, x, y, width, height, ink):
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], ink)

    def disc(self, x, y, radius, ink):
        self.ellipse(x, y, radius, radius, ink)

    def ellipse(self, x, y, across, down, ink):
        box = [(x - across) * self.scale, (y - down) * self.scale, (x + across) * self.scale, (y + down) * self.scale]
        self.pen.ellipse(box, fill=ink)

    def ring(self, x, y, radius, ink, width=2.0):
        box = [
            (x - radius) * self.scale,
            (y - radius) * self.scale,
            (x + radius) * self.scale,
            (y + radius) * self.scale,
        ]
        self.pen.ellipse(box, outline=ink, width=round(width * self.scale))

    def pie(self, x, y, radius, start, end, ink):
        """A slice of a disc between two angles, in degrees clockwise from three o'clock."""
        box = [
            (x - radius) * self.scale,
            (y - radius) * self.scale,
            (x + radius) * self.scale,
            (y + radius) * self.scale,
        ]
        self.pen.pieslice(box, start, end, fill=ink)

    def line(self, points, ink, width=2.0):
        path = [(x * self.scale, y * self.scale) for x, y in points]
        self.pen.line(path, fill=ink, width=round(width * self.scale), joint="curve")

    def blob(self, points, ink):
        """A closed shape with a smooth outline through the points."""
        self.polygon(smooth(points, closed=True), ink)

    def land(self, heights, ink, floor=None):
        """Everything below a smooth line whose heights are spread evenly over the width."""
        step = self.width / (len(heights) - 1)
        ridge = smooth([(i * step, height) for i, height in enumerate(heights)])
        floor = self.height if floor is None else floor
        self.polygon([(0, floor), *ridge, (self.width, floor)], ink)

    @contextmanager
    def clip(self, shape):
        """Within the block, ink only stays where `shape(sheet, ink)` would have put it."""
        mask = Sheet(self.width, self.height, "#000000", self.pixels)
        shape(mask, "#ffffff")
        before = self.image.copy()
        yield
        self.image.paste(Image.composite(self.image, before, mask.image.convert("L")))

    def title(self, text, ink, *, bottom, left=14.0, width=172.0, height=56.0):
        """Set a title flush left, as large as the box allows."""
        lines, font = fit(text, width * self.scale, height * self.scale)
        lead = font.size * 0.98
        baseline = bottom * self.scale - lead * (len(lines) - 1)
        for number, line in enumerate(lines):
            self.pen.text(
                (left * self.scale, baseline + lead * number),
                line,
                font=font,
                fill=ink,
                anchor="ls",
                stroke_width=heft(font.size),
                stroke_fill=ink,
            )

    def finish(self):
        """The picture at its own size."""
        return self.image.reduce(OVERSAMPLE)


def smooth(points, closed=False, steps=10):
    """A curve through all points (Catmull-Rom)."""
    last = len(points) - 1
    curve: list[Point] = []
    for i in range(len(points) if closed else last):
        if closed:
            a, b, c, d = (points[(i + k) % len(points)] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(i + k, 0), last)] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            curve.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return curve if closed else [*curve, points[-1]]


def _between(a, b, c, d, t):
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def around(x, y, radius, angle):
    """The point at an angle, in degrees clockwise from three o'clock."""
    return x + radius * math.cos(math.radians(angle)), y + radius * math.sin(math.radians(angle))


def can_set(text):
    """Whether Pillow's own font, the only one that is certain to be there, has all the letters."""
    return text.isascii()


def heft(size):
    """The stroke that turns Pillow's one regular weight into a bold one, in pixels."""
    return max(1, round(size * 0.022))


def fit(text, width, height):
    """The lines and the font, as large as possible, that set a text in a box of pixels."""
    words = text.split()
    size = int(height)
    while True:
        font = ImageFont.load_default(size)
        room = width - 2 * heft(size)
        lines = wrap(words, font, room)
        if all(font.getlength(line) <= room for line in lines) and size * 0.98 * len(lines) <= height:
            return lines, font
        size = int(size * 0.93)


def wrap(words, font, width):
    lines = [words[0]]
    for word in words[1:]:
        if font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
