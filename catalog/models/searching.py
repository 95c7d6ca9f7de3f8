"""Finding things by the beginnings of their words, in any script and case, on any database."""

from django.db import models

from catalog.folding import beginnings


class SearchQuerySet(models.QuerySet):
    """Of a model with a `search_name`: the folded form of what it is called (`catalog.folding.search_name`)."""

    def search(self, text: str):
        """Those that have, for each word of a text, a word that begins with it."""
        found = self
        for word in beginnings(text):
            found = found.filter(search_name__contains=f" {word}")
        return found
