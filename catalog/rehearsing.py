"""What an update would do: it is recorded, looked at, and taken back. Nothing of it stays."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from catalog.axes import Axis, Certainty, Decision
from catalog.models import PremiereState, Season, StatusUpdate
from catalog.models.updates import PLAIN_AXES
from catalog.regions import WORLDWIDE


@dataclass
class Rehearsal:
    """What would change, as (what, before, after); what may surprise the editor, and what goes with what was typed."""

    changes: list[tuple[str, str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def rehearse(season: Season, record: Callable[[], StatusUpdate]) -> Rehearsal:
    """What `record` would do to a season and its series, from the moment at which its update is public."""
    with transaction.atomic():
        update = record()
        now = timezone.now()
        at = max(now, update.public_from or now)
        after, resisting = _seen(season, at), _what_does_not_take(season, update, at)
        transaction.set_rollback(True)
    before = _seen(season, at)
    changes = [(name, before.get(name, ""), words) for name, words in after.items() if words != before.get(name, "")]
    warnings, notes = _cautions(update) + resisting, _notes(season, update, at, now)
    # A draft can still be thought over.
    return Rehearsal(changes, warnings, notes) if update.public_from else Rehearsal([], [], warnings + notes)


def _seen(season: Season, at: datetime) -> dict[str, str]:
    """What is known of a season and its series at a moment, in words."""
    series, state = season.series.state(at), season.states.at(at).select_related("season", "commissioner").get()
    seen = {
        gettext("The series"): ", ".join([str(series.get_label_display()), *series.suffix_texts]),
        str(Axis.DECISION.label): str(state.decision_word),
        str(Axis.PRODUCTION.label): str(state.get_production_display()),
        str(Axis.COMMISSIONER.label): str(state.commissioner or ""),
        str(Axis.IS_FINAL.label): gettext("yes") if state.is_final else gettext("no"),
        str(Axis.RELEASE.label): str(state.get_release_display()),
    }
    for known in PremiereState.objects.at(at).of_season(season).select_related("premiere"):
        place = place_of(known.premiere.region, known.premiere.part)
        seen[f"{Axis.PREMIERE.label}{place}"] = str(known.starts)
        seen[f"{Axis.FINALE.label}{place}"] = str(known.ends)
    return seen | {gettext("Checked on"): str(state.checked_on or "")}


def place_of(region: str, part: int) -> str:
    """ " (US, part 2)"; the world and the first part go without saying."""
    where = "" if region == WORLDWIDE else region
    which = "" if part == 1 else gettext("part %s") % part
    said = ", ".join(word for word in (where, which) if word)
    return said and f" ({said})"


def _cautions(update: StatusUpdate) -> list[str]:
    """What may surprise, whatever stands already."""
    said = []
    if update.certainty == Certainty.RUMOUR:
        said.append(gettext("A rumour stands in the timeline and changes nothing."))
    if update.announced_on.earliest > timezone.localdate():
        said.append(gettext("It is announced on a day that has not come yet. Please check the date."))
    return said


def _notes(season: Season, update: StatusUpdate, at: datetime, now: datetime) -> list[str]:
    said = []
    if update.public_from is None:
        said.append(gettext("A private draft changes nothing until it is made public."))
    elif update.public_from > now:
        moment = timezone.localtime(at).strftime("%Y-%m-%d %H:%M %Z")
        said.append(gettext("Nothing changes before %s.") % moment)
    if not season.series.is_public(at):
        said.append(gettext("The series is hidden: readers do not see any of it."))
    return said


def _what_does_not_take(season: Season, update: StatusUpdate, at: datetime) -> list[str]:
    """Which of its words would not rule, because of what stands already; and where reports would differ."""
    if update.certainty == Certainty.RUMOUR or update.public_from is None:
        return []
    state, said = season.state(at), []
    for axis in PLAIN_AXES:
        ruling = getattr(state, f"{axis}_update")
        if getattr(update, axis) is None or ruling is None or ruling.pk == update.pk:
            continue
        if axis == Axis.DECISION and update.decision == Decision.UNDECIDED:
            said.append(gettext("There is a decision already; only the day of the check moves."))
        elif getattr(update, axis) != getattr(ruling, axis):
            said.append(_overruled(axis.label, ruling))
    for known in PremiereState.objects.at(at).of_season(season).select_related("premiere", "update", "finale_update"):
        for event, ruling in ((Axis.PREMIERE, known.update), (Axis.FINALE, known.finale_update)):
            place = {"event": event.value, "region": known.premiere.region, "part": known.premiere.part}
            if ruling and ruling.pk != update.pk and update.dates.filter(**place).exists():
                said.append(_overruled(f"{event.label}{place_of(place['region'], place['part'])}", ruling))
    if state.differing:
        axes = ", ".join(str(Axis(axis).label) for axis in state.differing)
        said.append(gettext("Reports differ, with equal weight, about: %s.") % axes)
    return said


def _overruled(name, ruling: StatusUpdate) -> str:
    words = gettext("%(axis)s stays as it is: “%(summary)s” of %(day)s is later, surer or nearer to the decision.")
    return capfirst(words % {"axis": name, "summary": ruling.summary, "day": ruling.announced_on})
