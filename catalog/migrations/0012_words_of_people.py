"""An index of the words that people are found by, and no index of the many that are not merged."""

import django.db.models.deletion
from django.db import migrations, models

import catalog.models.words
from catalog import word_index

MERGEABLE = ["catalog_person", "catalog_work"]


def fill(apps, schema_editor):
    word_index.fill(schema_editor.connection)


def keep(apps, schema_editor):
    word_index.keep(schema_editor.connection)


def drop(apps, schema_editor):
    word_index.drop(schema_editor.connection)


def drop_plain_indexes(apps, schema_editor):
    """As AlterField would, which on SQLite copies a million rows for it."""
    connection = schema_editor.connection
    for table in MERGEABLE:
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, table)
        for name, told in found.items():
            if told["index"] and not told["foreign_key"] and told["columns"] == ["merged_into_id"]:
                schema_editor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")


def make_plain_indexes(apps, schema_editor):
    for table in MERGEABLE:
        schema_editor.execute(f"CREATE INDEX {table}_merged_into_id ON {table} (merged_into_id)")


def merged_into(model):
    return migrations.AlterField(
        model_name=model,
        name="merged_into",
        field=models.ForeignKey(
            blank=True,
            db_index=False,
            editable=False,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="merged",
            to=f"catalog.{model}",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0011_what_the_desk_looks_for"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_plain_indexes, make_plain_indexes)],
            state_operations=[merged_into("person"), merged_into("work")],
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)), fields=["merged_into"], name="person_merged"
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("removed_at__isnull", False)), fields=["name", "id"], name="person_removed"
            ),
        ),
        migrations.AddIndex(
            model_name="work",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)), fields=["merged_into"], name="work_merged"
            ),
        ),
        migrations.CreateModel(
            name="PersonWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", catalog.models.words.ByCodePoint(max_length=600)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalog.person",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                # From the beginning: filling asks for it, and SQLite would copy the table to add it.
                "constraints": [models.UniqueConstraint(fields=("person", "word"), name="person_has_a_word_once")],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="personword",
            index=models.Index(fields=["word", "person"], name="person_word_by_word"),
        ),
        migrations.RunPython(keep, drop),
    ]
