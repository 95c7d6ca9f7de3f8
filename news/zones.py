"""Moments as editors type and read them: in their own time zone, with the site's and UTC written beside it."""

from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from news.models.preferences import site_zone


class Written(NamedTuple):
    """One moment on the clocks of one time zone."""

    zone: str
    text: str


def written(at: datetime, zone: ZoneInfo) -> list[Written]:
    """A moment in an editor's time zone, the site's and UTC, each once."""
    zones = dict.fromkeys([zone.key, site_zone().key, "UTC"])
    return [Written(key, f"{at.astimezone(ZoneInfo(key)):%Y-%m-%d %H:%M %Z}") for key in zones]


def in_zones(at: datetime, zone: ZoneInfo) -> str:
    """The same in one line: "2026-11-24 10:00 CET = 2026-11-24 09:00 UTC"."""
    return " = ".join(dict.fromkeys(each.text for each in written(at, zone)))


class MomentWidget(forms.MultiWidget):
    """A day, a time, and, when the time is no single moment, the choice between two."""

    def __init__(self):
        self.zone = site_zone()
        super().__init__(
            [
                forms.DateInput(attrs={"type": "date", "aria-label": _lazy("Date")}, format="%Y-%m-%d"),
                forms.TimeInput(attrs={"type": "time", "aria-label": _lazy("Time")}, format="%H:%M"),
            ]
        )

    def decompress(self, value):
        if not value:
            return [None, None]
        local = value.astimezone(self.zone)
        return [local.date(), local.time().replace(microsecond=0)]

    def value_from_datadict(self, data, files, name):
        return [*super().value_from_datadict(data, files, name), data.get(f"{name}_choice", "")]


class MomentField(forms.MultiValueField):
    """A moment, typed in `zone`. A time that the clocks skip or show twice is refused with the two choices."""

    widget = MomentWidget

    def __init__(self, **kwargs):
        fields = [forms.DateField(), forms.TimeField(), forms.CharField(required=False, max_length=1)]
        super().__init__(fields, require_all_fields=False, **kwargs)
        self.zone, self.name = site_zone(), ""

    def bind(self, name: str, zone: ZoneInfo) -> None:
        """Say whose clocks are meant, and what the field is called in its form."""
        self.name, self.zone, self.widget.zone = name, zone, zone

    def clean(self, value):
        if value and not any(value[:2]):
            value = None
        return super().clean(value)

    def compress(self, values):
        if not values:
            return None
        day, time, choice = [*values, ""][:3]
        local = datetime.combine(day, time)
        try:
            earlier, later = [local.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
        except OverflowError:
            raise ValidationError(_("Enter a day between 1900 and 9998."), code="out_of_range") from None
        if earlier == later:
            return earlier
        both = sorted([earlier, later])
        if choice in {"0", "1"}:
            return both[int(choice)]
        skipped = earlier > later
        sentence = (
            _("On this day the clocks of %(zone)s skip this time. Which moment do you mean?")
            if skipped
            else _("On this day the clocks of %(zone)s show this time twice. Which moment do you mean?")
        )
        buttons = format_html_join(
            " ",
            '<button type="submit" name="{}_choice" value="{}">{}</button>',
            ((self.name, place, in_zones(moment, self.zone)) for place, moment in enumerate(both)),
        )
        raise ValidationError(
            format_html("{} {}", sentence % {"zone": self.zone.key}, buttons), code="no_single_moment"
        )

    def has_changed(self, initial, data):
        return bool(data and any(data[:2]))


class ZonedForm(forms.Form):
    """A form with moments, typed in the time zone of an editor."""

    def __init__(self, *args, zone: ZoneInfo | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone or site_zone()
        for name, field in self.fields.items():
            if isinstance(field, MomentField):
                field.bind(name, self.zone)


# -- in addresses -------------------------------------------------------------------------------------------------


def a_moment(text: str) -> datetime:
    """A moment as 2026-11-24T09:00Z; ValueError for anything else, and for one before 1900 or after 9998."""
    found = parse_datetime(text)
    if found is None or found.tzinfo is None or not 1900 < found.year < 9999:
        raise ValueError(text)
    return found.astimezone(UTC)


def in_address(at: datetime) -> str:
    """The same, written: everybody who follows the link sees the same moment."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
