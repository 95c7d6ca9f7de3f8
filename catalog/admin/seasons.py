"""The page of a season: what was said about it, who makes it, and where a new update is recorded."""

from functools import partial
from hashlib import sha256

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from catalog import keeping
from catalog.admin.base import act, add_errors, link
from catalog.admin.bulk import BulkAdmin, LeftAlone, bulk_act
from catalog.admin.credits import CastRows, CrewRows
from catalog.admin.evidence import FactRows, QuoteRows, RatingRows, VideoRows
from catalog.admin.lists import DecisionFilter
from catalog.admin.pasting import WithPasting
from catalog.admin.readings import reading_of
from catalog.admin.rows import ReadOnlyRows
from catalog.axes import Axis, Decision, Event, Tier, Topic
from catalog.forms import StatedDateForm, StatedDateFormSet, UpdateForm
from catalog.models import Season, Series, Source, StatusUpdate
from catalog.rehearsing import place_of, rehearse

ROWS_OF_DATES = 3
MOST_ROWS_OF_DATES = 60


class UpdateRows(ReadOnlyRows):
    """What was said so far, latest first; a button leads to the form that records more."""

    model = StatusUpdate
    fields = readonly_fields = ["announced", "said", "says", "certainty", "source", "stands"]
    ordering = ["-announced_on_latest", "-recorded_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_timeline().select_related("source", "commissioner", "season__series")

    @admin.display(description=_("announced on"))
    def announced(self, update):
        return str(update.announced_on)

    @admin.display(description=_("summary"))
    def said(self, update):
        words = format_html("<s>{}</s>", update) if update.retracted_at else str(update)
        return link(update, words)

    @admin.display(description=_("says"))
    def says(self, update):
        """Each axis that it changes with its value, and what else it is about."""
        words = [words_of(update, axis) for axis in update.axes if axis not in {Axis.PREMIERE, Axis.FINALE}]
        words += [words_of_date(stated) for stated in update.dates.all()]
        return "; ".join(words + [str(Topic(topic).label) for topic in update.topics if topic in Topic.values])

    @admin.display(description=_("stands"))
    def stands(self, update):
        return standing_of(update)


def words_of(update, axis) -> str:
    value = update.commissioner if axis == Axis.COMMISSIONER else getattr(update, f"get_{axis}_display", None)
    if axis == Axis.IS_FINAL:
        value = gettext("yes") if update.is_final else gettext("no")
    return f"{Axis(axis).label}: {value() if callable(value) else value}"


def words_of_date(stated) -> str:
    """ "Premiere (US): spring 2027"; the world and the first part go without saying."""
    return f"{words_of_place(stated.event, stated.region, stated.part)}: {stated.date}"


def words_of_place(event, region, part) -> str:
    return f"{Event(event).label}{place_of(region, part)}"


def standing_of(update) -> str:
    """Whether readers see it, in words."""
    if update.retracted_at:
        return gettext("retracted: %s") % update.retraction_reason
    if update.public_from is None:
        return gettext("private draft")
    day = timezone.localtime(update.public_from).strftime("%Y-%m-%d %H:%M")
    if update.is_public():
        return gettext("public since %s") % day
    return gettext("public from %s") % day


def plan_check(season, data):
    """Once a day is enough, and only where there is no decision."""
    known, today = season.known, timezone.localdate()
    if known and known.decision not in {Decision.UNKNOWN, Decision.UNDECIDED}:
        raise LeftAlone(gettext("It is decided: %s.") % known.decision_word)
    if known and known.checked_on == today:
        raise LeftAlone(gettext("It was checked today already."))
    before = known.checked_on.isoformat() if known and known.checked_on else gettext("never checked")
    return before, gettext("checked on %s, still undecided") % today.isoformat()


def own_check() -> Source:
    """The source of what we looked up ourselves today."""
    today = timezone.localdate()
    return Source.objects.get_or_create(publisher=gettext("Our own check"), tier=Tier.DESK, accessed_on=today)[0]


@admin.register(Season)
class SeasonAdmin(WithPasting, BulkAdmin):
    fieldsets = [
        (None, {"fields": ["series", ("kind", "number"), "title", "episode_count"]}),
        (_("In words"), {"fields": ["synopsis", "synopsis_source", "poster"], "classes": ["collapse"]}),
    ]
    autocomplete_fields = ["series", "poster", "synopsis_source"]
    inlines = [UpdateRows, CastRows, CrewRows, RatingRows, FactRows, QuoteRows, VideoRows]
    list_display = ["series", "name", "decision", "premiere", "checked", "episode_count"]
    list_display_links = ["series", "name"]
    list_filter = [DecisionFilter, "kind"]
    list_select_related = ["series"]
    search_fields = ["series__search_name"]
    # By the unique index: titles would have to be sorted for all seasons.
    ordering = ["series_id", "kind", "number"]
    acts = ["still_undecided"]
    bulk_acts = ["check_selected"]

    def get_queryset(self, request):
        return super().get_queryset(request).as_of().select_related("series")

    def get_readonly_fields(self, request, obj=None):
        return ["series_link"] if obj else []

    def get_fieldsets(self, request, obj=None):
        """A season stays with its series."""
        (title, first), *others = super().get_fieldsets(request, obj)
        return [(title, {"fields": ["series_link" if obj else "series", *first["fields"][1:]]}), *others]

    def get_inlines(self, request, obj):
        """A new season has not been spoken of."""
        return self.inlines if obj else [CastRows, CrewRows]

    @admin.display(description=_("series"))
    def series_link(self, season):
        return link(season.series)

    @admin.display(description=_("season"))
    def name(self, season):
        return season.name

    @admin.display(description=_("decision"))
    def decision(self, season):
        return season.known.decision_word if season.known else ""

    @admin.display(description=_("premiere"))
    def premiere(self, season):
        return "" if season.known is None or season.known.premiere.is_unknown else str(season.known.premiere)

    @admin.display(description=_("checked on"))
    def checked(self, season):
        return season.known and season.known.checked_on

    def view_on_site(self, season):
        return season.get_absolute_url() if season.series.is_public() else None

    def save_model(self, request, obj, form, change):
        """All but another number or kind, which `number_as` gives, so that its former page redirects."""
        wanted = obj.number, obj.kind
        if change:
            # Where they are only shown, they stay.
            obj.number, obj.kind = (form.initial.get(name, getattr(obj, name)) for name in ("number", "kind"))
        super().save_model(request, obj, form, change)
        if change and wanted != (obj.number, obj.kind):
            obj.number_as(*wanted)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.series.settle()

    # -- updates --------------------------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.record_view)
        return [path("<path:object_id>/record/", view, name="catalog_season_record"), *super().get_urls()]

    def may_record(self, request):
        return request.user.has_perm("catalog.add_statusupdate")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and self.may_record(request):
            context["record_url"] = self.record_url(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def record_url(self, season):
        return reverse(f"{self.admin_site.name}:catalog_season_record", args=[season.pk])

    @act(_("Checked, still undecided"), permission="add_statusupdate")
    def still_undecided(self, request, season, data):
        """Once a day is enough, however often it is clicked."""
        today = timezone.localdate()
        stored = Season.objects.select_for_update().get(pk=season.pk)
        if stored.state().checked_on == today:
            return _("It was checked today already.")
        stored.check_undecided(source=own_check(), by=request.user)
        return _("Checked: no decision.")

    @bulk_act(_("Checked, still undecided: the selected"), plan=plan_check, permission="add_statusupdate")
    def check_selected(self, request, season, data):
        season.check_undecided(source=own_check(), by=request.user, settle=False)

    def after_bulk(self, act, changed):
        Series.objects.filter(pk__in={season.series_id for season in changed}).settle()

    def rows_for_bulk(self, versions):
        found = {season.pk: season for season in self.model.objects.among(versions).as_of()}
        return [found[key] for key in versions if key in found]

    @method_decorator(csrf_protect)
    def record_view(self, request, object_id):
        """The form for a new update."""
        season = self.get_object(request, unquote(object_id))
        if season is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.may_record(request):
            raise PermissionDenied
        form, dates = self.update_forms(request)
        preview = None
        if unsaved := keeping.asked_for(request):
            keeping.leave_unchecked(form)
            keeping.leave_unchecked(dates)
            if "look" in request.GET:
                return self.look(request, unsaved, form, [dates], season)
        if request.method == "POST" and "_rows" not in request.POST:
            valid = form.is_valid() and dates.is_valid()
            update = self.recorded(season, form)
            if valid and not update:
                preview = self.preview(request, season, form, dates)
            if valid and not update and preview is None and not form.errors:
                update = self.record(request, season, form, dates)
            if update:
                self.tell_recorded(request, update, form)
                return HttpResponseRedirect(self.page_of(season))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add update"),
            "subtitle": str(season),
            "opts": self.opts,
            "original": season,
            "form": form,
            "dates": dates,
            "preview": preview,
            "media": self.media + form.media + dates.media,
            "page": self.page_of(season),
        }
        return TemplateResponse(request, "admin/catalog/season/record.html", context)

    def preview(self, request, season, form, dates):
        """What would be recorded, where the editor asked for it or has to know something first; None to go ahead.

        What was shown is sent back as `_shown`, so that nobody records another thing than the one looked at.
        """
        typed = sorted((k, v) for k, v in request.POST.lists() if not k.startswith(("_", "csrf")))
        shown = sha256(repr(typed).encode("utf-8", "replace")).hexdigest()
        if request.POST.get("_shown") == shown and "_preview" not in request.POST:
            return None
        try:
            told = rehearse(season, lambda: form.record(season, dates.stated, by=request.user))
        except ValidationError as error:
            add_errors(form, error, {"announced_on_earliest": "announced_on"})
            return None
        if not told.warnings and "_preview" not in request.POST:
            return None
        said = [(form["announced_on"].label, form.cleaned_data["announced_on"])]
        said += [(words_of_place(*row[:3]), row[3]) for row in dates.stated]
        readings = [(name, when.wording, reading_of(when), when.edtf) for name, when in said]
        source = form.cleaned_data["source"] or form.cleaned_data["source_publisher"]
        return {"told": told, "readings": readings, "source": source, "again": form.found_again, "shown": shown}

    def tell_recorded(self, request, update, form):
        self.message_user(request, gettext("Recorded “%s”.") % update, messages.SUCCESS)
        if form.found_again:
            told = gettext("The address was here already: the source “%s” was used again.") % form.found_again
            self.message_user(request, told)

    def update_forms(self, request):
        """The form and its rows of dates: empty, as sent, or as sent with more rows."""
        callback = partial(self.formfield_of_update, request=request)
        typed = keeping.typed(request)
        data = typed and typed.copy()
        rows = forms.formset_factory(
            StatedDateForm, StatedDateFormSet, extra=ROWS_OF_DATES, max_num=MOST_ROWS_OF_DATES
        )
        if data is not None and "_rows" in data and data.get("dates-TOTAL_FORMS", "").isdecimal():
            data["dates-TOTAL_FORMS"] = int(data["dates-TOTAL_FORMS"]) + ROWS_OF_DATES
        return UpdateForm(data, formfield_callback=callback), rows(data, prefix="dates")

    def formfield_of_update(self, db_field, request, **kwargs):
        """A field as its own admin draws it: an autocomplete with a button to add."""
        return self.admin_site.get_model_admin(db_field.model).formfield_for_dbfield(db_field, request, **kwargs)

    def recorded(self, season, form):
        """What an earlier click on the same form has made."""
        return season.updates.filter(uuid=form.cleaned_data.get("token")).first()

    def record(self, request, season, form, dates):
        """The new update; None, with the reasons in the form, when it is refused."""
        try:
            with transaction.atomic():
                update = form.record(season, dates.stated, by=request.user)
                self.log_addition(request, update, [])
                self.log_change(request, season, gettext("Recorded “%s”.") % update)
        except ValidationError as error:
            add_errors(form, error, {"announced_on_earliest": "announced_on"})
            return None
        except IntegrityError:
            # The other click of a double one was faster by a blink.
            if update := self.recorded(season, form):
                return update
            raise
        return update
