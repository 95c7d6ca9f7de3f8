"""The table of the cache. It is no model: Django's own command makes it, with the columns that its cache reads."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "showsite_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE showsite_cache")


class Migration(migrations.Migration):
    operations = [migrations.RunPython(make_table, drop_table)]
