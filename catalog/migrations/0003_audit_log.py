"""The audit log, which the database itself keeps from being changed."""

from django.db import migrations

from catalog.append_only import protect, unprotect


def protect_log(apps, schema_editor):
    protect(schema_editor.connection, "catalog_auditentry")


def unprotect_log(apps, schema_editor):
    unprotect(schema_editor.connection, "catalog_auditentry")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_jobs")]

    operations = [migrations.RunPython(protect_log, unprotect_log)]
