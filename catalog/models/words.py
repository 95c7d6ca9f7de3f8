"""The words that people are found by, in a table of their own: the beginning of a word is a range of its index."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

# No letter comes behind it.
AFTER_ALL_LETTERS = "\U0010ffff"


class ByCodePoint(models.CharField):
    """Text in the order of its code points: SQLite's own order, and on PostgreSQL that of "C", whatever the site's."""

    def db_parameters(self, connection) -> Any:
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}


class PersonWordQuerySet(models.QuerySet):
    def beginning_with(self, beginning: str):
        return self.filter(word__gte=beginning, word__lt=beginning + AFTER_ALL_LETTERS)


class PersonWord(models.Model):
    """A folded word of a name or alias of a person, or of somebody who was merged into them.

    Triggers keep it (`catalog.word_index`), as a database keeps any index.
    """

    word = ByCodePoint(max_length=600)
    person = models.ForeignKey(
        "Person", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )

    objects = PersonWordQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("word of a name"), _("words of names")
        default_permissions = ()
        indexes = [models.Index(fields=["word", "person"], name="person_word_by_word")]
        constraints = [models.UniqueConstraint(fields=["person", "word"], name="person_has_a_word_once")]

    def __str__(self):
        return self.word
