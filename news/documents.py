"""Documents: the blocks of a pressed article as JSON, `{"format": 1, "article", "subject", "blocks": [...]}`.

`article` is a uuid, `subject` the primary subject as `{"type": "season", "uuid": ...}` or null. A block has `type` and
`key`; what it refers to stands in it as uuids, under the names in REFERENCES and LISTS.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

from catalog.models import Fact, Image, Quote, Season, Series, Video

FORMAT = 1
REFERENCES: dict[str, type[models.Model]] = {
    "series": Series,
    "season": Season,
    "image": Image,
    "video": Video,
    "quote": Quote,
    "fact": Fact,
}
# What a list of references refers to.
LISTS = {"facts": "fact", "related": "series"}


def upgraded(document: dict[str, Any]) -> dict[str, Any]:
    """A document in today's format, whatever it was pressed in. ValueError when a later release pressed it."""
    if document["format"] != FORMAT:
        raise ValueError(f"a document of format {document['format']}: this release knows {FORMAT}")
    return document


def references(blocks: Iterable[dict[str, Any]]) -> dict[str, set[str]]:
    """The uuids that blocks refer to, by the names in REFERENCES."""
    found: dict[str, set[str]] = {name: set() for name in REFERENCES}
    for block in blocks:
        for name, value in block.items():
            if name in REFERENCES and value:
                found[name].add(value)
            elif name in LISTS:
                found[LISTS[name]].update(value)
    return found
