"""The roles of a newsroom, as groups."""

from django.db import migrations

from news.granting import grant, make_permissions

EVERY = ("add", "change", "delete", "view")
# What stands on the page of an article besides itself.
PARTS = [
    "articleauthor",
    "articlesubject",
    "claim",
    "richtext",
    "quoteblock",
    "imageblock",
    "videoblock",
    "answerbox",
    "factbox",
    "ratingsblock",
    "castblock",
    "crewblock",
    "factsblock",
    "timelineblock",
    "relatedseriesblock",
    "correctionblock",
]
# What only a chief editor does, or looks at.
OF_CHIEFS = {"catalog.delete_person", "catalog.export_everything"}
LOG = "catalog.view_auditentry"


def roles_of(rights: set[str]) -> dict[str, set[str]]:
    """By role what it may, of all the rights there are."""
    catalog = {right for right in rights if right.startswith("catalog.")}
    looks = {right for right in rights if right.startswith(("catalog.view_", "news.view_"))}
    looks -= {LOG, "catalog.view_spreadsheet"}
    writer = looks | {f"news.{verb}_{part}" for verb in EVERY for part in PARTS}
    writer |= {"news.add_article", "news.change_article", "catalog.add_image"}
    editor = writer | {"news.change_any_article", "news.publish_article", "news.add_author", "news.change_author"}
    catalog_editor = looks | catalog - OF_CHIEFS
    chief = editor | catalog | {f"news.{verb}_article" for verb in ("delete", "withdraw", "override", "erase")}
    chief |= {"news.delete_author", "auth.add_user", "auth.change_user", "auth.view_user", "auth.view_group"}
    return {"writer": writer, "editor": editor, "catalog editor": catalog_editor, "chief editor": chief}


def make_roles(apps, schema_editor):
    make_permissions(apps, schema_editor)
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    pairs = permissions.values_list("content_type__app_label", "codename")
    for role, rights in roles_of({f"{app}.{codename}" for app, codename in pairs}).items():
        grant(apps, schema_editor, role, *sorted(rights))


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0002_tag_authority"),
        ("catalog", "0004_words_of_people"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Groups stay when it is taken back: people are in them.
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
