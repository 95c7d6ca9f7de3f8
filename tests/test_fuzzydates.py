"""Fuzzy dates: read, kept, ordered and printed exactly as vague as they were announced."""

from datetime import date, datetime

import pytest
from django import forms
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.fuzzydates import FuzzyDate, FuzzyDateField, Precision, UnreadableDate, parse
from catalog.models import Quote
from tests import make

TODAY = date(2026, 11, 24)


@st.composite
def fuzzy_dates(draw):
    """Any date there is: a day or a unit of any kind, whole or as a bound, or nothing known."""
    day = draw(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
    try:
        window = FuzzyDate.around(day, draw(st.sampled_from([p for p in Precision if p != Precision.UNKNOWN])))
    except ValueError:
        return FuzzyDate.UNKNOWN
    return draw(st.sampled_from([window, window.as_lower_bound(), window.as_upper_bound()]))


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("not before 2020", "[2020..]"),
        ("no earlier than May 2027", "[2027-05..]"),
        ("not until fall 2027", "[2027-23..]"),
        ("not before 9 October 2027", "[2027-10-09..]"),
        ("2027 or later", "[2027..]"),
        ("by the end of 2027", "[..2027]"),
        ("no later than the end of Q3 2027", "[..2027-35]"),
        ("spring 2027", "2027-21"),
        ("In the Summer of 2027", "2027-22"),
        ("fall 2027", "2027-23"),
        ("winter 2027", "2027-24"),
        ("Q3 2027", "2027-35"),
        ("2027-Q3", "2027-35"),
        ("third quarter of 2027", "2027-35"),
        ("H1 2027", "2027-40"),
        ("second half of 2027", "2027-41"),
        ("May 2027", "2027-05"),
        ("9 October 2027", "2027-10-09"),
        ("October 9, 2027", "2027-10-09"),
        ("on Saturday, Oct. 9th,2027.", "2027-10-09"),
        ("2027-10-09", "2027-10-09"),
        ("2027-10", "2027-10"),
        ("2027", "2027"),
        ("не раньше 2020", "[2020..]"),
        ("не ранее чем в мае 2027 года", "[2027-05..]"),
        ("весна 2027", "2027-21"),
        ("  ВЕСНОЙ  2027 г. ", "2027-21"),
        ("к концу 2027", "[..2027]"),
        ("до конца мая 2027", "[..2027-05]"),
        ("9 октября 2027", "2027-10-09"),
        ("9 окт. 2027 г.", "2027-10-09"),
        ("в субботу, 9 октября 2027 года", "2027-10-09"),
        ("III квартал 2027", "2027-35"),
        ("3-й квартал 2027", "2027-35"),
        ("четвёртый квартал 2027", "2027-36"),
        ("первое полугодие 2027", "2027-40"),
        ("09.10.2027", "2027-10-09"),
    ],
)
def test_reads_what_announcers_write_in_english_and_russian(typed, edtf):
    assert parse(typed).edtf == edtf


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("by May 2027", "[..2027-05]"),
        ("before May 2027", "[..2027-04]"),
        ("до 2027", "[..2026]"),
        ("after 2020", "[2021..]"),
        ("after autumn 2027", "[2027-12..]"),
        ("early 2027", "2027-40"),
        ("late 2027", "2027-41"),
        ("mid-2027", "2027"),
        ("late May 2027", "2027-05"),
        ("в конце мая 2027", "2027-05"),
    ],
)
def test_never_reads_more_than_was_said(typed, edtf):
    assert parse(typed).edtf == edtf


@pytest.mark.parametrize("typed", ["TBA", "tbd.", "T.B.A.", "unknown", "Дата неизвестна", ""])
def test_a_date_that_nobody_knows_is_unknown(typed):
    assert parse(typed).is_unknown


