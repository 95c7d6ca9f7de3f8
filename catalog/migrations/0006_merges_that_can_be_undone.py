import django.db.models.deletion
from django.db import migrations, models


def keep_what_was_said(apps, schema_editor):
    """Of merges so far it is known only where they lead."""
    for name in ("Person", "Work"):
        model = apps.get_model("catalog", name)
        model.objects.exclude(merged_into=None).update(same_as=models.F("merged_into"))


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_source_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="said_to_be",
                to="catalog.person",
            ),
        ),
        migrations.AddField(
            model_name="work",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="said_to_be",
                to="catalog.work",
            ),
        ),
        migrations.RunPython(keep_what_was_said, migrations.RunPython.noop, elidable=True),
    ]
