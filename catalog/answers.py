"""The answer to "will there be another season, and when?", in sentences made from facts. Pure: no query, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext

from catalog.axes import Axis, Certainty, Decision, Event, Topic, decision_word
from catalog.fuzzydates import FuzzyDate
from catalog.fuzzydates.printing import as_words_in_a_sentence as when
from catalog.regions import WORLDWIDE, region_name
from catalog.rulings import NO

AIRING, RELEASED = "airing", "released"


@dataclass(frozen=True)
class Answer:
    """`kind` is a decision, or "airing" or "released" once the season has begun; `word` is the same for readers.

    `sentence` says it with its days; `notes` are further sentences; `update` is what it rests on, if anything.
    """

    kind: str
    word: str
    sentence: str
    notes: tuple[str, ...] = ()
    update: Any = None

    @property
    def has_begun(self) -> bool:
        return self.kind in {AIRING, RELEASED}


@dataclass(frozen=True)
class Check:
    """A line of the checklist: a question, whether it is answered, and since when or on what ground."""

    question: str
    is_answered: bool
    note: str = ""


def day(moment: date) -> str:
    """A day as readers read it."""
    return str(FuzzyDate.day(moment))


def answer(season, state, today: date, *, is_airing: bool = False) -> Answer:
    """The answer that a SeasonState gives on a day. `is_airing` is what the label of the series says."""
    notes = tuple(_notes(state))
    if has_begun(state, today):
        kind = AIRING if is_airing else RELEASED
        word = gettext("Airing") if is_airing else gettext("Released")
        return Answer(kind, word, _run(state, today, is_airing), notes, state.premiere_update)
    update = state.decision_update or state.premiere_update
    sentence = _decided(season, state)
    if state.decision not in NO and (date_said := _date(season, state, today)):
        sentence = gettext("%(decision)s; %(date)s") % {"decision": sentence, "date": date_said}
    return Answer(
        state.decision, str(decision_word(state.decision, is_first=season.number == 1)), f"{sentence}.", notes, update
    )


def answer_of(series, today: date) -> Answer | None:
    """The answer for the season that the label of a series of `as_of` speaks of; None while it speaks of none."""
    known = series.known
    if not known.season_id or not known.season_state_id:
        return None
    return answer(known.season, known.season_state, today, is_airing=known.is_airing(known.season))


def has_begun(state, today: date) -> bool:
    """Whether the first episode is out. A window counts when it was history as it was told."""
    premiere = state.premiere
    if premiere.is_exact:
        return premiere.latest <= today
    update = state.premiere_update
    return bool(premiere.is_window and update and premiere.latest < update.said_by)


def _run(state, today, is_airing):
    begin = when(state.premiere)
    if state.finale.is_exact and state.finale.latest <= today and not is_airing:
        return gettext("Began %(begin)s and ended %(end)s.") % {"begin": begin, "end": when(state.finale)}
    if is_airing and not state.finale.is_unknown:
        return gettext("On air: began %(begin)s, the last episode is due %(end)s.") % {
            "begin": begin,
            "end": when(state.finale),
        }
    return (gettext("On air: began %s.") if is_airing else gettext("Began %s.")) % begin


def _decided(season, state):
    """The clause on the decision."""
    update = state.decision_update
    if state.decision == Decision.UNDECIDED:
        if state.checked_on:
            return gettext("No decision; checked on %s") % day(state.checked_on)
        return gettext("No decision")
    if state.decision == Decision.UNKNOWN or update is None:
        return gettext("No decision is on record")
    said = {"when": when(update.announced_on), "who": update.source.publisher if update.source else ""}
    if state.decision == Decision.ENDED:
        return gettext("Ended: %(who)s said %(when)s that there is no further season") % said
    is_sure = update.certainty == Certainty.OFFICIAL
    return _sure(season, state.decision) % said if is_sure else _unsure(season, state.decision) % said


def _sure(season, decision):
    first = season.number == 1
    return {
        Decision.ORDERED: gettext("Ordered %(when)s") if first else gettext("Renewed %(when)s"),
        Decision.DECLINED: gettext("Not picked up, as was said %(when)s") if first else gettext("Cancelled %(when)s"),
        Decision.REVERSED: gettext("The order was withdrawn %(when)s"),
        Decision.CONCLUDED: gettext("The story is finished, as its makers said %(when)s"),
    }[decision]


def _unsure(season, decision):
    first = season.number == 1
    return {
        Decision.ORDERED: gettext("Ordered, as %(who)s reported %(when)s")
        if first
        else gettext("Renewed, as %(who)s reported %(when)s"),
        Decision.DECLINED: gettext("Not picked up, as %(who)s reported %(when)s")
        if first
        else gettext("Cancelled, as %(who)s reported %(when)s"),
        Decision.REVERSED: gettext("The order was withdrawn, as %(who)s reported %(when)s"),
        Decision.CONCLUDED: gettext("The story is finished, as %(who)s reported %(when)s"),
    }[decision]


def _date(season, state, today):
    """The clause on the premiere that is to come, with what has become of it. Nobody's date is nobody's date."""
    said, update = state.premiere, state.premiere_update
    if said.is_unknown:
        if update is not None:
            return gettext("the date given before was withdrawn")
        return gettext("no date yet") if state.decision == Decision.ORDERED else ""
    first = season.number == 1
    at = when(said)
    if said.latest is not None and said.latest < today:
        pattern = (
            gettext("was to start %s, which has passed") if first else gettext("was to return %s, which has passed")
        )
    elif said.latest is None and said.earliest <= today:
        pattern = (
            gettext("was said to start %s, a bound that has passed")
            if first
            else gettext("was said to return %s, a bound that has passed")
        )
    elif update is not None and update.certainty == Certainty.ESTIMATED:
        pattern = gettext("estimated to start %s") if first else gettext("estimated to return %s")
    elif state.decision == Decision.ORDERED:
        pattern = gettext("starts %s") if first else gettext("returns %s")
    else:
        pattern = gettext("said to start %s") if first else gettext("said to return %s")
    return pattern % at


def _notes(state):
    if state.is_final:
        yield gettext("It is to be the last season.")
    if state.differing:
        names = {
            "decision": gettext("the decision"),
            "production": gettext("the production"),
            "commissioner": gettext("the network"),
            "is_final": gettext("whether it is the last season"),
            "release": gettext("the release pattern"),
            "premiere": gettext("the premiere"),
            "finale": gettext("the last episode"),
        }
        yield gettext("Reports differ on %s.") % ", ".join(names[axis] for axis in state.differing)


def checklist(season, state, updates: Iterable, *, cast: Sequence = (), trailers: Sequence = (), today: date):
    """What is known of a season that has not begun, in five lines: decision, date, cast, plot, trailer.

    `updates` are those that stand, latest first; `cast` the season's own credits; `trailers` its official trailers.
    """
    heard = [update for update in updates if update.certainty != Certainty.RUMOUR]
    return [
        _check_decision(state),
        _check_date(season, state, today),
        _check_topic(gettext("Cast"), heard, Topic.CAST, otherwise=bool(cast)),
        _check_topic(gettext("Plot"), heard, Topic.PLOT, otherwise=bool(season.synopsis)),
        _check_trailer(heard, trailers),
    ]


def _check_decision(state):
    decided = state.decision not in {Decision.UNKNOWN, Decision.UNDECIDED}
    note = ""
    if decided and state.decision_update:
        note = str(state.decision_update.announced_on)
    elif state.checked_on:
        note = gettext("Checked %s") % day(state.checked_on)
    return Check(gettext("Decision"), decided, note)


def _check_date(season, state, today):
    said, update = state.premiere, state.premiere_update
    given = said.latest is not None and not (update and update.certainty == Certainty.ESTIMATED)
    if said.is_unknown:
        note = pgettext("of a date", "Withdrawn") if update is not None else ""
    elif (said.latest or said.earliest) < today:
        note = gettext("“%s” has passed") % said
    else:
        note = str(said)
    return Check(pgettext("of a premiere", "Date"), given, note)


def _check_topic(question, heard, topic, *, otherwise):
    about = next((update for update in heard if topic in update.topics), None)
    return Check(question, bool(about) or otherwise, str(about.announced_on) if about else "")


def _check_trailer(heard, trailers):
    check = _check_topic(gettext("Trailer"), heard, Topic.TRAILER, otherwise=False)
    if not check.is_answered and trailers:
        published = trailers[0].published_on
        return Check(check.question, True, day(published) if published else "")
    return check


def what_changed(update) -> list[str]:
    """What an update says on each axis, in words; reads the prefetched `dates`."""
    return [words for _axis, words in said_by_axis(update)]


def said_by_axis(update) -> list[tuple[Axis, str]]:
    """The same, each with its axis; of a premiere or finale the words name the event."""
    said = []
    if update.decision and update.decision != Decision.UNDECIDED:
        said.append((Axis.DECISION, update.get_decision_display()))
    if update.production:
        said.append((Axis.PRODUCTION, update.get_production_display()))
    if update.commissioner:
        said.append((Axis.COMMISSIONER, update.commissioner.name))
    if update.is_final is not None:
        said.append((Axis.IS_FINAL, gettext("last season") if update.is_final else gettext("not the last season")))
    if update.release:
        said.append((Axis.RELEASE, update.get_release_display()))
    for row in update.dates.all():
        event = gettext("premiere") if row.event == Event.PREMIERE else gettext("last episode")
        if row.part > 1:
            event = gettext("%(event)s of part %(part)s") % {"event": event, "part": row.part}
        if row.region != WORLDWIDE:
            event = gettext("%(event)s (%(region)s)") % {"event": event, "region": region_name(row.region)}
        date_said = gettext("date withdrawn") if row.date.is_unknown else str(row.date)
        words = gettext("%(event)s: %(date)s") % {"event": event, "date": date_said}
        said.append((Axis.PREMIERE if row.event == Event.PREMIERE else Axis.FINALE, words))
    return said
