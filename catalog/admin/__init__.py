from catalog.admin import (
    credits,
    evidence,
    log,
    people,
    pictures,
    seasons,
    series,
    spreadsheets,
    tables,
    unsaved,
    updates,
    works,
)

__all__ = [
    "credits",
    "evidence",
    "log",
    "people",
    "pictures",
    "seasons",
    "series",
    "spreadsheets",
    "tables",
    "unsaved",
    "updates",
    "works",
]
