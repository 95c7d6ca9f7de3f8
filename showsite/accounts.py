"""Who may manage whom: nobody gives away, or takes over, a right that they lack."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from django.utils.translation import gettext, pgettext_lazy

from catalog.common_names import as_said_here

ROLES = {
    "writer": pgettext_lazy("role", "writer"),
    "editor": pgettext_lazy("role", "editor"),
    "catalog editor": pgettext_lazy("role", "catalog editor"),
    "chief editor": pgettext_lazy("role", "chief editor"),
}


def role_in_words(group: Group) -> str:
    """A group that the site began with in its language, another as it is called."""
    return as_said_here(group.name, ROLES)


def right_in_words(permission: Permission) -> str:
    """A right as lists of rights say it: "Catalog | season | Can add season"; its row says it in English."""
    model = permission.content_type.model_class()
    if model is None:
        return str(permission)
    action = permission.codename.partition("_")[0]
    words = {
        "add": gettext("Can add %(model)s"),
        "change": gettext("Can change %(model)s"),
        "delete": gettext("Can delete %(model)s"),
        "view": gettext("Can view %(model)s"),
    }
    own = dict(model._meta.permissions)
    said = own.get(permission.codename) or words.get(action, permission.name)
    return f"{permission.content_type} | {str(said) % {'model': model._meta.verbose_name}}"


def _names(permissions: QuerySet[Permission]) -> set[str]:
    return {f"{app}.{codename}" for app, codename in permissions.values_list("content_type__app_label", "codename")}


def rights_of(user) -> set[str]:
    """What a user holds, also one who is not active: setting "Active" would bring it back."""
    return _names(Permission.objects.filter(Q(user=user) | Q(group__user=user)))


def may_manage(actor, user) -> bool:
    """Whether somebody may change a user, set their password, or delete them."""
    if actor.is_superuser:
        return True
    return not user.is_superuser and rights_of(user) <= actor.get_all_permissions()


def groups_of(actor) -> QuerySet[Group]:
    """The groups that somebody may put others into: those that give nothing that they lack."""
    if actor.is_superuser:
        return Group.objects.all()
    held = actor.get_all_permissions()
    beyond = [
        key
        for key, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
        if f"{app}.{codename}" not in held
    ]
    return Group.objects.exclude(
        pk__in=Group.permissions.through.objects.filter(permission__in=beyond).values("group")
    )
