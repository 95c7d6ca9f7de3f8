"""Publishing ends a hand-over: what readers have as it stands is with nobody, and its next words are a draft."""

from django.db import migrations
from django.db.models import Exists, OuterRef


def end_handovers(apps, schema_editor):
    articles = apps.get_model("news", "Article").objects.using(schema_editor.connection.alias)
    revisions = apps.get_model("news", "Revision").objects.using(schema_editor.connection.alias)
    met = revisions.exclude(live_from=None).filter(article=OuterRef("pk"), digest=OuterRef("digest"))
    articles.filter(Exists(met)).update(stage="draft", assignee=None)


class Migration(migrations.Migration):
    dependencies = [("news", "0011_handovers")]

    operations = [migrations.RunPython(end_handovers, migrations.RunPython.noop)]
