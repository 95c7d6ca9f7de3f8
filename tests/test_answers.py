"""The answer as a sentence: made from facts, and saying no more than they do."""

from datetime import UTC, date, datetime

import pytest

from catalog.answers import AIRING, RELEASED, answer, checklist, what_changed, when
from catalog.axes import Certainty, Decision, Tier
from catalog.fuzzydates import FuzzyDate, parse
from catalog.models import Season, SeasonState, Source, StatusUpdate, Video

TODAY = date(2026, 11, 24)


def said(on=date(2026, 3, 1), certainty=Certainty.OFFICIAL, publisher="Meridian", **fields):
    """An update that is in no database."""
    source = Source(publisher=publisher, tier=Tier.OFFICIAL_RELEASE)
    recorded_at = datetime(2026, 11, 20, tzinfo=UTC)
    update = StatusUpdate(certainty=certainty, source=source, recorded_at=recorded_at, **fields)
    update.announced_on = on if isinstance(on, FuzzyDate) else FuzzyDate.day(on)
    return update


def known(premiere="", finale="", **fields):
    """A state that is in no database."""
    state = SeasonState(**fields)
    state.premiere = parse(premiere) if premiere else FuzzyDate.UNKNOWN
    state.finale = parse(finale) if finale else FuzzyDate.UNKNOWN
    return state


def sentence(number=2, *, is_airing=False, **fields):
    return answer(Season(number=number), known(**fields), TODAY, is_airing=is_airing).sentence


def ordered(premiere="", **fields):
    return sentence(
        decision=Decision.ORDERED,
        decision_update=said(),
        premiere=premiere,
        premiere_update=said() if premiere else None,
        **fields,
    )


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        ("9 October 2027", "on 9 October 2027"),
        ("May 2027", "in May 2027"),
        ("spring 2027", "in spring 2027"),
        ("Q3 2027", "in the third quarter of 2027"),
        ("2027", "in 2027"),
        ("not before 2020", "not before 2020"),
        ("by the end of 2027", "by the end of 2027"),
    ],
)
def test_a_date_ends_a_sentence_as_vague_as_it_was_said(words, ending):
    assert when(parse(words)) == ending


def test_an_order_has_its_day_and_its_return():
    assert ordered("spring 2027") == "Renewed on 1 March 2026; returns in spring 2027."
    assert ordered("9 October 2027") == "Renewed on 1 March 2026; returns on 9 October 2027."
    assert ordered("not before 2028") == "Renewed on 1 March 2026; returns not before 2028."


def test_the_first_season_is_ordered_and_starts():
    assert ordered("spring 2027", number=1) == "Ordered on 1 March 2026; starts in spring 2027."


def test_an_order_without_a_date_gets_none():
    assert ordered() == "Renewed on 1 March 2026; no date yet."


def test_a_day_nobody_gave_stands_nowhere():
    month = sentence(decision=Decision.ORDERED, decision_update=said(on=parse("March 2026")))
    assert month == "Renewed in March 2026; no date yet."


def test_a_window_that_passed_says_so():
    assert ordered("spring 2026") == "Renewed on 1 March 2026; was to return in spring 2026, which has passed."


def test_a_bound_that_passed_says_so():
    bound = sentence(
        decision=Decision.UNDECIDED,
        decision_update=said(),
        checked_on=date(2026, 11, 19),
        premiere="not before 2020",
        premiere_update=said(on=date(2019, 1, 1), certainty=Certainty.ESTIMATED),
    )
    assert bound == (
        "No decision; checked on 19 November 2026; was said to return not before 2020, a bound that has passed."
    )


def test_a_date_that_was_withdrawn_is_not_forgotten():
    withdrawn = sentence(decision=Decision.ORDERED, decision_update=said(), premiere_update=said())
    assert withdrawn == "Renewed on 1 March 2026; the date given before was withdrawn."


def test_an_estimate_is_called_one():
    guess = sentence(
        decision=Decision.ORDERED,
        decision_update=said(),
        premiere="spring 2027",
        premiere_update=said(certainty=Certainty.ESTIMATED),
    )
    assert guess == "Renewed on 1 March 2026; estimated to return in spring 2027."


def test_no_decision_says_when_somebody_looked():
    checked = sentence(decision=Decision.UNDECIDED, decision_update=said(), checked_on=date(2026, 11, 19))
    assert checked == "No decision; checked on 19 November 2026."


def test_where_nothing_is_known_nothing_is_said():
    assert sentence() == "No decision is on record."


