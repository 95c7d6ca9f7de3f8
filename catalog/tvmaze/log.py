"""What an import writes into the audit log: one entry for each record that it made or changed, by nobody."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from catalog.models import AuditEntry, Series
from catalog.tvmaze.fields import Outcome


def log_of(series: Series, outcome: Outcome) -> Iterator[AuditEntry]:
    """The entries of one show. What changed besides the columns of a row is named in the note of the series."""
    added, changed = AuditEntry.Action.ADDED, AuditEntry.Action.CHANGED
    columns = outcome.written.pop(id(series), (series, {}))[1]
    parts = ", ".join(sorted(outcome.changed.difference(columns)))
    note = _("TVmaze import: %(parts)s") % {"parts": parts} if parts else _("TVmaze import")
    yield AuditEntry.about(
        series, added if outcome.created else changed, changes={"fields": columns} if columns else {}, note=note
    )
    made = {id(row) for row in outcome.made}
    rows: dict[int, tuple[Any, dict]] = {id(row): (row, {}) for row in outcome.made} | outcome.written
    for key, (row, fields) in rows.items():
        changes = {"fields": fields} if fields else {}
        yield AuditEntry.about(row, added if key in made else changed, changes=changes, note=_("TVmaze import"))
