"""Two entries for one thing: one stands for the other from then on, until they are parted again."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin, ChosenSelect, act


def merge_form(model) -> type[forms.Form]:
    """A form that asks for the other one."""
    widget = ChosenSelect(model._meta.get_field("merged_into"), admin.site)
    into = forms.ModelChoiceField(
        model.objects.unmerged(), label=_("Is the same as"), help_text=_("The one that stays."), widget=widget
    )
    return type(f"Merge{model.__name__}Form", (forms.Form,), {"into": into})


def both_sides(obj, data) -> dict:
    """What the two say, side by side: field by field, and how many rows hang on each."""
    other = data["into"]
    fields = [f for f in obj._meta.fields if f.editable and not f.primary_key]
    rows = [(f.verbose_name, getattr(obj, f.name), getattr(other, f.name)) for f in fields]
    for relation in obj._meta.related_objects:
        if relation.related_model is not type(obj) and relation.get_accessor_name():
            name, title = relation.get_accessor_name(), relation.related_model._meta.verbose_name_plural
            rows.append((title, getattr(obj, name).count(), getattr(other, name).count()))
    return {"left": obj, "right": other, "rows": rows}


def merge_act(model):
    """The act of merging one of a model into another."""

    @act(
        _("Merge into another"),
        form=merge_form(model),
        offered=lambda obj: obj.merged_into_id is None,
        preview=both_sides,
        explanation=_("It stands for the other one everywhere, and its address leads there. It can be undone."),
    )
    def merge(self, request, obj, data):
        obj.merge_into(data["into"])
        return _("“%(object)s” stands for “%(other)s” from now on.") % {"object": obj, "other": data["into"]}

    return merge


class MergeableAdmin(CatalogAdmin):
    acts = ["merge", "part"]

    def get_queryset(self, request):
        """Those that stand for another are no choice."""
        queryset = super().get_queryset(request)
        return queryset.unmerged() if self.is_choosing(request) else queryset

    @act(_("Part again"), offered=lambda obj: obj.merged_into_id is not None)
    def part(self, request, obj, data):
        other = obj.merged_into
        obj.part()
        return _("“%(object)s” is another than “%(other)s” again.") % {"object": obj, "other": other}
