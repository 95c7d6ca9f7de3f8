"""Taking things off all pages, and putting them back."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin, act
from catalog.admin.usage import WhereUsed, shown
from catalog.forms import ReasonForm
from catalog.usage import uses_of


class RemovableAdmin(WhereUsed, CatalogAdmin):
    acts = ["remove", "put_back"]

    def act_view(self, request, object_id, name):
        """What uses a thing is told before it is removed."""
        response = super().act_view(request, object_id, name)
        if name == "remove" and getattr(response, "context_data", None):
            response.context_data["uses"] = [shown(use) for use in uses_of(response.context_data["original"])]
        return response

    @act(
        _("Remove"),
        form=ReasonForm,
        permission="delete_{}",
        offered=lambda obj: obj.removed_at is None,
        explanation=_("It is taken off every page at once. It stays here, and can be put back."),
    )
    def remove(self, request, obj, data):
        obj.remove(data["reason"])
        return _("Removed “%(object)s”: %(reason)s") % {"object": obj, "reason": data["reason"]}

    @act(_("Put back"), permission="delete_{}", offered=lambda obj: obj.removed_at is not None)
    def put_back(self, request, obj, data):
        obj.put_back()
        return _("Put back “%s”.") % obj

    @admin.display(description=_("removed"))
    def removal(self, obj):
        return _("%(day)s: %(reason)s") % {"day": obj.removed_at.date(), "reason": obj.removal_reason}

    def get_readonly_fields(self, request, obj=None):
        """Why it was removed stands on its page."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "removal"] if obj and obj.removed_at else fields
