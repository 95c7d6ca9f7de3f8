"""What a sheet would change, line by line; and doing exactly that."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from catalog.models import AuditEntry
from catalog.spreadsheets.cells import EMPTIED, MOST_IN_A_CELL, read
from catalog.spreadsheets.sheet import Refused, Sheet, chunks
from catalog.spreadsheets.sheets import SHEETS


@dataclass
class Line:
    """One line of a sheet: the row that it finds or makes, and what changes from what to what."""

    number: int
    cells: dict[str, str]
    obj: Any = None
    is_new: bool = False
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    refusal: str = ""

    @property
    def standing(self) -> str:
        if self.refusal:
            return "refused"
        return "new" if self.is_new else "changed" if self.changes else "unchanged"

    @property
    def name(self) -> str:
        return str(self.obj) if self.obj is not None else ", ".join(v for v in list(self.cells.values())[:3] if v)


@dataclass
class Plan:
    sheet: Sheet
    lines: list[Line]

    def of(self, standing: str) -> list[Line]:
        return [line for line in self.lines if line.standing == standing]

    @property
    def counts(self) -> dict[str, int]:
        return {standing: len(self.of(standing)) for standing in ("new", "changed", "unchanged", "refused")}

    @property
    def changing(self) -> list[Line]:
        return [line for line in self.lines if line.standing in {"new", "changed"}]

    @property
    def digest(self) -> str:
        """Another one as soon as the plan would do anything else, or find a row in another version."""
        told = [
            (line.number, line.standing, line.refusal, line.changes, line.obj and line.obj.pk, version_of(line.obj))
            for line in self.lines
        ]
        return sha256(repr(told).encode("utf-8", "replace")).hexdigest()


def version_of(obj) -> int | None:
    return getattr(obj, "version", None)


def plan(kind: str, text: str) -> Plan:
    """What a sheet of a kind would change. UnreadableSheet for a file that is none."""
    sheet = SHEETS[kind]()
    lines = [Line(number, cells) for number, cells in read(text, sheet.columns)]
    for line in lines:
        for name in sheet.keys:
            if line.cells.get(name) == EMPTIED:
                line.cells[name] = ""
    sheet.prepare([line.cells for line in lines])
    seen: dict[Any, int] = {}
    for line in lines:
        try:
            _read_line(sheet, line, seen)
        except Refused as refusal:
            line.refusal, line.changes = str(refusal), {}
    return Plan(sheet, lines)


def _read_line(sheet: Sheet, line: Line, seen: dict[Any, int]) -> None:
    if any(len(cell) > MOST_IN_A_CELL for cell in line.cells.values()):
        raise Refused(gettext("A cell holds more than %s characters.") % MOST_IN_A_CELL)
    found = sheet.find(line.cells)
    line.is_new = found is None
    if line.is_new and (missing := [name for name in sheet.needed if line.cells.get(name, "") in {"", EMPTIED}]):
        words = gettext("No row here has this slug or one of these ids, and a new one needs: %s.")
        raise Refused(words % ", ".join(missing))
    obj = sheet.fresh(line.cells) if found is None else found
    first = seen.setdefault(sheet.identity(line.cells, obj), line.number)
    if first != line.number:
        raise Refused(gettext("Line %s is about the same.") % first)
    before = dict.fromkeys(sheet.columns, "") if line.is_new else sheet.says(obj)
    for column, cell in line.cells.items():
        if column in sheet.keys or cell == "":
            continue
        wanted = "" if cell == EMPTIED else cell
        if not wanted and column in sheet.needed:
            raise Refused(gettext("The column %s cannot be emptied.") % column)
        if wanted != before[column].strip(" "):
            told = sheet.fill(obj, column, wanted)
            if told != before[column]:
                line.changes[column] = before[column], told
    sheet.check(obj)
    line.obj = obj


@transaction.atomic
def carry_out(kind: str, text: str, digest: str, *, by, note: str) -> Plan:
    """Do what a plan said, all of it or nothing. ValidationError when it would be another one by now."""
    planned = plan(kind, text)
    keys = [line.obj.pk for line in planned.changing if line.obj.pk]
    model = planned.sheet.model
    for some in chunks(sorted(keys)):
        list(model._base_manager.select_for_update().filter(pk__in=some).order_by("pk").values_list("pk"))
    # Read again behind the locks, where nobody can change it any more.
    planned = plan(kind, text)
    if planned.digest != digest:
        raise ValidationError(gettext("What is here has changed since. Please look at it again."), code="moved")
    changes = [(line.obj, line.changes, line.is_new) for line in planned.changing]
    planned.sheet.save(changes)
    if any(f.name == "version" for f in model._meta.fields):
        for some in chunks(keys):
            model._base_manager.filter(pk__in=some).update(version=F("version") + 1)
    action = {True: AuditEntry.Action.ADDED, False: AuditEntry.Action.CHANGED}
    entries = [
        AuditEntry.about(obj, action[new], by=by, changes={"fields": {k: list(v) for k, v in said.items()}}, note=note)
        for obj, said, new in changes
    ]
    for some in chunks(entries):
        AuditEntry.objects.write_all(some)
    return planned
