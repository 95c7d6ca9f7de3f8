"""Forms of the catalog's admin."""

import re
import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.axes import Event, Topic
from catalog.fuzzydates import FuzzyDate, FuzzyDateField, Precision
from catalog.models import Image, Source, StatedDate, StatusUpdate, Video
from catalog.picture_field import PictureField
from catalog.regions import WORLDWIDE


class MomentWidget(AdminSplitDateTime):
    """Day and time, each with a name of its own for who cannot see that they stand side by side."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for widget, name in zip(self.widgets, (_("Date"), _("Time")), strict=True):
            widget.attrs["aria-label"] = name


class LineField(forms.CharField):
    """A line of words, as wide as the page."""

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"class": "vLargeTextField"}


def name_in_row(form: forms.BaseForm) -> None:
    """Give the fields of a form in a table the names that stand above the columns, for who cannot see these."""
    for field in form.fields.values():
        widget: Any = getattr(field.widget, "widget", field.widget)
        widget.attrs.setdefault("aria-label", field.label)


class SluggedForm(forms.ModelForm):
    """A form of a thing with an address: an empty slug is made from its title or name, in any script."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Empty: made from the title or name. An old one redirects for ever.")

    def clean(self):
        cleaned = super().clean()
        if "slug" in cleaned:
            cleaned["slug"] = cleaned["slug"] or self.instance.slug or self.slug_for(cleaned)
            self.instance.check_slug_is_free(cleaned["slug"])
        return cleaned

    def slug_for(self, cleaned):
        text = cleaned.get("title") or cleaned.get("name") or ""
        return self._meta.model.objects.free_slug(text, hints=self.hints(cleaned))

    def hints(self, cleaned):
        """What tells namesakes apart, if it is known."""
        begun = cleaned.get("began_on") or cleaned.get("born_on")
        country = cleaned.get("country") or (cleaned.get("countries") or "").partition(" ")[0]
        return [str(hint) for hint in (begun and begun.year, country) if hint]


class VideoForm(forms.ModelForm):
    """A video: its whole address may be pasted where its id is asked for, and its slug is made from its title."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "video_id" in self.fields:
            # The address is longer than the id that it holds.
            self.fields["video_id"] = forms.CharField(
                label=_("Id there"), max_length=500, help_text=_("Or its whole address.")
            )
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Empty: made from the title.")

    def clean_video_id(self):
        found = id_of_video(self.cleaned_data["video_id"])
        if not re.fullmatch(r"[\w-]{1,40}", found, re.ASCII):
            raise ValidationError(_("No id of a video can be read from this."))
        return found

    def clean(self):
        cleaned = super().clean()
        series = cleaned.get("series") or (self.instance.series_id and self.instance.series)
        if series and "slug" in cleaned and not cleaned["slug"]:
            cleaned["slug"] = self.instance.slug or Video.objects.free_slug(series, cleaned.get("title", ""))
        return cleaned


def id_of_video(text: str) -> str:
    """The id in the address of a video on YouTube or Vimeo; the text itself when it is no address."""
    if "//" not in text:
        return text.strip()
    try:
        address = urlsplit(text.strip())
    except ValueError:
        return ""
    return parse_qs(address.query).get("v", [address.path.rstrip("/").rpartition("/")[2]])[0]


class FuzzyDateInput(forms.TextInput):
    """A box for a date in words; below it stands how it is read, as soon as it is typed."""

    class Media:
        js = ["catalog/admin/readings.js"]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-reading"] = reverse("admin:catalog_statusupdate_reading")
        return context


class ReadDateField(FuzzyDateField):
    """A fuzzy date in the admin, where the reading is shown under the box."""

    widget = FuzzyDateInput

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        return attrs | {"data-at-least": self.at_least.value} if self.at_least else attrs


class QuoteForm(forms.ModelForm):
    said_on = ReadDateField(label=_("Said on"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["said_on"] = self.instance.said_on

    def clean(self):
        cleaned = super().clean()
        if "said_on" in cleaned:
            self.instance.said_on = cleaned["said_on"]
        return cleaned


class SourceForm(forms.ModelForm):
    """A source; an address is entered once, however it was copied, and tells its publisher."""

    class Media:
        js = ["catalog/admin/sources.js"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "url" in self.fields:
            self.fields["url"].widget.attrs["data-known"] = reverse("admin:catalog_source_known")

    def clean_url(self):
        """Another one may keep an address that it had before this was asked."""
        url = self.cleaned_data["url"]
        known = Source.objects.at_address(url).exclude(pk=self.instance.pk).first()
        if known and "url" in self.changed_data:
            raise ValidationError(_("This address is here already: “%(source)s”."), params={"source": known})
        return url


class NewImageForm(forms.ModelForm):
    """A picture to take in; what is here already is found again, with the texts that it has."""

    picture = PictureField(label=_("file"), help_text=_("JPEG, PNG, WebP or AVIF, up to 20 MB."))
    found_again = False

    def save(self, commit=True):
        super().save(commit=False)
        by = self.instance.uploaded_by
        picture = self.cleaned_data.pop("picture")
        texts = self.cleaned_data
        self.found_again = Image.objects.same_as(picture).exists()
        self.instance = Image.objects.take(picture, by=by, **texts)
        return self.instance


class ReplaceFileForm(forms.Form):
    picture = PictureField(label=_("New file"), help_text=_("JPEG, PNG, WebP or AVIF, up to 20 MB."))


# -- acts ---------------------------------------------------------------------------------------------------------


class ConfirmForm(forms.Form):
    """Nothing to say; only to think again."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.TextInput(attrs={"class": "vTextField"}))


