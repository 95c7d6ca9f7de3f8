"""Documents: the blocks of a pressed article as JSON, `{"format": 1, "article", "subject", "blocks": [...]}`."""

from typing import Any

FORMAT = 1


def upgraded(document: dict[str, Any]) -> dict[str, Any]:
    """A document in today's format, whatever it was pressed in. ValueError when a later release pressed it."""
    if document["format"] != FORMAT:
        raise ValueError(f"a document of format {document['format']}: this release knows {FORMAT}")
    return document
