"""Making what a search reads anew: the folded columns of the names, and the rows that the database makes of them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, models, transaction

from catalog.models import OtherTitle, Person, PersonName, SearchedName, SearchedTitle, Series
from catalog.search.index import write_names

BATCH = 2000
FOLDED: dict[type[models.Model], list[str]] = {
    Series: ["search_name", "search_title", "search_tokens"],
    OtherTitle: ["search_name", "search_tokens"],
    Person: ["search_name", "search_tokens"],
    PersonName: ["search_name", "search_tokens"],
}
# Wraps the rows of a table: progress("series", rows, count) yields the same rows and shows how far it is.
Progress = Callable[[str, Iterable[Any], int], Iterable[Any]]


@transaction.atomic
def rebuild(progress: Progress) -> dict[str, int]:
    """Fold every name again and make the rows of them; how many names were folded otherwise, and how many rows are."""
    changed = sum(_fold(model, columns, progress) for model, columns in FOLDED.items())
    write_names(connection)
    rows = SearchedTitle.objects.count() + SearchedName.objects.count()
    return {"changed": changed, "rows": rows}


def _fold(model: Any, columns: list[str], progress: Progress) -> int:
    texts = [name for name in ("title", "original_title", "name") if name in {f.name for f in model._meta.fields}]
    rows = model._base_manager.order_by("pk").only(*texts, *columns)
    changed, waiting = 0, []
    for row in progress(str(model._meta.verbose_name_plural), rows.iterator(chunk_size=BATCH), rows.count()):
        before = [getattr(row, column) for column in columns]
        row.fold()
        if before != [getattr(row, column) for column in columns]:
            changed += 1
            waiting.append(row)
        if len(waiting) == BATCH:
            model._base_manager.bulk_update(waiting, columns, batch_size=200)
            waiting = []
    model._base_manager.bulk_update(waiting, columns, batch_size=200)
    return changed
