"""The ledger of corrections: to be read. What was wrong is corrected on the page of its article."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin, link
from news.models import Correction


@admin.register(Correction)
class CorrectionAdmin(CatalogAdmin):
    fields = readonly_fields = ["of_article", "kind", "text", "made_at", "made_by"]
    list_display = ["text", "kind", "article", "made_at", "made_by"]
    list_filter = ["kind"]
    list_select_related = ["article", "made_by"]
    search_fields = ["article__title"]
    searched_through = "article"
    date_hierarchy = "made_at"

    @admin.display(description=_("article"))
    def of_article(self, correction):
        return link(correction.article)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("article", "made_by")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, correction):
        live = correction.article.revisions.live().first()
        return live.get_absolute_url() if live else None
