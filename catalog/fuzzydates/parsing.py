"""Reading: one box, English or Russian, or EDTF as `FuzzyDate.edtf` writes it.

Where people's words are vaguer than a calendar, the reading is the one that never claims more than was said:

* "early" and "late" 2027 are its first and second half, "mid-2027" is 2027; "late May" is May.
* "By May 2027" is by its end. "Before May 2027" is by the end of April, "after May 2027" not before June.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from catalog.fuzzydates.value import FIRST_YEAR, LAST_YEAR, MAX_WORDING, FuzzyDate, Precision, unit_of_code

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class UnreadableDate(ValueError):
    """Words that say no date; `message` tells the person who typed them what to write, in the language of the site."""

    def __init__(self, message: "StrOrPromise") -> None:
        super().__init__(message)
        self.message = message


_UNREADABLE = _(
    "This is not a date we can read. Write it like one of these: “9 October 2027”, “May 2027”, “spring 2027”, "
    "“Q3 2027”, “first half of 2027”, “2027”, “not before May 2027”, “by the end of 2027”, “TBA”."
)
_AMBIGUOUS = _("Day and month could be taken for each other here. Write “9 October 2027” or “2027-10-09”.")
_NO_SUCH_DAY = _("There is no such day in the calendar.")
_OTHER_WEEKDAY = _("That day is another day of the week. Please check the date.")
_OTHER_CENTURY = _("The year must lie between 1900 and 2199.")
_TOO_LONG = _("Please keep it within 200 characters.")

_UNKNOWN = {
    *("tba", "tbd", "tbc", "t.b.a", "t.b.d", "to be announced", "to be determined", "to be confirmed", "unknown"),
    *("no date", "no date yet", "date unknown", "unknown date", "not announced", "date not announced", "not known"),
    *("дата неизвестна", "неизвестно", "неизвестна", "нет даты", "без даты", "дата не объявлена", "не объявлена"),
    *("дата не названа", "дата уточняется", "уточняется", "не объявлено", "дата выхода неизвестна"),
}

_MONTHS = (
    "january jan январь января январе январю янв",
    "february feb февраль февраля феврале февралю фев февр",
    "march mar март марта марте марту мар",
    "april apr апрель апреля апреле апрелю апр",
    "may май мая мае маю",
    "june jun июнь июня июне июню июн",
    "july jul июль июля июле июлю июл",
    "august aug август августа августе августу авг",
    "september sep sept сентябрь сентября сентябре сентябрю сен сент",
    "october oct октябрь октября октябре октябрю окт",
    "november nov ноябрь ноября ноябре ноябрю ноя нояб",
    "december dec декабрь декабря декабре декабрю дек",
)
_SEASONS = (
    "spring весна весны весной весне весну",
    "summer лето лета летом лете лету",
    "autumn fall осень осени осенью",
    "winter зима зимы зимой зиме зиму",
)
_WEEKDAYS = (
    "monday mon понедельник понедельника понедельнику пн",
    "tuesday tue tues вторник вторника вторнику вт",
    "wednesday wed среда среду среды среде ср",
    "thursday thu thur thurs четверг четверга четвергу чт",
    "friday fri пятница пятницу пятницы пятнице пт",
    "saturday sat суббота субботу субботы субботе сб",
    "sunday sun воскресенье воскресенья воскресенью вс",
)
_ORDINALS = (
    "first i первый первая первое первого первом первому первой первую",
    "second ii второй второе второго втором второму вторая вторую",
    "third iii третий третье третьего третьем третьему",
    "fourth iv четвертый четвертое четвертого четвертом четвертому",
)
_QUARTER = "quarter квартал квартала квартале кварталу кварталом кв"
_HALF = "half полугодие полугодия полугодии полугодию полугодием половина половины половине половину половиной"
_PARTS = {
    "e": "early beginning start начало начале началу",
    "x": "mid middle середина середине середины",
    "l": "late end конец конце концу конца",
}
_NOISE = {"of", "the", "in", "on", "during", "sometime", "year", "в", "во", "г", "год", "года", "году"}

# Each word's kind and value. Kinds: m month, s season, n number, Q "quarter", H "half", e/x/l early/middle/late.
_WORDS: dict[str, tuple[str, int]] = {
    word: (kind, number)
    for kind, forms in [
        ("m", _MONTHS),
        ("s", _SEASONS),
        ("w", _WEEKDAYS),
        ("n", _ORDINALS),
        ("Q", [_QUARTER]),
        ("H", [_HALF]),
    ]
    for number, line in enumerate(forms, start=1)
    for word in line.split()
} | {word: (kind, 2 if kind == "l" else 1) for kind, line in _PARTS.items() for word in line.split()}

# Windows by the kinds of their words, the year left out. "e" and "l" take their number from _WORDS.
_SHAPES = {
    "": Precision.YEAR,
    "x": Precision.YEAR,
    "e": Precision.HALF,
    "l": Precision.HALF,
    "h": Precision.HALF,
    "nH": Precision.HALF,
    "s": Precision.SEASON,
    "q": Precision.QUARTER,
    "nQ": Precision.QUARTER,
    "m": Precision.MONTH,
}

_ISO_DAY = re.compile("(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_DOTTED_DAY = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
_SLASHES = re.compile("[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}")
_EDTF_UNIT = re.compile("(?P<year>[0-9]{4})-(?P<code>[0-9]{2})")
_YEAR = re.compile("(?P<year>[0-9]{4})г?")
_NUMBER = re.compile("(?P<number>[0-9]{1,2})(?:-?(?:st|nd|rd|th|й|ый|ий|е|ое|го|ого|м|ом|му|ому))?")
_SHORT = re.compile("(?P<before>[qh])(?P<number>[0-9])|(?P<first>[0-9])(?P<after>[qh])")
# Hyphens that stand for a space: mid-2027, Q3-2027, 2027-H1.
_HYPHEN = re.compile("(?<=mid)-|(?<=early)-|(?<=late)-|(?<=[qh][0-9])-|-(?=[qh][0-9])")
_END = "(?:the )?(?:end of|конца|концу)"


def parse(text: str) -> FuzzyDate:
    """Read a date as somebody typed it, and keep the words; an empty text is unknown. Raises UnreadableDate."""
    wording = " ".join(text.split())
    if len(wording) > MAX_WORDING:
        raise UnreadableDate(_TOO_LONG)
    folded = " ".join(wording.replace(",", " ").split()).casefold().replace("ё", "е").rstrip(" .")
    if not folded.isprintable():
        raise UnreadableDate(_UNREADABLE)
    if folded in _UNKNOWN or not wording:
        return replace(FuzzyDate.UNKNOWN, wording=wording)
    for pattern, bound in _BOUNDS:
        if match := pattern.fullmatch(folded):
            return replace(bound(*_window(match["window"])), wording=wording)
    return replace(_window(folded)[0], wording=wording)


def _window(text: str) -> tuple[FuzzyDate, bool]:
    """The day or unit that the words name, and whether they were vaguer than it ("mid-2027" is 2027)."""
    parts = [_read_word(word) for word in _HYPHEN.sub(" ", text).split() if word.strip(".") not in _NOISE]
    weekdays = [value for kind, value in parts if kind == "w"]
    parts = [(kind, value) for kind, value in parts if kind != "w"]
    shape = "".join(kind for kind, value in parts)
    if shape in ("d", "u"):
        when, is_vague = parts[0][1], False
    else:
        when, is_vague = _unit(shape, [value for kind, value in parts])
    if weekdays and not when.is_exact:
        raise UnreadableDate(_UNREADABLE)
    if any(when.earliest and when.earliest.isoweekday() != weekday for weekday in weekdays):
        raise UnreadableDate(_OTHER_WEEKDAY)
    return when, is_vague


def _unit(shape: str, values: list[int]) -> tuple[FuzzyDate, bool]:
    """The window that a shape like "nmy" names: 9 October 2027."""
    if shape.startswith("y"):
        shape, values = shape[1:] + "y", [*values[1:], values[0]]
    if shape.count("y") != 1 or not shape.endswith("y"):
        raise UnreadableDate(_UNREADABLE)
    shape, year, values = shape[:-1], values[-1], values[:-1]
    if shape in ("nm", "mn"):
        month, day = values if shape == "mn" else reversed(values)
        return _day(year, month, day), False
    is_vague = shape[:1] in _PARTS
    if is_vague and len(shape) > 1:
        shape, values = shape[1:], values[1:]
    if shape not in _SHAPES:
        raise UnreadableDate(_UNREADABLE)
    try:
        return FuzzyDate.unit(_SHAPES[shape], year, *values[:1]), is_vague
    except ValueError as error:
        raise UnreadableDate(_UNREADABLE) from error


def _read_word(word: str) -> tuple[str, Any]:
    """A word's kind and value. Besides those of _WORDS: y year, d a whole day, u a whole unit."""
    word = word.strip(".")
    if word in _WORDS:
        return _WORDS[word]
    if _SLASHES.fullmatch(word):
        raise UnreadableDate(_AMBIGUOUS)
    if match := _ISO_DAY.fullmatch(word) or _DOTTED_DAY.fullmatch(word):
        return "d", _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _EDTF_UNIT.fullmatch(word):
        unit = unit_of_code(int(match["code"]))
        if not unit:
            raise UnreadableDate(_UNREADABLE)
        return "u", FuzzyDate.unit(unit[0], _year(match["year"]), unit[1])
    if match := _YEAR.fullmatch(word):
        return "y", _year(match["year"])
    if match := _NUMBER.fullmatch(word):
        return "n", int(match["number"])
    if match := _SHORT.fullmatch(word):
        return match["before"] or match["after"], int(match["number"] or match["first"])
    raise UnreadableDate(_UNREADABLE)


