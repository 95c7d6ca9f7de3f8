"""Deleting: by the model's own `delete`, with what is against it said first, and nothing that changed meanwhile."""

import copy

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as ask_and_delete
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.versions import has_version, lock

CHANGED = _("Somebody changed this since you were asked, and nothing was deleted. Look again, and answer again: %s")


class Deleting(admin.ModelAdmin):
    """Its confirmation pages carry the version of each thing that would go, as `versions`: "key:version"."""

    def get_deleted_objects(self, objs, request):
        """What refuses it comes first: Django would name each of the hundred thousand that use a job."""
        if refused := [sentence for obj in objs for sentence in refusals(obj)]:
            return [], {}, set(), refused
        to_delete, counts, perms_needed, _protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, perms_needed, []

    def delete_queryset(self, request, queryset):
        """One by one, for the model's `delete` knows what must stay."""
        with transaction.atomic():
            for obj in queryset:
                obj.delete()

    def delete_view(self, request, object_id, extra_context=None):
        with transaction.atomic():
            obj = self.get_object(request, unquote(object_id)) if request.method == "POST" else None
            may_delete = obj is not None and self.has_delete_permission(request, obj)
            if may_delete and tell_what_changed(self, request, [obj]):
                return HttpResponseRedirect(request.get_full_path())
            return super().delete_view(request, object_id, extra_context)

    def get_actions(self, request):
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            _function, name, description = actions["delete_selected"]
            actions["delete_selected"] = (delete_selected, name, description)
        return actions


def delete_selected(model_admin, request, queryset):
    """Django's action, which asks again when something changed since it asked."""
    with transaction.atomic():
        if request.POST.get("post") and tell_what_changed(model_admin, request, queryset.order_by("pk")):
            request.POST = request.POST.copy()
            del request.POST["post"]
        return ask_and_delete(model_admin, request, queryset)


def tell_what_changed(model_admin, request, objs) -> bool:
    """Whether any of some things changed since the page told of it; none changes again before the transaction ends."""
    if not has_version(model_admin.model):
        return False
    seen = set(request.POST.getlist("versions"))
    changed = [str(obj) for obj in objs if f"{obj.pk}:{lock(obj)}" not in seen]
    if changed:
        model_admin.message_user(request, CHANGED % ", ".join(changed[:5]), messages.ERROR)
    return bool(changed)


def refusals(obj: models.Model) -> list[str]:
    """What its own `delete` has against deleting it, as sentences: tried, and taken back."""
    if type(obj).delete is models.Model.delete and (users := users_of(obj)):
        return [used_by(obj, user) for user in users]
    try:
        with transaction.atomic():
            copy.copy(obj).delete()
            transaction.set_rollback(True)
    except ValidationError as error:
        return [f"{obj}: {message}" for message in error.messages]
    except (ProtectedError, RestrictedError) as error:
        users = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        return [used_by(obj, user) for user in list(users)[:5]]
    return []


def users_of(obj: models.Model) -> list[models.Model]:
    """Some of what must not lose it, without asking for all as Django does before it refuses."""
    found: list[models.Model] = []
    for relation in obj._meta.related_objects:
        if relation.on_delete is models.PROTECT:
            found += relation.related_model._base_manager.filter(**{relation.field.name: obj})[:5]
    return found[:5]


def used_by(obj: models.Model, user: models.Model) -> str:
    said = {"object": obj, "kind": capfirst(user._meta.verbose_name), "user": user}
    return gettext("%(object)s: %(kind)s “%(user)s” uses it.") % said