@pytest.mark.parametrize(
    ("decision", "first", "later"),
    [
        (Decision.DECLINED, "Not picked up, as was said on 1 March 2026.", "Cancelled on 1 March 2026."),
        (Decision.REVERSED, *["The order was withdrawn on 1 March 2026."] * 2),
        (Decision.CONCLUDED, *["The story is finished, as its makers said on 1 March 2026."] * 2),
        (Decision.ENDED, *["Ended: Meridian said on 1 March 2026 that there is no further season."] * 2),
    ],
)
def test_a_no_is_said_in_the_word_for_it(decision, first, later):
    assert sentence(1, decision=decision, decision_update=said()) == first
    assert sentence(2, decision=decision, decision_update=said()) == later


@pytest.mark.parametrize(
    "decision", [Decision.ORDERED, Decision.DECLINED, Decision.REVERSED, Decision.CONCLUDED, Decision.ENDED]
)
def test_a_report_names_who_reported_it(decision):
    report = said(certainty=Certainty.REPORTED, publisher="The Trade")
    assert "The Trade" in sentence(decision=decision, decision_update=report)


def test_a_season_that_has_begun_speaks_of_its_days():
    begun = answer(Season(number=1), known("18 August 2017", premiere_update=said()), TODAY)
    assert (begun.kind, begun.sentence) == (RELEASED, "Began on 18 August 2017.")
    over = known("1 March 2024", "3 May 2024", premiere_update=said())
    assert answer(Season(number=1), over, TODAY).sentence == "Began on 1 March 2024 and ended on 3 May 2024."


def test_a_season_on_air_says_when_it_ends_if_that_is_known():
    airing = known("10 November 2026", "5 January 2027", premiere_update=said())
    found = answer(Season(number=1), airing, TODAY, is_airing=True)
    assert found.kind == AIRING
    assert found.sentence == "On air: began on 10 November 2026, the last episode is due on 5 January 2027."
    assert sentence(is_airing=True, premiere="10 November 2026", premiere_update=said()) == (
        "On air: began on 10 November 2026."
    )


def test_a_window_that_was_history_when_it_was_told_is_a_beginning_and_a_promise_is_not():
    history = known("2017", premiere_update=said(on=date(2026, 3, 1)))
    assert answer(Season(number=1), history, TODAY).sentence == "Began in 2017."
    promise = known("spring 2026", decision=Decision.ORDERED, decision_update=said(), premiere_update=said())
    assert not answer(Season(number=2), promise, TODAY).has_begun


def test_reports_that_differ_and_a_last_season_are_told():
    found = answer(Season(number=2), known(is_final=True, differing=["decision", "premiere"]), TODAY)
    assert found.notes == ("It is to be the last season.", "Reports differ on the decision, the premiere.")


def checks(state=None, updates=(), season=None, **others):
    found = checklist(season or Season(number=2), state or known(), updates, today=TODAY, **others)
    return {check.question: (check.is_answered, check.note) for check in found}


def test_the_checklist_says_no_to_what_nobody_has_said():
    state = known(
        "not before 2020",
        premiere_update=said(certainty=Certainty.ESTIMATED),
        decision=Decision.UNDECIDED,
        checked_on=date(2026, 11, 19),
    )
    assert checks(state) == {
        "Decision": (False, "Checked 19 November 2026"),
        "Date": (False, "“not before 2020” has passed"),
        "Cast": (False, ""),
        "Plot": (False, ""),
        "Trailer": (False, ""),
    }


def test_the_checklist_gives_the_day_of_each_answer():
    told = said(on=date(2026, 4, 2), topics=["cast", "plot", "trailer"])
    state = known("spring 2027", premiere_update=said(), decision=Decision.ORDERED, decision_update=said())
    assert checks(state, [told]) == {
        "Decision": (True, "1 March 2026"),
        "Date": (True, "spring 2027"),
        "Cast": (True, "2 April 2026"),
        "Plot": (True, "2 April 2026"),
        "Trailer": (True, "2 April 2026"),
    }


def test_a_rumour_answers_nothing():
    rumour = said(certainty=Certainty.RUMOUR, topics=["cast", "plot", "trailer"])
    assert not any(is_answered for is_answered, _note in checks(updates=[rumour]).values())


def test_credits_a_story_and_a_trailer_of_the_season_answer_too():
    trailer = Video(published_on=date(2026, 5, 6))
    found = checks(season=Season(number=2, synopsis="They meet again."), cast=[object()], trailers=[trailer])
    assert found["Cast"] == (True, "")
    assert found["Plot"] == (True, "")
    assert found["Trailer"] == (True, "6 May 2026")


@pytest.mark.django_db
def test_an_update_says_what_it_changes():
    from tests import make

    update = make.an_update(make.a_season(), decision=Decision.ORDERED, premiere="spring 2027", is_final=True)
    assert what_changed(update) == ["Ordered", "last season", "premiere: spring 2027"]
