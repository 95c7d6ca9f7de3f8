"""What an address without a page may have meant: its words, and what we have that comes near."""

import re
from difflib import SequenceMatcher
from typing import Any, NamedTuple
from urllib.parse import unquote

from django.utils import timezone

from catalog.folding import SLUG_LENGTH, slug_of
from catalog.models import Person, Series
from catalog.search.asking import read
from catalog.search.finding import find_people, find_series, spelling
from news.models import Revision
from news.richtext import plain

# The parts of the site whose addresses name a thing: by the first word, what kind of thing.
KINDS = {"series": "series", "people": "person", "news": "story"}
FINDERS = {"series": find_series, "person": find_people}
WORDS_LENGTH = 100
# So many are named, of so many that begin alike; what differs by more than this is something else.
NAMED, LOOKED_AT, LIKENESS = 5, 60, 0.7


class Missing(NamedTuple):
    """`kind` is "" where the address names no kind of thing; `whole` is the thing of which a page is missing."""

    kind: str
    words: str
    whole: Series | None
    near: list[Any]


def meant_by(path: str) -> Missing:
    """What a path may have meant; asks for things only where it could be the address of one."""
    parts = [part for part in plain(unquote(path, errors="ignore"))[:1000].split("/") if part]
    kind = KINDS.get(parts[0], "") if len(parts) > 1 else ""
    name = parts[1] if kind else parts[-1] if parts else ""
    words = " ".join(re.sub(r"\.\w{1,5}$", "", re.sub(r"[-_+\s]+", " ", name)).split())[:WORDS_LENGTH]
    slug = slug_of(words.replace(" ", "-"))
    if not slug or "." in name or (not kind and len(parts) > 1):
        return Missing(kind, words, None, [])
    if kind == "series" and len(parts) > 2 and (whole := Series.objects.public().filter(slug=slug).first()):
        return Missing(kind, words, whole, [])
    near = _near(_public(kind), slug) or _found(kind, words)
    # Who writes an address by hand often leaves the part of the site out.
    return Missing(kind, words, None, near or ([] if kind else _near(_public("person"), slug)))


def _public(kind: str):
    if kind == "person":
        return Person.objects.public()
    return Revision.objects.live().defer("document") if kind == "story" else Series.objects.public()


def _found(kind: str, words: str) -> list:
    """What the search finds, slips and all, where an address names a series or a person: few machines try these."""
    asked = read(words)
    if kind not in FINDERS or not asked.words:
        return []
    keys = [found.key for found in FINDERS[kind](asked, timezone.now(), spelling(asked), NAMED).found]
    return sorted(_public(kind).filter(pk__in=keys), key=lambda row: keys.index(row.pk))


def _near(rows, slug: str) -> list:
    """Those whose slug is most like another one, and begins as it does."""
    begins = slug[: max(3, min(len(slug) // 2, 12))]
    # The range is read from the index of any database; in some orders it holds others too. Whether readers see a
    # thing is asked of the few alone that are alike: that costs more.
    within = {"slug__range": (begins, begins.ljust(SLUG_LENGTH + 20, "z")), "slug__startswith": begins}
    beside = rows.model.objects.filter(**within).order_by("slug").values_list("slug", flat=True)[:LOOKED_AT]
    likeness = {each: SequenceMatcher(None, slug, each).ratio() for each in beside}
    alike = [each for each in sorted(likeness, key=lambda each: -likeness[each]) if likeness[each] >= LIKENESS]
    if not alike:
        return []
    return sorted(rows.filter(slug__in=alike[: 2 * NAMED]), key=lambda row: -likeness[row.slug])[:NAMED]
