"""The index of the words that people are found by, which the database itself keeps."""

from django.db import migrations

from catalog.migrations import _words_of_people as word_index


def keep(apps, schema_editor):
    word_index.keep(schema_editor.connection)


def drop(apps, schema_editor):
    word_index.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_audit_log")]

    operations = [migrations.RunPython(keep, drop)]
