"""The list of contents of a long story: its headings get ids as the page is drawn, and nothing is pressed anew."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

from catalog.folding import slug_of

# A shorter story is seen at a glance.
FEWEST = 3
# What the sanitiser leaves of a heading: no attribute, and no heading in it.
HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    id: str
    text: str


def with_contents(blocks: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Heading]]:
    """Resolved blocks with ids on the headings of their texts, and these headings; untouched where there are few."""
    drawn: list[dict[str, Any]] = []
    headings: list[Heading] = []

    def named(match):
        text = unescape(strip_tags(match[1])).strip()
        # The number tells two of one name apart, and stands where a script has no Latin letters.
        headings.append(Heading(f"{slug_of(text) or 'part'}-{len(headings) + 1}", text))
        return f'<h2 id="{headings[-1].id}">{match[1]}</h2>'

    whole = list(blocks)
    for block in whole:
        drawn.append({**block, "html": mark_safe(HEADING.sub(named, block["html"]))} if "html" in block else block)
    return (drawn, headings) if len(headings) >= FEWEST else (whole, [])
