"""Comparing two versions of an article: its head, its claims, and its blocks, each found again by its key."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog import models as catalog
from catalog.axes import Axis
from news.documents import LISTS, REFERENCES
from news.drawing import Line, drawn, listed
from news.models import Article, Author, Kind, Link, Revision
from news.models.blocks import BLOCKS, Block, RichText
from news.models.claims import Said
from news.pressing import Copy, copy_of_article, copy_of_revision, subjects_among
from news.richtext import first_words
from news.words import moment

BLOCK_TYPES: dict[str, type[Block]] = {model.type: model for model in BLOCKS}
# What the names of things read beside their own row.
NAMED_WITH = {
    catalog.Season: ["series"],
    catalog.Quote: ["speaker"],
    catalog.StatusUpdate: ["season__series"],
}


class Reference(NamedTuple):
    """A thing that a version names: its model, and its primary key or uuid as text."""

    model: type[models.Model]
    key: str


@dataclass
class Contents:
    """What one version says. A value is a text, a Reference, or a list of References; None and "" are nothing."""

    heads: dict[str, Any] = field(default_factory=dict)
    claims: dict[tuple[int, str], tuple[Reference, str, Any]] = field(default_factory=dict)
    blocks: list[dict[str, Any]] = field(default_factory=list)

    def references(self) -> Iterator[Reference]:
        """All that it names."""
        for value in self.heads.values():
            yield from among(value)
        for season, _axis, said in self.claims.values():
            yield season
            yield from among(said)
        for block in self.blocks:
            for value in values(block).values():
                yield from among(value)


def among(value: Any) -> Iterator[Reference]:
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, list):
        yield from value


def values(block: dict[str, Any]) -> dict[str, Any]:
    """What a pressed block says, by field, as values of Contents."""
    model = BLOCK_TYPES[block["type"]]
    said: dict[str, Any] = {name: "" if block[name] is None else str(block[name]) for name in model.texts}
    for name in model.references:
        said[name] = Reference(REFERENCES[name], block[name]) if block[name] else None
    for name in model.lists:
        said[name] = [Reference(REFERENCES[LISTS[name]], uuid) for uuid in block[name]]
    return said


# -- what a version says --------------------------------------------------------------------------------------------


def of_article(article: Article) -> Contents:
    """The working copy, as it is stored now."""
    return of_copy(copy_of_article(article))


def of_revision(revision: Revision) -> Contents:
    return of_copy(copy_of_revision(revision))


def of_copy(copy: Copy) -> Contents:
    columns = copy.columns
    links = {role: [link for link in copy.links if link.role == role] for role in Link.Role.values}
    subjects = list(subjects_among(copy.links))
    heads: dict[str, Any] = {
        "title": columns["title"],
        "lead": columns["lead"],
        "kind": str(Kind(columns["kind"]).label),
        "slug": columns["slug"],
        "hero": Reference(catalog.Image, str(columns["hero_id"])) if columns["hero_id"] else None,
        "language": columns["language"],
        "pinned_until": moment(columns["pinned_until"]) if columns["pinned_until"] else "",
        "authors": [Reference(Author, str(link.author_id)) for link in links[Link.Role.AUTHOR]],
        "primary": [_subject(link) for link in subjects if link.role == Link.Role.PRIMARY],
        "subjects": [_subject(link) for link in subjects if link.role == Link.Role.SUBJECT],
        "announces": [Reference(catalog.StatusUpdate, str(link.update_id)) for link in links[Link.Role.ANNOUNCES]],
    }
    claims = {(claim.season_id, claim.axis): said(claim) for claim in copy.claims}
    return Contents(heads, claims, copy.document["blocks"])


def said(claim: Said) -> tuple[Reference, str, Any]:
    """A claim as Contents hold it: the season, the axis in words, and what is said of it."""
    season = Reference(catalog.Season, str(claim.season_id))
    if claim.axis == Axis.COMMISSIONER:
        return season, claim.get_axis_display(), Reference(catalog.Network, str(claim.network_id))
    return season, claim.get_axis_display(), claim.said


def _subject(link: Link) -> Reference:
    for name, model in (("season", catalog.Season), ("series", catalog.Series), ("person", catalog.Person)):
        if key := getattr(link, f"{name}_id"):
            return Reference(model, str(key))
    raise ValueError("a subject is a season, a series or a person")


# -- what differs ---------------------------------------------------------------------------------------------------


class Change(NamedTuple):
    """One field that two versions say differently, as lines of stretches that stayed, went or came."""

    name: str
    label: str
    lines: list[Line]


@dataclass
class BlockChange:
    """What became of one block. `was` and `now` are its places, counted from 1; None where it is not."""

    key: str
    kind: str
    title: str
    was: int | None
    now: int | None
    moved: bool
    changes: list[Change]

    @property
    def state(self) -> str:
        """ "added", "removed", "changed", "moved" or "same", the weightiest of what is true."""
        if self.was is None:
            return "added"
        if self.now is None:
            return "removed"
        return "changed" if self.changes else "moved" if self.moved else "same"


class Comparison(NamedTuple):
    heads: list[Change]
    claims: list[Change]
    blocks: list[BlockChange]

    def __bool__(self):
        return bool(self.heads or self.claims or any(block.state != "same" for block in self.blocks))


class Names:
    """What the things are called that some versions name: one query for each kind of thing."""

    def __init__(self, *versions: Contents):
        asked: dict[type[models.Model], set[str]] = defaultdict(set)
        for version in versions:
            for reference in version.references():
                asked[reference.model].add(reference.key)
        self.names: dict[Reference, str] = {}
        for model, keys in asked.items():
            uuids = {key for key in keys if not key.isdecimal()}
            found = model._base_manager.select_related(*NAMED_WITH.get(model, []))
            chosen = models.Q(pk__in=keys - uuids) | (models.Q(uuid__in=uuids) if uuids else models.Q())
            for thing in found.filter(chosen):
                name = str(thing)
                self.names[Reference(model, str(thing.pk))] = name
                if uuids:
                    self.names[Reference(model, str(vars(thing)["uuid"]))] = name

    def __call__(self, value: Any) -> str:
        if isinstance(value, Reference):
            return self.names.get(value) or _("%(kind)s that is gone") % {
                "kind": capfirst(str(value.model._meta.verbose_name))
            }
        return value or ""


def head_label(name: str) -> str:
    if name == "primary":
        return _("Primary subject")
    if name == "subjects":
        return _("Further subjects")
    return label_of(Article, name)


def label_of(model: type[models.Model], name: str) -> str:
    """What the form calls a field."""
    return str(capfirst(getattr(model._meta.get_field(name), "verbose_name", name)))


def compare(before: Contents, after: Contents, names: Names | None = None) -> Comparison:
    """What differs between two versions, ready to be drawn. As many queries for long versions as for short ones."""
    names = names or Names(before, after)
    heads = [
        change
        for name in before.heads | after.heads
        if (change := _change(name, head_label(name), before.heads.get(name), after.heads.get(name), names))
    ]
    claims = []
    for key, (season, axis, _said) in (before.claims | after.claims).items():
        old, new = (version.claims.get(key, (None, None, None))[2] for version in (before, after))
        if change := _change("claims", f"{names(season)}: {axis}", old, new, names):
            claims.append(change)
    return Comparison(heads, claims, _blocks(before.blocks, after.blocks, names))


def _change(name, label, old, new, names, *, html=False) -> Change | None:
    if isinstance(old, list) or isinstance(new, list):
        was, now = ([names(each) for each in side or []] for side in (old, new))
        return Change(name, label, listed(was, now)) if (old or []) != (new or []) else None
    if (old or "") == (new or ""):
        return None
    if isinstance(old, Reference) or isinstance(new, Reference):
        return Change(name, label, listed(*([names(side)] if side else [] for side in (old, new))))
    return Change(name, label, drawn(old or "", new or "", html=html))


def _blocks(before, after, names) -> list[BlockChange]:
    old, new = ({block["key"]: block for block in blocks} for blocks in (before, after))
    was, now = ({key: place for place, key in enumerate(blocks, start=1)} for blocks in (old, new))
    moved = moved_between([key for key in old if key in new], [key for key in new if key in old])
    return [
        BlockChange(
            key=key,
            kind=str(capfirst(BLOCK_TYPES[(new.get(key) or old[key])["type"]]._meta.verbose_name)),
            title=block_title(new.get(key) or old[key], names),
            was=was.get(key),
            now=now.get(key),
            moved=key in moved,
            changes=block_changes(old.get(key), new.get(key), names),
        )
        for key in in_one_row(list(old), list(new))
    ]


def block_changes(old: dict | None, new: dict | None, names: Names) -> list[Change]:
    """What two states of one block say differently; None is a block that is not there."""
    block = new or old
    if block is None:
        return []
    model = BLOCK_TYPES[block["type"]]
    was, now = (values(each) if each else {} for each in (old, new))
    changes = (
        _change(
            name,
            label_of(model, name),
            was.get(name),
            now.get(name),
            names,
            html=model is RichText,
        )
        for name in was | now
    )
    return [change for change in changes if change]


def block_title(block: dict[str, Any], names: Names) -> str:
    """How one block is told from the others: how it begins, or what it shows."""
    said = values(block)
    if "text" in said:
        return first_words(said["text"])
    told = [
        said.get("heading"),
        said.get("caption"),
        *(value for value in said.values() if isinstance(value, Reference)),
    ]
    return ", ".join(names(each) for each in told if each)


def moved_between(before: list[str], after: list[str]) -> set[str]:
    """Which of the same keys in two orders were moved, when as many as possible stayed where they were."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stayed = {key for i, _j, size in matcher.get_matching_blocks() for key in before[i : i + size]}
    return set(before) - stayed


def in_one_row(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """The keys of both, in the order of `after`; those that it lacks stand behind what they stood behind before."""
    row = list(after)
    place = 0
    for key in before:
        if key in row:
            place = row.index(key) + 1
        else:
            row.insert(place, key)
            place += 1
    return row
