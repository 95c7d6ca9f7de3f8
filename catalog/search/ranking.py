"""The order of what a search finds, in one place; worked out here, so that each database gives the same.

What was found stands in this order:

1. what fits the whole text before what fits only that which a question is about ("when does the salt road return");
2. by how well it fits (`Fit`): the title or name itself, with or without an article; one that begins with what was
   typed; one with all the words, each at least begun; one with their stems; last, after all else, one whose words come
   near to those that were typed (misspelt);
3. of those that came near, by the number of slips;
4. the title that it goes by before its other titles and names, the headline of a story before its text;
5. what is better known first: series by the most votes of a rating, then the one begun last; people by the number of
   their parts and jobs; stories by the day of their first publication, the latest first;
6. by folded name, and by key.

Of each kind at most a thousand are found (fifty pages). Where more fit equally well, names that begin with what was
typed count in the order of their folded names, all others in the order in which they were entered, the latest stories
first: so the same thousand are found by each database.
"""

from enum import IntEnum
from typing import Any, NamedTuple

PAGE_SIZE, MOST_PAGES = 20, 50
MOST_FOUND = PAGE_SIZE * MOST_PAGES


class Fit(IntEnum):
    """How well something fits what was typed; less is better."""

    EXACT = 0
    BEGINS = 1
    WORDS = 2
    STEMS = 3
    NEAR = 4


class Found(NamedTuple):
    """Something that was found, by its key, and the name by which it was."""

    key: int
    fit: Fit
    name: str
    folded: str
    language: str = ""
    place: int = 0
    is_part: bool = False
    slips: int = 0

    @property
    def worth(self) -> tuple:
        """The first four rules."""
        return self.fit == Fit.NEAR, self.is_part, self.fit, self.slips, self.place


def best_of(found: list[Found]) -> list[Found]:
    """Each thing once, by the name that fits best."""
    best: dict[int, Found] = {}
    for each in found:
        other = best.get(each.key)
        if other is None or (*each.worth, each.folded) < (*other.worth, other.folded):
            best[each.key] = each
    return list(best.values())


def ranked(found: list[Found], known: dict[int, tuple[Any, ...]]) -> list[Found]:
    """What was found in its order; `known` is how well known each is, as numbers, more is better."""
    none = (0,) * max((len(numbers) for numbers in known.values()), default=0)
    return sorted(
        found,
        key=lambda each: (*each.worth, *(-number for number in known.get(each.key, none)), each.folded, each.key),
    )
