"""Which states of premieres are news is written down; of those that are there, as `settle` would."""

from datetime import timedelta

from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from catalog.other_changes import drop_counts, keep_counts

LATE = timedelta(days=31)


def tell(apps, schema_editor):
    states = apps.get_model("catalog", "PremiereState").objects
    told, before = [], None
    rows = states.select_related("update").order_by("premiere", "valid_from")
    for state in rows.iterator(chunk_size=2000):
        same = before if before and before.premiere_id == state.premiere_id else None
        if _is_news(same, state):
            told.append(state.pk)
        before = state
    for start in range(0, len(told), 500):
        states.filter(pk__in=told[start : start + 500]).update(is_news=True)


def _is_news(before, state):
    was = (before.starts_earliest, before.starts_latest) if before else (None, None)
    now = (state.starts_earliest, state.starts_latest)
    precisions = before.starts_precision if before else "unknown", state.starts_precision
    if (was, precisions[0]) == (now, precisions[1]):
        return False
    zone, update = timezone.get_default_timezone(), state.update
    day = state.valid_from.astimezone(zone).date()
    if update and update.public_from == state.valid_from:
        said_by = min(update.announced_on_latest, update.recorded_at.astimezone(zone).date())
        if update.baseline or said_by < day - LATE:
            return False
    latest = was[1] if now == (None, None) else now[1]
    return latest is None or latest >= day


def drop(apps, schema_editor):
    drop_counts(schema_editor.connection)


def keep(apps, schema_editor):
    keep_counts(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0010_old_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite makes the table anew, of which triggers of others speak.
        migrations.RunPython(drop, keep),
        migrations.AddField(
            model_name="premierestate",
            name="is_news",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(keep, drop),
        migrations.RunPython(tell, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["app_label", "model", "-id"], name="audit_by_kind"),
        ),
        migrations.AddIndex(
            model_name="premierestate",
            index=models.Index(
                condition=models.Q(("is_news", True)),
                fields=["-valid_from", "-premiere"],
                name="premiere_states_that_are_news",
            ),
        ),
    ]
