"""Filters of the list of articles."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import Author, PublicState


class PublicStateFilter(admin.SimpleListFilter):
    """By what readers see of it now."""

    title, parameter_name = _("what readers see"), "seen"

    def lookups(self, request, model_admin):
        return PublicState.choices

    def queryset(self, request, queryset):
        if self.value() in PublicState.values:
            return queryset.filter(seen_as=self.value())
        return queryset


class AuthorFilter(admin.SimpleListFilter):
    title, parameter_name = _("author"), "author"

    def lookups(self, request, model_admin):
        return [(str(pk), byline) for pk, byline in Author.objects.values_list("pk", "byline")]

    def queryset(self, request, queryset):
        if (self.value() or "") in {key for key, _byline in self.lookup_choices}:
            return queryset.filter(author_rows__author=self.value())
        return queryset
