"""The way back: an entry of the log put back through the thing's own form, as if somebody had typed what it was."""

import hashlib
from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from catalog import telling
from catalog.admin.bodies import fill, typed
from catalog.admin.guarding import Guarded
from catalog.models import AuditEntry


class CannotPutBack(Exception):
    """Says why, to the editor."""


class Body:
    """What a browser would send from the page of a thing as it stands."""

    def __init__(self, page: tuple, seal: str):
        form, formsets = page
        # What was stored a moment before; no part of what the page says.
        self.seal = seal
        self.data, self.form, self.formsets = QueryDict(mutable=True), form, formsets
        for bound in form:
            self.fill(bound.field, bound.html_name, bound.value())
        for formset in formsets:
            for bound in formset.management_form:
                self.fill(bound.field, bound.html_name, bound.value())
            self.data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(formset.initial_forms))
            for row in formset.initial_forms:
                for bound in row:
                    self.fill(bound.field, bound.html_name, bound.value())

    def fill(self, field, name: str, value: Any) -> None:
        fill(self.data, field, name, value)

    @property
    def digest(self) -> str:
        """The same as long as nobody changes anything on the page."""
        said = sorted((name, values) for name, values in self.data.lists())
        return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()

    def put_back(self, changes: dict) -> None:
        """Let it say what it said before some changes. CannotPutBack when a row of them is gone."""
        model = self.form._meta.model
        for name, pair in changes.get("fields", {}).items():
            if pair is not None and name in self.form.fields:
                self.fill(self.form.fields[name], self.form.add_prefix(name), typed(model, name, pair[0]))
        for row in changes.get("rows", []):
            formset = next((each for each in self.formsets if each.model._meta.label_lower == row["model"]), None)
            if formset is None:
                raise CannotPutBack(gettext("“%s” has no place on this page any more.") % row["label"])
            getattr(self, f"_put_back_{row['action']}")(formset, row)

    def _row(self, formset, row):
        return next((form for form in formset.initial_forms if str(form.instance.pk) == row["key"]), None)

    def _fill_row(self, formset, form, prefix, row):
        for name, pair in row["fields"].items():
            if pair is not None and name in form.fields:
                self.fill(form.fields[name], f"{prefix}-{name}", typed(formset.model, name, pair[0]))

    def _put_back_changed(self, formset, row):
        form = self._row(formset, row)
        if form is None:
            raise CannotPutBack(gettext("The row “%s” is gone, and nothing of it can be put back.") % row["label"])
        self._fill_row(formset, form, form.prefix, row)

    def _put_back_added(self, formset, row):
        if form := self._row(formset, row):
            self.data[f"{form.prefix}-DELETE"] = "on"

    def _put_back_deleted(self, formset, row):
        number = int(self.data[f"{formset.prefix}-TOTAL_FORMS"])
        self.data[f"{formset.prefix}-TOTAL_FORMS"] = str(number + 1)
        self._fill_row(formset, formset.empty_form, f"{formset.prefix}-{number}", row)


def refusals_in(response) -> list[str]:
    """Why a form was refused, as sentences with the names of the fields."""
    context = response.context_data
    forms = [context["adminform"].form]
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    found = [str(error) for formset in formsets for error in formset.non_form_errors()]
    for form in [*forms, *(form for formset in formsets for form in formset.forms)]:
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            found += [f"{label}: {error}" if label else str(error) for error in errors]
    return found


class PutsBack(Guarded):
    """Entries in the history of its things can be put back."""

    def get_urls(self):
        view, info = self.admin_site.admin_view(self.undo_view), (self.opts.app_label, self.opts.model_name)
        return [path("<path:object_id>/undo/<int:entry>/", view, name="{}_{}_undo".format(*info)), *super().get_urls()]

    def can_undo(self, request, obj) -> bool:
        return self.has_change_permission(request, obj)

    def undoable(self, request, obj, entries) -> set[int]:
        """The entries that can be put back: what the thing's own form could have changed."""
        if not self.can_undo(request, obj):
            return set()
        names = set(self.get_form(request, obj, change=True).base_fields)
        return {
            entry.pk
            for entry in entries
            if entry.action == AuditEntry.Action.CHANGED
            and (
                entry.changes.get("rows")
                or any(pair and name in names for name, pair in entry.changes.get("fields", {}).items())
            )
        }

    def history_view(self, request, object_id, extra_context=None):
        response = super().history_view(request, object_id, extra_context)
        if context := getattr(response, "context_data", None):
            context["undoable"] = self.undoable(request, context["object"], context["entries"])
        return response

    @method_decorator(csrf_protect)
    def undo_view(self, request, object_id, entry):
        """What would be put back, and the deed."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.can_undo(request, obj):
            raise PermissionDenied
        found = AuditEntry.objects.of(obj).filter(pk=entry).select_related("by").first() if entry < 2**63 else None
        if found is None or found.pk not in self.undoable(request, obj, [found]):
            raise Http404
        body, refused, status = self.body_of(request, obj), [], 200
        seen = body.digest
        if request.method == "POST" and request.POST.get("seen") != seen:
            refused, status = [gettext("Somebody has changed it since you looked. Look again.")], 409
        elif request.method == "POST":
            refused = self.undo(request, obj, found, body)
            if not refused:
                return HttpResponseRedirect(self.history_of(obj))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Put back"),
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "history": self.history_of(obj),
            "stories": telling.stories([found]),
            "refused": refused,
            "seen": seen,
        }
        return TemplateResponse(request, "admin/catalog/undo.html", context, status=status)

    def history_of(self, obj):
        return reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_history", args=[obj.pk])

    def body_of(self, request, obj) -> Body:
        seal = self.seal(request, obj)
        return Body(self.unbound(request, obj), seal)

    def undo(self, request, obj, entry, body) -> list[str]:
        """Send the form, with what the entry changed as it was before; what is against it, as sentences."""
        before = body.digest
        try:
            body.put_back(entry.changes)
        except CannotPutBack as reason:
            return [str(reason)]
        if body.digest == before:
            return [gettext("It is already as it was.")]
        sent = copy(request)
        body.data["csrfmiddlewaretoken"] = request.POST.get("csrfmiddlewaretoken", "")
        body.data["_seen"] = body.seal
        sent.POST = body.data
        moment = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M")
        sent.audit_note = gettext("Put back what was changed on %(moment)s.") % {"moment": moment}
        response = self.changeform_view(sent, str(obj.pk))
        if getattr(response, "context_data", None):
            return refusals_in(response) or [gettext("That cannot be put back.")]
        self.message_user(request, gettext("Put back."), messages.SUCCESS)
        return []
