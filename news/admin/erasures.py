"""The tombstones of erased articles: who, when, why."""

from django.contrib import admin

from catalog.admin.auditing import Audited
from news.models import Erasure


@admin.register(Erasure)
class ErasureAdmin(Audited):
    fields = readonly_fields = ["article_uuid", "erased_at", "erased_by", "reason", "was_public", "pictures"]
    list_display = ["__str__", "erased_at", "erased_by", "reason", "was_public", "pictures"]
    list_select_related = ["erased_by"]
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
