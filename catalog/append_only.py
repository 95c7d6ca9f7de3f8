"""Tables to which rows are only added: the database itself refuses to change or delete one, whoever asks.

Migrations call this. SQLite loses the triggers of a table that Django makes anew to alter it: a migration that alters
such a table calls `protect` again.
"""

MESSAGE = "what stands in {table} is never changed or deleted"
SQLITE = {
    "unchanged": "BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
    "kept": "BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
    # INSERT OR REPLACE deletes without asking the trigger above.
    "unreplaced": "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, '{message}'); END",
}
POSTGRESQL = {
    "unchanged": "BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    "kept": "BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    "unemptied": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
}
REFUSE = (
    "CREATE FUNCTION {table}_refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{message}'; END $$ LANGUAGE plpgsql"
)


def _triggers(connection) -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def protect(connection, table: str) -> None:
    """Refuse from now on to change, replace or delete a row of a table, or to empty it."""
    names = {"table": table, "message": MESSAGE.format(table=table)}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(REFUSE.format(**names))
        for name, trigger in _triggers(connection).items():
            cursor.execute(f"CREATE TRIGGER {table}_{name} {trigger.format(**names)}")


def unprotect(connection, table: str) -> None:
    """Take `protect` back, for a migration that must rebuild the table, and for tests that empty every table."""
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER {table}_{name}{on_table}")
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION {table}_refuse()")
