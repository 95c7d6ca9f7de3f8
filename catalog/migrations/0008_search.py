"""What series and people are called, as rows of a search; it takes the place of the words of people's names."""

import django.db.models.deletion
from django.db import migrations, models

import catalog.models.words
import catalog.search.fields
from catalog.migrations import _words_of_people
from catalog.search import index
from catalog.search.tokens import tokens

BATCH = 2000
# Names in plain letters are their own tokens, but for stems, which people's names have none of.
FOLDED_ALREADY = ["catalog_person", "catalog_personname"]
IN_OTHER_LETTERS = {"sqlite": "name GLOB '*[^ -~]*'", "postgresql": "name ~ '[^ -~]'"}


def drop_words(apps, schema_editor):
    _words_of_people.drop(schema_editor.connection)


def keep_words(apps, schema_editor):
    _words_of_people.keep(schema_editor.connection)


def fold(apps, schema_editor):
    """Fill the new columns of the names that are there."""
    from catalog.folding import search_name

    with schema_editor.connection.cursor() as cursor:
        for table in FOLDED_ALREADY:
            cursor.execute(f"UPDATE {table} SET search_tokens = trim(search_name)")
    others = IN_OTHER_LETTERS[schema_editor.connection.vendor]
    for name in ("Person", "PersonName"):
        model = apps.get_model("catalog", name)
        rows = model.objects.extra(where=[others]).only("pk", "name")
        _update(rows, ["search_tokens"], lambda row: {"search_tokens": tokens(row.name, stemmed=False)})
    _update(
        apps.get_model("catalog", "Series").objects.only("pk", "title", "original_title"),
        ["search_title", "search_tokens"],
        lambda row: {"search_title": search_name(row.title), "search_tokens": tokens(row.title, row.original_title)},
    )
    _update(
        apps.get_model("catalog", "OtherTitle").objects.only("pk", "title"),
        ["search_tokens"],
        lambda row: {"search_tokens": tokens(row.title)},
    )


def _update(rows, columns, folded):
    some = []
    for row in rows.iterator(chunk_size=BATCH):
        for column, value in folded(row).items():
            setattr(row, column, value)
        some.append(row)
        if len(some) == BATCH:
            rows.model.objects.bulk_update(some, columns, batch_size=300)
            some = []
    rows.model.objects.bulk_update(some, columns, batch_size=300)


def keep(apps, schema_editor):
    connection = schema_editor.connection
    for table in index.ROWS:
        index.keep_tokens(connection, table)
    index.keep_substrings(connection, index.WORDS, "padded")
    index.keep_names(connection)
    index.write_names(connection)


def drop(apps, schema_editor):
    connection = schema_editor.connection
    index.drop_names(connection)
    for table in index.ROWS:
        index.drop_tokens(connection, table)
    index.drop_substrings(connection, index.WORDS)


def searched(owner, model):
    return [
        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
        ("name", models.CharField(max_length=500)),
        ("folded", catalog.models.words.ByCodePoint(max_length=700)),
        ("tokens", catalog.search.fields.TokensField()),
        ("language", models.CharField(default="", max_length=3)),
        ("place", models.PositiveSmallIntegerField(default=0)),
        (
            owner,
            models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=f"catalog.{model}",
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("catalog", "0007_ratings_by_votes")]

    operations = [
        migrations.RunPython(drop_words, keep_words),
        migrations.DeleteModel(name="PersonWord"),
        *(
            migrations.AddField(
                model_name=model,
                name="search_tokens",
                field=models.TextField(db_default="", default="", editable=False),
            )
            for model in ("series", "othertitle", "person", "personname")
        ),
        migrations.AddField(
            model_name="series",
            name="search_title",
            field=models.CharField(db_default="", default="", editable=False, max_length=350),
        ),
        migrations.CreateModel(
            name="SearchedTitle",
            fields=searched("series", "series"),
            options={
                "verbose_name": "title that is searched",
                "verbose_name_plural": "titles that are searched",
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["folded"], name="searchedtitle_by_folded")],
            },
        ),
        migrations.CreateModel(
            name="SearchedName",
            fields=searched("person", "person"),
            options={
                "verbose_name": "name that is searched",
                "verbose_name_plural": "names that are searched",
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["folded"], name="searchedname_by_folded")],
            },
        ),
        migrations.CreateModel(
            name="SearchedWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("padded", catalog.search.fields.SubstringField(max_length=40, unique=True)),
            ],
            options={
                "verbose_name": "word of a name",
                "verbose_name_plural": "words of names",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
        migrations.RunPython(keep, drop),
    ]
