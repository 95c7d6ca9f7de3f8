"""Two people in one article: what it said when it was opened, what it says now, and what was typed, part by part.

Each part is a field or a whole block, with a choice: mine, theirs, or both where their words do not meet. The choices
are sent along with the form and applied to it here, before it is checked and saved as any other.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.admin.bodies import Part, as_sent, carried, names_of, same, stored_row
from news import richtext
from news.comparing import in_one_row
from news.drawing import Line, drawn, listed
from news.merging import Clash, merge
from news.models import Article, RichText
from news.models.blocks import BLOCKS, Block

MINE, THEIRS, MERGED = "mine", "theirs", "merged"
# Which of two orders the blocks have.
ORDER = "order"
# Fields whose words can be those of both.
PROSE = {"title", "lead", "heading", "caption", "text"}
PREFIX = "_settle"


def field_name(*parts: str) -> str:
    """The name of the radio buttons of one part."""
    return ":".join([PREFIX, *parts])


def merged(model, name: str, before: str, mine: str, theirs: str) -> str | None:
    """The words of both, or None where they changed the same place."""
    if name not in PROSE:
        return None
    rich = model is RichText
    if rich:
        before, mine, theirs = (richtext.clean(text) for text in (before, mine, theirs))
    try:
        words = merge(before, mine, theirs)
    except Clash:
        return None
    return richtext.clean(words) if rich else words


# -- shown ----------------------------------------------------------------------------------------------------------


@dataclass
class Shown:
    """One part on the page: what each side made of it, and what can be chosen."""

    label: str
    state: str
    name: str
    before: list[Line]
    theirs: list[Line]
    mine: list[Line]
    both: list[Line]
    choices: list[tuple[str, str]]
    chosen: str


@dataclass
class Story:
    """A conflict as the page of an article tells it: `base` is the sealed snapshot of what was seen."""

    groups: list["Group"]
    base: str
    compare: str


@dataclass
class Group:
    """The head of the article, or one of its rows, with the parts that either side changed."""

    title: str
    kind: str
    parts: list[Shown]


class Words:
    """Values of snapshots and of bodies in words; what is referred to is named by one query for each kind."""

    def __init__(self, parts: list[Part]):
        wanted: dict[Any, set[str]] = {}
        for part in parts:
            for name, value in self._all(part):
                if related := self._related(part.model, name):
                    wanted.setdefault(related, set()).update(self._keys(value))
        self.names = {
            (model, str(thing.pk)): str(thing)
            for model, keys in wanted.items()
            for thing in model._base_manager.filter(pk__in=keys)
        }

    @staticmethod
    def _related(model, name):
        return next((field.related_model for field in model._meta.get_fields() if field.name == name), None)

    @staticmethod
    def _all(part: Part):
        if part.name:
            sent = [value for values in part.mine.values() for value in values]
            return [(part.name, part.before), (part.name, part.now), (part.name, sent)]
        return [*part.before.items(), *part.now.items(), *part.mine.items()]

    @staticmethod
    def _keys(value) -> set[str]:
        """What can be a key among some values: anybody may have sent them."""
        values = [str(each) for each in (value if isinstance(value, list) else [value])]
        return {each for each in values if each.isascii() and each.isdecimal() and len(each) <= 18}

    def __call__(self, model, name: str, value: Any) -> list[str] | str:
        """A value in words: a text, or the names of things."""
        if related := self._related(model, name):
            keys = value if isinstance(value, list) else [value]
            return [self.names.get((related, str(key)), _("gone")) for key in keys if key not in (None, "")]
        if isinstance(value, list):
            value = " ".join(map(str, value))
        column = next((field for field in model._meta.fields if field.name == name), None)
        choices = {str(key): label for key, label in getattr(column, "flatchoices", None) or []}
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return str(choices.get(str(value), "" if value is None else value))

    def lines(self, model, name: str, one: Any, other: Any) -> list[Line]:
        was, now = self(model, name, one), self(model, name, other)
        if isinstance(was, list) or isinstance(now, list):
            return listed(*(side if isinstance(side, list) else [side] for side in (was, now)))
        return drawn(was, now, html=model is RichText and name == "text")


def shown(parts: list[Part], orders: "Orders") -> list[Group]:
    """All parts of a conflict, in groups: the head first, then each row."""
    words = Words(parts)
    groups = []
    for (model, key), some in groupby(parts, key=lambda part: (part.model, part.key)):
        rows = [each for part in some for each in _shown(part, words)]
        if rows:
            groups.append(Group(_title(model, key, parts, words), str(capfirst(model._meta.verbose_name)), rows))
    if orders.differ:
        groups.append(Group("", _("Order of the blocks"), [_shown_order()]))
    return groups


def _title(model, key, parts, words) -> str:
    if model is Article:
        return ""
    row = next((part for part in parts if part.model is model and part.key == key), None)
    values = (row.now or row.before) if row and not row.name else {}
    said = model._base_manager.filter(pk=key).first() if not values else None
    if said is not None:
        return str(said)
    text = next((values[name] for name in ("text", "heading", "caption") if values.get(name)), "")
    return richtext.first_words(text)


def _shown(part: Part, words: Words) -> list[Shown]:
    name = field_name(part.state, part.model._meta.label_lower, part.key, part.name)
    if part.name:
        return [_shown_field(part, words, name)]
    values = part.now or part.before
    fields = [
        f for f in values if values[f] not in (None, "", []) and f not in {"key", "ordering", "region", "primary"}
    ]
    said = {field: [v for n, v in part.mine.items() if n.partition("_")[0] == field] for field in fields}
    choices = {
        "came": [(THEIRS, _("Theirs: keep it")), (MINE, _("Leave it out"))],
        "gone": [(THEIRS, _("Theirs: it is deleted")), (MINE, _("Put it back"))],
        "kept": [(MINE, _("Mine: keep it")), (THEIRS, _("Theirs: delete it"))],
        "dropped": [(MINE, _("Mine: delete it")), (THEIRS, _("Theirs: keep it"))],
    }[part.state]
    if part.state == "kept" and not part.before.get("key"):
        choices = choices[:1]
    rows = []
    for number, field in enumerate(fields):
        empty = [] if isinstance(values[field], list) else ""
        mine = said[field][0] if said[field] else empty
        if part.state == "kept":
            mine = part.mine.get(field, empty)
        label = str(capfirst(part.model._meta.get_field(field).verbose_name))  # type: ignore[union-attr]
        was = part.before.get(field, empty)
        rows.append(
            Shown(
                label=label,
                state=part.state,
                name=name if not number else "",
                before=words.lines(part.model, field, was, was) if part.before else [],
                theirs=words.lines(part.model, field, was, part.now.get(field, empty)),
                mine=words.lines(part.model, field, was, mine if part.state == "kept" else empty)
                if part.state in {"kept", "dropped"}
                else [],
                both=[],
                choices=choices if not number else [],
                chosen=choices[0][0],
            )
        )
    return rows or [Shown("", part.state, name, [], [], [], [], choices, choices[0][0])]


def _shown_field(part: Part, words: Words, name: str) -> Shown:
    model, field = part.model, part.name
    mine = [value for values in part.mine.values() for value in values]
    both = None
    if part.state == "both" and isinstance(part.before, str) and isinstance(part.now, str):
        both = merged(model, field, part.before, _text(mine), part.now)
    choices = [(MINE, _("Mine")), (THEIRS, _("Theirs"))]
    if both is not None:
        choices.insert(0, (MERGED, _("Both together")))
    if part.state == "theirs":
        choices = [(THEIRS, _("Theirs")), (MINE, _("As it was"))]
    column = model._meta.get_field(field)
    return Shown(
        label=str(capfirst(getattr(column, "verbose_name", field))),
        state=part.state,
        name=name,
        before=words.lines(model, field, part.before, part.before),
        theirs=words.lines(model, field, part.before, part.now) if part.state != "mine" else [],
        mine=words.lines(model, field, part.before, mine) if part.state != "theirs" else [],
        both=words.lines(model, field, part.before, both) if both is not None else [],
        choices=choices if part.state != "mine" else [],
        chosen=choices[0][0],
    )


def _shown_order() -> Shown:
    choices = [(MINE, _("Mine")), (THEIRS, _("Theirs"))]
    return Shown(_("Order"), "both", field_name(ORDER), [], [], [], [], choices, MINE)


# -- the order of the blocks ----------------------------------------------------------------------------------------


def blocks_in_order(rows: dict[str, dict[str, dict]]) -> list[str]:
    """The blocks of a snapshot by their keys for life, in order."""
    found = [
        (values["ordering"] or 0, values["key"])
        for model in BLOCKS
        for values in rows.get(model._meta.label_lower, {}).values()
    ]
    return [key for _place, key in sorted(found, key=lambda each: each[0])]


class Orders:
    """The blocks as they stood, as they stand now, and as somebody has put them in a body."""

    def __init__(self, data: QueryDict, page: tuple, before: dict, now: dict):
        self.data, self.before, self.theirs = data, blocks_in_order(before["rows"]), blocks_in_order(now["rows"])
        self.places: dict[str, str] = {}
        rows = []
        for formset in page[1]:
            if not issubclass(formset.model, Block):
                continue
            stored = now["rows"].get(formset.model._meta.label_lower, {})
            total = data.get(f"{formset.prefix}-TOTAL_FORMS", "")
            for number in range(min(int(total), 1000) if total.isascii() and total.isdecimal() else 0):
                start = f"{formset.prefix}-{number}-"
                key = stored.get(data.get(f"{start}id", ""), {}).get("key") or data.get(f"{start}lasting_key") or start
                place = data.get(f"{start}ordering", "")
                self.places[key] = f"{start}ordering"
                rows.append((int(place) if re.fullmatch(r"-?[0-9]{1,9}", place) else 10**9, key))
        self.mine = [key for _place, key in sorted(rows, key=lambda each: each[0])]

    def _common(self, order: list[str]) -> list[str]:
        everywhere = set(self.before) & set(self.theirs) & set(self.mine)
        return [key for key in order if key in everywhere]

    @property
    def differ(self) -> bool:
        """Whether both put the same blocks into other orders, and not into the same."""
        before, theirs, mine = (self._common(order) for order in (self.before, self.theirs, self.mine))
        return len({tuple(before), tuple(theirs), tuple(mine)}) == 3

    def came(self) -> list[str]:
        """Those that came on their side: where they stand in my order is decided by theirs."""
        return [key for key in self.theirs if key not in self.before]

    def put(self, chosen: str) -> None:
        """Number the blocks of the body; each order takes in, behind the same block, what only the other has."""
        mine = [key for key in self.mine if key not in self.came()]
        if chosen == THEIRS or self._common(self.mine) == self._common(self.before):
            order = in_one_row(mine, self.theirs)
        else:
            order = in_one_row(self.theirs, mine)
        self._number(order)

    def put_behind(self, regained: set[str]) -> None:
        """Let blocks that come back stand behind what they stood behind."""
        self._number(in_one_row(self.before, [key for key in self.mine if key not in regained]))

    def _number(self, order: list[str]) -> None:
        for place, key in enumerate((key for key in order if key in self.places), start=1):
            self.data[self.places[key]] = str(place * 10)


# -- applied --------------------------------------------------------------------------------------------------------


class Settled:
    """A body with the choices that were sent in it applied: `data`. `unmet` names prose that both could not share.

    `before` and `theirs` are the snapshots from which the choices were offered.
    """

    def __init__(self, sent: QueryDict, page: tuple, before: dict, theirs: dict):
        self.data, self.before, self.theirs = sent.copy(), before, theirs
        self.form, formsets = page
        self.formsets = {formset.model._meta.label_lower: formset for formset in formsets}
        self.unmet = False
        self.regained: set[str] = set()
        for name in [name for name in sent if name.startswith(f"{PREFIX}:")]:
            chosen = sent[name]
            parts = name.split(":")[1:]
            if len(parts) == 4:
                state, label, key, field = parts
                self._settle(state, label, key, field, chosen)
        if sent.get(field_name(ORDER)) == THEIRS:
            Orders(self.data, page, before, theirs).put(THEIRS)
        if self.regained:
            Orders(self.data, page, before, theirs).put_behind(self.regained)
        # Applied once, whatever becomes of the form.
        for name in [name for name in self.data if name.startswith(PREFIX) or name == "_base"]:
            del self.data[name]

    def _settle(self, state, label, key, name, chosen) -> None:
        if label == Article._meta.label_lower:
            if field := self.form.fields.get(name):
                before, theirs = self.before["fields"], self.theirs["fields"]
                self._choose(state, Article, name, field, name, before, theirs, chosen)
            return
        formset = self.formsets.get(label)
        if formset is None:
            return
        before, theirs = (side["rows"].get(label, {}) for side in (self.before, self.theirs))
        if name:
            start, fields = self._row(formset, key), formset.empty_form.fields
            if start and name in fields and key in theirs:
                was = before.get(key) or self._by_key(before, theirs[key])
                self._choose(state, formset.model, start + name, fields[name], name, was, theirs[key], chosen)
            return
        getattr(self, f"_settle_{state}", lambda *args: None)(formset, key, before, theirs, chosen)

    def _choose(self, state, model, html_name, field, name, before, theirs, chosen) -> None:
        if name not in theirs or name not in before:
            return
        sent = {each: self.data.getlist(each) for each in names_of(field, html_name)}
        said_then, said_now = (as_sent(model, field, html_name, name, side[name]) for side in (before, theirs))
        if state == "both" and chosen == THEIRS:
            self._put(html_name, field, said_now)
        elif state == "both" and chosen == MERGED:
            words = merged(model, name, before[name] or "", _text(self.data.getlist(html_name)), theirs[name] or "")
            if words is None:
                self.unmet = True
            else:
                self._put(html_name, field, {html_name: [words]})
        elif state == "theirs" and chosen == MINE and same(sent, said_now):
            self._put(html_name, field, said_then)

    def _put(self, html_name, field, values) -> None:
        for each in names_of(field, html_name):
            self.data.pop(each, None)
        for each, said in values.items():
            self.data.setlist(each, said)

    @staticmethod
    def _by_key(before, values) -> dict:
        """What a row said before it was stored anew."""
        return next((row for row in before.values() if row.get("key") and row["key"] == values.get("key")), {})

    def _rows(self, formset):
        total = self.data.get(f"{formset.prefix}-TOTAL_FORMS", "")
        count = min(int(total), 1000) if total.isascii() and total.isdecimal() and len(total) < 9 else 0
        return [f"{formset.prefix}-{number}-" for number in range(count)]

    def _row(self, formset, key: str) -> str:
        """Where the row of a key stands in the body."""
        pk = formset.model._meta.pk.name
        return next((start for start in self._rows(formset) if self.data.get(f"{start}{pk}") == key), "")

    def _settle_came(self, formset, key, before, theirs, chosen) -> None:
        if chosen == MINE and (start := self._row(formset, key)):
            self.data[f"{start}DELETE"] = "on"

    def _settle_gone(self, formset, key, before, theirs, chosen) -> None:
        if chosen == MINE and key in before:
            start = f"{formset.prefix}-{len(self._rows(formset))}-"
            known = str(before[key].get("key", ""))
            self.regained.add(known)
            row = stored_row(formset, formset.empty_form.fields, "", before[key]) | carried(formset, before[key])
            for name, values in row.items():
                self.data.setlist(start + name, values)
            self.data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(self._rows(formset)) + 1)

    def _settle_kept(self, formset, key, before, theirs, chosen) -> None:
        if chosen == THEIRS and key in before and before[key].get("key"):
            for start in self._rows(formset):
                if self.data.get(f"{start}lasting_key") == before[key]["key"]:
                    self.data[f"{start}DELETE"] = "on"

    def _settle_dropped(self, formset, key, before, theirs, chosen) -> None:
        if chosen == THEIRS and key in theirs and (start := self._row(formset, key)):
            self.data.pop(f"{start}DELETE", None)
            fields = {n: field for n, field in formset.empty_form.fields.items() if n not in formset.apart}
            for name, values in stored_row(formset, fields, key, theirs[key]).items():
                self.data.setlist(start + name, values)


def _text(values: list[str]) -> str:
    """What was typed into one field of prose."""
    return "".join(values[:1]).replace("\r\n", "\n")
