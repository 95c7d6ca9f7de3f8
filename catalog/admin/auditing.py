"""What every page of the admin has in common: whatever is done there is written into the one log, and read from it."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext

from catalog import auditing
from catalog.models import AuditEntry
from catalog.models.audit import Entries


def page_key(request) -> int | None:
    """Where the page of a list begins; None for the first, and for what is no key."""
    key = request.GET.get("before", "")
    return int(key) if key.isascii() and key.isdecimal() and len(key) <= 18 else None


class Audited(admin.ModelAdmin):
    """Writes AuditEntry where Django would write its own LogEntry; its history shows what was written."""

    # How what was done with its things is taken back, where no button does.
    way_back = ""

    # -- writing --------------------------------------------------------------------------------------------------

    def construct_change_message(self, request, form, formsets, add=False):
        """The changes of a form that has just been saved, as the log holds them."""
        if not hasattr(form, "_meta"):
            return gettext("Changed: %(what)s.") % {"what": ", ".join(form.changed_data)}
        fields = auditing.fields_changed(form, list(form.fields), added=add)
        secrets = auditing.SECRETS.intersection(form.changed_data)
        rows = [row for formset in formsets or [] for row in auditing.rows_changed(formset)]
        changes = {"fields": fields | dict.fromkeys(secrets), "rows": rows}
        return {name: what for name, what in changes.items() if what}

    def log_addition(self, request, obj, message):
        return self.write_entry(request, obj, AuditEntry.Action.ADDED, message)

    def log_change(self, request, obj, message):
        """A form that was saved with nothing changed in it is no deed."""
        return self.write_entry(request, obj, AuditEntry.Action.CHANGED, message) if message else None

    def log_deletions(self, request, queryset):
        return [self.write_entry(request, obj, AuditEntry.Action.DELETED, self.what_is_lost(obj)) for obj in queryset]

    def log_deletion(self, request, obj, object_repr):
        return self.log_deletions(request, [obj])[0]

    def write_entry(self, request, obj, action, message, note="") -> AuditEntry:
        """`message`: changes as the log holds them, or a sentence; what else Django would write says nothing more."""
        changes = message if isinstance(message, dict) else {}
        note = note if isinstance(message, dict | list) else str(message)
        note = note or getattr(request, "audit_note", "")
        return AuditEntry.objects.write(obj, action, by=request.user, changes=changes, note=note)

    def what_is_lost(self, obj) -> dict:
        """All that a thing says, before it is deleted."""
        values = {f.name: f for f in obj._meta.concrete_fields if f.editable and not f.primary_key}
        said = {name: auditing.plain(getattr(obj, name)) for name in values}
        lost = {
            name: auditing.told(type(obj), name, value, None)
            for name, value in said.items()
            if value not in (None, "", [])
        }
        return {"fields": lost}

    # -- deleting -------------------------------------------------------------------------------------------------

    def get_deleted_objects(self, objs, request):
        """Whoever stands in the log cannot go; without asking the database for all that they did."""
        if issubclass(self.model, get_user_model()):
            named = [obj for obj in objs if AuditEntry.objects.by(obj).exists()]
            if named:
                sentence = gettext("“%(user)s” stands in the audit log: take “Active” away instead of deleting.")
                return [], {}, set(), [sentence % {"user": user} for user in named]
        return super().get_deleted_objects(objs, request)

    # -- reading --------------------------------------------------------------------------------------------------

    def history_entries(self, request, obj) -> Entries:
        return AuditEntry.objects.of(obj).page_before(page_key(request))

    def history_view(self, request, object_id, extra_context=None):
        """What was done with one thing: by whom, when, from what to what."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History: %s") % obj,
            "subtitle": None,
            "entries": self.history_entries(request, obj),
            "way_back": self.way_back,
            "module_name": str(capfirst(self.opts.verbose_name_plural)),
            "object": obj,
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        app, model = self.opts.app_label, self.opts.model_name
        own = [f"admin/{app}/{model}/object_history.html", f"admin/{app}/object_history.html"]
        return TemplateResponse(request, self.object_history_template or [*own, "admin/object_history.html"], context)
