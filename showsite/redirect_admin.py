"""Redirects made by hand, and where each leads now."""

from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.base import CatalogAdmin
from showsite.models.redirects import Redirect
from showsite.redirect_forms import RedirectForm
from showsite.redirecting import End, Way, way_from


class KindFilter(admin.SimpleListFilter):
    """By where it leads: to this site, elsewhere, or nowhere any more."""

    title, parameter_name = gettext_lazy("kind"), "to"
    KINDS = {
        "here": (gettext_lazy("A page of this site"), {"target__startswith": "/"}),
        "elsewhere": (gettext_lazy("Another site"), {"target__startswith": "http"}),
        "gone": (gettext_lazy("Nothing: gone for good"), {"target": ""}),
    }

    def lookups(self, request, model_admin):
        return [(kind, words) for kind, (words, _condition) in self.KINDS.items()]

    def queryset(self, request, queryset):
        return queryset.filter(**self.KINDS[self.value()][1]) if self.value() in self.KINDS else queryset


def in_words(redirect: Redirect, way: Way) -> str:
    """Where a redirect leads in the end, or why it does not."""
    if not way.by_hand and way.end in {End.PAGE, End.ELSEWHERE}:
        return _("Never asked: %(address)s is there by itself") % {"address": way.address}
    if way.end == End.GONE:
        return _("Gone (410)") if way.address == redirect.old_path else _("Gone (410): %s") % way.address
    if way.end == End.LOOP:
        return _("Broken: it leads round in a circle")
    if way.end == End.NOTHING:
        return _("Broken: there is nothing at %s") % way.address
    return way.address


@admin.register(Redirect)
class RedirectAdmin(CatalogAdmin):
    form = RedirectForm
    fields = ["old_path", "target", "note"]
    list_display = ["old_path", "leads_to", "ends", "note", "added_by", "added_at"]
    list_filter = [KindFilter, ("added_by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["added_by"]
    search_fields = ["search_name"]
    search_help_text = gettext_lazy("Words of the old path, of the new one, or of the note.")
    date_hierarchy = "added_at"

    @admin.display(description=gettext_lazy("leads to"), ordering="target")
    def leads_to(self, redirect):
        return redirect.target or _("Gone for good")

    @admin.display(description=gettext_lazy("ends at, now"))
    def ends(self, redirect):
        way = way_from(redirect.old_path)
        words = in_words(redirect, way)
        if way.end == End.PAGE and way.by_hand:
            return format_html('<a href="{}">{}</a>', way.address, words)
        is_well = way.by_hand and way.end in {End.ELSEWHERE, End.GONE}
        return words if is_well else format_html("<b>{}</b>", words)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by = request.user
        super().save_model(request, obj, form, change)
        way = way_from(obj.old_path)
        if way.end == End.NOTHING:
            said = _("Saved, but there is nothing at %s now: who comes by it is told so until something is.")
            self.message_user(request, said % way.address, messages.WARNING)
        elif way.end == End.GONE and obj.target:
            said = _("Saved, but what was at %s has gone: who comes by it is told so.")
            self.message_user(request, said % way.address, messages.WARNING)
        elif way.end == End.LOOP:
            self.message_user(request, _("Broken: it leads round in a circle"), messages.WARNING)
        elif way.end == End.PAGE and way.address.split("?")[0] != obj.target.split("?")[0].split("#")[0]:
            self.message_user(request, _("It leads to %s, in one step.") % way.address)
