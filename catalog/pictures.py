"""Pictures as pixels: reading what was uploaded, cutting shapes, encoding. Nothing here knows rows or files.

Uploads come from anywhere, so nothing of one is kept but its pixels: it is decoded, turned upright, brought to sRGB
and encoded anew. Metadata (camera, place, author, scripts in comments) ends here.
"""

import hashlib
from collections import Counter
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO, NamedTuple

import PIL.Image
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from PIL import ImageCms, ImageOps
from PIL.Image import Resampling

MAX_BYTES = 20 * 1024 * 1024
# A 48-megapixel telephone picture still passes; decoded, it takes some 150 MB.
MAX_PIXELS = 50_000_000
MIN_SIDE = 16
# What is kept of a picture at most, in pixels a side: enough for any crop of any shape below.
MASTER_SIDE = 4096

TAKEN = ("JPEG", "PNG", "WEBP", "AVIF")

# By extension: Pillow's format and how it is written. AVIF at speed 9 takes a twelfth of the default's time for 7 %
# more bytes; at the default, AVIF alone would make a large upload wait for seconds. WebP by method 2 instead of 4 is
# a third faster for 6 % more.
FORMATS: dict[str, tuple[str, dict]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 9}),
    "webp": ("WEBP", {"quality": 78, "method": 2}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
# What telephones load is worth more time: of drawn pictures this is half as large, and as good as the one above.
SMALL_AVIF = {"quality": 50, "speed": 8}
# In pixels: a poster on a telephone with three pixels to each of the layout's.
SMALL = 360 * 540
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


class Shape(NamedTuple):
    """A form in which pictures are shown: width to height (None: the picture's own) and widths in pixels."""

    ratio: tuple[int, int] | None
    widths: tuple[int, ...]
    extensions: tuple[str, ...] = ("avif", "webp", "jpg")


# The widths are those at which the layouts show them, and twice those: a test in a browser compares.
SHAPES = {
    "poster": Shape((2, 3), (80, 160, 240, 360, 640)),
    "portrait": Shape((4, 5), (80, 160, 192, 240, 360, 480, 640)),
    "wide": Shape((16, 9), (288, 360, 560, 720, 1200, 1600)),
    "whole": Shape(None, (360, 720, 1080, 1600)),
    # Only machines ask for these two: search engines want 1:1 and 4:3 next to 16:9, 1200 pixels wide.
    "card": Shape((4, 3), (600, 1200), ("jpg",)),
    "square": Shape((1, 1), (600, 1200), ("jpg",)),
}


class UnreadablePicture(ValueError):
    """A file cannot be taken as a picture; `reason` is a sentence for the person who offered it."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def read(file: BinaryIO | File) -> PIL.Image.Image:
    """The picture in an uploaded file: upright, RGB, sRGB, on white where it was transparent, free of metadata.

    At most MASTER_SIDE pixels a side. Size is checked before anything is decoded. Raises UnreadablePicture, whatever
    the file does.
    """
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadablePicture(
            _("The file is larger than %(limit)s MB. Please save the picture smaller.")
            % {"limit": MAX_BYTES // 1024 // 1024}
        )
    try:
        _check(data)
        return _clean(PIL.Image.open(BytesIO(data), formats=TAKEN))
    except UnreadablePicture:
        raise
    except PIL.UnidentifiedImageError as error:
        raise UnreadablePicture(
            _("This is not a picture that can be taken, or it is damaged. JPEG, PNG, WebP and AVIF are taken.")
        ) from error
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning) as error:
        raise UnreadablePicture(_too_large()) from error
    # Damaged and hostile files make decoders raise nearly everything: OSError, ValueError, SyntaxError, TypeError,
    # struct.error, EOFError, MemoryError. Whatever it is, it is the file's fault.
    except Exception as error:
        raise UnreadablePicture(_("The picture is damaged: it cannot be read to its end.")) from error


def _check(data: bytes) -> None:
    """Refuse by what the head of a file says, before any pixel is decoded."""
    image = PIL.Image.open(BytesIO(data), formats=TAKEN)
    if image.width * image.height > MAX_PIXELS:
        raise UnreadablePicture(_too_large())
    if min(image.size) < MIN_SIDE:
        raise UnreadablePicture(
            _("The picture is too small: it needs at least %(side)s pixels each way.") % {"side": MIN_SIDE}
        )
    # Telephones put previews and depth maps behind a JPEG ("MPO"): its first picture is the picture.
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise UnreadablePicture(_("The picture moves. Please save one frame of it as a still picture."))
    image.verify()


def _too_large():
    return _("The picture has more than %(limit)s million pixels. Please save it smaller.") % {
        "limit": MAX_PIXELS // 1_000_000
    }


def _clean(image: PIL.Image.Image) -> PIL.Image.Image:
    image = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        # Sixteen bits of grey: Pillow's own conversion clips at 255 instead of scaling.
        image.info.pop("transparency", None)
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    elif image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode not in ("L", "CMYK"):
        image = image.convert("RGB")
    image.thumbnail((MASTER_SIDE, MASTER_SIDE), Resampling.LANCZOS)
    if profile:
        image = _in_srgb(image, profile)
    # A new picture carries nothing of the old one: comments and profiles would travel along in `info`.
    clean = PIL.Image.new("RGB", image.size, "white")
    if image.mode == "RGBA":
        clean.paste(image, mask=image.getchannel("A"))
    else:
        clean.paste(image.convert("RGB"))
    return clean


def _in_srgb(image: PIL.Image.Image, profile: bytes) -> PIL.Image.Image:
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, theirs, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A profile that is broken, or of another kind of picture, says nothing about these colours.
        return image


def master(picture: PIL.Image.Image) -> bytes:
    """The bytes in which a picture is kept: a JPEG good enough to cut from again. The same pixels, the same bytes."""
    return _written(picture, "JPEG", quality=92, subsampling=0, optimize=True)


def content_hash(data: bytes) -> str:
    """64 hexadecimal digits that name these bytes."""
    return hashlib.sha256(data).hexdigest()


def dominant_color(picture: PIL.Image.Image) -> str:
    """The commonest of a picture's eight main colours, as `#rrggbb`."""
    small = picture.resize((48, 48), Resampling.BOX, reducing_gap=1.0).quantize(8).convert("RGB").tobytes()
    pixels = Counter(small[start : start + 3] for start in range(0, len(small), 3))
    return f"#{pixels.most_common(1)[0][0].hex()}"


# What stands for a picture until it is there, and where it never comes: one of few colours, each a class of the
# stylesheet. The classes in k have light letters on them, those in l dark ones.
PLACEHOLDERS = {
    "k0": "#111111",
    "k1": "#444444",
    "k2": "#666666",
    "k3": "#223366",
    "k4": "#006644",
    "k5": "#772222",
    "k6": "#554422",
    "k7": "#442255",
    "k8": "#115566",
    "k9": "#cc2222",
    "l0": "#aaaaaa",
    "l1": "#eeeeee",
    "l2": "#ddaa33",
    "l3": "#bbdddd",
    "l4": "#ddbbaa",
    "l5": "#99bb88",
}


@lru_cache(4096)
def placeholder(color: str) -> str:
    """The class in PLACEHOLDERS that comes nearest to a colour such as `#1a2b3c`."""

    def distance(name):
        pairs = zip(bytes.fromhex(color[1:]), bytes.fromhex(PLACEHOLDERS[name][1:]), strict=True)
        return sum((one - other) ** 2 for one, other in pairs)

    return min(PLACEHOLDERS, key=distance)


def sizes(shape: str, width: int, height: int) -> list[tuple[int, int]]:
    """Widths and heights in which a picture of a size is shown in a shape, the smallest first.

    None is larger than the picture has pixels for, except where even the smallest would be: a shape is never empty.
    """
    ratio, widths, _extensions = SHAPES[shape]
    if ratio is None:
        kept = [each for each in widths if each <= width] or [width]
        return [(each, max(1, round(each * height / width))) for each in kept]
    left, _top, right, _bottom = crop(width, height, ratio, (50, 50))
    kept = [each for each in widths if each <= right - left] or [widths[0]]
    return [(each, round(each * ratio[1] / ratio[0])) for each in kept]


def crop(width: int, height: int, ratio: tuple[int, int], focus: tuple[int, int]) -> tuple[int, int, int, int]:
    """The largest box of a ratio in a picture, its middle as near to the focal point as it can be.

    The focal point is in percent from the left and the top. Gives left, top, right and bottom in pixels.
    """
    across = min(width, max(1, round(height * ratio[0] / ratio[1])))
    down = min(height, max(1, round(width * ratio[1] / ratio[0])))
    left = min(max(round(width * focus[0] / 100 - across / 2), 0), width - across)
    top = min(max(round(height * focus[1] / 100 - down / 2), 0), height - down)
    return left, top, left + across, top + down


def cut(picture: PIL.Image.Image, shape: str, size: tuple[int, int], focus: tuple[int, int]) -> PIL.Image.Image:
    """A picture in a shape at one of its `sizes`, cropped around the focal point."""
    ratio = SHAPES[shape].ratio
    box = crop(*picture.size, ratio, focus) if ratio else None
    return picture.resize(size, Resampling.LANCZOS, box=box, reducing_gap=2.0)


def encode(picture: PIL.Image.Image, extension: str) -> bytes:
    """The bytes of a rendition in one of FORMATS."""
    name, options = FORMATS[extension]
    if extension == "avif" and picture.width * picture.height <= SMALL:
        options = SMALL_AVIF
    return _written(picture, name, **options)


def _written(picture, name, **options):
    file = BytesIO()
    picture.save(file, name, **options)
    return file.getvalue()
