from django.db import migrations, models

from catalog.web_addresses import address_digest, domain_of

BATCH = 1000


def tell_addresses(apps, schema_editor):
    """Let the sources that are here be found by their addresses."""
    sources = apps.get_model("catalog", "Source").objects.exclude(url="")
    batch = []
    for source in sources.only("url").iterator():
        source.domain, source.address_digest = domain_of(source.url), address_digest(source.url)
        batch.append(source)
        if len(batch) == BATCH:
            sources.bulk_update(batch, ["domain", "address_digest"], batch_size=200)
            batch = []
    sources.bulk_update(batch, ["domain", "address_digest"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_erased_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="address_digest",
            field=models.CharField(db_default="", default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="source",
            name="domain",
            field=models.CharField(db_default="", default="", editable=False, max_length=255),
        ),
        migrations.RunPython(tell_addresses, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["domain", "-id"], name="source_by_domain"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["address_digest"], name="source_by_address_digest"),
        ),
    ]
