import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0007_former_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Spreadsheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("series", "Series"),
                            ("seasons", "Seasons"),
                            ("people", "People"),
                            ("cast", "Cast"),
                            ("crew", "Crew"),
                        ],
                        max_length=7,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("text", models.TextField(editable=False)),
                (
                    "brought_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="brought in at"
                    ),
                ),
                ("imported_at", models.DateTimeField(editable=False, null=True, verbose_name="imported at")),
                ("counts", models.JSONField(default=dict, editable=False)),
                (
                    "brought_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="brought in by",
                    ),
                ),
            ],
            options={
                "verbose_name": "spreadsheet",
                "verbose_name_plural": "spreadsheets",
                "ordering": ["-brought_at", "-pk"],
                "permissions": [("export_everything", "Can export everything, drafts included")],
                "default_permissions": ("add", "view", "delete"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["series", "seasons", "people", "cast", "crew"])),
                        name="spreadsheet_kind_known",
                    )
                ],
            },
        ),
    ]
