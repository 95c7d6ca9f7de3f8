"""Draws the icons of the site from the mark of its plate, the red full stop of `static/icon.svg`, into static/.

    python docs/draw_icons.py

They are committed: run it after the mark or its colours change.
"""

from pathlib import Path

import PIL.Image
from PIL import ImageDraw

STATIC = Path(__file__).resolve().parent.parent / "static"
RED, PAPER, INK = "#c1121f", "#f4f6f4", "#14171a"
# Drawn so many times larger and made smaller, for smooth edges.
FINER = 8
# In shares of the side: the mark alone, as in icon.svg; the mark above the double rule of the masthead, all within the
# middle circle of four fifths, which no phone cuts away.
BARE, ABOVE = (0.5, 0.5, 7 / 16), (0.5, 0.42, 0.21)
RULES = [(0.71, 0.75), (0.78, 0.795)]
RULE_FROM, RULE_TO = 0.26, 0.74


def bare(size: int) -> PIL.Image.Image:
    """The mark on nothing."""
    # Transparent red, so that an edge that is half transparent is red too.
    return _smaller(_marked(PIL.Image.new("RGBA", (size * FINER, size * FINER), f"{RED}00"), BARE))


def on_paper(size: int) -> PIL.Image.Image:
    """The mark above the rule, on the ground of the light sheet."""
    image = _marked(PIL.Image.new("RGB", (size * FINER, size * FINER), PAPER), ABOVE)
    for top, bottom in RULES:
        box = [side * image.width for side in (RULE_FROM, top, RULE_TO, bottom)]
        ImageDraw.Draw(image).rectangle(box, fill=INK)
    return _smaller(image)


def _marked(image, where):
    x, y, reach = (share * image.width for share in where)
    ImageDraw.Draw(image).ellipse([x - reach, y - reach, x + reach - 1, y + reach - 1], fill=RED)
    return image


def _smaller(image):
    return image.resize((image.width // FINER, image.height // FINER), PIL.Image.Resampling.BOX)


def icons() -> dict[str, PIL.Image.Image]:
    drawn = {"apple-touch-icon.png": on_paper(180)}
    for size in (192, 512):
        drawn[f"icon-{size}.png"] = bare(size)
        drawn[f"icon-maskable-{size}.png"] = on_paper(size)
    return drawn


def main() -> None:
    for name, image in icons().items():
        image.save(STATIC / name, optimize=True)
    small = [bare(size) for size in (16, 32, 48)]
    small[-1].save(STATIC / "favicon.ico", sizes=[each.size for each in small], append_images=small[:-1])


if __name__ == "__main__":
    main()