class MomentForm(forms.Form):
    at = forms.SplitDateTimeField(label=_("Public from"), required=False, widget=MomentWidget)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("In the time zone %(zone)s. Empty: at once.") % {
            "zone": timezone.get_current_timezone_name()
        }


class SummaryForm(forms.Form):
    summary = LineField(label=_("Summary"), max_length=300)


# -- an update ----------------------------------------------------------------------------------------------------


class StatedDateForm(forms.Form):
    """A premiere or finale that an update speaks of; a row without a date says nothing."""

    event = forms.ChoiceField(label=_("Event"), choices=Event.choices, initial=Event.PREMIERE)
    region = forms.CharField(label=_("Region"), initial=WORLDWIDE, max_length=20, help_text=_("US; 001: worldwide"))
    part = forms.IntegerField(label=_("Part"), initial=1, min_value=1, max_value=99)
    date = ReadDateField(label=_("Date"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_in_row(self)

    def clean_region(self):
        region = self.cleaned_data["region"].strip().upper()
        StatedDate._meta.get_field("region").run_validators(region)
        return region

    @property
    def stated(self) -> tuple[str, str, int, FuzzyDate] | None:
        """Event, region, part and date as `Season.record` takes them; None for a row that says nothing."""
        said = self.cleaned_data
        if not said.get("date") or not said["date"].wording:
            return None
        return said["event"], said["region"], said["part"], said["date"]


class StatedDateFormSet(forms.BaseFormSet):
    def clean(self):
        if any(self.errors):
            return
        said = [row[:3] for form in self.forms if (row := form.stated)]
        if len(set(said)) < len(said):
            raise ValidationError(_("Two rows give a date for the same event, region and part."))

    @property
    def stated(self):
        return [row for form in self.forms if (row := form.stated)]


class UpdateForm(forms.Form):
    """What somebody said about a season; `record` hands it to `Season.record`."""

    class Media:
        js = ["catalog/admin/sources.js"]

    DRAFT, NOW, LATER = "draft", "now", "later"
    ABOUT = ["decision", "production", "commissioner", "is_final", "release"]
    SOURCE = ["publisher", "url", "title", "tier", "published_on"]
    # The source at the typed address, which is used instead of a second one.
    found_again: Source | None = None

    # The uuid of the update to be, so that a second click finds what the first has made.
    token = forms.UUIDField(widget=forms.HiddenInput)
    announced_on = ReadDateField(label=_("Announced on"), at_least=Precision.YEAR)
    topics = forms.MultipleChoiceField(
        label=_("Also about"), choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    visibility = forms.ChoiceField(
        label=_("Who sees it"),
        choices=[
            (NOW, _("Everybody, at once")),
            (LATER, _("Everybody, from a moment on")),
            (DRAFT, _("Nobody yet: a private draft")),
        ],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    public_from = forms.SplitDateTimeField(label=_("Public from"), required=False, widget=MomentWidget)

    def __init__(self, *args, formfield_callback, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4
        self.fields["public_from"].help_text = _("In the time zone %s.") % timezone.get_current_timezone_name()
        mine = [*self.ABOUT, "certainty", "summary", "source"]
        self.fields |= forms.fields_for_model(StatusUpdate, mine, formfield_callback=formfield_callback)
        self.fields["decision"].choices = [c for c in self.fields["decision"].choices if c[0] != "unknown"]
        self.fields["is_final"].widget.choices[0] = ("unknown", "---------")
        self.fields["summary"].widget.attrs["class"] = "vLargeTextField"
        for name, field in forms.fields_for_model(Source, self.SOURCE, formfield_callback=formfield_callback).items():
            field.required = False
            self.fields[f"source_{name}"] = field
        self.fields["source_url"].widget.attrs["data-known"] = reverse("admin:catalog_source_known")

    def clean(self):
        cleaned = super().clean()
        self.check_moment(cleaned)
        self.check_source(cleaned)
        return cleaned

    def check_moment(self, cleaned):
        later = cleaned.get("visibility") == self.LATER
        if later and not cleaned.get("public_from") and "public_from" not in self.errors:
            self.add_error("public_from", _("From when on? Give a day and a time."))

    def check_source(self, cleaned):
        if not cleaned.get("source") and cleaned.get("source_url"):
            self.find_source(cleaned)
        typed = [name for name in self.SOURCE if cleaned.get(f"source_{name}")]
        if cleaned.get("source") and typed:
            self.add_error("source", _("Choose a source or type a new one, not both."))
        elif typed:
            for name in ("publisher", "tier"):
                if name not in typed and f"source_{name}" not in self.errors:
                    self.add_error(f"source_{name}", _("A new source needs this."))
        elif not cleaned.get("source") and cleaned.get("visibility") != self.DRAFT and "source" not in self.errors:
            self.add_error("source", _("What is public needs a source: choose one, or type a new one below."))

    def find_source(self, cleaned):
        """An address that is here already is that source; one of a known domain has its publisher."""
        url = cleaned["source_url"]
        self.found_again = Source.objects.at_address(url).first()
        if self.found_again:
            cleaned |= {f"source_{name}": "" for name in self.SOURCE} | {"source": self.found_again}
            return
        for name, value in Source.objects.publisher_of(url).items():
            cleaned[f"source_{name}"] = cleaned.get(f"source_{name}") or value

    @transaction.atomic
    def record(self, season, dates, *, by) -> StatusUpdate:
        """Record it, with a new source where one was typed. ValidationError for what the season refuses."""
        said = self.cleaned_data
        moment = {self.DRAFT: None, self.NOW: timezone.now(), self.LATER: said["public_from"]}[said["visibility"]]
        return season.record(
            on=said["announced_on"],
            source=said["source"] or self.new_source(),
            certainty=said["certainty"],
            summary=said["summary"],
            by=by,
            public_from=moment,
            dates=dates,
            topics=said["topics"],
            uuid=said["token"],
            **{axis: said[axis] for axis in self.ABOUT},
        )

    def new_source(self):
        fields = {name: self.cleaned_data[f"source_{name}"] for name in self.SOURCE}
        return Source.objects.create(**fields) if fields["publisher"] else None
