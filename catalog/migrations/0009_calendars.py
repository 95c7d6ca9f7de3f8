from django.db import migrations, models

from catalog import other_changes


def keep(apps, schema_editor):
    other_changes.keep_counts(schema_editor.connection)


def drop(apps, schema_editor):
    other_changes.drop_counts(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_search")]

    operations = [
        migrations.AddField(
            model_name="premiere",
            name="other_changes",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.RunPython(keep, drop),
    ]
