"""What changes the appointment of a premiere in calendars without a change of its states: `Premiere.other_changes`.

A calendar program keeps the copy with the highest SEQUENCE, so whatever the appointment shows has to count. Titles,
numbers, sources and networks are written by forms, imports, bulk acts and loads, so triggers count, in the transaction
of whoever writes. Migrations call this. SQLite can make none of the tables named here anew, as Django does to alter
one, while the triggers are there: a migration that does so calls `drop_counts` before and `keep_counts` after.
"""

from catalog.migrations._words_of_people import DIFFERS, EVENTS
from catalog.triggers import add_trigger, drop_trigger

_OF_SERIES = "season_id IN (SELECT id FROM catalog_season WHERE series_id IN ({series}))"
# By table: the columns that matter, or none where rows only come and go; and which premieres a row has to do with.
SOURCES = {
    "catalog_series": (["title", "slug"], _OF_SERIES.format(series="{row}.id")),
    "catalog_season": (["kind", "number", "title"], "season_id = {row}.id"),
    "catalog_source": (
        ["publisher", "url"],
        "id IN (SELECT premiere_id FROM catalog_premierestate WHERE update_id IN "
        "(SELECT id FROM catalog_statusupdate WHERE source_id = {row}.id))",
    ),
    "catalog_series_genres": ([], _OF_SERIES.format(series="{row}.series_id")),
    "catalog_genre": (
        ["name"],
        _OF_SERIES.format(series="SELECT series_id FROM catalog_series_genres WHERE genre_id = {row}.id"),
    ),
    "catalog_seriesnetwork": (["network_id", '"order"'], _OF_SERIES.format(series="{row}.series_id")),
    "catalog_network": (
        ["name"],
        _OF_SERIES.format(series="SELECT series_id FROM catalog_seriesnetwork WHERE network_id = {row}.id"),
    ),
}
COMES_AND_GOES = {"catalog_series_genres", "catalog_seriesnetwork"}


def trigger_names() -> list[tuple[str, str, str]]:
    """Each trigger, with its table and the event that it follows."""
    return [
        (f"{table}_counted_{event.lower()}", table, event)
        for table, (columns, _which) in SOURCES.items()
        for event in EVENTS
        if (columns if event == "UPDATE" else table in COMES_AND_GOES)
    ]


def keep_counts(connection) -> None:
    """From now on each change of a name that calendars show is counted."""
    for name, table, event in trigger_names():
        columns, which = SOURCES[table]
        row = EVENTS[event][-1]
        count = f"UPDATE catalog_premiere SET other_changes = other_changes + 1 WHERE {which.format(row=row)}"
        differs = DIFFERS[connection.vendor]
        changed = " OR ".join(f"OLD.{column} IS {differs} NEW.{column}" for column in columns)
        condition = f"WHEN ({changed})" if event == "UPDATE" else ""
        add_trigger(connection, name, f"AFTER {event} ON {table}", [count], condition)


def drop_counts(connection) -> None:
    """Take `keep_counts` back."""
    for name, table, _event in trigger_names():
        drop_trigger(connection, name, table)
