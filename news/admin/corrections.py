from django.contrib import admin

from news.models import Correction


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin):
    """The ledger: what was corrected, and when. Corrections are made on the page of their article."""

    list_display = ["made_at", "article", "kind", "text", "made_by"]
    list_filter = ["kind"]
    list_select_related = ["article", "made_by"]
    date_hierarchy = "made_at"
    search_fields = ["text"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
