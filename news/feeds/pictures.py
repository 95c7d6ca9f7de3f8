"""Pictures as feeds give them: one JPEG, which any reader can show."""

from catalog.models import Image
from catalog.models.images import Rendition
from catalog.pictures import CONTENT_TYPES
from news.absolute import absolute
from news.feeds.entries import Picture
from news.richtext import plain

# In pixels: wide enough for any feed reader.
WIDEST = 1200


def rendition(image: Image, shape: str) -> Rendition:
    """The size of a shape that goes into feeds."""
    return [each for each in image.renditions(shape) if each.width <= WIDEST][-1]


def fed(image: Image | None) -> Picture | None:
    """What is enclosed of a picture: the same file that stands in the content. None where nothing may be shown."""
    if image is None or not image.is_usable():
        return None
    chosen = rendition(image, "wide")
    try:
        # The files know it best; asking them costs microseconds and no query (docs/decisions.md).
        length = image.rendition_length(chosen.width, chosen.height, "jpg")
    except FileNotFoundError:
        return None
    return Picture(
        url=absolute(chosen.addresses["jpg"]),
        type=CONTENT_TYPES["jpg"],
        length=length,
        width=chosen.width,
        height=chosen.height,
        alt="" if image.decorative else plain(image.alt),
        credit=plain(image.credit),
        licence=plain(image.licence),
    )
