import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import news.models.articles


class Migration(migrations.Migration):
    dependencies = [
        ("showsite", "0001_cache_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed at")),
                (
                    "removal_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason for removal"),
                ),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "lead",
                    models.CharField(
                        help_text="Stands below the title, and in lists of search engines.",
                        max_length=300,
                        verbose_name="in a sentence",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="{site} becomes the name of the site, {mail} its address for mail. What stands in [[ and ]] is still to be written: readers are told so.",
                        verbose_name="text",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default=news.models.articles.site_language,
                        help_text="ISO 639 code: en.",
                        max_length=3,
                        verbose_name="language",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "page of the site",
                "verbose_name_plural": "pages of the site",
                "ordering": ["title", "pk"],
                "permissions": [("publish_page", "Can publish pages of the site")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="page_has_a_title"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("removed_at", None),
                            models.Q(("slug__in", ["about", "standards", "contact", "privacy"]), _negated=True),
                            _connector="OR",
                        ),
                        name="page_in_the_foot_stays",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PageRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("lead", models.CharField(max_length=300, verbose_name="in a sentence")),
                ("text", models.TextField(verbose_name="text")),
                ("language", models.CharField(max_length=3, verbose_name="language")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="what changed, for readers")),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="published at")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="showsite.page"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision of a page",
                "verbose_name_plural": "revisions of pages",
                "ordering": ["-published_at", "-number"],
                "get_latest_by": ["published_at", "number"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("page", "number"), name="page_revision_number_unique_in_page")
                ],
            },
        ),
    ]
