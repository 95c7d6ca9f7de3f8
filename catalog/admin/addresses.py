"""Things with an address: another slug is a move, and the old one redirects."""

from catalog.admin.base import CatalogAdmin
from catalog.forms import SluggedForm


class AddressAdmin(CatalogAdmin):
    form = SluggedForm

    def save_model(self, request, obj, form, change):
        """All but the slug; `readdress` keeps the old one working."""
        wanted = obj.slug
        if change:
            # Where the slug is only shown, it stays.
            obj.slug = form.initial.get("slug", obj.slug)
        super().save_model(request, obj, form, change)
        if change and wanted != obj.slug:
            obj.readdress(wanted)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if type(obj).objects.public().contains(obj) else None
