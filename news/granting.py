"""For migrations: give a right to a role, which is a group."""

from django.contrib.auth.management import create_permissions


def make_permissions(apps, schema_editor, *labels: str) -> None:
    """The rights of all models up to here: Django makes them after the last migration, too late to grant them."""
    for label in labels or ("catalog", "news", "auth"):
        config = apps.get_app_config(label)
        # Without it Django takes an app as it was at a migration for one without models.
        config.models_module = True
        create_permissions(config, verbosity=0, using=schema_editor.connection.alias, apps=apps)
        config.models_module = None


def grant(apps, schema_editor, role: str, *rights: str) -> None:
    """Give rights, such as "news.publish_article", to a role. LookupError for one that does not exist."""
    database = schema_editor.connection.alias
    group, _made = apps.get_model("auth", "Group").objects.using(database).get_or_create(name=role)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for right in rights:
        app, _dot, codename = right.partition(".")
        found = permissions.filter(content_type__app_label=app, codename=codename).first()
        if found is None:
            raise LookupError(f"there is no right {right}")
        group.permissions.add(found)
