"""What an import came to, in lines for the person who ran it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.tvmaze.fields import Outcome, Result

# How many lines of one sort are shown before they are only counted.
MOST_LINES = 200


class Summary:
    def __init__(self):
        self.counts = dict.fromkeys(Result, 0)
        self.older = 0
        self.kept: list[str] = []
        self.notes: list[str] = []
        self.skipped: list[str] = []

    def add(self, number: int, outcome: Outcome) -> None:
        self.counts[outcome.result] += 1
        self.older += bool(outcome.older)
        named = f"{outcome.title} ({number})"
        if outcome.kept:
            self.kept.append(f"{named}: {', '.join(sorted(outcome.kept))}")
        self.notes += [f"{named}: {note}" for note in outcome.notes]

    def skip(self, origin: str, number: str, reason: Any) -> None:
        if isinstance(reason, ValidationError):
            reason = "; ".join(reason.messages)
        self.skipped.append(": ".join(filter(None, (origin, number, " ".join(str(reason).split())))))

    def print(self, write: Callable[[str], Any], *, dry_run: bool) -> None:
        for heading, lines in ((_("Kept, as an editor set it:"), self.kept), (_("Noted:"), self.notes)):
            _print_lines(write, heading, lines)
        _print_lines(write, _("Skipped:"), self.skipped)
        if self.older:
            write(
                ngettext(
                    "%d record is older than what is here: it only adds what was not here yet.",
                    "%d records are older than what is here: they only add what was not here yet.",
                    self.older,
                )
                % self.older
            )
        counts = {
            "created": self.counts[Result.CREATED],
            "updated": self.counts[Result.UPDATED],
            "unchanged": self.counts[Result.UNCHANGED],
            "kept": len(self.kept),
            "skipped": len(self.skipped),
        }
        write(
            _("%(created)d created, %(updated)d updated, %(unchanged)d unchanged, %(kept)d kept, %(skipped)d skipped.")
            % counts
        )
        if not counts["created"] and not counts["updated"]:
            write(_("Nothing changed."))
        elif dry_run:
            write(_("This was a dry run: nothing was changed."))


def _print_lines(write: Callable[[str], Any], heading: str, lines: list[str]) -> None:
    if not lines:
        return
    write(heading)
    for line in lines[:MOST_LINES]:
        write(f"  {line}")
    if len(lines) > MOST_LINES:
        write("  " + _("and %d more") % (len(lines) - MOST_LINES))
