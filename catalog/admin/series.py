"""The page of a series: what it is called, where it runs, its seasons."""

from django import forms
from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.admin.addresses import AddressAdmin
from catalog.admin.base import act, with_aside
from catalog.admin.bulk import BulkAdmin, LeftAlone, bulk_act
from catalog.admin.credits import WholeCastRows, WholeCrewRows
from catalog.admin.evidence import WholeFactRows, WholeQuoteRows, WholeRatingRows, WholeVideoRows
from catalog.admin.lists import LabelFilter, PublicationFilter, RemovalFilter
from catalog.admin.removal import RemovableAdmin
from catalog.admin.rows import OrderedFormSet, RowFormSet, Rows
from catalog.models import Genre, OtherTitle, Season, Series, SeriesId, SeriesNetwork, SeriesRelation


class SeriesNetworkRows(Rows):
    model = SeriesNetwork
    formset = OrderedFormSet
    fields = ["order", "network"]
    autocomplete_fields = ["network"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("network")


class OtherTitleRows(Rows):
    model = OtherTitle


class SeriesIdRows(Rows):
    model = SeriesId
    verbose_name, verbose_name_plural = _("id"), _("ids in other databases")


class SeriesRelationRows(Rows):
    model = SeriesRelation
    fk_name = "series"
    autocomplete_fields = ["other"]
    verbose_name_plural = _("what it is to other series")
    classes = ["collapse"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("other")


class SeasonFormSet(RowFormSet):
    def save_existing(self, form, obj, commit=True):
        """All but another number or kind, which `number_as` gives, so that its former page redirects."""
        wanted = obj.number, obj.kind
        obj.number, obj.kind = form.initial["number"], form.initial["kind"]
        saved = super().save_existing(form, obj, commit)
        if wanted != (obj.number, obj.kind):
            saved.number_as(*wanted)
        return saved


class SeasonRows(Rows):
    """The seasons in short; each has a page of its own for what was said, cast and crew."""

    model = Season
    formset = SeasonFormSet
    fields = ["kind", "number", "title", "episode_count", "now"]
    readonly_fields = ["now"]
    show_change_link = True
    view_on_site = False
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("series").as_of().in_order()

    @admin.display(description=_("now"))
    def now(self, season):
        return season.known.decision_word if season.pk and season.known else ""


class GenresForm(forms.Form):
    """What is to become of the genres of the selected series."""

    ADD, SET, TAKE = "add", "set", "take"

    how = forms.ChoiceField(
        label=_("Do"),
        choices=[(ADD, _("Add them")), (SET, _("Set them, instead of those there")), (TAKE, _("Take them away"))],
        initial=ADD,
        widget=forms.RadioSelect,
    )
    genres = forms.ModelMultipleChoiceField(
        label=_("Genres"), queryset=Genre.objects.all(), widget=forms.CheckboxSelectMultiple
    )

    @classmethod
    def genres_after(cls, series, data):
        """The genres that a series would have."""
        present, chosen = list(series.genres.all()), list(data["genres"])
        if data["how"] == cls.SET:
            return chosen
        if data["how"] == cls.TAKE:
            return [genre for genre in present if genre not in chosen]
        return present + [genre for genre in chosen if genre not in present]


def plan_genres(series, data):
    before = ", ".join(sorted(map(str, series.genres.all())))
    after = ", ".join(sorted(map(str, GenresForm.genres_after(series, data))))
    if before == after:
        raise LeftAlone(gettext("It has these genres already: %s.") % (before or "–"))
    return before, after


def plan_publication(series, data):
    if series.removed_at:
        raise LeftAlone(gettext("It was removed: %s") % series.removal_reason)
    if series.is_public():
        raise LeftAlone(gettext("It is public already."))
    hidden = gettext("Hidden")
    before = timezone.localtime(series.published_at).strftime("%Y-%m-%d %H:%M") if series.published_at else hidden
    return before, gettext("Public now")


@admin.register(Series)
class SeriesAdmin(BulkAdmin, AddressAdmin, RemovableAdmin):
    fieldsets = [
        (None, {"fields": ["title", "original_title", "slug", "kind", "genres", "poster", "published_at"]}),
        (_("In words"), {"fields": ["logline", "synopsis", "synopsis_source"]}),
        (
            _("More"),
            {
                "fields": ["countries", "languages", "official_site", ("began_on", "ended_on")],
                "classes": ["collapse"],
            },
        ),
    ]
    autocomplete_fields = ["genres", "poster", "synopsis_source"]
    inlines = [
        SeasonRows,
        SeriesNetworkRows,
        OtherTitleRows,
        SeriesIdRows,
        SeriesRelationRows,
        WholeRatingRows,
        WholeFactRows,
        WholeQuoteRows,
        WholeVideoRows,
        WholeCastRows,
        WholeCrewRows,
    ]
    list_display = ["title", "label", "on", "kind", "published_at"]
    list_filter = [LabelFilter, PublicationFilter, RemovalFilter, "kind", "genres"]
    search_fields = ["search_name"]
    acts = ["publish_now", *RemovableAdmin.acts]
    bulk_acts = ["publish_selected", "set_genres"]

    def get_queryset(self, request):
        return super().get_queryset(request).as_of().prefetch_related("network_rows__network")

    def choice_label(self, series):
        networks = [row.network for row in series.network_rows.all()]
        return with_aside(series, series.began_on and series.began_on.year, *networks[:1])

    def get_readonly_fields(self, request, obj=None):
        """What readers have seen since a moment was public from then on: it is removed, not hidden."""
        fields = super().get_readonly_fields(request, obj)
        seen = obj and obj.published_at and obj.published_at <= timezone.now()
        return [*fields, "published_at"] if seen else fields

    @admin.display(description=_("now"))
    def label(self, series):
        if series.known is None:
            return ""
        return ", ".join([series.known.get_label_display(), *series.known.suffix_texts])

    @admin.display(description=_("on"))
    def on(self, series):
        return ", ".join(str(row.network) for row in series.network_rows.all())

    def save_model(self, request, obj, form, change):
        """The title comes last: `rename` keeps the old one among the other titles, which are saved in between."""
        wanted = obj.title
        if change:
            obj.title = form.initial["title"]
        super().save_model(request, obj, form, change)
        form.cleaned_data["title"] = wanted

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.rename(form.cleaned_data["title"])
        form.instance.settle()

    @act(_("Publish now"), offered=lambda series: not series.is_public() and not series.removed_at)
    def publish_now(self, request, series, data):
        series.publish()
        return _("Readers see “%s” from now on.") % series

    @bulk_act(_("Publish the selected"), plan=plan_publication)
    def publish_selected(self, request, series, data):
        series.publish()

    @bulk_act(_("Change the genres of the selected"), plan=plan_genres, form=GenresForm)
    def set_genres(self, request, series, data):
        series.genres.set(GenresForm.genres_after(series, data))

    def rows_for_bulk(self, versions):
        rows = super().rows_for_bulk(versions)
        prefetch_related_objects(rows, "genres")
        return rows
