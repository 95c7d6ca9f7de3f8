"""Writing into rows that editors write too: what an editor has set is kept."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Result(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass
class Outcome:
    """What the import of one show came to: the fields that changed, and those that an editor's word kept."""

    title: str = ""
    created: bool = False
    changed: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    # The parts of the record that were older than what is here, and so left alone.
    older: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # For the audit log: the rows that were made, and each row that was written with what it said before and says now.
    made: list[Any] = field(default_factory=list)
    written: dict[int, tuple[Any, dict[str, list]]] = field(default_factory=dict)

    @property
    def result(self) -> Result:
        if self.created:
            return Result.CREATED
        return Result.UPDATED if self.changed else Result.UNCHANGED


def plain(value: Any) -> Any:
    """A value as the JSON of `imported` holds it."""
    return value.isoformat() if isinstance(value, date) else value


def write(row, fields: dict[str, Any], outcome: Outcome, *, prefix: str = "") -> bool:
    """Set the columns that are empty or hold what an import wrote; whether any changed. The caller saves.

    `row.imported` remembers what was written: a value that differs from it was set by an editor since.
    """
    changed = False
    for name, value in fields.items():
        present = getattr(row, name)
        if present == value:
            continue
        is_empty = present is None or present == ""
        is_ours = row.imported[name] == plain(present) if name in row.imported else is_empty
        if is_ours:
            setattr(row, name, value)
            row.imported[name] = plain(value)
            outcome.changed.add(prefix + name)
            _row, fields = outcome.written.setdefault(id(row), (row, {}))
            fields[name] = [plain(present), plain(value)]
            changed = True
        else:
            outcome.kept.add(prefix + name)
    return changed
