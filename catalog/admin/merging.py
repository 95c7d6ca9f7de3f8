"""Two entries for one thing: one stands for the other from then on, until they are parted again."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin, ChosenSelect, act

SHOWN = 5


def merge_form(model) -> type[forms.Form]:
    """A form that asks for the other one."""
    widget = ChosenSelect(model._meta.get_field("merged_into"), admin.site)
    into = forms.ModelChoiceField(
        model.objects.unmerged(), label=_("Is the same as"), help_text=_("The one that stays."), widget=widget
    )
    return type(f"Merge{model.__name__}Form", (forms.Form,), {"into": into})


def both_sides(obj, data) -> dict:
    """What the two say side by side, what goes along, and what makes one doubt that they are one."""
    other = data["into"]
    fields = [f for f in obj._meta.fields if f.editable and not f.primary_key]
    rows = [(f.verbose_name, getattr(obj, f.name), getattr(other, f.name)) for f in fields]
    for name, relation in _rows_of(obj):
        title = relation.related_model._meta.verbose_name_plural
        rows.append((title, _listed(getattr(obj, name)), _listed(getattr(other, name))))
    return {"left": obj, "right": other, "rows": rows, "doubts": doubts(obj, other)}


def _rows_of(obj):
    for relation in obj._meta.related_objects:
        name = relation.get_accessor_name()
        if relation.related_model is not type(obj) and name and not relation.hidden:
            yield name, relation


def _listed(rows) -> str:
    """How many there are, and the first of them."""
    count = rows.count()
    first = "; ".join(str(row) for row in rows.all()[:SHOWN])
    return f"{count}: {first}{' …' if count > SHOWN else ''}" if count else "0"


def doubts(obj, other) -> list[str]:
    """What speaks against two being one: another id in one database, another day of birth, one list with both."""
    said, theirs = [], {each.provider: each for each in other.external_ids.all()}
    for mine in obj.external_ids.all():
        if mine.provider in theirs:
            words = gettext("%(database)s knows two: %(one)s and %(another)s.")
            ids = {"one": mine.value, "another": theirs[mine.provider].value}
            said.append(words % {"database": mine.get_provider_display(), **ids})
    for name in ("born_on", "died_on", "year"):
        mine, other_one = getattr(obj, name, None), getattr(other, name, None)
        if mine and other_one and mine != other_one:
            words = gettext("%(field)s: %(one)s and %(another)s.")
            title = capfirst(obj._meta.get_field(name).verbose_name)
            said.append(words % {"field": title, "one": mine, "another": other_one})
    if hasattr(obj, "cast"):
        seasons = other.cast.values("season")
        if both := obj.cast.filter(season__in=seasons).select_related("season__series").first():
            said.append(gettext("Both are in the cast of %s.") % both.season)
    return said


def merge_act(model, permission="change_{}"):
    """The act of merging one of a model into another."""

    @act(
        _("Merge into another"),
        form=merge_form(model),
        permission=permission,
        offered=lambda obj: obj.merged_into_id is None,
        preview=both_sides,
        explanation=_("It stands for the other one everywhere, and its address leads there. It can be undone."),
    )
    def merge(self, request, obj, data):
        obj.merge_into(data["into"])
        return _("“%(object)s” stands for “%(other)s” from now on.") % {"object": obj, "other": data["into"]}

    return merge


def part_act(permission="change_{}"):
    """The act of parting one from another that it stands for."""

    @act(_("Part again"), permission=permission, offered=lambda obj: obj.merged_into_id is not None)
    def part(self, request, obj, data):
        other = obj.merged_into
        obj.part()
        return _("“%(object)s” is another than “%(other)s” again.") % {"object": obj, "other": other}

    return part


class MergeableAdmin(CatalogAdmin):
    acts = ["merge", "part"]
    actions = ["merge_selected"]

    def has_merge_permission(self, request) -> bool:
        return self.may_act(request, "merge", None)

    @admin.action(description=_("Merge the two selected"), permissions=["merge"])
    def merge_selected(self, request, queryset):
        """Leads to the preview of merging the later of two into the earlier."""
        chosen = list(queryset.order_by("pk")[:3])
        if len(chosen) != 2:
            self.message_user(request, _("Select exactly two."), messages.ERROR)
            return None
        stays, goes = chosen
        return HttpResponseRedirect(f"{self.act_url('merge', goes)}?into={stays.pk}")

    def get_queryset(self, request):
        """Those that stand for another are no choice."""
        queryset = super().get_queryset(request)
        return queryset.unmerged() if self.is_choosing(request) else queryset

    part = part_act()
