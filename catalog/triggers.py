"""Triggers on both databases. Migrations call this; SQLite loses the triggers of a table that is made anew."""


def add_trigger(connection, name: str, when: str, statements: list[str], condition: str = "") -> None:
    """Let statements run after what `when` says ("AFTER UPDATE ON a_table"), for each row that meets a condition."""
    done = "".join(f"{statement}; " for statement in statements)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {done} RETURN NULL; END $$ LANGUAGE plpgsql"
            )
            cursor.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW {condition} EXECUTE FUNCTION {name}()")
        else:
            cursor.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW {condition} BEGIN {done} END")


def drop_trigger(connection, name: str, table: str) -> None:
    """Take `add_trigger` back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER {name} ON {table}")
            cursor.execute(f"DROP FUNCTION {name}()")
        else:
            cursor.execute(f"DROP TRIGGER {name}")
