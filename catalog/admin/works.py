"""Works that people are known for."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.merging import MergeableAdmin, merge_act
from catalog.admin.rows import ReadOnlyRows, Rows
from catalog.admin.usage import WhereUsed
from catalog.models import KnownFor, Work, WorkId


class WorkIdRows(Rows):
    model = WorkId
    verbose_name, verbose_name_plural = _("id"), _("ids in other databases")


class KnownByRows(ReadOnlyRows):
    model = KnownFor
    fields = readonly_fields = ["person"]
    verbose_name_plural = _("people known for it")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "work")


@admin.register(Work)
class WorkAdmin(WhereUsed, MergeableAdmin):
    fields = ["title", "original_title", "kind", "year", "series"]
    autocomplete_fields = ["series"]
    inlines = [WorkIdRows, KnownByRows]
    list_display = ["title", "original_title", "kind", "year", "series", "merged_into"]
    list_filter = ["kind"]
    list_select_related = ["series", "merged_into"]
    search_fields = ["search_name"]
    merge = merge_act(Work)
