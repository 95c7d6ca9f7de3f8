"""Words for rows and columns that people meet in lists of rights, columns and exports. No table changes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0003_roles"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="articleslug",
            options={"verbose_name": "article slug", "verbose_name_plural": "article slugs"},
        ),
        migrations.AlterModelOptions(
            name="erasedslug",
            options={"verbose_name": "erased slug", "verbose_name_plural": "erased slugs"},
        ),
        migrations.AlterModelOptions(
            name="link",
            options={"ordering": ["order", "pk"], "verbose_name": "link", "verbose_name_plural": "links"},
        ),
        migrations.AlterModelOptions(
            name="revisionclaim",
            options={"ordering": ["pk"], "verbose_name": "revision claim", "verbose_name_plural": "revision claims"},
        ),
        migrations.AlterModelOptions(
            name="tagauthority",
            options={"verbose_name": "tag authority", "verbose_name_plural": "tag authorities"},
        ),
        migrations.AlterField(
            model_name="correction",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="news.article",
                verbose_name="article",
            ),
        ),
        migrations.AlterField(
            model_name="correction",
            name="revision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correction",
                to="news.revision",
                verbose_name="revision",
            ),
        ),
    ]
