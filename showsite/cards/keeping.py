"""Cards as files beside the renditions: each is drawn once. They are copies, and may be thrown away at any time."""

import logging
from io import BytesIO
from threading import Lock

import PIL.Image
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from catalog import pictures
from catalog.models import Image
from showsite.cards.drawing import draw
from showsite.cards.facts import Card

logger = logging.getLogger(__name__)

FOLDER = "cards"
# A file that somebody is still writing does not end so.
END_OF_JPEG = b"\xff\xd9"
# One at a time in a process: a crowd at the door takes no more memory than one card.
_pen = Lock()


def picture_of(card: Card) -> bytes:
    """The JPEG of a card: the one that was drawn before, or one that is drawn now and kept in place of older ones."""
    folder = f"{FOLDER}/{str(card.uuid)[:2]}/{card.uuid}"
    name = card.address.rpartition("/")[2]
    if (kept := _read(f"{folder}/{name}")) is not None:
        return kept
    with _pen:
        if (kept := _read(f"{folder}/{name}")) is not None:
            return kept
        drawn = draw(card, _poster(card.poster) if card.poster else None)
        try:
            _keep(folder, name, drawn)
        except OSError:
            # A full disk takes nothing from readers.
            logger.exception("A card could not be kept.")
        return drawn


def throw_away() -> None:
    """Delete all cards. What is asked for again is drawn again."""
    _empty(FOLDER)


def _read(name):
    try:
        with default_storage.open(name) as file:
            data = file.read()
    except FileNotFoundError:
        return None
    return data if data.endswith(END_OF_JPEG) else None


def _keep(folder, name, drawn):
    if default_storage.exists(folder):
        _empty(folder)
    default_storage.save(f"{folder}/{name}", ContentFile(drawn))


def _empty(folder):
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        default_storage.delete(f"{folder}/{file}")
    for each in folders:
        _empty(f"{folder}/{each}")


def _poster(image: Image) -> PIL.Image.Image | None:
    width, height, _addresses = image.renditions("poster")[-1]
    try:
        return pictures.read(BytesIO(image.read_rendition(width, height, "jpg")))
    except (OSError, pictures.UnreadablePicture):
        # A file that is missing or damaged is a poster that is not there.
        logger.exception("The poster of a card could not be read.")
        return None
