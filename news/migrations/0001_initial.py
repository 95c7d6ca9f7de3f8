import datetime
import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import news.models.articles
import news.models.preferences


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("catalog", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("renewal", "Renewal"),
                            ("cancellation", "Cancellation"),
                            ("date", "Premiere date"),
                            ("trailer", "Trailer"),
                            ("casting", "Casting"),
                            ("production", "Production"),
                            ("feature", "Feature"),
                            ("interview", "Interview"),
                            ("roundup", "Roundup"),
                            ("news", "News"),
                        ],
                        default="news",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The last part of its address. Empty: made from the title.",
                        max_length=120,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "lead",
                    models.CharField(
                        blank=True,
                        help_text="The story in a sentence: for lists, feeds and search.",
                        max_length=500,
                        verbose_name="lead",
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
                (
                    "stage",
                    models.CharField(
                        choices=[("draft", "Draft"), ("in_review", "In review"), ("ready", "Ready")],
                        default="draft",
                        max_length=9,
                        verbose_name="stage",
                    ),
                ),
                (
                    "pinned_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Until then it stands on top of the front page.",
                        null=True,
                        verbose_name="pinned until",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("digest", models.CharField(default="", editable=False, max_length=64)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed at"),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                (
                    "withdrawal_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="reason for the withdrawal"
                    ),
                ),
                (
                    "announces",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Status updates that become public with it. Their embargo moves with its schedule.",
                        related_name="announced_by",
                        to="catalog.statusupdate",
                        verbose_name="announces",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "hero",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hero_of_articles",
                        to="catalog.image",
                        verbose_name="hero picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "ordering": ["-changed_at", "-pk"],
                "permissions": [
                    ("publish_article", "Can publish, schedule and correct articles"),
                    ("withdraw_article", "Can withdraw articles"),
                    ("change_any_article", "Can edit other people's articles"),
                    ("override_article", "Can publish against a contradicting claim"),
                    ("erase_article", "Can erase articles"),
                ],
                "indexes": [
                    models.Index(fields=["-changed_at"], name="article_by_change"),
                    models.Index(fields=["stage", "changed_at"], name="article_by_stage"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "renewal",
                                    "cancellation",
                                    "date",
                                    "trailer",
                                    "casting",
                                    "production",
                                    "feature",
                                    "interview",
                                    "roundup",
                                    "news",
                                ],
                            )
                        ),
                        name="article_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["draft", "in_review", "ready"])), name="article_stage_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="article_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None), models.Q(("withdrawal_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="withdrawal_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slugs", to="news.article"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Author",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                ("byline", models.CharField(max_length=200, verbose_name="byline")),
                (
                    "bio",
                    models.TextField(
                        blank=True, help_text="Plain text; an empty line parts paragraphs.", verbose_name="biography"
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authors",
                        to="catalog.image",
                        verbose_name="photo",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bylines",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "author",
                "verbose_name_plural": "authors",
                "ordering": ["byline", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("byline", ""), _negated=True), name="author_has_a_byline"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleAuthor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="author_rows", to="news.article"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="news.author",
                        verbose_name="author",
                    ),
                ),
            ],
            options={
                "verbose_name": "author",
                "verbose_name_plural": "authors",
                "ordering": ["order", "pk"],
                "constraints": [models.UniqueConstraint(fields=("article", "author"), name="author_once_per_article")],
            },
        ),
        migrations.CreateModel(
            name="CastBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="Empty: the usual one.", max_length=200, verbose_name="heading"
                    ),
                ),
                (
                    "limit",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: all.", null=True, verbose_name="at most"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        help_text="Neither series nor season: the article's primary subject.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "cast",
                "verbose_name_plural": "casts",
                "ordering": ["ordering"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("series", None), ("season", None), _connector="OR"),
                        name="castblock_speaks_of_series_or_season",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "axis",
                    models.CharField(
                        choices=[
                            ("decision", "Decision"),
                            ("production", "Production"),
                            ("commissioner", "Commissioner"),
                            ("is_final", "Last season"),
                            ("release", "Release pattern"),
                            ("premiere", "Premiere"),
                            ("finale", "Finale"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        help_text="Of decision, production or release; yes or no if last.",
                        max_length=15,
                        verbose_name="word",
                    ),
                ),
                ("date_earliest", models.DateField(editable=False, null=True)),
                ("date_latest", models.DateField(editable=False, null=True)),
                (
                    "date_precision",
                    models.CharField(
                        choices=[
                            ("unknown", "unknown"),
                            ("year", "year"),
                            ("half", "half-year"),
                            ("season", "season of the year"),
                            ("quarter", "quarter"),
                            ("month", "month"),
                            ("day", "day"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=7,
                    ),
                ),
                ("date_wording", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="news.article"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.network",
                        verbose_name="network",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "axis__in",
                                [
                                    "decision",
                                    "production",
                                    "commissioner",
                                    "is_final",
                                    "release",
                                    "premiere",
                                    "finale",
                                ],
                            )
                        ),
                        name="claim_axis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("axis", "commissioner"), ("network__isnull", False), ("value", "")),
                            models.Q(("axis__in", ["premiere", "finale"]), ("network", None), ("value", "")),
                            models.Q(("axis", "is_final"), ("network", None), ("value__in", ["yes", "no"])),
                            models.Q(
                                ("axis", "decision"),
                                ("network", None),
                                (
                                    "value__in",
                                    ["unknown", "undecided", "ordered", "declined", "reversed", "concluded", "ended"],
                                ),
                            ),
                            models.Q(
                                ("axis", "production"),
                                ("network", None),
                                (
                                    "value__in",
                                    [
                                        "unknown",
                                        "none",
                                        "development",
                                        "pre_production",
                                        "filming",
                                        "paused",
                                        "post_production",
                                        "completed",
                                    ],
                                ),
                            ),
                            models.Q(
                                ("axis", "release"),
                                ("network", None),
                                ("value__in", ["unknown", "weekly", "all_at_once", "batches"]),
                            ),
                            _connector="OR",
                        ),
                        name="claim_says_what_its_axis_can",
                        violation_error_message="This cannot be said of it: choose a word, a network or a date that fits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_precision__in", ["unknown", "year", "half", "season", "quarter", "month", "day"])
                        ),
                        name="claim_date_precision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_precision", "unknown"), ("date_earliest", None), ("date_latest", None)),
                            models.Q(
                                models.Q(("date_precision", "unknown"), _negated=True),
                                models.Q(("date_earliest", None), ("date_latest", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="claim_date_unknown_without_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_earliest", None),
                            ("date_latest", None),
                            ("date_latest__gte", models.F("date_earliest")),
                            _connector="OR",
                        ),
                        name="claim_date_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_precision", "day"), _negated=True),
                            ("date_earliest", None),
                            ("date_latest", None),
                            ("date_latest", models.F("date_earliest")),
                            _connector="OR",
                        ),
                        name="claim_date_day_is_one_day",
                    ),
                    models.UniqueConstraint(
                        fields=("article", "season", "axis"), name="article_claims_one_thing_of_an_axis"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "corrections",
                "verbose_name_plural": "corrections",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CrewBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="Empty: the usual one.", max_length=200, verbose_name="heading"
                    ),
                ),
                (
                    "limit",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: all.", null=True, verbose_name="at most"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        help_text="Neither series nor season: the article's primary subject.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "crew",
                "verbose_name_plural": "crews",
                "ordering": ["ordering"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("series", None), ("season", None), _connector="OR"),
                        name="crewblock_speaks_of_series_or_season",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DismissedLead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dismissed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="dismissed at")),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dismissed by",
                    ),
                ),
                (
                    "update",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dismissal",
                        to="catalog.statusupdate",
                        verbose_name="status update",
                    ),
                ),
            ],
            options={
                "verbose_name": "dismissed lead",
                "verbose_name_plural": "dismissed leads",
                "ordering": ["-dismissed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EditorPreferences",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Yours, for the moments that the desk and the publish dialog write out. Empty: the site's.",
                        max_length=64,
                        validators=[news.models.preferences.check_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "preferences",
                "verbose_name_plural": "preferences",
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("article_uuid", models.UUIDField(unique=True, verbose_name="article")),
                ("article_key", models.PositiveBigIntegerField(unique=True)),
                ("erased_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="erased at")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("was_public", models.BooleanField(default=False, verbose_name="was public")),
                ("pictures", models.PositiveIntegerField(default=0, verbose_name="pictures erased with it")),
                (
                    "erased_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="erased by",
                    ),
                ),
            ],
            options={
                "verbose_name": "erased article",
                "verbose_name_plural": "erased articles",
                "ordering": ["-erased_at", "-pk"],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="erasure_has_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasedSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("was_public", models.BooleanField(default=False)),
                (
                    "erasure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slugs", to="news.erasure"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FactBox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="Empty: the usual one.", max_length=200, verbose_name="heading"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        help_text="Neither series nor season: the article's primary subject.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "fact box",
                "verbose_name_plural": "fact boxes",
                "ordering": ["ordering"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("series", None), ("season", None), _connector="OR"),
                        name="factbox_speaks_of_series_or_season",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FactsBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="Empty: the usual one.", max_length=200, verbose_name="heading"
                    ),
                ),
                (
                    "limit",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: all.", null=True, verbose_name="at most"
                    ),
                ),
                (
                    "facts",
                    models.ManyToManyField(
                        blank=True,
                        help_text="None chosen: all that there are.",
                        related_name="+",
                        to="catalog.fact",
                        verbose_name="facts",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        help_text="Neither series nor season: the article's primary subject.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "facts",
                "verbose_name_plural": "lists of facts",
                "ordering": ["ordering"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("series", None), ("season", None), _connector="OR"),
                        name="factsblock_speaks_of_series_or_season",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("draft", "Draft"), ("in_review", "In review"), ("ready", "Ready")],
                        max_length=9,
                        verbose_name="stage",
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=300, verbose_name="word to them")),
                ("handed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="handed over at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handovers",
                        to="news.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed over by",
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-over",
                "verbose_name_plural": "hand-overs",
                "ordering": ["-handed_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["draft", "in_review", "ready"])), name="handover_stage_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("article",),
                        name="article_has_one_standing_handover",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImageBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "caption",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the picture's own caption.",
                        max_length=500,
                        verbose_name="caption",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.image",
                        verbose_name="picture",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField()),
                ("block_key", models.UUIDField(null=True)),
                ("about", models.CharField(blank=True, max_length=100, verbose_name="about")),
                ("text", models.CharField(max_length=1000, verbose_name="note")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="noted at")),
                ("resolved_at", models.DateTimeField(null=True, verbose_name="resolved at")),
                (
                    "answer_to",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="news.note",
                        verbose_name="answer to",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="news.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "note on a draft",
                "verbose_name_plural": "notes on drafts",
                "ordering": ["noted_at", "pk"],
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer_to", None), ("resolved_at", None)),
                        fields=["article"],
                        name="unresolved_notes",
                    ),
                    models.Index(
                        condition=models.Q(("answer_to__isnull", False)), fields=["answer_to"], name="answers_by_note"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "token"), name="note_is_added_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="note_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at", None), ("resolved_by", None)),
                            models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="note_is_resolved_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer_to", None), models.Q(("block_key", None), ("resolved_at", None)), _connector="OR"
                        ),
                        name="answer_goes_with_its_note",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.quote",
                        verbose_name="quote",
                    ),
                ),
            ],
            options={
                "verbose_name": "quote",
                "verbose_name_plural": "quotes",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RatingsBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="Empty: the usual one.", max_length=200, verbose_name="heading"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        help_text="Neither series nor season: the article's primary subject.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "ratings",
                "verbose_name_plural": "ratings",
                "ordering": ["ordering"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("series", None), ("season", None), _connector="OR"),
                        name="ratingsblock_speaks_of_series_or_season",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RelatedSeriesBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="Empty: the usual one.", max_length=200, verbose_name="heading"
                    ),
                ),
                (
                    "limit",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: all.", null=True, verbose_name="at most"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
                (
                    "related",
                    models.ManyToManyField(
                        blank=True,
                        help_text="None chosen: those that the catalog relates to it.",
                        related_name="+",
                        to="catalog.series",
                        verbose_name="related series",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        help_text="Neither series nor season: the article's primary subject.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "related series",
                "verbose_name_plural": "lists of related series",
                "ordering": ["ordering"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("series", None), ("season", None), _connector="OR"),
                        name="relatedseriesblock_speaks_of_series_or_season",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("slug", models.SlugField(max_length=120, verbose_name="slug")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("lead", models.CharField(blank=True, max_length=500, verbose_name="lead")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("renewal", "Renewal"),
                            ("cancellation", "Cancellation"),
                            ("date", "Premiere date"),
                            ("trailer", "Trailer"),
                            ("casting", "Casting"),
                            ("production", "Production"),
                            ("feature", "Feature"),
                            ("interview", "Interview"),
                            ("roundup", "Roundup"),
                            ("news", "News"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("language", models.CharField(max_length=3, verbose_name="language")),
                ("author_names", models.CharField(blank=True, max_length=1000, verbose_name="authors")),
                ("search_text", models.TextField(default="")),
                ("pinned_until", models.DateTimeField(null=True, verbose_name="pinned until")),
                ("document", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note to readers")),
                ("name", models.CharField(blank=True, db_default="", default="", max_length=80, verbose_name="name")),
                ("of_version", models.PositiveIntegerField(null=True)),
                ("internal_note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("material", models.BooleanField(default=True, verbose_name="material change")),
                ("pressed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved at")),
                ("live_from", models.DateTimeField(null=True, verbose_name="live from")),
                ("live_until", models.DateTimeField(null=True, verbose_name="live until")),
                (
                    "expires_at",
                    models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC)),
                ),
                ("first_published_at", models.DateTimeField(null=True, verbose_name="first published")),
                ("updated_at", models.DateTimeField(null=True, verbose_name="last material change")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="news.article"
                    ),
                ),
                (
                    "hero",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hero_of_revisions",
                        to="catalog.image",
                        verbose_name="hero picture",
                    ),
                ),
                (
                    "pressed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["article", "-number"],
                "indexes": [
                    models.Index(fields=["live_from", "live_until"], name="revision_by_window"),
                    models.Index(fields=["live_until"], name="revision_by_end"),
                    models.Index(fields=["live_until", "live_from", "title"], name="revision_headlines"),
                    models.Index(
                        condition=models.Q(("live_from__isnull", False)),
                        fields=["-first_published_at", "-article"],
                        name="revision_by_publication",
                    ),
                    models.Index(
                        condition=models.Q(("pinned_until__isnull", False)),
                        fields=["pinned_until"],
                        name="revision_by_pin",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "number"), name="revision_number_unique_in_article"),
                    models.UniqueConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        fields=("article", "name"),
                        name="revision_name_unique_in_article",
                    ),
                    models.UniqueConstraint(
                        fields=("article", "live_from"), name="one_revision_goes_live_at_a_moment"
                    ),
                    models.UniqueConstraint(fields=("article", "live_until"), name="one_revision_ends_at_a_moment"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("first_published_at", None),
                                ("live_from", None),
                                ("live_until", None),
                                ("updated_at", None),
                            ),
                            models.Q(
                                ("first_published_at__lte", models.F("live_from")),
                                ("live_from__lt", models.F("live_until")),
                                ("live_until__lte", models.F("expires_at")),
                                ("updated_at__lte", models.F("live_from")),
                            ),
                            _connector="OR",
                        ),
                        name="revision_window_opens_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "renewal",
                                    "cancellation",
                                    "date",
                                    "trailer",
                                    "casting",
                                    "production",
                                    "feature",
                                    "interview",
                                    "roundup",
                                    "news",
                                ],
                            )
                        ),
                        name="revision_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made at")),
                (
                    "override_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason for the exception"),
                ),
                ("overridden", models.JSONField(default=list, verbose_name="against")),
                ("revealed", models.JSONField(default=list)),
                ("shown_series", models.JSONField(default=list)),
                ("lifted", models.JSONField(null=True)),
                ("undone_at", models.DateTimeField(null=True, verbose_name="undone at")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="publication", to="news.revision"
                    ),
                ),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("override_reason", ""), _negated=True), ("overridden", []), _connector="OR"
                        ),
                        name="override_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("primary", "Primary subject"),
                            ("subject", "Subject"),
                            ("author", "Author"),
                            ("hero", "Hero"),
                            ("block", "In a block"),
                            ("mention", "Linked in the text"),
                            ("announces", "Announces"),
                        ],
                        max_length=9,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="links", to="news.author"
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="links", to="catalog.fact"
                    ),
                ),
                (
                    "genre",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="catalog.genre",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="catalog.image",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="catalog.network",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="catalog.person",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="catalog.quote",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="catalog.season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="catalog.series",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="catalog.statusupdate",
                    ),
                ),
                (
                    "video",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="catalog.video",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="news.revision"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["primary", "subject", "author", "hero", "block", "mention", "announces"])
                        ),
                        name="link_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("author__isnull", True),
                                ("fact__isnull", True),
                                ("genre__isnull", True),
                                ("image__isnull", True),
                                ("network__isnull", True),
                                ("person__isnull", True),
                                ("quote__isnull", True),
                                ("season__isnull", True),
                                ("series__isnull", False),
                                ("update__isnull", True),
                                ("video__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fact__isnull", True),
                                ("genre__isnull", True),
                                ("image__isnull", True),
                                ("network__isnull", True),
                                ("person__isnull", True),
                                ("quote__isnull", True),
                                ("season__isnull", False),
                                ("series__isnull", True),
                                ("update__isnull", True),
                                ("video__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fact__isnull", True),
                                ("genre__isnull", True),
                                ("image__isnull", True),
                                ("network__isnull", True),
                                ("person__isnull", False),
                                ("quote__isnull", True),
                                ("season__isnull", True),
                                ("series__isnull", True),
                                ("update__isnull", True),
                                ("video__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", False),
                                ("fact__isnull", True),
                                ("genre__isnull", True),
                                ("image__isnull", True),
                                ("network__isnull", True),
                                ("person__isnull", True),
                                ("quote__isnull", True),
                                ("season__isnull", True),
                                ("series__isnull", True),
                                ("update__isnull", True),
                                ("video__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fact__isnull", True),
                                ("genre__isnull", True),
                                ("image__isnull", False),
                                ("network__isnull", True),
                                ("person__isnull", True),
                                ("quote__isnull", True),
                                ("season__isnull", True),
                                ("series__isnull", True),
                                ("update__isnull", True),
                                ("video__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fact__isnull", True),
                                ("genre__isnull", True),
                                ("image__isnull", True),
                                ("network__isnull", True),
                                ("person__isnull", True),
                                ("quote__isnull", True),
                                ("season__isnull", True),
                                ("series__isnull", True),
                                ("update__isnull", True),
                                ("video__isnull", False),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fact__isnull", True),
                                ("genre__isnull", True),
                                ("image__isnull", True),
                                ("network__isnull", True),
                                ("person__isnull", True),
                                ("quote__isnull", False),
                                ("season__isnull", True),
                                ("series__isnull", True),
                                ("update__isnull", True),
                                ("video__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fact__isnull", False),
                                ("genre__isnull", True),
                                ("image__isnull", True),
                                ("network__isnull", True),
                                ("person__isnull", True),
                                ("quote__isnull", True),
                                ("season__isnull", True),
                                ("series__isnull", True),
                                ("update__isnull", True),
                                ("video__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fact__isnull", True),
                                ("genre__isnull", True),
                                ("image__isnull", True),
                                ("network__isnull", True),
                                ("person__isnull", True),
                                ("quote__isnull", True),
                                ("season__isnull", True),
                                ("series__isnull", True),
                                ("update__isnull", False),
                                ("video__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fact__isnull", True),
                                ("genre__isnull", True),
                                ("image__isnull", True),
                                ("network__isnull", False),
                                ("person__isnull", True),
                                ("quote__isnull", True),
                                ("season__isnull", True),
                                ("series__isnull", True),
                                ("update__isnull", True),
                                ("video__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fact__isnull", True),
                                ("genre__isnull", False),
                                ("image__isnull", True),
                                ("network__isnull", True),
                                ("person__isnull", True),
                                ("quote__isnull", True),
                                ("season__isnull", True),
                                ("series__isnull", True),
                                ("update__isnull", True),
                                ("video__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="link_leads_to_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("typo", "Typo"), ("fact", "Error of fact"), ("clarification", "Clarification")],
                        max_length=13,
                        verbose_name="kind",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="What was wrong, and what is right.", max_length=500, verbose_name="text"
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made at")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="news.article"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="correction", to="news.revision"
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["-made_at", "-id"], name="correction_by_moment")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["typo", "fact", "clarification"])),
                        name="correction_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="correction_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisionClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "axis",
                    models.CharField(
                        choices=[
                            ("decision", "Decision"),
                            ("production", "Production"),
                            ("commissioner", "Commissioner"),
                            ("is_final", "Last season"),
                            ("release", "Release pattern"),
                            ("premiere", "Premiere"),
                            ("finale", "Finale"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        help_text="Of decision, production or release; yes or no if last.",
                        max_length=15,
                        verbose_name="word",
                    ),
                ),
                ("date_earliest", models.DateField(editable=False, null=True)),
                ("date_latest", models.DateField(editable=False, null=True)),
                (
                    "date_precision",
                    models.CharField(
                        choices=[
                            ("unknown", "unknown"),
                            ("year", "year"),
                            ("half", "half-year"),
                            ("season", "season of the year"),
                            ("quarter", "quarter"),
                            ("month", "month"),
                            ("day", "day"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=7,
                    ),
                ),
                ("date_wording", models.CharField(blank=True, editable=False, max_length=200)),
                ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="checked, still true")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.network",
                        verbose_name="network",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="news.revision"
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "axis__in",
                                [
                                    "decision",
                                    "production",
                                    "commissioner",
                                    "is_final",
                                    "release",
                                    "premiere",
                                    "finale",
                                ],
                            )
                        ),
                        name="revisionclaim_axis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("axis", "commissioner"), ("network__isnull", False), ("value", "")),
                            models.Q(("axis__in", ["premiere", "finale"]), ("network", None), ("value", "")),
                            models.Q(("axis", "is_final"), ("network", None), ("value__in", ["yes", "no"])),
                            models.Q(
                                ("axis", "decision"),
                                ("network", None),
                                (
                                    "value__in",
                                    ["unknown", "undecided", "ordered", "declined", "reversed", "concluded", "ended"],
                                ),
                            ),
                            models.Q(
                                ("axis", "production"),
                                ("network", None),
                                (
                                    "value__in",
                                    [
                                        "unknown",
                                        "none",
                                        "development",
                                        "pre_production",
                                        "filming",
                                        "paused",
                                        "post_production",
                                        "completed",
                                    ],
                                ),
                            ),
                            models.Q(
                                ("axis", "release"),
                                ("network", None),
                                ("value__in", ["unknown", "weekly", "all_at_once", "batches"]),
                            ),
                            _connector="OR",
                        ),
                        name="revisionclaim_says_what_its_axis_can",
                        violation_error_message="This cannot be said of it: choose a word, a network or a date that fits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_precision__in", ["unknown", "year", "half", "season", "quarter", "month", "day"])
                        ),
                        name="revisionclaim_date_precision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_precision", "unknown"), ("date_earliest", None), ("date_latest", None)),
                            models.Q(
                                models.Q(("date_precision", "unknown"), _negated=True),
                                models.Q(("date_earliest", None), ("date_latest", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="revisionclaim_date_unknown_without_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_earliest", None),
                            ("date_latest", None),
                            ("date_latest__gte", models.F("date_earliest")),
                            _connector="OR",
                        ),
                        name="revisionclaim_date_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_precision", "day"), _negated=True),
                            ("date_earliest", None),
                            ("date_latest", None),
                            ("date_latest", models.F("date_earliest")),
                            _connector="OR",
                        ),
                        name="revisionclaim_date_day_is_one_day",
                    ),
                    models.UniqueConstraint(
                        fields=("revision", "season", "axis"), name="revision_claims_one_thing_of_an_axis"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RichText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.TextField(verbose_name="text")),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "text",
                "verbose_name_plural": "texts",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=80, verbose_name="for whom")),
                ("token_digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made at")),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked at")),
                ("use_count", models.PositiveIntegerField(default=0, verbose_name="uses")),
                ("last_used_at", models.DateTimeField(null=True, verbose_name="last used at")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="news.article"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="news.revision",
                        verbose_name="revision",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "share link",
                "verbose_name_plural": "share links",
                "ordering": ["-made_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True), name="share_says_for_whom"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="share_ends_after_it_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("revoked_at__isnull", False), ("revoked_by", None), _connector="OR"),
                        name="share_revoked_at_a_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("used_at", models.DateTimeField(verbose_name="used at")),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="news.share"
                    ),
                ),
            ],
            options={
                "verbose_name": "use of a share link",
                "verbose_name_plural": "uses of share links",
                "ordering": ["-used_at"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("share", "used_at"), name="share_use_once_a_minute")],
            },
        ),
        migrations.CreateModel(
            name="TagAuthority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("host", models.CharField(max_length=253)),
                ("since", models.DateField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_tag_authority")],
            },
        ),
        migrations.CreateModel(
            name="TimelineBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="Empty: the usual one.", max_length=200, verbose_name="heading"
                    ),
                ),
                (
                    "limit",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: all.", null=True, verbose_name="at most"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        help_text="Neither series nor season: the article's primary subject.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "timeline",
                "verbose_name_plural": "timelines",
                "ordering": ["ordering"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("series", None), ("season", None), _connector="OR"),
                        name="timelineblock_speaks_of_series_or_season",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VideoBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
                (
                    "video",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.video",
                        verbose_name="video",
                    ),
                ),
            ],
            options={
                "verbose_name": "video",
                "verbose_name_plural": "videos",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AnswerBox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="Empty: the usual one.", max_length=200, verbose_name="heading"
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        help_text="Neither series nor season: the article's primary subject.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="news.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer box",
                "verbose_name_plural": "answer boxes",
                "ordering": ["ordering"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("series", None), ("season", None), _connector="OR"),
                        name="answerbox_speaks_of_series_or_season",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("primary", models.BooleanField(default=False, verbose_name="primary")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="subjects", to="news.article"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "subject",
                "verbose_name_plural": "subjects",
                "ordering": ["-primary", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person", None), ("season", None), ("series__isnull", False)),
                            models.Q(("person", None), ("season__isnull", False), ("series", None)),
                            models.Q(("person__isnull", False), ("season", None), ("series", None)),
                            _connector="OR",
                        ),
                        name="subject_is_one_thing",
                        violation_error_message="Choose a series, a season or a person: exactly one of them.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("primary", True)),
                        fields=("article",),
                        name="one_primary_subject_per_article",
                    ),
                    models.UniqueConstraint(fields=("article", "series"), name="series_once_among_subjects"),
                    models.UniqueConstraint(fields=("article", "season"), name="season_once_among_subjects"),
                    models.UniqueConstraint(fields=("article", "person"), name="person_once_among_subjects"),
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="authors",
            field=models.ManyToManyField(
                related_name="articles", through="news.ArticleAuthor", to="news.author", verbose_name="authors"
            ),
        ),
    ]
