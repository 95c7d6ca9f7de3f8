"""Those who sign."""

from django.contrib import admin

from catalog.admin.addresses import AddressAdmin
from catalog.admin.tables import TableAdmin
from news.forms import AuthorForm
from news.models import Author


@admin.register(Author)
class AuthorAdmin(AddressAdmin, TableAdmin):
    form = AuthorForm
    fields = ["byline", "slug", "user", "bio", "photo"]
    autocomplete_fields = ["user", "photo"]
    list_display = ["byline", "user", "slug"]
    list_select_related = ["user"]
    search_fields = ["byline"]
    named_by = "byline"
