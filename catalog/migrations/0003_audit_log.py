"""The audit log, which the database itself keeps from being changed."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from catalog.append_only import protect, unprotect


def protect_log(apps, schema_editor):
    protect(schema_editor.connection, "catalog_auditentry")


def unprotect_log(apps, schema_editor):
    unprotect(schema_editor.connection, "catalog_auditentry")


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="at")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="by, as they were called then")),
                (
                    "action",
                    models.CharField(
                        choices=[("added", "Added"), ("changed", "Changed"), ("deleted", "Deleted")],
                        max_length=7,
                        verbose_name="action",
                    ),
                ),
                ("app_label", models.CharField(max_length=50)),
                ("model", models.CharField(max_length=50, verbose_name="kind")),
                ("key", models.CharField(max_length=100, verbose_name="key")),
                ("label", models.CharField(max_length=300, verbose_name="what")),
                ("changes", models.JSONField(default=dict, verbose_name="changes")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="note")),
                ("version", models.PositiveIntegerField(null=True, verbose_name="version")),
                ("search_name", models.TextField(default="", editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_entries",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry in the audit log",
                "verbose_name_plural": "audit log",
                "ordering": ["-pk"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["app_label", "model", "key", "-id"], name="audit_by_thing"),
                    models.Index(fields=["by", "-id"], name="audit_by_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["added", "changed", "deleted"])), name="audit_action_known"
                    )
                ],
            },
        ),
        migrations.RunPython(protect_log, unprotect_log),
    ]
