"""Long lists in pages by key: the last page costs what the first does."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q

PAGE_SIZE = 60
ALPHABETS = {"en": "abcdefghijklmnopqrstuvwxyz", "ru": "абвгдежзийклмнопрстуфхцчшщыэюя"}


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
        """Those whose name begins with a letter, or with a digit for "0"."""
        if letter == "0":
            return self.filter(search_name__regex=r"^ [0-9]")
        return self.filter(search_name__startswith=f" {letter}")

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
    """The letters to offer above a list: "0" for all digits, the Latin ones, and those of the site's language."""
    alphabet = ALPHABETS["en"]
    own = ALPHABETS.get(settings.LANGUAGE_CODE.partition("-")[0], "")
    return ["0", *alphabet, *(letter for letter in own if letter not in alphabet)]
