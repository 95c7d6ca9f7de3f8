"""What is told beside the status: ratings, quotes, facts, videos, forecasts, and where things stand: sources."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.urls import path
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin, WithAutocompletes
from catalog.admin.lists import RemovalFilter
from catalog.admin.readings import source_at_address
from catalog.admin.removal import RemovableAdmin
from catalog.admin.rows import OfWholeSeries, Rows, SeasonRowFormSet
from catalog.admin.usage import WhereUsed
from catalog.forms import QuoteForm, SourceForm, VideoForm
from catalog.models import Fact, Forecast, Person, Quote, Rating, Source, Video


class RatingFormSet(SeasonRowFormSet):
    def clean(self):
        super().clean()
        self.refuse_twins("provider", "taken_on")


class RatingRows(Rows):
    model = Rating
    formset = RatingFormSet
    fields = ["provider", "value", "scale", "votes", "taken_on", "url"]
    classes = ["collapse"]


class KeptRows(Rows):
    """Rows that are removed with a reason, on their own pages, and never deleted."""

    formset = SeasonRowFormSet
    can_delete = False
    show_change_link = True
    classes = ["collapse"]
    template = "admin/edit_inline/stacked.html"
    formfield_overrides = WithAutocompletes.formfield_overrides | {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}
    }

    def get_queryset(self, request):
        return super().get_queryset(request).present()


class FactRows(KeptRows):
    model = Fact
    fields = ["text", ("kind", "spoiler"), "source"]
    autocomplete_fields = ["source"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source")


class QuoteRows(KeptRows):
    model = Quote
    form = QuoteForm
    fields = ["text", "kind", ("speaker", "role"), "said_on", "source"]
    autocomplete_fields = ["speaker", "source"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("speaker", "source")


class VideoFormSet(SeasonRowFormSet):
    def save_existing(self, form, obj, commit=True):
        """All but another slug; `readdress` keeps the old one working."""
        wanted, obj.slug = obj.slug, form.initial["slug"]
        saved = super().save_existing(form, obj, commit)
        if wanted != obj.slug:
            saved.readdress(saved.series, wanted)
        return saved

    def clean(self):
        super().clean()
        self.refuse_twins("slug")


class VideoRows(KeptRows):
    model = Video
    form = VideoForm
    formset = VideoFormSet
    fields = ["title", ("provider", "video_id"), ("kind", "official"), "published_on", "duration", "poster", "slug"]
    autocomplete_fields = ["poster"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("poster")


class WholeRatingRows(OfWholeSeries, RatingRows):
    verbose_name_plural = _("ratings of the whole series")


class WholeFactRows(OfWholeSeries, FactRows):
    verbose_name_plural = _("facts about the whole series")


class WholeQuoteRows(OfWholeSeries, QuoteRows):
    verbose_name_plural = _("quotes about the whole series")


class WholeVideoRows(OfWholeSeries, VideoRows):
    verbose_name_plural = _("videos about the whole series")


class AboutAdmin(CatalogAdmin):
    """Something about a series or a season, found by the title of the series."""

    autocomplete_fields = ["series", "season"]
    search_fields = ["series__search_name"]
    searched_through = "series"
    list_select_related = ["series", "season__series"]

    @admin.display(description=_("season"), ordering="season__number")
    def of_season(self, obj):
        return obj.season.name if obj.season else ""


@admin.register(Rating)
class RatingAdmin(AboutAdmin):
    fields = ["series", "season", "provider", ("value", "scale"), "votes", "taken_on", "url"]
    list_display = ["__str__", "series", "of_season", "votes", "taken_on"]
    list_filter = ["provider"]
    date_hierarchy = "taken_on"


@admin.register(Quote)
class QuoteAdmin(AboutAdmin, RemovableAdmin):
    form = QuoteForm
    fields = ["series", "season", "text", "kind", "speaker", "role", "said_on", "source"]
    autocomplete_fields = ["series", "season", "speaker", "source"]
    list_display = ["__str__", "series", "of_season", "kind", "day", "source"]
    list_filter = ["kind", ("source", admin.EmptyFieldListFilter), RemovalFilter]
    list_select_related = ["series", "season__series", "speaker", "source"]
    search_help_text = _("Series, or who said it.")

    def get_search_results(self, request, queryset, search_term):
        """By its series, like all that is said about one, or by the name of its speaker."""
        by_series, may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return by_series, may_repeat
        return by_series | queryset.filter(speaker__in=Person.objects.search(search_term)), may_repeat

    @admin.display(description=_("said on"), ordering="said_on_latest")
    def day(self, quote):
        return "" if quote.said_on.is_unknown else str(quote.said_on)


@admin.register(Fact)
class FactAdmin(AboutAdmin, RemovableAdmin):
    fields = ["series", "season", "text", "kind", "spoiler", "source"]
    autocomplete_fields = ["series", "season", "source"]
    list_display = ["__str__", "series", "of_season", "kind", "spoiler", "source"]
    list_filter = ["kind", "spoiler", ("source", admin.EmptyFieldListFilter), RemovalFilter]
    list_select_related = ["series", "season__series", "source"]


@admin.register(Video)
class VideoAdmin(AboutAdmin, RemovableAdmin):
    form = VideoForm
    fields = [
        "series",
        "season",
        "title",
        ("provider", "video_id"),
        ("kind", "official"),
        "published_on",
        "duration",
        "language",
        "poster",
        "slug",
    ]
    autocomplete_fields = ["series", "season", "poster"]
    list_display = ["title", "series", "of_season", "kind", "official", "published_on"]
    list_filter = ["kind", "official", "provider", ("poster", admin.EmptyFieldListFilter), RemovalFilter]
    date_hierarchy = "published_on"

    def save_model(self, request, obj, form, change):
        """All but another slug or series; `readdress` keeps the old address working."""
        wanted = obj.series, obj.slug
        if change:
            stored = Video.objects.select_related("series").get(pk=obj.pk)
            obj.series, obj.slug = stored.series, stored.slug
        super().save_model(request, obj, form, change)
        if change and wanted != (obj.series, obj.slug):
            obj.readdress(*wanted)


@admin.register(Forecast)
class ForecastAdmin(CatalogAdmin):
    """What we think; signed by whoever enters it."""

    fields = ["season", "outlook", "reason", "given_on"]
    autocomplete_fields = ["season"]
    list_display = ["__str__", "outlook", "reason", "given_on", "given_by"]
    list_filter = ["outlook"]
    list_select_related = ["season__series", "given_by"]
    search_fields = ["season__series__search_name"]
    searched_through = "season"
    date_hierarchy = "given_on"

    def save_model(self, request, obj, form, change):
        if not change:
            obj.given_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(Source)
class SourceAdmin(WhereUsed, CatalogAdmin):
    form = SourceForm
    fields = ["url", "publisher", "title", "tier", "author", "published_on", "accessed_on", "language"]
    list_display = ["publisher", "title", "tier", "published_on", "url"]
    list_filter = ["tier"]
    search_fields = ["search_name"]
    date_hierarchy = "published_on"

    def get_urls(self):
        view = self.admin_site.admin_view(source_at_address)
        return [path("known/", view, name="catalog_source_known"), *super().get_urls()]
