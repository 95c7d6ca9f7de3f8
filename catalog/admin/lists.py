"""Filters of the lists."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.axes import Decision, Label


class LabelFilter(admin.SimpleListFilter):
    """By what a series is now."""

    title, parameter_name = _("label"), "label"

    def lookups(self, request, model_admin):
        return Label.choices

    def queryset(self, request, queryset):
        if self.value() in Label.values:
            return queryset.filter(known__label=self.value())
        return queryset


class DecisionFilter(admin.SimpleListFilter):
    """By what is decided of a season now."""

    title, parameter_name = _("decision"), "decision"

    def lookups(self, request, model_admin):
        return Decision.choices

    def queryset(self, request, queryset):
        if self.value() in Decision.values:
            return queryset.filter(known__decision=self.value())
        return queryset


class PublicationFilter(admin.SimpleListFilter):
    """By whether readers see it."""

    title, parameter_name = _("publication"), "publication"

    def lookups(self, request, model_admin):
        return [("public", _("Public")), ("later", _("Public later")), ("hidden", _("Hidden"))]

    def queryset(self, request, queryset):
        column = "public_from" if hasattr(queryset.model, "public_from") else "published_at"
        now = timezone.now()
        conditions = {
            "public": {f"{column}__lte": now},
            "later": {f"{column}__gt": now},
            "hidden": {f"{column}__isnull": True},
        }
        return queryset.filter(**conditions.get(self.value(), {}))


class RemovalFilter(admin.SimpleListFilter):
    """By whether it was removed."""

    title, parameter_name = _("removal"), "removed"

    def lookups(self, request, model_admin):
        return [("no", _("Not removed")), ("yes", pgettext_lazy("filter", "Removed"))]

    def queryset(self, request, queryset):
        if self.value() in {"no", "yes"}:
            return queryset.filter(removed_at__isnull=self.value() == "no")
        return queryset


class RetractionFilter(admin.SimpleListFilter):
    title, parameter_name = _("retraction"), "retracted"

    def lookups(self, request, model_admin):
        return [("no", _("Standing")), ("yes", _("Retracted"))]

    def queryset(self, request, queryset):
        if self.value() in {"no", "yes"}:
            return queryset.filter(retracted_at__isnull=self.value() == "no")
        return queryset


class MergeFilter(admin.SimpleListFilter):
    """By whether it stands for another."""

    title, parameter_name = _("merged"), "merged"

    def lookups(self, request, model_admin):
        return [("no", _("Not merged")), ("yes", _("Merged into another"))]

    def queryset(self, request, queryset):
        if self.value() in {"no", "yes"}:
            return queryset.filter(merged_into__isnull=self.value() == "no")
        return queryset
