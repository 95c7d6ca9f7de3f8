"""What a search of the news reads."""

import django.db.models.deletion
from django.db import migrations, models

import catalog.models.words
import catalog.search.fields
from catalog.search import index

TABLE, KEY = "news_searchedstory", "revision_id"


def keep(apps, schema_editor):
    index.keep_tokens(schema_editor.connection, TABLE, KEY)


def drop(apps, schema_editor):
    index.drop_tokens(schema_editor.connection, TABLE)


def write(apps, schema_editor):
    """The rows of what was published before there were any."""
    from catalog.folding import fold
    from catalog.search.tokens import tokens
    from news.models.searched import prose_of

    revisions = apps.get_model("news", "Revision").objects.exclude(live_from=None).order_by("pk")
    model = apps.get_model("news", "SearchedStory")
    rows = (
        model(revision_id=each.pk, folded=fold(each.title)[:700], tokens=tokens(each.title, prose_of(each)))
        for each in revisions.iterator(chunk_size=500)
    )
    model.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("news", "0004_words_for_models"), ("catalog", "0008_search")]

    operations = [
        migrations.CreateModel(
            name="SearchedStory",
            fields=[
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="searched",
                        serialize=False,
                        to="news.revision",
                    ),
                ),
                ("folded", catalog.models.words.ByCodePoint(max_length=700)),
                ("tokens", catalog.search.fields.TokensField()),
            ],
            options={
                "verbose_name": "story that is searched",
                "verbose_name_plural": "stories that are searched",
                "default_permissions": (),
                "indexes": [models.Index(fields=["folded"], name="searchedstory_by_folded")],
            },
        ),
        migrations.RunPython(keep, drop),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
