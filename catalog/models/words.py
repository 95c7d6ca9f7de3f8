"""The rows that a search reads: what series and people are called, one row a name, and the words of all that.

The database writes them from the names, whoever writes these (`catalog.search.index`).
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.search.fields import Groups, SubstringField, TokensField

# No letter comes behind it.
AFTER_ALL_LETTERS = "\U0010ffff"


class ByCodePoint(models.CharField):
    """Text in the order of its code points: SQLite's own order, and on PostgreSQL that of "C", whatever the site's."""

    def db_parameters(self, connection) -> Any:
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}


class SearchedQuerySet(models.QuerySet):
    def called(self, names):
        """Those that are one of some folded names."""
        return self.filter(folded__in=names)

    def called_like(self, beginnings):
        """Those that begin with one of some folded texts."""
        found = models.Q()
        for beginning in beginnings:
            found |= models.Q(folded__gte=beginning, folded__lt=beginning + AFTER_ALL_LETTERS)
        return self.filter(found)

    def matching(self, groups: Groups):
        """Those with a token for each group of terms."""
        return self.filter(tokens__matches=groups)


class Searched(models.Model):
    """One name under which something is found, as it is written and folded, with its tokens."""

    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=500)
    folded = ByCodePoint(max_length=700)
    tokens = TokensField()
    language = models.CharField(max_length=3, default="")
    # 0 for the title or name that it goes by, more for the others.
    place = models.PositiveSmallIntegerField(default=0)

    objects = SearchedQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()
        indexes = [models.Index(fields=["folded"], name="%(class)s_by_folded")]

    def __str__(self):
        return self.name


class SearchedTitle(Searched):
    """A title of a series."""

    series = models.ForeignKey("Series", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta(Searched.Meta):
        verbose_name, verbose_name_plural = _("title that is searched"), _("titles that are searched")


class SearchedName(Searched):
    """A name of a person, or of somebody who was merged into them."""

    person = models.ForeignKey("Person", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta(Searched.Meta):
        verbose_name, verbose_name_plural = _("name that is searched"), _("names that are searched")


class SearchedWordQuerySet(models.QuerySet):
    def near(self, parts, shortest: int, longest: int) -> list[str]:
        """The words of some length that hold one of some substrings."""
        found = self.filter(padded__holds=parts).annotate(length=models.functions.Length("padded"))
        padded = found.filter(length__range=(shortest + 2, longest + 2)).values_list("padded", flat=True)
        return sorted(word.strip() for word in padded)


class SearchedWord(models.Model):
    """A word of any title or name, with a space on either side: what a misspelt word is compared with.

    It stays when the last name with it goes; `rebuild_search` takes it out.
    """

    padded = SubstringField(max_length=40, unique=True)

    objects = SearchedWordQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("word of a name"), _("words of names")
        default_permissions = ()

    def __str__(self):
        return self.padded
