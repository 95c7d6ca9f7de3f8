"""Words for rows and columns that people meet in lists of rights, columns and exports. No table changes."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_people_merged_by_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="formerfile",
            options={
                "ordering": ["-replaced_at", "-pk"],
                "verbose_name": "former file",
                "verbose_name_plural": "former files",
            },
        ),
        migrations.AlterModelOptions(
            name="networkid",
            options={
                "ordering": ["provider", "value"],
                "verbose_name": "network id",
                "verbose_name_plural": "network ids",
            },
        ),
        migrations.AlterModelOptions(
            name="oldslug",
            options={"verbose_name": "old slug", "verbose_name_plural": "old slugs"},
        ),
        migrations.AlterModelOptions(
            name="personid",
            options={
                "ordering": ["provider", "value"],
                "verbose_name": "person id",
                "verbose_name_plural": "person ids",
            },
        ),
        migrations.AlterModelOptions(
            name="personword",
            options={
                "default_permissions": (),
                "verbose_name": "word of a name",
                "verbose_name_plural": "words of names",
            },
        ),
        migrations.AlterModelOptions(
            name="premiere",
            options={
                "ordering": ["season", "part", "region"],
                "verbose_name": "premiere",
                "verbose_name_plural": "premieres",
            },
        ),
        migrations.AlterModelOptions(
            name="premierestate",
            options={
                "ordering": ["premiere", "valid_from"],
                "verbose_name": "premiere state",
                "verbose_name_plural": "premiere states",
            },
        ),
        migrations.AlterModelOptions(
            name="presence",
            options={"default_permissions": (), "verbose_name": "open form", "verbose_name_plural": "open forms"},
        ),
        migrations.AlterModelOptions(
            name="seasonstate",
            options={
                "ordering": ["season", "valid_from"],
                "verbose_name": "season state",
                "verbose_name_plural": "season states",
            },
        ),
        migrations.AlterModelOptions(
            name="seriesid",
            options={
                "ordering": ["provider", "value"],
                "verbose_name": "series id",
                "verbose_name_plural": "series ids",
            },
        ),
        migrations.AlterModelOptions(
            name="seriesstate",
            options={
                "ordering": ["series", "valid_from"],
                "verbose_name": "series state",
                "verbose_name_plural": "series states",
            },
        ),
        migrations.AlterModelOptions(
            name="summarymend",
            options={
                "ordering": ["-mended_at"],
                "verbose_name": "mended summary",
                "verbose_name_plural": "mended summaries",
            },
        ),
        migrations.AlterModelOptions(
            name="workid",
            options={"ordering": ["provider", "value"], "verbose_name": "work id", "verbose_name_plural": "work ids"},
        ),
        migrations.AlterField(
            model_name="knownfor",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="known_for",
                to="catalog.person",
                verbose_name="person",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="catalog.person",
                verbose_name="merged into",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="said_to_be",
                to="catalog.person",
                verbose_name="same as",
            ),
        ),
        migrations.AlterField(
            model_name="personname",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="names",
                to="catalog.person",
                verbose_name="person",
            ),
        ),
        migrations.AlterField(
            model_name="statusupdate",
            name="baseline",
            field=models.BooleanField(default=False, editable=False, verbose_name="baseline"),
        ),
        migrations.AlterField(
            model_name="statusupdate",
            name="recorded_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="recorded at"),
        ),
        migrations.AlterField(
            model_name="statusupdate",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AlterField(
            model_name="statusupdate",
            name="retracted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="retracted by",
            ),
        ),
        migrations.AlterField(
            model_name="summarymend",
            name="mended_at",
            field=models.DateTimeField(auto_now_add=True, verbose_name="mended at"),
        ),
        migrations.AlterField(
            model_name="summarymend",
            name="mended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="mended by",
            ),
        ),
        migrations.AlterField(
            model_name="work",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="catalog.work",
                verbose_name="merged into",
            ),
        ),
        migrations.AlterField(
            model_name="work",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="said_to_be",
                to="catalog.work",
                verbose_name="same as",
            ),
        ),
    ]
