"""Long lists in pages by key: the last page costs what the first does."""

from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Collate

PAGE_SIZE = 60
# As names are folded: й is и, and ё is е.
ALPHABETS = {"en": "abcdefghijklmnopqrstuvwxyz", "ru": "абвгдежзиклмнопрстуфхцчшщыэюя"}
# In the place of a letter: digits, and whatever begins with none of those that are offered.
DIGITS, OTHER = "0", "other"
AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the slugs behind which the page before and the page after begin; "" where none is."""

    rows: list
    before: str = ""
    after: str = ""

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


class AlphabeticalQuerySet(models.QuerySet):
    """Rows with a slug and a folded `search_name`, in the order of the latter."""

    def alphabetical(self):
        """By what they are called; namesakes in the order in which they came."""
        return self.order_by("search_name", "pk")

    def beginning_with(self, letter: str):
        """Those whose name begins with a letter; with a digit for DIGITS, with no letter that is offered for OTHER."""
        if letter not in {DIGITS, OTHER}:
            return self.filter(search_name__startswith=f" {letter}")
        # The order of signs and not of words: ranges of the index, on SQLite at least.
        found = self.alias(_signs=Collate("search_name", "BINARY" if connection.vendor == "sqlite" else "C"))
        if letter == DIGITS:
            return found.filter(_signs__gte=" 0", _signs__lt=f" 9{AFTER_ALL}")
        offered = sorted([*"0123456789", *letters()[1:-1]])
        outside = Q(_signs__lt=f" {offered[0]}") | Q(_signs__gt=f" {offered[-1]}{AFTER_ALL}")
        for before, after in pairwise(offered):
            if ord(after) - ord(before) > 1:
                outside |= Q(_signs__gt=f" {before}{AFTER_ALL}", _signs__lt=f" {after}")
        return found.filter(outside)

    def page(self, *, after="", before="", size=PAGE_SIZE):
        """The page that begins behind, or ends before, the row at a slug; Http404 when there is no such row."""
        if before:
            mark = self.model.objects.at_slug(before)
            earlier = Q(search_name__lt=mark.search_name) | Q(search_name=mark.search_name, pk__lt=mark.pk)
            found = list(self.filter(earlier).order_by("-search_name", "-pk")[: size + 1])
            rows = found[size - 1 :: -1] if len(found) > size else found[::-1]
            return Page(rows, before=rows[0].slug if len(found) > size else "", after=rows[-1].slug if rows else "")
        rows = self.alphabetical()
        if after:
            mark = self.model.objects.at_slug(after)
            rows = rows.filter(Q(search_name__gt=mark.search_name) | Q(search_name=mark.search_name, pk__gt=mark.pk))
        found = list(rows[: size + 1])
        rows = found[:size]
        return Page(
            rows,
            before=rows[0].slug if after and rows else "",
            after=rows[-1].slug if len(found) > size else "",
        )


def letters() -> list[str]:
    """The letters to offer above a list: DIGITS, those of the site's language, the Latin ones, and OTHER."""
    latin = ALPHABETS["en"]
    own = ALPHABETS.get(settings.LANGUAGE_CODE.partition("-")[0], latin)
    return [DIGITS, *own, *(letter for letter in latin if letter not in own), OTHER]