def test_keeps_the_words_as_typed():
    assert parse("  Весной 2027 Г. ").wording == "Весной 2027 Г."
    assert parse("TBA").wording == "TBA"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("soon", "not a date we can read"),
        ("spring", "not a date we can read"),
        ("Q5 2027", "not a date we can read"),
        ("2027-13", "not a date we can read"),
        ("winter 2026/27", "not a date we can read"),
        ("May 2027 or June 2027", "not a date we can read"),
        ("not before by 2027", "not a date we can read"),
        ("before late 2027", "not a date we can read"),
        ("after mid-2027", "not a date we can read"),
        ("[2027..2028]", "not a date we can read"),
        ("Friday 2027", "not a date we can read"),
        ("2027\x00", "not a date we can read"),
        ("\ud800 2027", "not a date we can read"),
        ("٢٠٢٧", "not a date we can read"),
        ("09/10/2027", "could be taken for each other"),
        ("31 February 2027", "no such day"),
        ("2027-02-30", "no such day"),
        ("31.02.2027", "no such day"),
        ("Friday 9 October 2027", "another day of the week"),
        ("1899", "between 1900 and 2199"),
        ("9 October 2200", "between 1900 and 2199"),
        ("after 2199", "between 1900 and 2199"),
        ("2027 " * 2000, "within 200 characters"),
        ("a-" * 100, "not a date we can read"),
    ],
)
def test_refuses_what_it_cannot_read_and_says_why(typed, reason):
    with pytest.raises(UnreadableDate, match=reason):
        parse(typed)


@given(st.text(max_size=250))
def test_any_text_is_read_or_refused(text):
    try:
        assert len(parse(text).wording) <= 200
    except UnreadableDate as error:
        assert str(error.message)


@given(fuzzy_dates())
def test_edtf_reads_back_as_the_same_date(when):
    assert parse(when.edtf).same_as(when)


@given(fuzzy_dates())
def test_printed_words_read_back_as_the_same_date(when):
    assert parse(str(when)).same_as(when)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("oct 9 2027", "9 October 2027"),
        ("2027-05", "May 2027"),
        ("fall 2027", "autumn 2027"),
        ("Q3 2027", "third quarter of 2027"),
        ("H1 2027", "first half of 2027"),
        ("2027", "2027"),
        ("не раньше 2020", "not before 2020"),
        ("not before Q3 2027", "not before the third quarter of 2027"),
        ("by May 2027", "by the end of May 2027"),
        ("by 9 October 2027", "by 9 October 2027"),
        ("TBA", "no date"),
    ],
)
def test_prints_as_a_fragment_of_a_sentence(typed, printed):
    assert str(parse(typed)) == printed


@pytest.mark.parametrize(
    ("typed", "described"),
    [
        ("not before 2020", "not before 2020 (that bound has passed)"),
        ("by the end of 2025", "by the end of 2025 (that bound has passed)"),
        ("spring 2026", "spring 2026 (now past)"),
        ("9 October 2026", "9 October 2026"),
        ("not before 25 November 2026", "not before 25 November 2026"),
        ("by 24 November 2026", "by 24 November 2026"),
        ("November 2026", "November 2026"),
        ("TBA", "no date"),
    ],
)
def test_a_bound_or_window_that_has_passed_says_so(typed, described):
    assert parse(typed).describe(TODAY) == described


def test_a_lower_bound_has_passed_once_its_day_is_there():
    bound = parse("not before 9 October 2027")

    assert not bound.passed(date(2027, 10, 8))
    assert bound.passed(date(2027, 10, 9))


def test_only_exact_days_have_an_iso_date():
    assert parse("9 October 2027").iso == "2027-10-09"
    assert {parse(typed).iso for typed in ["May 2027", "not before 9 October 2027", "by 9 October 2027", "TBA"]} == {
        ""
    }


def test_sorts_days_and_windows_by_their_end_then_lower_bounds_then_unknown():
    in_order = ["May 2027", "1 June 2027", "by 9 October 2027", "31 December 2027", "2027", "not before 2020", "TBA"]

    assert [when.wording for when in sorted(parse(typed) for typed in reversed(in_order))] == in_order


@given(fuzzy_dates(), fuzzy_dates())
def test_the_order_is_total(one, other):
    assert (one < other) + (other < one) + (one.sort_key == other.sort_key) == 1


@given(fuzzy_dates())
def test_a_date_is_of_exactly_one_sort(when):
    assert when.is_unknown + when.is_exact + when.is_bound + when.is_window == 1


