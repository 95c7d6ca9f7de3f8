import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import catalog.models.words


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
            ],
            options={
                "verbose_name": "department",
                "verbose_name_plural": "departments",
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Genre",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "genre",
                "verbose_name_plural": "genres",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Image",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed at")),
                (
                    "removal_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason for removal"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("file", models.FileField(editable=False, max_length=120, upload_to="masters", verbose_name="file")),
                ("content_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("address", models.CharField(editable=False, max_length=36, unique=True)),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="height")),
                ("color", models.CharField(editable=False, max_length=7, verbose_name="main colour")),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows, for those who do not see it.",
                        max_length=500,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "decorative",
                    models.BooleanField(
                        default=False,
                        help_text="The picture says nothing that the text does not say.",
                        verbose_name="decorative",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=500, verbose_name="caption")),
                (
                    "credit",
                    models.CharField(blank=True, help_text="Who made it.", max_length=200, verbose_name="credit"),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True, help_text="On what terms we may show it.", max_length=200, verbose_name="licence"
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="where it comes from")),
                (
                    "rights_until",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        help_text="From this moment on it is shown nowhere. The year 9999 means without end.",
                        verbose_name="rights until",
                    ),
                ),
                (
                    "focal_x",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="In percent. Crops keep this point in view.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="focal point, from the left",
                    ),
                ),
                (
                    "focal_y",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="In percent.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="focal point, from the top",
                    ),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="uploaded at"
                    ),
                ),
                ("search_name", models.TextField(default="", editable=False)),
                ("erased_at", models.DateTimeField(editable=False, null=True, verbose_name="erased at")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["-uploaded_at", "-pk"],
                "indexes": [
                    models.Index(fields=["rights_until"], name="image_by_end_of_rights"),
                    models.Index(
                        condition=models.Q(("credit", ""), ("removed_at", None)),
                        fields=["id"],
                        name="image_without_credit",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alt", ""), ("decorative", False), _connector="OR"),
                        name="image_described_or_decorative_not_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("focal_x__lte", 100), ("focal_y__lte", 100)),
                        name="image_focal_point_inside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("height__gt", 0), ("width__gt", 0)), name="image_has_a_size"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removal_reason", ""), ("removed_at", None)),
                            models.Q(("removed_at__isnull", False), models.Q(("removal_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="image_removed_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_hash", models.CharField(max_length=64, unique=True)),
                ("replaced_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_files", to="catalog.image"
                    ),
                ),
            ],
            options={
                "ordering": ["-replaced_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "plural",
                    models.CharField(
                        blank=True, help_text="For several: Directors.", max_length=100, verbose_name="heading"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="catalog.department",
                        verbose_name="department",
                    ),
                ),
            ],
            options={
                "verbose_name": "job",
                "verbose_name_plural": "jobs",
                "ordering": ["department__order", "order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Network",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("search_name", models.CharField(default="", editable=False, max_length=220)),
                (
                    "kind",
                    models.CharField(
                        choices=[("broadcast", "Broadcast or cable"), ("streaming", "Streaming")],
                        default="broadcast",
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, help_text="ISO 3166 code: US, GB, RU.", max_length=2, verbose_name="country"
                    ),
                ),
                ("official_site", models.URLField(blank=True, max_length=500, verbose_name="official site")),
            ],
            options={
                "verbose_name": "network",
                "verbose_name_plural": "networks",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["broadcast", "streaming"])), name="network_kind_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NetworkId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("imdb", "IMDb"),
                            ("tvmaze", "TVmaze"),
                            ("tvmaze_channel", "TVmaze web channel"),
                            ("tmdb", "TMDB"),
                            ("thetvdb", "TheTVDB"),
                            ("kinopoisk", "KinoPoisk"),
                            ("wikidata", "Wikidata"),
                        ],
                        max_length=14,
                        verbose_name="database",
                    ),
                ),
                ("value", models.CharField(max_length=60, verbose_name="id")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="external_ids", to="catalog.network"
                    ),
                ),
            ],
            options={
                "ordering": ["provider", "value"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "value"), name="networkid_names_one_thing"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "provider__in",
                                ["imdb", "tvmaze", "tvmaze_channel", "tmdb", "thetvdb", "kinopoisk", "wikidata"],
                            )
                        ),
                        name="networkid_provider_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OldSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(help_text="The model's name.", max_length=20)),
                ("slug", models.CharField(max_length=120)),
                ("object_id", models.PositiveBigIntegerField()),
                ("left_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "slug"), name="old_slug_names_one_thing")],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed at")),
                (
                    "removal_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason for removal"),
                ),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("search_name", models.CharField(default="", editable=False, max_length=600)),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="born")),
                ("died_on", models.DateField(blank=True, null=True, verbose_name="died")),
                (
                    "country",
                    models.CharField(
                        blank=True, help_text="ISO 3166 code: US, GB, RU.", max_length=2, verbose_name="country"
                    ),
                ),
                (
                    "bio",
                    models.TextField(
                        blank=True, help_text="Plain text; an empty line parts paragraphs.", verbose_name="biography"
                    ),
                ),
                ("imported", models.JSONField(default=dict, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="catalog.person",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="catalog.image",
                        verbose_name="photo",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said_to_be",
                        to="catalog.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name", "pk"],
                "indexes": [
                    models.Index(fields=["search_name"], name="person_by_search_name"),
                    models.Index(fields=["name", "id"], name="person_by_name"),
                    models.Index(
                        condition=models.Q(("merged_into__isnull", False)),
                        fields=["merged_into"],
                        name="person_merged",
                    ),
                    models.Index(
                        condition=models.Q(("removed_at__isnull", False)), fields=["name", "id"], name="person_removed"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("born_on", None),
                            ("died_on", None),
                            ("died_on__gte", models.F("born_on")),
                            _connector="OR",
                        ),
                        name="person_dies_after_birth",
                        violation_error_message="Nobody dies before they are born.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="person_merges_into_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("imdb", "IMDb"),
                            ("tvmaze", "TVmaze"),
                            ("tvmaze_channel", "TVmaze web channel"),
                            ("tmdb", "TMDB"),
                            ("thetvdb", "TheTVDB"),
                            ("kinopoisk", "KinoPoisk"),
                            ("wikidata", "Wikidata"),
                        ],
                        max_length=14,
                        verbose_name="database",
                    ),
                ),
                ("value", models.CharField(max_length=60, verbose_name="id")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="external_ids", to="catalog.person"
                    ),
                ),
            ],
            options={
                "ordering": ["provider", "value"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "value"), name="personid_names_one_thing"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "provider__in",
                                ["imdb", "tvmaze", "tvmaze_channel", "tmdb", "thetvdb", "kinopoisk", "wikidata"],
                            )
                        ),
                        name="personid_provider_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=500, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("alias", "Also known as"),
                            ("script", "In another script"),
                            ("birth", "Birth name"),
                            ("misspelling", "Misspelling"),
                        ],
                        default="alias",
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                ("search_name", models.CharField(db_index=True, default="", editable=False, max_length=600)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="names", to="catalog.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "other name",
                "verbose_name_plural": "other names",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "name"), name="other_name_once_per_person"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["alias", "script", "birth", "misspelling"])),
                        name="person_name_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", catalog.models.words.ByCodePoint(max_length=600)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalog.person",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["word", "person"], name="person_word_by_word")],
                "constraints": [models.UniqueConstraint(fields=("person", "word"), name="person_has_a_word_once")],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=255)),
                ("opened_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["form", "seen_at"], name="presence_of_form")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "form"), name="presence_one_row_per_editor_and_form")
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="address")),
                ("publisher", models.CharField(max_length=200, verbose_name="publisher")),
                ("title", models.CharField(blank=True, max_length=400, verbose_name="title")),
                ("author", models.CharField(blank=True, max_length=200, verbose_name="author")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
                ("accessed_on", models.DateField(blank=True, null=True, verbose_name="seen on")),
                (
                    "language",
                    models.CharField(blank=True, help_text="ISO 639 code: en.", max_length=3, verbose_name="language"),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("official_release", "Official release"),
                            ("official_account", "Official account"),
                            ("trade_press", "Trade press"),
                            ("on_record", "Cast or crew on record"),
                            ("other_press", "Other press"),
                            ("catalog", "Another catalog"),
                            ("desk", "Our own check"),
                            ("anonymous", "Anonymous"),
                        ],
                        max_length=16,
                        verbose_name="tier",
                    ),
                ),
                ("search_name", models.CharField(default="", editable=False, max_length=900)),
                ("domain", models.CharField(db_default="", default="", editable=False, max_length=255)),
                ("address_digest", models.CharField(db_default="", default="", editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["publisher", "title", "pk"],
                "indexes": [
                    models.Index(fields=["url"], name="source_by_address"),
                    models.Index(fields=["domain", "-id"], name="source_by_domain"),
                    models.Index(fields=["address_digest"], name="source_by_address_digest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "tier__in",
                                [
                                    "official_release",
                                    "official_account",
                                    "trade_press",
                                    "on_record",
                                    "other_press",
                                    "catalog",
                                    "desk",
                                    "anonymous",
                                ],
                            )
                        ),
                        name="source_tier_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("publisher", ""), _negated=True), name="source_has_publisher"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed at")),
                (
                    "removal_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason for removal"),
                ),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("original_title", models.CharField(blank=True, max_length=300, verbose_name="original title")),
                ("search_name", models.CharField(default="", editable=False, max_length=700)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scripted", "Scripted"),
                            ("miniseries", "Miniseries"),
                            ("animation", "Animation"),
                            ("reality", "Reality"),
                            ("talk_show", "Talk show"),
                            ("news", "News"),
                            ("documentary", "Documentary"),
                            ("game_show", "Game show"),
                            ("variety", "Variety"),
                            ("sports", "Sports"),
                            ("panel_show", "Panel show"),
                            ("award_show", "Award show"),
                        ],
                        default="scripted",
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                (
                    "logline",
                    models.CharField(blank=True, help_text="One sentence.", max_length=300, verbose_name="logline"),
                ),
                (
                    "synopsis",
                    models.TextField(
                        blank=True, help_text="Plain text; an empty line parts paragraphs.", verbose_name="synopsis"
                    ),
                ),
                (
                    "countries",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166 codes with spaces between them: US CA.",
                        max_length=60,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{2}( [A-Z]{2})*$")],
                        verbose_name="countries of origin",
                    ),
                ),
                (
                    "languages",
                    models.CharField(
                        blank=True,
                        help_text="ISO 639 codes with spaces between them: en ru.",
                        max_length=60,
                        validators=[django.core.validators.RegexValidator("^[a-z]{2,3}( [a-z]{2,3})*$")],
                        verbose_name="languages",
                    ),
                ),
                ("official_site", models.URLField(blank=True, max_length=500, verbose_name="official site")),
                ("began_on", models.DateField(blank=True, null=True, verbose_name="first aired")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="last aired")),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, help_text="Empty: hidden.", null=True, verbose_name="public from"
                    ),
                ),
                ("imported", models.JSONField(default=dict, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "genres",
                    models.ManyToManyField(
                        blank=True, related_name="series", to="catalog.genre", verbose_name="genres"
                    ),
                ),
                (
                    "poster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series",
                        to="catalog.image",
                        verbose_name="poster",
                    ),
                ),
                (
                    "synopsis_source",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty when the words are ours.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source of the synopsis",
                    ),
                ),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
                "ordering": ["title", "pk"],
                "indexes": [
                    models.Index(fields=["published_at"], name="series_by_publication"),
                    models.Index(fields=["search_name"], name="series_by_search_name"),
                    models.Index(fields=["title", "id"], name="series_by_title"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "scripted",
                                    "miniseries",
                                    "animation",
                                    "reality",
                                    "talk_show",
                                    "news",
                                    "documentary",
                                    "game_show",
                                    "variety",
                                    "sports",
                                    "panel_show",
                                    "award_show",
                                ],
                            )
                        ),
                        name="series_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("began_on", None),
                            ("ended_on", None),
                            ("ended_on__gte", models.F("began_on")),
                            _connector="OR",
                        ),
                        name="series_ends_after_it_began",
                        violation_error_message="It cannot end before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Season",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("regular", "Regular"), ("specials", "Specials"), ("film", "Film")],
                        default="regular",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: the next season, its number not known yet.",
                        null=True,
                        verbose_name="number",
                    ),
                ),
                ("was_next", models.BooleanField(default=False, editable=False)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                ("episode_count", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="episodes")),
                (
                    "synopsis",
                    models.TextField(
                        blank=True, help_text="Plain text; an empty line parts paragraphs.", verbose_name="synopsis"
                    ),
                ),
                ("imported", models.JSONField(default=dict, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "poster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seasons",
                        to="catalog.image",
                        verbose_name="poster",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seasons",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
                (
                    "synopsis_source",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty when the words are ours.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source of the synopsis",
                    ),
                ),
            ],
            options={
                "verbose_name": "season",
                "verbose_name_plural": "seasons",
                "ordering": ["series", "kind", models.OrderBy(models.F("number"), nulls_last=True)],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "kind", "number"), name="season_number_unique_in_series"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", None)),
                        fields=("series",),
                        name="one_next_season_per_series",
                        violation_error_message="This series has a season without a number already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["regular", "specials", "film"])), name="season_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", None), _negated=True), ("kind", "regular"), _connector="OR"
                        ),
                        name="next_season_is_regular",
                        violation_error_message="Only a regular season can be without a number.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Premiere",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("region", models.CharField(default="001", max_length=3)),
                ("part", models.PositiveSmallIntegerField(default=1)),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="premieres", to="catalog.season"
                    ),
                ),
            ],
            options={
                "ordering": ["season", "part", "region"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season", "region", "part"), name="one_premiere_per_region_and_part"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Forecast",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outlook",
                    models.CharField(
                        choices=[
                            ("certain", "Certain"),
                            ("likely", "Likely"),
                            ("toss_up", "Toss-up"),
                            ("unlikely", "Unlikely"),
                            ("doomed", "Doomed"),
                        ],
                        max_length=8,
                        verbose_name="outlook",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("given_on", models.DateField(verbose_name="given on")),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecasts",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
            ],
            options={
                "verbose_name": "forecast",
                "verbose_name_plural": "forecasts",
                "ordering": ["-given_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outlook__in", ["certain", "likely", "toss_up", "unlikely", "doomed"])),
                        name="forecast_outlook_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("announced_on_earliest", models.DateField(editable=False, null=True)),
                ("announced_on_latest", models.DateField(editable=False, null=True)),
                (
                    "announced_on_precision",
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
                ("announced_on_wording", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown", "Unknown"),
                            ("undecided", "Undecided"),
                            ("ordered", "Ordered"),
                            ("declined", "Declined"),
                            ("reversed", "Order withdrawn"),
                            ("concluded", "Story finished"),
                            ("ended", "Ended"),
                        ],
                        max_length=9,
                        null=True,
                        verbose_name="decision",
                    ),
                ),
                (
                    "production",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown", "Unknown"),
                            ("none", "Not in production"),
                            ("development", "In development"),
                            ("pre_production", "Pre-production"),
                            ("filming", "Filming"),
                            ("paused", "Paused"),
                            ("post_production", "Post-production"),
                            ("completed", "Completed"),
                        ],
                        max_length=15,
                        null=True,
                        verbose_name="production",
                    ),
                ),
                ("is_final", models.BooleanField(blank=True, null=True, verbose_name="last season")),
                (
                    "release",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown", "Unknown"),
                            ("weekly", "Weekly"),
                            ("all_at_once", "All at once"),
                            ("batches", "In batches"),
                        ],
                        max_length=11,
                        null=True,
                        verbose_name="release pattern",
                    ),
                ),
                ("topics", models.JSONField(blank=True, default=list, verbose_name="also about")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("official", "Official"),
                            ("reported", "Reported"),
                            ("estimated", "Estimated"),
                            ("rumour", "Rumour"),
                        ],
                        max_length=9,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "summary",
                    models.CharField(help_text="One sentence, in our words.", max_length=300, verbose_name="summary"),
                ),
                ("public_from", models.DateTimeField(blank=True, null=True, verbose_name="public from")),
                ("baseline", models.BooleanField(default=False, editable=False)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True, verbose_name="retracted at")),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="reason for the retraction"
                    ),
                ),
                (
                    "commissioner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.network",
                        verbose_name="commissioner",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retracted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "status update",
                "verbose_name_plural": "status updates",
                "ordering": ["-announced_on_latest", "-recorded_at"],
                "indexes": [
                    models.Index(fields=["public_from"], name="update_by_publication"),
                    models.Index(fields=["retracted_at"], name="update_by_retraction"),
                    models.Index(
                        condition=models.Q(("baseline", False)), fields=["public_from"], name="update_that_is_news"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "announced_on_precision__in",
                                ["unknown", "year", "half", "season", "quarter", "month", "day"],
                            )
                        ),
                        name="statusupdate_announced_on_precision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("announced_on_precision", "unknown"),
                                ("announced_on_earliest", None),
                                ("announced_on_latest", None),
                            ),
                            models.Q(
                                models.Q(("announced_on_precision", "unknown"), _negated=True),
                                models.Q(
                                    ("announced_on_earliest", None), ("announced_on_latest", None), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="statusupdate_announced_on_unknown_without_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("announced_on_earliest", None),
                            ("announced_on_latest", None),
                            ("announced_on_latest__gte", models.F("announced_on_earliest")),
                            _connector="OR",
                        ),
                        name="statusupdate_announced_on_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("announced_on_precision", "day"), _negated=True),
                            ("announced_on_earliest", None),
                            ("announced_on_latest", None),
                            ("announced_on_latest", models.F("announced_on_earliest")),
                            _connector="OR",
                        ),
                        name="statusupdate_announced_on_day_is_one_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("announced_on_earliest__isnull", False),
                            ("announced_on_latest__isnull", False),
                            ("announced_on_precision__in", ["year", "half", "season", "quarter", "month", "day"]),
                        ),
                        name="statusupdate_announced_on_to_a_year_at_least",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("public_from", None), ("source__isnull", False), _connector="OR"),
                        name="public_update_has_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None),
                            models.Q(
                                ("public_from__isnull", False), models.Q(("retraction_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="retraction_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("public_from")), _connector="OR"
                        ),
                        name="update_is_public_before_its_retraction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", None),
                            ("decision__in", ["undecided", "ordered", "declined", "reversed", "concluded", "ended"]),
                            _connector="OR",
                        ),
                        name="update_decision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("production", None),
                            (
                                "production__in",
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
                            _connector="OR",
                        ),
                        name="update_production_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("release", None),
                            ("release__in", ["unknown", "weekly", "all_at_once", "batches"]),
                            _connector="OR",
                        ),
                        name="update_release_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["official", "reported", "estimated", "rumour"])),
                        name="update_certainty_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("summary", ""), _negated=True), name="update_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeasonState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateTimeField(default=datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC))),
                (
                    "valid_until",
                    models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC)),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("unknown", "Unknown"),
                            ("undecided", "Undecided"),
                            ("ordered", "Ordered"),
                            ("declined", "Declined"),
                            ("reversed", "Order withdrawn"),
                            ("concluded", "Story finished"),
                            ("ended", "Ended"),
                        ],
                        default="unknown",
                        max_length=9,
                    ),
                ),
                (
                    "production",
                    models.CharField(
                        choices=[
                            ("unknown", "Unknown"),
                            ("none", "Not in production"),
                            ("development", "In development"),
                            ("pre_production", "Pre-production"),
                            ("filming", "Filming"),
                            ("paused", "Paused"),
                            ("post_production", "Post-production"),
                            ("completed", "Completed"),
                        ],
                        default="unknown",
                        max_length=15,
                    ),
                ),
                ("is_final", models.BooleanField(default=False)),
                (
                    "release",
                    models.CharField(
                        choices=[
                            ("unknown", "Unknown"),
                            ("weekly", "Weekly"),
                            ("all_at_once", "All at once"),
                            ("batches", "In batches"),
                        ],
                        default="unknown",
                        max_length=11,
                    ),
                ),
                ("premiere_earliest", models.DateField(editable=False, null=True)),
                ("premiere_latest", models.DateField(editable=False, null=True)),
                (
                    "premiere_precision",
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
                ("premiere_wording", models.CharField(blank=True, editable=False, max_length=200)),
                ("premiere_region", models.CharField(blank=True, max_length=3)),
                ("finale_earliest", models.DateField(editable=False, null=True)),
                ("finale_latest", models.DateField(editable=False, null=True)),
                (
                    "finale_precision",
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
                ("finale_wording", models.CharField(blank=True, editable=False, max_length=200)),
                ("checked_on", models.DateField(null=True)),
                ("differing", models.JSONField(default=list)),
                ("differs", models.BooleanField(db_default=False, default=False)),
                (
                    "commissioner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.network"
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="states", to="catalog.season"
                    ),
                ),
                (
                    "commissioner_update",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.statusupdate",
                    ),
                ),
                (
                    "decision_update",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.statusupdate",
                    ),
                ),
                (
                    "finale_update",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.statusupdate",
                    ),
                ),
                (
                    "is_final_update",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.statusupdate",
                    ),
                ),
                (
                    "premiere_update",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.statusupdate",
                    ),
                ),
                (
                    "production_update",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.statusupdate",
                    ),
                ),
                (
                    "release_update",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.statusupdate",
                    ),
                ),
            ],
            options={
                "ordering": ["season", "valid_from"],
                "indexes": [
                    models.Index(fields=["valid_until"], name="season_states_by_end"),
                    models.Index(
                        condition=models.Q(("differs", True)), fields=["valid_from"], name="season_states_in_dispute"
                    ),
                    models.Index(
                        condition=models.Q(("decision", "undecided")),
                        fields=["checked_on"],
                        name="season_states_by_check",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("season", "valid_from"), name="one_season_state_from_a_moment"),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                        name="season_state_window_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "decision__in",
                                ["unknown", "undecided", "ordered", "declined", "reversed", "concluded", "ended"],
                            )
                        ),
                        name="season_state_decision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "production__in",
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
                            )
                        ),
                        name="season_state_production_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("release__in", ["unknown", "weekly", "all_at_once", "batches"])),
                        name="season_state_release_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "premiere_precision__in",
                                ["unknown", "year", "half", "season", "quarter", "month", "day"],
                            )
                        ),
                        name="seasonstate_premiere_precision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("premiere_precision", "unknown"),
                                ("premiere_earliest", None),
                                ("premiere_latest", None),
                            ),
                            models.Q(
                                models.Q(("premiere_precision", "unknown"), _negated=True),
                                models.Q(("premiere_earliest", None), ("premiere_latest", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="seasonstate_premiere_unknown_without_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("premiere_earliest", None),
                            ("premiere_latest", None),
                            ("premiere_latest__gte", models.F("premiere_earliest")),
                            _connector="OR",
                        ),
                        name="seasonstate_premiere_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("premiere_precision", "day"), _negated=True),
                            ("premiere_earliest", None),
                            ("premiere_latest", None),
                            ("premiere_latest", models.F("premiere_earliest")),
                            _connector="OR",
                        ),
                        name="seasonstate_premiere_day_is_one_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finale_precision__in", ["unknown", "year", "half", "season", "quarter", "month", "day"])
                        ),
                        name="seasonstate_finale_precision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finale_precision", "unknown"), ("finale_earliest", None), ("finale_latest", None)
                            ),
                            models.Q(
                                models.Q(("finale_precision", "unknown"), _negated=True),
                                models.Q(("finale_earliest", None), ("finale_latest", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="seasonstate_finale_unknown_without_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finale_earliest", None),
                            ("finale_latest", None),
                            ("finale_latest__gte", models.F("finale_earliest")),
                            _connector="OR",
                        ),
                        name="seasonstate_finale_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finale_precision", "day"), _negated=True),
                            ("finale_earliest", None),
                            ("finale_latest", None),
                            ("finale_latest", models.F("finale_earliest")),
                            _connector="OR",
                        ),
                        name="seasonstate_finale_day_is_one_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "provider",
                    models.CharField(
                        help_text="As its readers know it: IMDb, KinoPoisk.", max_length=60, verbose_name="provider"
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="value")),
                ("scale", models.PositiveSmallIntegerField(default=10, verbose_name="out of")),
                ("votes", models.PositiveIntegerField(blank=True, null=True, verbose_name="votes")),
                ("taken_on", models.DateField(verbose_name="taken on")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the whole series.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="catalog.series", verbose_name="series"
                    ),
                ),
            ],
            options={
                "verbose_name": "rating",
                "verbose_name_plural": "ratings",
                "ordering": ["provider", "-taken_on"],
                "default_related_name": "ratings",
                "indexes": [models.Index(fields=["taken_on"], name="rating_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("season", None)),
                        fields=("series", "provider", "taken_on"),
                        name="series_rated_once_a_day",
                        violation_error_message="The rating of this provider on that day is here already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("season__isnull", False)),
                        fields=("season", "provider", "taken_on"),
                        name="season_rated_once_a_day",
                        violation_error_message="The rating of this provider on that day is here already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0), ("value__lte", models.F("scale"))),
                        name="rating_is_on_its_scale",
                        violation_error_message="A rating lies between 0 and the number that it is out of.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherTitle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "language",
                    models.CharField(blank=True, help_text="ISO 639 code: ru.", max_length=3, verbose_name="language"),
                ),
                ("search_name", models.CharField(db_index=True, default="", editable=False, max_length=350)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="other_titles", to="catalog.series"
                    ),
                ),
            ],
            options={
                "verbose_name": "other title",
                "verbose_name_plural": "other titles",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "title"), name="other_title_once_per_series")
                ],
            },
        ),
        migrations.CreateModel(
            name="CrewCredit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("billing", models.PositiveIntegerField(default=0, verbose_name="order")),
                (
                    "state",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("left", "Left")],
                        default="confirmed",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credits",
                        to="catalog.job",
                        verbose_name="job",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="catalog.person", verbose_name="person"
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the whole series.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="catalog.series", verbose_name="series"
                    ),
                ),
            ],
            options={
                "verbose_name": "crew credit",
                "verbose_name_plural": "crew",
                "ordering": ["billing", "pk"],
                "abstract": False,
                "default_related_name": "crew",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["confirmed", "reported", "left"])),
                        name="crewcredit_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("season__isnull", False)),
                        fields=("season", "person", "job"),
                        name="job_once_per_person_and_season",
                        violation_error_message="This person has this job here already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("season", None)),
                        fields=("series", "person", "job"),
                        name="job_once_per_person_and_series",
                        violation_error_message="This person has this job here already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CastCredit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("billing", models.PositiveIntegerField(default=0, verbose_name="order")),
                (
                    "state",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("left", "Left")],
                        default="confirmed",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("character", models.CharField(blank=True, max_length=300, verbose_name="character")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("main", "Main cast"),
                            ("recurring", "Recurring"),
                            ("guest", "Guest"),
                            ("voice", "Voice"),
                            ("self", "As themselves"),
                        ],
                        default="main",
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="catalog.person", verbose_name="person"
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the whole series.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="catalog.series", verbose_name="series"
                    ),
                ),
            ],
            options={
                "verbose_name": "cast credit",
                "verbose_name_plural": "cast",
                "ordering": ["billing", "pk"],
                "abstract": False,
                "default_related_name": "cast",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["confirmed", "reported", "left"])),
                        name="castcredit_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("season__isnull", False)),
                        fields=("season", "person", "character"),
                        name="character_once_per_person_and_season",
                        violation_error_message="This person plays this character here already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("season", None)),
                        fields=("series", "person", "character"),
                        name="character_once_per_person_and_series",
                        violation_error_message="This person plays this character here already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["main", "recurring", "guest", "voice", "self"])),
                        name="cast_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("imdb", "IMDb"),
                            ("tvmaze", "TVmaze"),
                            ("tvmaze_channel", "TVmaze web channel"),
                            ("tmdb", "TMDB"),
                            ("thetvdb", "TheTVDB"),
                            ("kinopoisk", "KinoPoisk"),
                            ("wikidata", "Wikidata"),
                        ],
                        max_length=14,
                        verbose_name="database",
                    ),
                ),
                ("value", models.CharField(max_length=60, verbose_name="id")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="external_ids", to="catalog.series"
                    ),
                ),
            ],
            options={
                "ordering": ["provider", "value"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "value"), name="seriesid_names_one_thing"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "provider__in",
                                ["imdb", "tvmaze", "tvmaze_channel", "tmdb", "thetvdb", "kinopoisk", "wikidata"],
                            )
                        ),
                        name="seriesid_provider_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesNetwork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.network",
                        verbose_name="network",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="network_rows", to="catalog.series"
                    ),
                ),
            ],
            options={
                "verbose_name": "network",
                "verbose_name_plural": "networks",
                "ordering": ["order", "pk"],
                "constraints": [models.UniqueConstraint(fields=("series", "network"), name="network_once_per_series")],
            },
        ),
        migrations.CreateModel(
            name="SeriesRelation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("spin_off", "Spin-off of"),
                            ("revival", "Revival of"),
                            ("remake", "Remake of"),
                            ("prequel", "Prequel to"),
                            ("crossover", "Crossover with"),
                            ("film", "Film of"),
                        ],
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_back",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="relations", to="catalog.series"
                    ),
                ),
            ],
            options={
                "verbose_name": "relation",
                "verbose_name_plural": "relations",
                "ordering": ["kind", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "kind", "other"), name="relation_stated_once"),
                    models.CheckConstraint(
                        condition=models.Q(("series", models.F("other")), _negated=True),
                        name="relation_is_to_another",
                        violation_error_message="A series has no relation to itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["spin_off", "revival", "remake", "prequel", "crossover", "film"])
                        ),
                        name="relation_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateTimeField(default=datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC))),
                (
                    "valid_until",
                    models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC)),
                ),
                (
                    "label",
                    models.CharField(
                        choices=[
                            ("airing", "Airing"),
                            ("on_a_break", "On a break"),
                            ("in_development", "In development"),
                            ("coming", "Coming"),
                            ("on_hiatus", "On hiatus"),
                            ("returning", "Returning"),
                            ("renewed", "Renewed, no date yet"),
                            ("cancelled", "Cancelled"),
                            ("ended", "Ended"),
                            ("awaiting", "Awaiting decision"),
                            ("no_information", "No information"),
                        ],
                        default="no_information",
                        max_length=14,
                    ),
                ),
                ("suffixes", models.JSONField(default=list)),
                ("returns_earliest", models.DateField(editable=False, null=True)),
                ("returns_latest", models.DateField(editable=False, null=True)),
                (
                    "returns_precision",
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
                ("returns_wording", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "season",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series_states",
                        to="catalog.season",
                    ),
                ),
                (
                    "season_state",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.seasonstate",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="states", to="catalog.series"
                    ),
                ),
            ],
            options={
                "ordering": ["series", "valid_from"],
                "indexes": [
                    models.Index(fields=["label", "valid_until"], name="series_states_by_label"),
                    models.Index(fields=["valid_until"], name="series_states_by_end"),
                    models.Index(
                        condition=models.Q(("returns_latest__isnull", False)),
                        fields=["returns_latest"],
                        name="series_states_by_window",
                    ),
                    models.Index(
                        condition=models.Q(("returns_earliest__isnull", False), ("returns_latest", None)),
                        fields=["returns_earliest"],
                        name="series_states_by_bound",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "valid_from"), name="one_series_state_from_a_moment"),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                        name="series_state_window_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "label__in",
                                [
                                    "airing",
                                    "on_a_break",
                                    "in_development",
                                    "coming",
                                    "on_hiatus",
                                    "returning",
                                    "renewed",
                                    "cancelled",
                                    "ended",
                                    "awaiting",
                                    "no_information",
                                ],
                            )
                        ),
                        name="series_state_label_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returns_precision__in", ["unknown", "year", "half", "season", "quarter", "month", "day"])
                        ),
                        name="seriesstate_returns_precision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returns_precision", "unknown"), ("returns_earliest", None), ("returns_latest", None)
                            ),
                            models.Q(
                                models.Q(("returns_precision", "unknown"), _negated=True),
                                models.Q(("returns_earliest", None), ("returns_latest", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="seriesstate_returns_unknown_without_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returns_earliest", None),
                            ("returns_latest", None),
                            ("returns_latest__gte", models.F("returns_earliest")),
                            _connector="OR",
                        ),
                        name="seriesstate_returns_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("returns_precision", "day"), _negated=True),
                            ("returns_earliest", None),
                            ("returns_latest", None),
                            ("returns_latest", models.F("returns_earliest")),
                            _connector="OR",
                        ),
                        name="seriesstate_returns_day_is_one_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed at")),
                (
                    "removal_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason for removal"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("verbatim", "Verbatim"), ("paraphrase", "Paraphrase")],
                        default="paraphrase",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(help_text="Without quotation marks.", verbose_name="text")),
                (
                    "role",
                    models.CharField(
                        blank=True, help_text="What they were when they said it.", max_length=200, verbose_name="role"
                    ),
                ),
                ("said_on_earliest", models.DateField(editable=False, null=True)),
                ("said_on_latest", models.DateField(editable=False, null=True)),
                (
                    "said_on_precision",
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
                ("said_on_wording", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="catalog.person",
                        verbose_name="speaker",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the whole series.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="catalog.series", verbose_name="series"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "quote",
                "verbose_name_plural": "quotes",
                "ordering": ["pk"],
                "default_related_name": "quotes",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["verbatim", "paraphrase"])), name="quote_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("said_on_precision__in", ["unknown", "year", "half", "season", "quarter", "month", "day"])
                        ),
                        name="quote_said_on_precision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("said_on_precision", "unknown"), ("said_on_earliest", None), ("said_on_latest", None)
                            ),
                            models.Q(
                                models.Q(("said_on_precision", "unknown"), _negated=True),
                                models.Q(("said_on_earliest", None), ("said_on_latest", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="quote_said_on_unknown_without_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("said_on_earliest", None),
                            ("said_on_latest", None),
                            ("said_on_latest__gte", models.F("said_on_earliest")),
                            _connector="OR",
                        ),
                        name="quote_said_on_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("said_on_precision", "day"), _negated=True),
                            ("said_on_earliest", None),
                            ("said_on_latest", None),
                            ("said_on_latest", models.F("said_on_earliest")),
                            _connector="OR",
                        ),
                        name="quote_said_on_day_is_one_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed at")),
                (
                    "removal_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason for removal"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("production", "Production"),
                            ("story", "Story"),
                            ("reference", "Reference"),
                            ("plan", "Plans and wishes"),
                        ],
                        default="production",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("spoiler", models.BooleanField(default=False, verbose_name="spoiler")),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the whole series.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="catalog.series", verbose_name="series"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "fact",
                "verbose_name_plural": "facts",
                "ordering": ["pk"],
                "default_related_name": "facts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["production", "story", "reference", "plan"])),
                        name="fact_kind_known",
                    )
                ],
            },
        ),
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
        migrations.CreateModel(
            name="StatedDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.CharField(
                        choices=[("premiere", "Premiere"), ("finale", "Finale")],
                        default="premiere",
                        max_length=8,
                        verbose_name="event",
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        default="001",
                        help_text="ISO 3166 code: US; 001 is worldwide.",
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^([A-Z]{2}|001)$")],
                        verbose_name="region",
                    ),
                ),
                ("part", models.PositiveSmallIntegerField(default=1, verbose_name="part")),
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
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dates", to="catalog.statusupdate"
                    ),
                ),
            ],
            options={
                "verbose_name": "date",
                "verbose_name_plural": "dates",
                "ordering": ["event", "part", "region"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("update", "event", "region", "part"), name="update_states_one_date_per_event"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("event__in", ["premiere", "finale"])), name="stated_event_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("part__gte", 1)), name="stated_part_counts_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_precision__in", ["unknown", "year", "half", "season", "quarter", "month", "day"])
                        ),
                        name="stateddate_date_precision_known",
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
                        name="stateddate_date_unknown_without_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_earliest", None),
                            ("date_latest", None),
                            ("date_latest__gte", models.F("date_earliest")),
                            _connector="OR",
                        ),
                        name="stateddate_date_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_precision", "day"), _negated=True),
                            ("date_earliest", None),
                            ("date_latest", None),
                            ("date_latest", models.F("date_earliest")),
                            _connector="OR",
                        ),
                        name="stateddate_date_day_is_one_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PremiereState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateTimeField(default=datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC))),
                (
                    "valid_until",
                    models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC)),
                ),
                ("starts_earliest", models.DateField(editable=False, null=True)),
                ("starts_latest", models.DateField(editable=False, null=True)),
                (
                    "starts_precision",
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
                ("starts_wording", models.CharField(blank=True, editable=False, max_length=200)),
                ("ends_earliest", models.DateField(editable=False, null=True)),
                ("ends_latest", models.DateField(editable=False, null=True)),
                (
                    "ends_precision",
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
                ("ends_wording", models.CharField(blank=True, editable=False, max_length=200)),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "premiere",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="states", to="catalog.premiere"
                    ),
                ),
                (
                    "finale_update",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.statusupdate",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.statusupdate",
                    ),
                ),
            ],
            options={
                "ordering": ["premiere", "valid_from"],
                "indexes": [
                    models.Index(fields=["starts_latest", "valid_until"], name="premiere_states_by_day"),
                    models.Index(fields=["valid_until"], name="premiere_states_by_end"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("premiere", "valid_from"), name="one_premiere_state_from_a_moment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                        name="premiere_state_window_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_precision__in", ["unknown", "year", "half", "season", "quarter", "month", "day"])
                        ),
                        name="premierestate_starts_precision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("starts_precision", "unknown"), ("starts_earliest", None), ("starts_latest", None)
                            ),
                            models.Q(
                                models.Q(("starts_precision", "unknown"), _negated=True),
                                models.Q(("starts_earliest", None), ("starts_latest", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="premierestate_starts_unknown_without_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_earliest", None),
                            ("starts_latest", None),
                            ("starts_latest__gte", models.F("starts_earliest")),
                            _connector="OR",
                        ),
                        name="premierestate_starts_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("starts_precision", "day"), _negated=True),
                            ("starts_earliest", None),
                            ("starts_latest", None),
                            ("starts_latest", models.F("starts_earliest")),
                            _connector="OR",
                        ),
                        name="premierestate_starts_day_is_one_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_precision__in", ["unknown", "year", "half", "season", "quarter", "month", "day"])
                        ),
                        name="premierestate_ends_precision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_precision", "unknown"), ("ends_earliest", None), ("ends_latest", None)),
                            models.Q(
                                models.Q(("ends_precision", "unknown"), _negated=True),
                                models.Q(("ends_earliest", None), ("ends_latest", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="premierestate_ends_unknown_without_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_earliest", None),
                            ("ends_latest", None),
                            ("ends_latest__gte", models.F("ends_earliest")),
                            _connector="OR",
                        ),
                        name="premierestate_ends_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_precision", "day"), _negated=True),
                            ("ends_earliest", None),
                            ("ends_latest", None),
                            ("ends_latest", models.F("ends_earliest")),
                            _connector="OR",
                        ),
                        name="premierestate_ends_day_is_one_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SummaryMend",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("summary", models.CharField(max_length=300, verbose_name="summary")),
                ("mended_at", models.DateTimeField(auto_now_add=True)),
                (
                    "mended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mends", to="catalog.statusupdate"
                    ),
                ),
            ],
            options={
                "ordering": ["-mended_at"],
            },
        ),
        migrations.CreateModel(
            name="Unsaved",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=255, verbose_name="form")),
                ("opened", models.UUIDField()),
                ("version", models.PositiveBigIntegerField(null=True)),
                ("counter", models.PositiveBigIntegerField()),
                ("body", models.TextField(blank=True)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="what was written")),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "kept_at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="kept"),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "unsaved form",
                "verbose_name_plural": "unsaved forms",
                "ordering": ["-kept_at"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "form", "opened"), name="unsaved_one_row_per_editor_and_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("settled_at", None), ("body", ""), _connector="OR"),
                        name="unsaved_keeps_no_words_once_settled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Video",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed at")),
                (
                    "removal_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason for removal"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "provider",
                    models.CharField(
                        choices=[("youtube", "YouTube"), ("vimeo", "Vimeo")],
                        default="youtube",
                        max_length=7,
                        verbose_name="provider",
                    ),
                ),
                (
                    "video_id",
                    models.CharField(
                        help_text="The last part of its address.", max_length=40, verbose_name="id there"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("trailer", "Trailer"),
                            ("teaser", "Teaser"),
                            ("clip", "Clip"),
                            ("interview", "Interview"),
                            ("report", "Report"),
                        ],
                        default="trailer",
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("slug", models.SlugField(max_length=120, verbose_name="slug")),
                ("official", models.BooleanField(default=False, verbose_name="official")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
                ("duration", models.DurationField(blank=True, null=True, verbose_name="duration")),
                (
                    "language",
                    models.CharField(blank=True, help_text="ISO 639 code: en.", max_length=3, verbose_name="language"),
                ),
                (
                    "poster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="videos",
                        to="catalog.image",
                        verbose_name="poster",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the whole series.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="catalog.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="catalog.series", verbose_name="series"
                    ),
                ),
            ],
            options={
                "verbose_name": "video",
                "verbose_name_plural": "videos",
                "ordering": ["-published_on", "-pk"],
                "default_related_name": "videos",
                "constraints": [
                    models.UniqueConstraint(fields=("series", "slug"), name="video_slug_unique_in_series"),
                    models.CheckConstraint(
                        condition=models.Q(("provider__in", ["youtube", "vimeo"])), name="video_provider_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["trailer", "teaser", "clip", "interview", "report"])),
                        name="video_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Work",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("original_title", models.CharField(blank=True, max_length=300, verbose_name="original title")),
                ("search_name", models.CharField(db_index=True, default="", editable=False, max_length=700)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("film", "Film"),
                            ("series", "Series"),
                            ("comic", "Comic"),
                            ("book", "Book"),
                            ("play", "Play"),
                            ("other", "Other"),
                        ],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="catalog.work",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said_to_be",
                        to="catalog.work",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="works",
                        to="catalog.series",
                        verbose_name="our series",
                    ),
                ),
            ],
            options={
                "verbose_name": "work",
                "verbose_name_plural": "works",
                "ordering": ["title", "year", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("merged_into__isnull", False)), fields=["merged_into"], name="work_merged"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "film", "series", "comic", "book", "play", "other"])),
                        name="work_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="work_merges_into_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownFor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="known_for", to="catalog.person"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_for",
                        to="catalog.work",
                        verbose_name="work",
                    ),
                ),
            ],
            options={
                "verbose_name": "known for",
                "verbose_name_plural": "known for",
                "ordering": ["order", "pk"],
                "constraints": [models.UniqueConstraint(fields=("person", "work"), name="known_for_a_work_once")],
            },
        ),
        migrations.CreateModel(
            name="WorkId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("imdb", "IMDb"),
                            ("tvmaze", "TVmaze"),
                            ("tvmaze_channel", "TVmaze web channel"),
                            ("tmdb", "TMDB"),
                            ("thetvdb", "TheTVDB"),
                            ("kinopoisk", "KinoPoisk"),
                            ("wikidata", "Wikidata"),
                        ],
                        max_length=14,
                        verbose_name="database",
                    ),
                ),
                ("value", models.CharField(max_length=60, verbose_name="id")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="external_ids", to="catalog.work"
                    ),
                ),
            ],
            options={
                "ordering": ["provider", "value"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "value"), name="workid_names_one_thing"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "provider__in",
                                ["imdb", "tvmaze", "tvmaze_channel", "tmdb", "thetvdb", "kinopoisk", "wikidata"],
                            )
                        ),
                        name="workid_provider_known",
                    ),
                ],
            },
        ),
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
        migrations.AddField(
            model_name="series",
            name="networks",
            field=models.ManyToManyField(
                related_name="series", through="catalog.SeriesNetwork", to="catalog.network", verbose_name="networks"
            ),
        ),
    ]
