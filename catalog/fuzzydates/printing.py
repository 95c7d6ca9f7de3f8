"""In words: a fragment of a sentence, in the language of the site.

Whole phrases are translated, each in three forms: as it stands alone ("spring 2027"), as a sentence tells when
something happens ("in spring 2027"), and after a bound ("not before spring 2027"); languages like Russian inflect each
otherwise. The contexts have names, so that translators see which is which.
"""

from datetime import date

from django.utils.dates import MONTHS_ALT
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from catalog.fuzzydates.value import FuzzyDate, Precision

_ALONE = {
    Precision.YEAR: [pgettext_lazy("date", "%(year)s")],
    Precision.HALF: [
        pgettext_lazy("date", "first half of %(year)s"),
        pgettext_lazy("date", "second half of %(year)s"),
    ],
    Precision.SEASON: [
        pgettext_lazy("date", "spring %(year)s"),
        pgettext_lazy("date", "summer %(year)s"),
        pgettext_lazy("date", "autumn %(year)s"),
        pgettext_lazy("date", "winter %(year)s"),
    ],
    Precision.QUARTER: [
        pgettext_lazy("date", "first quarter of %(year)s"),
        pgettext_lazy("date", "second quarter of %(year)s"),
        pgettext_lazy("date", "third quarter of %(year)s"),
        pgettext_lazy("date", "fourth quarter of %(year)s"),
    ],
    Precision.MONTH: [
        pgettext_lazy("date", "January %(year)s"),
        pgettext_lazy("date", "February %(year)s"),
        pgettext_lazy("date", "March %(year)s"),
        pgettext_lazy("date", "April %(year)s"),
        pgettext_lazy("date", "May %(year)s"),
        pgettext_lazy("date", "June %(year)s"),
        pgettext_lazy("date", "July %(year)s"),
        pgettext_lazy("date", "August %(year)s"),
        pgettext_lazy("date", "September %(year)s"),
        pgettext_lazy("date", "October %(year)s"),
        pgettext_lazy("date", "November %(year)s"),
        pgettext_lazy("date", "December %(year)s"),
    ],
    Precision.DAY: [pgettext_lazy("date", "%(day)s %(month)s %(year)s")],
}
_WHEN = {
    Precision.YEAR: [pgettext_lazy("date in a sentence", "in %(year)s")],
    Precision.HALF: [
        pgettext_lazy("date in a sentence", "in the first half of %(year)s"),
        pgettext_lazy("date in a sentence", "in the second half of %(year)s"),
    ],
    Precision.SEASON: [
        pgettext_lazy("date in a sentence", "in spring %(year)s"),
        pgettext_lazy("date in a sentence", "in summer %(year)s"),
        pgettext_lazy("date in a sentence", "in autumn %(year)s"),
        pgettext_lazy("date in a sentence", "in winter %(year)s"),
    ],
    Precision.QUARTER: [
        pgettext_lazy("date in a sentence", "in the first quarter of %(year)s"),
        pgettext_lazy("date in a sentence", "in the second quarter of %(year)s"),
        pgettext_lazy("date in a sentence", "in the third quarter of %(year)s"),
        pgettext_lazy("date in a sentence", "in the fourth quarter of %(year)s"),
    ],
    Precision.MONTH: [
        pgettext_lazy("date in a sentence", "in January %(year)s"),
        pgettext_lazy("date in a sentence", "in February %(year)s"),
        pgettext_lazy("date in a sentence", "in March %(year)s"),
        pgettext_lazy("date in a sentence", "in April %(year)s"),
        pgettext_lazy("date in a sentence", "in May %(year)s"),
        pgettext_lazy("date in a sentence", "in June %(year)s"),
        pgettext_lazy("date in a sentence", "in July %(year)s"),
        pgettext_lazy("date in a sentence", "in August %(year)s"),
        pgettext_lazy("date in a sentence", "in September %(year)s"),
        pgettext_lazy("date in a sentence", "in October %(year)s"),
        pgettext_lazy("date in a sentence", "in November %(year)s"),
        pgettext_lazy("date in a sentence", "in December %(year)s"),
    ],
    Precision.DAY: [pgettext_lazy("date in a sentence", "on %(day)s %(month)s %(year)s")],
}
_AFTER_A_BOUND = {
    Precision.YEAR: [pgettext_lazy("date after “not before” or “by the end of”", "%(year)s")],
    Precision.HALF: [
        pgettext_lazy("date after “not before” or “by the end of”", "the first half of %(year)s"),
        pgettext_lazy("date after “not before” or “by the end of”", "the second half of %(year)s"),
    ],
    Precision.SEASON: [
        pgettext_lazy("date after “not before” or “by the end of”", "spring %(year)s"),
        pgettext_lazy("date after “not before” or “by the end of”", "summer %(year)s"),
        pgettext_lazy("date after “not before” or “by the end of”", "autumn %(year)s"),
        pgettext_lazy("date after “not before” or “by the end of”", "winter %(year)s"),
    ],
    Precision.QUARTER: [
        pgettext_lazy("date after “not before” or “by the end of”", "the first quarter of %(year)s"),
        pgettext_lazy("date after “not before” or “by the end of”", "the second quarter of %(year)s"),
        pgettext_lazy("date after “not before” or “by the end of”", "the third quarter of %(year)s"),
        pgettext_lazy("date after “not before” or “by the end of”", "the fourth quarter of %(year)s"),
    ],
    Precision.MONTH: [pgettext_lazy("date after “not before” or “by the end of”", "%(month)s %(year)s")] * 12,
    Precision.DAY: [pgettext_lazy("date after “not before” or “by the end of”", "%(day)s %(month)s %(year)s")],
}


def as_words(when: FuzzyDate) -> str:
    """ "9 October 2027", "third quarter of 2027", "not before 2020", "by the end of May 2027", "no date"."""
    if when.is_unknown:
        return _("no date")
    if not when.is_bound:
        return _unit(when, _ALONE)
    date_words = _unit(when, _AFTER_A_BOUND)
    if when.latest is None:
        return _("not before %(date)s") % {"date": date_words}
    if when.precision == Precision.DAY:
        return _("by %(date)s") % {"date": date_words}
    return _("by the end of %(date)s") % {"date": date_words}


def as_words_in_a_sentence(when: FuzzyDate) -> str:
    """As the end of a sentence: "on 9 October 2027", "in the third quarter of 2027", "not before 2020"."""
    return as_words(when) if when.is_unknown or when.is_bound else _unit(when, _WHEN)


def as_words_on(when: FuzzyDate, today: date) -> str:
    """The same, telling what has passed. Whether anything came in a window is not the date's to know."""
    words = as_words(when)
    if not when.passed(today) or when.is_exact:
        return words
    if when.is_bound:
        return _("%(date)s (that bound has passed)") % {"date": words}
    return _("%(date)s (now past)") % {"date": words}


def _unit(when: FuzzyDate, phrases) -> str:
    day = when.anchor
    assert day
    # MONTHS_ALT holds the form of a month's name that follows a day or a preposition.
    words = {"day": day.day, "month": MONTHS_ALT[day.month], "year": day.year}
    number = 1 if when.precision == Precision.DAY else when.number
    return phrases[when.precision][number - 1] % words
