"""The audit log: all that was done, latest first, to be read and searched. Nobody writes here."""

from datetime import date

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.admin.auditing import page_key
from catalog.models import AuditEntry
from catalog.telling import stories


class LogForm(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(label=_("Name"), required=False, max_length=200)
    by = forms.ModelChoiceField(
        get_user_model().objects.filter(is_staff=True).order_by("username"),
        label=pgettext_lazy("who did it", "By"),
        required=False,
        empty_label=_("Everybody"),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Everything")), *kinds]

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and not date(1900, 1, 2) <= day <= date(9998, 12, 30):
            raise forms.ValidationError(_("Enter a day between 1900 and 9998."))
        return day

    def narrow(self, entries):
        found = {name: value for name, value in self.cleaned_data.items() if value}
        if "by" in found:
            entries = entries.by(found["by"])
        if "kind" in found:
            entries = entries.about(*found["kind"].split("."))
        if "day" in found:
            entries = entries.on_day(found["day"])
        return entries.search(found.get("q", ""))


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def kinds(self):
        """What can stand in the log: all that has a page in the admin."""
        opts = [model._meta for model in self.admin_site._registry if model is not AuditEntry]
        return sorted(((each.label_lower, capfirst(each.verbose_name)) for each in opts), key=lambda kind: kind[1])

    def changelist_view(self, request, extra_context=None):
        """A page of the list, by key: the last one costs what the first does."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = LogForm(request.GET, kinds=self.kinds())
        entries = form.narrow(AuditEntry.objects.all()) if form.is_valid() else AuditEntry.objects.none()
        page = entries.page_before(page_key(request))
        narrowed = {name: value for name in form.fields if (value := request.GET.get(name))}
        context = {
            **self.admin_site.each_context(request),
            "title": capfirst(self.opts.verbose_name_plural),
            "opts": self.opts,
            "form": form,
            "stories": stories(page),
            "older": page.older and urlencode({**narrowed, "before": page.older}),
            "newest": "before" in request.GET and (urlencode(narrowed) or "all="),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/catalog/auditentry/change_list.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """An entry has no page of its own: it stands in the history of its thing."""
        return HttpResponseRedirect(reverse(f"{self.admin_site.name}:catalog_auditentry_changelist"))

    def history_view(self, request, object_id, extra_context=None):
        return self.change_view(request, object_id)
