"""Small tables of words: genres, networks."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.addresses import AddressAdmin
from catalog.admin.base import CatalogAdmin
from catalog.admin.rows import Rows
from catalog.admin.usage import WhereUsed
from catalog.folding import fold, search_name
from catalog.forms import SluggedForm
from catalog.models import Genre, Network, NetworkId


class TableAdmin(CatalogAdmin):
    """A table so small that it needs no folded column: its names are folded as they are searched."""

    search_fields = ["name"]
    named_by = "name"

    def get_search_results(self, request, queryset, search_term):
        words = [f" {word}" for word in fold(search_term).split()]
        names = queryset.order_by().values_list("pk", self.named_by) if words else []
        found = [pk for pk, name in names if all(word in search_name(name) for word in words)]
        return (queryset.filter(pk__in=found) if words else queryset), False


class NetworkIdRows(Rows):
    model = NetworkId
    verbose_name, verbose_name_plural = _("id"), _("ids in other databases")


@admin.register(Genre)
class GenreAdmin(WhereUsed, AddressAdmin, TableAdmin):
    form = SluggedForm
    fields = ["name", "slug"]
    list_display = ["name", "slug"]


@admin.register(Network)
class NetworkAdmin(WhereUsed, AddressAdmin):
    form = SluggedForm
    fields = ["name", "slug", "kind", "country", "official_site"]
    list_display = ["name", "kind", "country", "slug"]
    list_filter = ["kind"]
    search_fields = ["search_name"]
    inlines = [NetworkIdRows]
