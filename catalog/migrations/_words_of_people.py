"""Triggers that keep `PersonWord` an index of what people are called, whoever writes a name or a merge and however.

Migrations call this. SQLite can make neither table anew, as Django does to alter one, while the triggers of the other
speak of it, and loses its own: a migration that alters people or their names calls `drop` before and `keep` after.
"""

# Whose words a row of these tables has to do with: the person's own, and those of whom the person was merged into.
PERSONS = {
    "catalog_person": "{row}.id, {row}.merged_into_id",
    "catalog_personname": (
        "{row}.person_id, (SELECT merged_into_id FROM catalog_person WHERE catalog_person.id = {row}.person_id)"
    ),
}
# Which of its rows an event has, and when it matters.
EVENTS = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}
CHANGED = {
    "catalog_person": "OLD.search_name <> NEW.search_name OR OLD.merged_into_id IS {differs} NEW.merged_into_id",
    "catalog_personname": "OLD.search_name <> NEW.search_name OR OLD.person_id <> NEW.person_id",
}
DIFFERS = {"sqlite": "NOT", "postgresql": "DISTINCT FROM"}
# The folded names cut into their words, as a table `words`.
CUT = {
    "sqlite": "json_each('[' || replace(json_quote(trim(names.search_name)), ' ', '\",\"') || ']') AS words",
    "postgresql": "string_to_table(trim(names.search_name), ' ') AS words(value)",
}
TAKE = "DELETE FROM catalog_personword WHERE person_id IN ({persons})"
# Nothing on a conflict: of two who rename somebody at once, the second writes the words of both.
ADD = """
    INSERT INTO catalog_personword (word, person_id)
    SELECT DISTINCT words.value, names.found_id
    FROM (
        SELECT id AS found_id, search_name FROM catalog_person WHERE id {which}
        UNION ALL
        SELECT merged_into_id, search_name FROM catalog_person WHERE merged_into_id {which}
        UNION ALL
        SELECT person_id, search_name FROM catalog_personname WHERE person_id {which}
        UNION ALL
        SELECT merged_into_id, other.search_name FROM catalog_personname AS other
            JOIN catalog_person ON catalog_person.id = other.person_id WHERE merged_into_id {which}
    ) AS names, {cut}
    WHERE words.value <> ''
    ON CONFLICT DO NOTHING
"""


def keep(connection) -> None:
    """From now on each name and merge that is written, changed or deleted is so in the index too."""
    with connection.cursor() as cursor:
        for name, table, event in _triggers():
            persons = ", ".join(PERSONS[table].format(row=row) for row in EVENTS[event])
            add = ADD.format(which=f"IN ({persons})", cut=CUT[connection.vendor])
            done = f"BEGIN {TAKE.format(persons=persons)}; {add}; END"
            if connection.vendor == "postgresql":
                done = done.replace("; END", "; RETURN NULL; END")
                cursor.execute(f"CREATE FUNCTION {name}() RETURNS trigger AS $$ {done} $$ LANGUAGE plpgsql")
                done = f"EXECUTE FUNCTION {name}()"
            changed = CHANGED[table].format(differs=DIFFERS[connection.vendor])
            when = f"WHEN ({changed})" if event == "UPDATE" else ""
            cursor.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {when} {done}")


def drop(connection) -> None:
    """Take `keep` back."""
    with connection.cursor() as cursor:
        for name, table, _event in _triggers():
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER {name} ON {table}")
                cursor.execute(f"DROP FUNCTION {name}()")
            else:
                cursor.execute(f"DROP TRIGGER {name}")


def _triggers() -> list[tuple[str, str, str]]:
    """Name, table and event of each."""
    return [(f"{table}_words_{event.lower()}", table, event) for table in PERSONS for event in EVENTS]
