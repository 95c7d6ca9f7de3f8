"""Write down, once and for ever, the authority of all tag: URIs: the site's host as it is now."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations
from django.utils import timezone


def write_down(apps, schema_editor):
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    apps.get_model("news", "TagAuthority").objects.create(pk=1, host=host, since=timezone.now().date())


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]
    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
