"""Misspelt words: which of the words that there are come near to one that was typed."""

from collections.abc import Iterable

from catalog.models import SearchedWord

# A word as short as this is not taken for misspelt; one as long as the second may have two slips.
SHORTEST, LONG = 4, 8
# So many words near to one are looked for.
MOST = 24


def slips_allowed(word: str) -> int:
    if len(word) < SHORTEST or word.isdecimal():
        return 0
    return 2 if len(word) >= LONG else 1


def parts(word: str, slips: int) -> list[str]:
    """Substrings of a word with a space on either side; so many slips leave at least one of them whole, nearly always.

    One slip leaves the beginning or the end of a word whole, two leave one of three parts.
    """
    padded = f" {word} "
    if slips == 1:
        size = max(3, (len(word) + 1) // 2)
        return [padded[:size], padded[-size:]]
    size = max(3, len(padded) // 3)
    middle = (len(padded) - size) // 2
    return [padded[:size], padded[middle : middle + size], padded[-size:]]


def distance(one: str, other: str, most: int) -> int:
    """How many letters were left out, put in, taken for another or swapped: the optimal string alignment.

    More than `most` is `most + 1`.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, its in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def near(words: Iterable[str]) -> dict[str, dict[str, int]]:
    """For each word that may be misspelt the words near to it, the nearest first, with how many slips lie between."""
    found = {}
    for word in words:
        slips = slips_allowed(word)
        if not slips:
            continue
        others = SearchedWord.objects.near(parts(word, slips), len(word) - slips, len(word) + slips)
        far = {other: distance(word, other, slips) for other in others}
        best = sorted((steps, other) for other, steps in far.items() if steps <= slips)[:MOST]
        found[word] = {other: steps for steps, other in best}
    return found