@pytest.mark.parametrize(
    "parts",
    [
        (date(2027, 1, 1), None, "unknown"),
        (None, None, "year"),
        (None, None, "fortnight"),
        (date(2027, 1, 2), None, "year"),
        (date(2027, 1, 1), date(2028, 12, 31), "year"),
        (date(2027, 12, 31), date(2027, 1, 1), "year"),
        (date(2027, 1, 1), date(2027, 1, 2), "day"),
        (date(2027, 12, 1), None, "season"),
        (date(1899, 1, 1), None, "year"),
        (datetime(2027, 1, 1), datetime(2027, 1, 1), "day"),
        (date(2027, 1, 1), date(2027, 12, 31), "year", "x" * 201),
    ],
)
def test_there_is_no_inconsistent_date(parts):
    with pytest.raises(ValueError):
        FuzzyDate(*parts)


def test_two_dates_can_say_the_same_in_other_words():
    assert parse("fall 2027").same_as(parse("осень 2027"))
    assert parse("fall 2027") != parse("осень 2027")


def a_quote(**fields):
    return Quote.objects.create(series=make.a_series(), speaker=make.a_person(), text="More to come.", **fields)


@pytest.mark.django_db
def test_a_model_takes_and_gives_a_fuzzy_date_by_its_name():
    quote = a_quote(said_on=parse("spring 2027"))
    quote.refresh_from_db()
    assert quote.said_on == parse("spring 2027")
    assert Quote.objects.get(said_on_precision=Precision.SEASON, said_on_latest=date(2027, 5, 31)) == quote

    quote.said_on = FuzzyDate.UNKNOWN
    assert (quote.said_on_earliest, quote.said_on_wording) == (None, "")
    assert a_quote().said_on.is_unknown
    with pytest.raises(TypeError):
        quote.said_on = "spring 2027"


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(when=fuzzy_dates())
def test_the_database_takes_every_date_there_is(when):
    with transaction.atomic():
        assert Quote.objects.get(pk=a_quote(said_on=when).pk).said_on == when


@pytest.mark.django_db
@pytest.mark.parametrize(
    "columns",
    [
        {"said_on_precision": "decade"},
        {"said_on_precision": "unknown"},
        {"said_on_earliest": None, "said_on_latest": None},
        {"said_on_earliest": date(2028, 1, 1)},
        {"said_on_precision": "day"},
    ],
)
def test_the_database_refuses_inconsistent_columns(columns):
    quote = a_quote(said_on=parse("2027"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.filter(pk=quote.pk).update(**columns)


class DateForm(forms.Form):
    on = FuzzyDateField(at_least=Precision.YEAR)


class PremiereForm(forms.Form):
    starts = FuzzyDateField(required=False, allow_unknown=False)


def test_the_box_cleans_to_a_fuzzy_date_or_to_unknown():
    form = PremiereForm({"starts": " не раньше 2027 "})
    assert form.is_valid()
    assert form.cleaned_data["starts"] == parse("не раньше 2027")

    empty = PremiereForm({"starts": ""})
    assert empty.is_valid()
    assert empty.cleaned_data["starts"] == FuzzyDate.UNKNOWN


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (DateForm({"on": ""}), "required"),
        (DateForm({"on": "soon"}), "unreadable"),
        (DateForm({"on": "TBA"}), "unknown"),
        (DateForm({"on": "not before 2020"}), "too_vague"),
        (DateForm({"on": "2\x00"}), "null_characters_not_allowed"),
        (DateForm({"on": "2" * 10_000}), "max_length"),
        (PremiereForm({"starts": "TBA"}), "unknown"),
    ],
)
def test_the_box_refuses_with_a_reason_and_keeps_what_was_typed(form, code):
    (name,) = form.fields
    assert [error.code for error in form.errors.as_data()[name]] == [code]
    assert form[name].value() == form.data[name]


def test_the_box_asks_for_the_precision_it_needs():
    field = FuzzyDateField(at_least=Precision.MONTH)

    assert field.clean("9 October 2027").is_exact
    with pytest.raises(forms.ValidationError, match="at least the month"):
        field.clean("spring 2027")


def test_the_box_shows_the_words_as_announced_and_is_unchanged_by_them():
    when = parse("Fall 2027")
    form = DateForm({"on": "Fall 2027"}, initial={"on": when})

    assert DateForm(initial={"on": when})["on"].value() == "Fall 2027"
    assert not form.has_changed()
    assert DateForm(initial={"on": FuzzyDate.day(TODAY)})["on"].value() == "24 November 2026"
    assert DateForm(initial={"on": FuzzyDate.UNKNOWN})["on"].value() == ""
