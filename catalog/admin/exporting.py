"""Any list of the admin as a file: the rows that it shows, with its search, filters and order."""

import json
from collections.abc import Iterator

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.urls import path, reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from catalog.spreadsheets.cells import csv_lines
from catalog.spreadsheets.sheet import CHUNK
from catalog.spreadsheets.sheets import SHEETS

CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def refuse_null(request) -> None:
    """BadRequest for a filter with a null character, over which PostgreSQL would stumble; a search folds it away."""
    if any("\x00" in value for name, values in request.GET.lists() if name != "q" for value in [name, *values]):
        raise BadRequest("no filter of this list")


class ListExport(admin.ModelAdmin):
    """A list that can be downloaded by whoever may see it. Where a sheet exists, what goes out can come in again."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export_view)
        return [path("export.<slug:form>", view, name=name), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        refuse_null(request)
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_export"
        urls = {form.upper(): reverse(name, args=[form]) for form in CONTENT_TYPES}
        return super().changelist_view(request, {"export_urls": urls, **(extra_context or {})})

    def export_view(self, request, form):
        refuse_null(request)
        if form not in CONTENT_TYPES:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            queryset = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters as error:
            raise BadRequest("no filter of this list") from error
        columns, rows = self.exported_rows(request, queryset)
        lines = csv_lines(columns, (row.values() for row in rows)) if form == "csv" else json_lines(rows)
        name = f"{self.opts.model_name}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return StreamingHttpResponse(lines, content_type=CONTENT_TYPES[form], headers=headers)

    def exported_rows(self, request, queryset) -> tuple[list[str], Iterator[dict[str, str]]]:
        """The columns, and for each row what it says by column; a few hundred rows are held at a time."""
        sheet = next((sheet() for sheet in SHEETS.values() if sheet.model is self.model), None)
        if sheet:
            rows = sheet.rows(queryset.select_related(None).prefetch_related(None))
            return sheet.columns, ({name: said[name] for name in sheet.columns} for said in map(sheet.says, rows))
        shown = [str(name) for name in self.get_list_display(request) if name != "action_checkbox"]
        names = {name: strip_tags(str(label_for_field(name, self.model, self))) or name for name in shown}
        labels = {name: label if list(names.values()).count(label) == 1 else name for name, label in names.items()}
        return ["id", *labels.values()], (
            {"id": str(obj.pk)} | {label: self.cell(name, obj) for name, label in labels.items()}
            for obj in queryset.iterator(chunk_size=CHUNK)
        )

    def cell(self, name, obj) -> str:
        _field, _attribute, value = lookup_field(name, obj, self)
        if value is None:
            return ""
        return strip_tags(value).strip() if isinstance(value, SafeString) else str(value)


def json_lines(rows) -> Iterator[str]:
    """A JSON list, a row a line."""
    mark = "[\n"
    for row in rows:
        yield mark + json.dumps(row, ensure_ascii=False)
        mark = ",\n"
    yield "[]" if mark == "[\n" else "\n]\n"
