"""Where an entry stands in a feed, and where a page of one ends: the moment, the kind and the number of a row.

The newest moment comes first. What has the same moment stands in the order of PLACES, the higher number first.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet

# By letter, for life: addresses of pages are kept by feed readers. What says that an update was retracted, and the
# update itself, come from one row.
STORY, ENDED, ERASED, UPDATE, RETRACTION, RETRACTED, CORRECTION, PREMIERE = "sexurvcp"
PLACES = {STORY: 0, ENDED: 1, ERASED: 2, UPDATE: 3, RETRACTION: 4, RETRACTED: 4, CORRECTION: 5, PREMIERE: 6}
OF_UPDATES = {UPDATE, RETRACTION, RETRACTED}
_KEY = re.compile(rf"(.+)Z-([{''.join(PLACES)}])(0|[1-9][0-9]{{0,17}})", re.ASCII)


@dataclass(frozen=True)
class Key:
    moment: datetime
    letter: str
    number: int

    def __str__(self):
        """As it stands in an address: "2026-11-24T10:00:00Z-u123"."""
        return f"{self.moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z-{self.letter}{self.number}"

    @classmethod
    def read(cls, text: str) -> "Key":
        """The key that a text is; ValueError for anything else."""
        if not (match := _KEY.fullmatch(text)):
            raise ValueError(f"no key of a page: {text!r}")
        key = cls(datetime.fromisoformat(match[1]).replace(tzinfo=UTC), match[2], int(match[3]))
        if str(key) != text:
            raise ValueError(f"no key of a page: {text!r}")
        return key

    @property
    def place(self) -> tuple[Any, ...]:
        """The greater one comes first."""
        return self.moment, -PLACES[self.letter], self.number, self.letter != RETRACTED


def rows_behind(rows: QuerySet, key: Key | None, most: int, *, letter: str, moment: str, number: str) -> QuerySet:
    """The first so many rows of a kind that can stand behind a key, in the order of a feed.

    `moment` and `number` are the columns by which they are ordered: an index leads along them.
    """
    ordered = rows.order_by(f"-{moment}", f"-{number}")
    if key is not None:
        before = Q(**{f"{moment}__lt": key.moment})
        place, last = PLACES[letter], PLACES[key.letter]
        if place > last:
            before = Q(**{f"{moment}__lte": key.moment})
        elif place == last:
            # The first condition follows from the second; an index can use it.
            before = Q(**{f"{moment}__lte": key.moment}) & (before | Q(**{f"{number}__lte": key.number}))
        ordered = ordered.filter(before)
    # The row of the key itself may be among them.
    return ordered[: most + 1]
