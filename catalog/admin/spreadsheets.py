"""Bringing a spreadsheet in: the file, what it would change, and the one button that does it."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from catalog.admin.base import CatalogAdmin
from catalog.models import Spreadsheet
from catalog.spreadsheets.cells import MOST_BYTES, MOST_LINES, UnreadableSheet, csv_lines, decoded
from catalog.spreadsheets.plans import carry_out, plan
from catalog.spreadsheets.sheets import SHEETS

# Of each kind so many lines are drawn; the counts are always whole.
DRAWN = 300
TITLES = {
    "refused": _("Refused: these lines are not imported"),
    "changed": _("Changed"),
    "new": _("New"),
    "unchanged": _("Unchanged"),
}


class SpreadsheetForm(forms.ModelForm):
    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(
            _("CSV in UTF-8, separated by commas or semicolons; at most {most} lines."), most=f"{MOST_LINES:,}"
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    class Meta:
        model = Spreadsheet
        fields = ["kind"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.instance.name = file.name[:200]
        try:
            return decoded(file.read(MOST_BYTES + 1))
        except UnreadableSheet as error:
            raise ValidationError(error.reason) from error

    def clean(self):
        cleaned = super().clean()
        if "kind" in cleaned and "file" in cleaned:
            try:
                plan(cleaned["kind"], cleaned["file"])
            except UnreadableSheet as error:
                self.add_error("file", error.reason)
        self.instance.text = cleaned.get("file", "")
        return cleaned


@admin.register(Spreadsheet)
class SpreadsheetAdmin(CatalogAdmin):
    form = SpreadsheetForm
    fields = ["kind", "file"]
    list_display = ["name", "kind", "brought_by", "brought_at", "imported_at"]
    list_filter = ["kind"]
    search_fields = ["name"]
    list_select_related = ["brought_by"]
    add_form_template = "admin/catalog/spreadsheet/add_form.html"

    def get_urls(self):
        example = self.admin_site.admin_view(self.example_view)
        return [
            path("example/<slug:kind>.csv", example, name="catalog_spreadsheet_example"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request, obj=None):
        return False

    def example_view(self, request, kind):
        """The columns of a kind, and a line that shows how they are filled."""
        if kind not in SHEETS:
            raise Http404
        sheet = SHEETS[kind]()
        line = [sheet.example.get(column, "") for column in sheet.columns]
        return csv_response(csv_lines(sheet.columns, [line]), f"example-{kind}")

    def add_view(self, request, form_url="", extra_context=None):
        sheets = [
            {
                "name": name,
                "label": sheet.label,
                "columns": sheet().columns,
                "keys": sheet.keys,
                "needed": sheet.needed,
            }
            for name, sheet in SHEETS.items()
        ]
        return super().add_view(request, form_url, {"sheets": sheets, "show_save_and_add_another": False})

    def save_model(self, request, obj, form, change):
        obj.brought_by = request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(self.page_of(obj))

    def may_import(self, request, sheet) -> bool:
        """Who may enter such rows by hand; credits are entered on the page of a season."""
        opts = sheet.model._meta
        names = [f"{opts.app_label}.{right}_{opts.model_name}" for right in ("add", "change")]
        return request.user.has_perm("catalog.add_spreadsheet") and request.user.has_perms(names)

    @method_decorator(csrf_protect)
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What the spreadsheet would change; by POST it does."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        if request.method == "POST":
            return self.import_it(request, obj)
        planned = None if obj.imported_at else plan(obj.kind, obj.text)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Spreadsheet: %s") % obj.get_kind_display(),
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "media": self.media,
            "plan": planned,
            "counts": obj.counts or planned.counts,
            "groups": planned
            and [
                {"name": name, "title": title, "lines": planned.of(name)[:DRAWN], "count": len(planned.of(name))}
                for name, title in TITLES.items()
            ],
            "may_import": planned and planned.changing and self.may_import(request, planned.sheet),
            "page": reverse(f"{self.admin_site.name}:catalog_spreadsheet_changelist"),
        }
        return TemplateResponse(request, "admin/catalog/spreadsheet/plan.html", context)

    def import_it(self, request, obj):
        """All of the plan that was shown, or nothing."""
        if not self.may_import(request, SHEETS[obj.kind]):
            raise PermissionDenied
        try:
            with transaction.atomic():
                stored = Spreadsheet.objects.select_for_update().get(pk=obj.pk)
                if stored.imported_at:
                    raise ValidationError(gettext("It was imported already."))
                note = gettext("From the spreadsheet “%s”.") % stored.name
                done = carry_out(stored.kind, stored.text, request.POST.get("digest", ""), by=request.user, note=note)
                stored.imported_at, stored.counts = timezone.now(), done.counts
                stored.save(update_fields=["imported_at", "counts"])
                self.log_change(request, stored, gettext("Imported: %s.") % done.counts)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            words = gettext("Imported: %(new)s new, %(changed)s changed; %(refused)s were refused.")
            self.message_user(request, words % done.counts, messages.SUCCESS)
        return HttpResponseRedirect(self.page_of(obj))


def csv_response(lines, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
