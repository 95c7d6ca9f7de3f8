"""The pages to which the foot of every page leads, with their first words, and who may write on."""

from django.db import migrations

from news import richtext
from news.granting import grant, make_permissions
from showsite.first_words import first_words

ROLES = {
    "writer": ["view_page"],
    "catalog editor": ["view_page"],
    "editor": ["view_page", "add_page", "change_page"],
    "chief editor": ["view_page", "add_page", "change_page", "delete_page", "publish_page"],
}


def write_pages(apps, schema_editor):
    database = schema_editor.connection.alias
    pages = apps.get_model("showsite", "Page").objects.using(database)
    revisions = apps.get_model("showsite", "PageRevision").objects.using(database)
    for words in first_words():
        said = {
            "title": words.title,
            "lead": words.lead,
            "language": words.language,
            "text": richtext.clean(words.text),
        }
        page = pages.create(slug=words.slug, **said)
        revisions.create(page=page, number=1, **said)


def grant_rights(apps, schema_editor):
    make_permissions(apps, schema_editor, "showsite")
    for role, rights in ROLES.items():
        grant(apps, schema_editor, role, *(f"showsite.{right}" for right in rights))


class Migration(migrations.Migration):
    dependencies = [("showsite", "0002_pages"), ("news", "0003_roles")]

    operations = [
        migrations.RunPython(write_pages, migrations.RunPython.noop),
        migrations.RunPython(grant_rights, migrations.RunPython.noop),
    ]
