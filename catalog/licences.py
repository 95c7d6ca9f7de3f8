"""What an editor wrote about the terms of a picture, as the address of these terms."""

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_CREATIVE_COMMONS = re.compile(r"\bCC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -]([1-4]\.0)\b", re.IGNORECASE)
_ZERO = re.compile(r"\bCC0\b", re.IGNORECASE)


def licence_address(licence: str) -> str:
    """Where the terms stand: the address in the text, or that of the Creative Commons licence named; else nothing."""
    if found := _ADDRESS.search(licence):
        return found.group().rstrip(".,;")
    if found := _CREATIVE_COMMONS.search(licence):
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    if _ZERO.search(licence):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return ""
