from django.contrib import admin

from catalog.admin.addresses import AddressAdmin
from news.models import Author


@admin.register(Author)
class AuthorAdmin(AddressAdmin):
    """Who signs. A login is joined to its author here, and then signs new articles by itself."""

    fields = ["byline", "slug", "user", "bio", "photo"]
    autocomplete_fields = ["user", "photo"]
    list_display = ["byline", "user"]
    list_select_related = ["user"]
    search_fields = ["byline"]