def _year(digits: str) -> int:
    if not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise UnreadableDate(_OTHER_CENTURY)
    return int(digits)


def _day(year: int, month: int, day: int) -> FuzzyDate:
    try:
        return FuzzyDate.day(date(_year(str(year)), month, day))
    except UnreadableDate:
        raise
    except ValueError as error:
        raise UnreadableDate(_NO_SUCH_DAY) from error


def _not_before(window: FuzzyDate, is_vague: bool) -> FuzzyDate:
    return window.as_lower_bound()


def _by_the_end_of(window: FuzzyDate, is_vague: bool) -> FuzzyDate:
    return window.as_upper_bound()


def _before(window: FuzzyDate, is_vague: bool) -> FuzzyDate:
    assert window.earliest
    return _neighbour(window, window.earliest - timedelta(days=1), is_vague).as_upper_bound()


def _after(window: FuzzyDate, is_vague: bool) -> FuzzyDate:
    assert window.latest
    return _neighbour(window, window.latest + timedelta(days=1), is_vague).as_lower_bound()


def _neighbour(window: FuzzyDate, day: date, is_vague: bool) -> FuzzyDate:
    """The unit next to a window. Seasons leave December out, so a season's neighbour is a month."""
    if is_vague:
        raise UnreadableDate(_UNREADABLE)
    precision = Precision.MONTH if window.precision == Precision.SEASON else window.precision
    try:
        return FuzzyDate.around(day, precision)
    except ValueError as error:
        raise UnreadableDate(_OTHER_CENTURY) from error


# Tried in this order: "by the end of 2027" before "by 2027" before "before 2027".
_BOUNDS = [
    (re.compile(f"(?:{words}) (?P<window>.+)"), bound)
    for words, bound in [
        ("not before|(?:not?) (?:earlier|sooner) than|not until|не (?:раньше|ранее)(?: чем)?", _not_before),
        (f"(?:by|before|until|no later than|not later than|к|до|не (?:позднее|позже)) {_END}", _by_the_end_of),
        ("by|no later than|not later than|к|не (?:позднее|позже)(?: чем)?", _by_the_end_of),
        ("before|prior to|earlier than|до|раньше|ранее", _before),
        (f"(?:after|later than|после|позже|позднее)(?: {_END})?", _after),
    ]
] + [
    (re.compile(r"\[(?P<window>[0-9-]+)\.\.\]"), _not_before),
    (re.compile(r"\[\.\.(?P<window>[0-9-]+)\]"), _by_the_end_of),
    (re.compile("(?P<window>.+) (?:or later|at the earliest)"), _not_before),
    (re.compile("(?P<window>.+) (?:or earlier|at the latest)"), _by_the_end_of),
]
