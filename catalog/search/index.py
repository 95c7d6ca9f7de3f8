"""The tables of what series and people are called, and the indexes that a search reads: kept by the database itself.

Names are written by forms, imports, bulk acts, merges and loads, so triggers keep the rows, in the transaction of
whoever writes: no verb can forget it. Migrations call this. SQLite makes a table anew to alter it and loses its
triggers: a migration that alters series, people or their names calls `drop_names` before and `keep_names` after.
"""

from catalog.migrations._words_of_people import DIFFERS, EVENTS
from catalog.triggers import add_trigger, drop_trigger

WORDS = "catalog_searchedword"
# Which rows of the search speak of whom, by the table of the rows: the column that says so, and the statement that
# writes them. A row has the key of the name that it comes from, times four, so that making it again changes nothing.
ROWS = {
    "catalog_searchedtitle": (
        "series_id",
        """
        SELECT id * 4, id, title, trim(search_title), search_tokens, '', 0 FROM catalog_series WHERE id {which}
        UNION ALL
        SELECT id * 4 + 1, id, original_title, trim(substr(search_name, length(search_title) + 1)), search_tokens, '',
            1 FROM catalog_series WHERE id {which} AND original_title <> '' AND original_title <> title
        UNION ALL
        SELECT id * 4 + 2, series_id, title, trim(search_name), search_tokens, language, 2
            FROM catalog_othertitle WHERE series_id {which}
        """,
    ),
    "catalog_searchedname": (
        "person_id",
        """
        SELECT id * 4, id, name, trim(search_name), search_tokens, '', 0 FROM catalog_person WHERE id {which}
        UNION ALL
        SELECT id * 4 + 1, person_id, name, trim(search_name), search_tokens, '', 2
            FROM catalog_personname WHERE person_id {which}
        UNION ALL
        SELECT id * 4 + 2, merged_into_id, name, trim(search_name), search_tokens, '', 1
            FROM catalog_person WHERE merged_into_id {which}
        UNION ALL
        SELECT other.id * 4 + 3, merged_into_id, other.name, trim(other.search_name), other.search_tokens, '', 2
            FROM catalog_personname AS other JOIN catalog_person ON catalog_person.id = other.person_id
            WHERE merged_into_id {which}
        """,
    ),
}
# The tables that names stand in: the rows that they are written to, whose a row of theirs has to do with, and what
# has to change for that.
SOURCES = {
    "catalog_series": (
        "catalog_searchedtitle",
        "{row}.id",
        ["search_name", "search_title", "search_tokens", "title", "original_title"],
    ),
    "catalog_othertitle": (
        "catalog_searchedtitle",
        "{row}.series_id",
        ["search_name", "search_tokens", "title", "language", "series_id"],
    ),
    "catalog_person": (
        "catalog_searchedname",
        "{row}.id, {row}.merged_into_id",
        ["search_name", "search_tokens", "name", "merged_into_id"],
    ),
    "catalog_personname": (
        "catalog_searchedname",
        "{row}.person_id, (SELECT merged_into_id FROM catalog_person WHERE catalog_person.id = {row}.person_id)",
        ["search_name", "search_tokens", "name", "person_id"],
    ),
}
# A folded name cut into its words, as a table `cut`.
CUT = {
    "sqlite": "json_each('[' || replace(json_quote({folded}), ' ', '\",\"') || ']') AS cut",
    "postgresql": "string_to_table({folded}, ' ') AS cut(value)",
}
ADD_WORDS = (
    "INSERT INTO catalog_searchedword (padded) SELECT DISTINCT ' ' || cut.value || ' ' FROM {source} "
    "WHERE length(cut.value) BETWEEN 3 AND 30 ON CONFLICT DO NOTHING"
)


def rows_of(table: str, which: str) -> str:
    """The statement that writes the rows of those of whom `which` is a condition: "IN (7)", "IS NOT NULL"."""
    owner, select = ROWS[table]
    return (
        f"INSERT INTO {table} (id, {owner}, name, folded, tokens, language, place) "
        f"SELECT * FROM ({select.format(which=which)}) AS named WHERE true ON CONFLICT DO NOTHING"
    )


# -- triggers ------------------------------------------------------------------------------------------------------


