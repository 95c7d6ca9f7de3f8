"""A fuzzy date in a form: one box."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog.fuzzydates.parsing import UnreadableDate, parse
from catalog.fuzzydates.value import MAX_WORDING, FuzzyDate, Precision


class FuzzyDateField(forms.CharField):
    """Cleans "spring 2027" to a FuzzyDate, an empty box to FuzzyDate.UNKNOWN.

    `allow_unknown=False` refuses a date that says nothing, like "TBA"; `at_least` refuses bounds too, and windows
    wider than that precision.
    """

    default_error_messages = {
        "unknown": _("Please give a date, if only a vague one: “2027”, “not before May 2027”."),
        "too_vague": _("Please say it more closely: at least the %(precision)s is needed here."),
    }

    def __init__(self, *, at_least: Precision | None = None, allow_unknown: bool = True, **kwargs: Any) -> None:
        self.at_least, self.allow_unknown = at_least, allow_unknown
        kwargs.setdefault("max_length", MAX_WORDING)
        kwargs.setdefault(
            "help_text",
            _("As it was announced: “9 October 2027”, “spring 2027”, “Q3 2027”, “not before 2027”, “TBA”."),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> FuzzyDate:
        text = super().clean(value)
        if not text:
            return FuzzyDate.UNKNOWN
        try:
            when = parse(text)
        except UnreadableDate as error:
            raise ValidationError(error.message, code="unreadable") from error
        if when.is_unknown and (self.at_least or not self.allow_unknown):
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        if self.at_least and (when.is_bound or _rank(when.precision) < _rank(self.at_least)):
            raise ValidationError(
                self.error_messages["too_vague"], code="too_vague", params={"precision": self.at_least.label}
            )
        return when

    def prepare_value(self, value: Any) -> Any:
        """The announcer's words, if they read back as the same date; else the date in words."""
        if not isinstance(value, FuzzyDate):
            return value
        try:
            if value.wording and parse(value.wording).same_as(value):
                return value.wording
        except UnreadableDate:
            pass
        return "" if value.is_unknown else str(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _rank(precision: str) -> int:
    return Precision.values.index(precision)
