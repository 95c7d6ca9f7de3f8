"""The page of a status update: what it said, and what may still be done with it. It is made on the season's page."""

from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin, act, link
from catalog.admin.lists import PublicationFilter, RetractionFilter
from catalog.admin.readings import date_reading
from catalog.admin.rows import ReadOnlyRows
from catalog.axes import Topic
from catalog.forms import ConfirmForm, MomentForm, ReasonForm, SummaryForm
from catalog.models import StatedDate, StatusUpdate, SummaryMend


def is_private(update):
    return not update.is_public()


class DateRows(ReadOnlyRows):
    model = StatedDate
    fields = readonly_fields = ["event", "region", "part", "said"]

    @admin.display(description=_("date"))
    def said(self, stated):
        return str(stated.date)


class MendRows(ReadOnlyRows):
    model = SummaryMend
    fields = readonly_fields = ["summary", "mended_at", "mended_by"]
    verbose_name_plural = _("what the summary said before")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("mended_by")


@admin.register(StatusUpdate)
class StatusUpdateAdmin(CatalogAdmin):
    fieldsets = [
        (None, {"fields": ["of_season", "summary", "announced", "certainty", "source_link"]}),
        (_("What it says"), {"fields": ["decision", "production", "commissioner", "is_final", "release", "about"]}),
        (_("Where it stands"), {"fields": ["public_from", "baseline", "recorded_by", "recorded_at"]}),
        (_("Retraction"), {"fields": ["retracted_at", "retraction_reason", "retracted_by"]}),
    ]
    inlines = [DateRows, MendRows]
    list_display = ["summary", "season", "announced", "certainty", "source", "public_from", "retracted_at"]
    list_filter = [PublicationFilter, RetractionFilter, "certainty", "decision", "source__tier"]
    list_select_related = ["season__series", "source"]
    search_fields = ["season__series__search_name"]
    searched_through = "season"
    # As they were recorded, the latest first.
    ordering = ["-pk"]
    # For the form on the season's page, which borrows its fields from here.
    autocomplete_fields = ["commissioner", "source"]
    way_back = _("What was said is never edited: to take it back, retract it.")
    acts = ["retract", "mend", "reveal", "hold", "discard"]

    def get_readonly_fields(self, request, obj=None):
        return [name for _title, options in self.fieldsets for name in options["fields"]]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("season__series", "source", "commissioner", "recorded_by")

    def get_urls(self):
        view = self.admin_site.admin_view(date_reading)
        return [path("reading/", view, name="catalog_statusupdate_reading"), *super().get_urls()]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """With its season, as long as nobody has seen it; alone it is discarded."""
        return bool(obj and not obj.is_public()) and super().has_delete_permission(request, obj)

    def render_change_form(self, request, context, *args, **kwargs):
        context["show_delete"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    def home_of(self, update):
        return update if update.pk else update.season

    @admin.display(description=_("season"))
    def of_season(self, update):
        return link(update.season)

    @admin.display(description=_("announced on"), ordering="announced_on_latest")
    def announced(self, update):
        return str(update.announced_on)

    @admin.display(description=_("source"))
    def source_link(self, update):
        return link(update.source) if update.source else ""

    @admin.display(description=_("also about"))
    def about(self, update):
        return ", ".join(str(Topic(topic).label) for topic in update.topics if topic in Topic.values)

    @act(
        _("Retract"),
        form=ReasonForm,
        offered=lambda update: update.is_public() and not update.retracted_at,
        explanation=_("It stays in the timeline, struck through, with the reason; what it said counts no more."),
    )
    def retract(self, request, update, data):
        update.retract(data["reason"], by=request.user)
        return _("Retracted “%(update)s”: %(reason)s") % {"update": update, "reason": data["reason"]}

    @act(
        _("Mend the summary"),
        form=SummaryForm,
        initial=lambda update: {"summary": update.summary},
        explanation=_("For misspelt words. What it said before is kept. Another fact is another update."),
    )
    def mend(self, request, update, data):
        update.mend(data["summary"], by=request.user)
        return _("Mended the summary: “%s”.") % update

    @act(_("Make public"), form=MomentForm, offered=is_private)
    def reveal(self, request, update, data):
        update.reveal(data["at"])
        return _("Public from %(moment)s: “%(update)s”.") % {
            "moment": timezone.localtime(update.public_from).strftime("%Y-%m-%d %H:%M %Z"),
            "update": update,
        }

    @act(_("Make it a private draft"), offered=lambda update: is_private(update) and update.public_from)
    def hold(self, request, update, data):
        update.hold()
        return _("A private draft again: “%s”.") % update

    @act(
        _("Discard"),
        form=ConfirmForm,
        permission="delete_{}",
        offered=is_private,
        explanation=_("Nobody has seen it; it is deleted for good."),
    )
    def discard(self, request, update, data):
        update.discard()
        return _("Discarded “%s”.") % update