def keep_names(connection) -> None:
    """From now on each name and merge that is written, changed or deleted is so in the rows of the search too."""
    for table, (rows, persons, columns) in SOURCES.items():
        for event, sides in EVENTS.items():
            whose = ", ".join(persons.format(row=row) for row in sides)
            take = f"DELETE FROM {rows} WHERE {ROWS[rows][0]} IN ({whose})"
            differs = DIFFERS[connection.vendor]
            changed = " OR ".join(f"OLD.{column} IS {differs} NEW.{column}" for column in columns)
            add_trigger(
                connection,
                f"{table}_searched_{event.lower()}",
                f"AFTER {event} ON {table}",
                [take, rows_of(rows, f"IN ({whose})")],
                f"WHEN ({changed})" if event == "UPDATE" else "",
            )
    for rows in ROWS:
        words = ADD_WORDS.format(source=CUT[connection.vendor].format(folded="NEW.folded"))
        add_trigger(connection, f"{rows}_words", f"AFTER INSERT ON {rows}", [words])


def drop_names(connection) -> None:
    """Take `keep_names` back."""
    names = [(f"{table}_searched_{event.lower()}", table) for table in SOURCES for event in EVENTS]
    for name, table in [*names, *((f"{rows}_words", rows) for rows in ROWS)]:
        drop_trigger(connection, name, table)


# -- indexes -------------------------------------------------------------------------------------------------------


def keep_tokens(connection, table: str, key: str = "id") -> None:
    """Index the column `tokens` of a table: by the tokens and their beginnings."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"ALTER TABLE {table} ADD COLUMN tokens_tsv tsvector "
                "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED"
            )
            cursor.execute(f"CREATE INDEX {table}_tokens ON {table} USING gin (tokens_tsv)")
        return
    _keep_fts(connection, table, key, "tokens", "tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'")


def drop_tokens(connection, table: str) -> None:
    """Take `keep_tokens` back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DROP COLUMN tokens_tsv")
        return
    _drop_fts(connection, table)


def keep_substrings(connection, table: str, column: str) -> None:
    """Index a column by its trigrams."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f"CREATE INDEX {table}_trigrams ON {table} USING gin ({column} gin_trgm_ops)")
        return
    _keep_fts(connection, table, "id", column, "tokenize = 'trigram'")


def drop_substrings(connection, table: str) -> None:
    """Take `keep_substrings` back; the extension stays, others may use it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {table}_trigrams")
        return
    _drop_fts(connection, table)


def _keep_fts(connection, table, key, column, options):
    """An FTS5 index beside the table, which holds no copy of the words; triggers tell it what changes."""
    index = f"{table}_fts"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE {index} USING fts5("
            f"{column}, content = '{table}', content_rowid = '{key}', columnsize = 0, {options})"
        )
    add = f"INSERT INTO {index} (rowid, {column}) VALUES (NEW.{key}, NEW.{column})"
    take = f"INSERT INTO {index} ({index}, rowid, {column}) VALUES ('delete', OLD.{key}, OLD.{column})"
    add_trigger(connection, f"{index}_insert", f"AFTER INSERT ON {table}", [add])
    add_trigger(connection, f"{index}_delete", f"AFTER DELETE ON {table}", [take])
    add_trigger(connection, f"{index}_update", f"AFTER UPDATE OF {column} ON {table}", [take, add])


def _drop_fts(connection, table):
    for event in ("insert", "delete", "update"):
        drop_trigger(connection, f"{table}_fts_{event}", table)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {table}_fts")


def forget_deleted(connection, table: str) -> None:
    """Let nothing of deleted rows stay in the files of an index: FTS5 only marks them, until it merges its parts."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')")


# -- making it all anew --------------------------------------------------------------------------------------------


def write_names(connection) -> None:
    """Make all rows of series and people anew from their names. The caller keeps it in a transaction."""
    is_sqlite = connection.vendor == "sqlite"
    drop_names(connection)
    for table in ROWS:
        if is_sqlite:
            _drop_fts(connection, table)
    if is_sqlite:
        _drop_fts(connection, WORDS)
    with connection.cursor() as cursor:
        for table in (*ROWS, WORDS):
            cursor.execute(f"DELETE FROM {table}")
        for table in ROWS:
            cursor.execute(rows_of(table, "IS NOT NULL"))
        for table in ROWS:
            cut = CUT[connection.vendor].format(folded=f"{table}.folded")
            cursor.execute(ADD_WORDS.format(source=f"{table}, {cut}"))
    if is_sqlite:
        for table in ROWS:
            keep_tokens(connection, table)
        keep_substrings(connection, WORDS, "padded")
        with connection.cursor() as cursor:
            for table in (*ROWS, WORDS):
                cursor.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")
    keep_names(connection)
