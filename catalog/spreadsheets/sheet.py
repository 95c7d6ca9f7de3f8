"""What all kinds of sheets have in common: how a line finds its row, and how rows are written.

A line finds its row by an id in another database or by the slug, never by a name alone.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext

from catalog.folding import slug_of
from catalog.models import OldSlug
from catalog.models.external_ids import Provider

# SQLite takes this many keys in one query, on any build.
CHUNK = 400
# What a small number can be in every database.
HIGHEST = 32_767


class Refused(Exception):
    """A line is not taken; says why, in a sentence."""


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    listed = list(values)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


class Finder:
    """Finds things of one kind by slug ("the-salt-road") or by an id elsewhere ("imdb:tt1"), a whole sheet at once."""

    def __init__(self, model, ids, lines: Iterable[str]):
        self.model, self.found = model, {}
        wanted = {line for line in lines if line}
        slugs = [each for each in wanted if ":" not in each]
        values = defaultdict(set)
        for each in wanted.difference(slugs):
            provider, _colon, value = each.partition(":")
            values[provider].add(value)
        keys: dict[str, int] = {}
        for some in chunks(slugs):
            keys |= dict(model.objects.filter(slug__in=some).values_list("slug", "pk"))
        for provider, some_values in values.items():
            for some in chunks(some_values):
                rows = ids.objects.filter(provider=provider, value__in=some).values_list("value", "owner")
                keys |= {f"{provider}:{value}": owner for value, owner in rows}
        rows_by_key: dict[int, Any] = {}
        for some in chunks(set(keys.values())):
            rows_by_key |= {row.pk: row for row in self.rows(some)}
        self.found = {name: rows_by_key[key] for name, key in keys.items()}

    def rows(self, keys):
        rows = self.model.objects.filter(pk__in=keys)
        return rows.select_related("merged_into") if hasattr(self.model, "merged_into") else rows

    def one(self, name: str, what) -> Any:
        """What a cell names; Refused for an empty one, and for what is not here."""
        if not name:
            raise Refused(gettext("The column %s is empty.") % what)
        found = self.found.get(name)
        if found is None:
            words = gettext("%(column)s: nothing here is called “%(name)s”.")
            raise Refused(words % {"column": what, "name": name[:100]})
        return getattr(found, "resolved", found)


PROVIDERS = [Provider.IMDB, Provider.TVMAZE, Provider.TMDB, Provider.THETVDB, Provider.KINOPOISK, Provider.WIKIDATA]


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(gettext("“%s” is no day; write it as 2027-10-09.") % text[:40]) from error


def number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= HIGHEST):
        raise Refused(gettext("“%(text)s” is no number up to %(most)s.") % {"text": text[:40], "most": HIGHEST})
    return int(text)


class Sheet(ABC):
    """A kind of sheet. `plain` are columns that are fields of the model, with what reads them."""

    name: str
    label: Any
    model: Any
    # Columns by which a line finds its row, and those without which no new row is made.
    keys: list[str] = []
    needed: list[str] = []
    plain: dict[str, Any] = {}
    more: list[str] = []
    example: dict[str, str] = {}

    @property
    def columns(self) -> list[str]:
        return list(dict.fromkeys([*self.keys, *self.plain, *self.more]))

    @abstractmethod
    def prepare(self, lines: list[dict[str, str]]) -> None:
        """Fetch all that the lines of a sheet name."""

    @abstractmethod
    def find(self, line: dict[str, str]) -> Any:
        """The row of a line, None for a new one; Refused where that cannot be told."""

    def fresh(self, line: dict[str, str]) -> Any:
        """A new row for a line, without what the plain columns say."""
        return self.model()

    def identity(self, line: dict[str, str], obj) -> Any:
        """What no two lines may have in common."""
        return obj.pk

    def says(self, obj) -> dict[str, str]:
        """What a row says, by column, as it goes out."""
        said = {}
        for name in self.plain:
            value = getattr(obj, name)
            said[name] = value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
        return said

    def fill(self, obj, column: str, text: str) -> str:
        """Put what a cell says into a row, and tell how it goes out again; an empty text empties.

        Refused for what cannot be read.
        """
        try:
            value = self.plain[column](text)
            obj._meta.get_field(column).clean(value, obj)
        except ValidationError as error:
            raise Refused(f"{column}: {' '.join(error.messages)}") from error
        setattr(obj, column, value)
        return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)

    def check(self, obj) -> None:
        """Refused for a row that contradicts itself; most cannot."""
        return

    def rows(self, queryset) -> Iterator[Any]:
        """The rows of a queryset with all that they say, a few hundred at a time."""
        return self.for_export(queryset).iterator(chunk_size=CHUNK)

    def for_export(self, queryset):
        return queryset

    def save(self, changes: list[tuple[Any, dict[str, tuple[str, str]], bool]]) -> None:
        """Write rows, each with what it changes by column and whether it is new."""
        new = [obj for obj, _changed, is_new in changes if is_new]
        old = [(obj, changed) for obj, changed, is_new in changes if not is_new]
        self.model._base_manager.bulk_create(new, batch_size=CHUNK)
        fields = {name for _obj, changed in old for name in changed if name in self.plain}
        if fields:
            self.model._base_manager.bulk_update(
                [obj for obj, _changed in old], [*fields, *self.kept_columns], batch_size=100
            )
        self.save_more(changes)

    # Columns that follow from others.
    kept_columns: list[str] = []

    def save_more(self, changes) -> None:
        """What hangs on the rows, once these are written; for most nothing does."""
        return


class WithIds(Sheet):
    """Things with a slug and ids in other databases."""

    ids: Any

    def prepare(self, lines):
        names = {line["slug"] for line in lines if line.get("slug")}
        for provider in PROVIDERS:
            names |= {f"{provider}:{value}" for line in lines if (value := line.get(provider))}
        self.finder = Finder(self.model, self.ids, names)
        rows = list({row.pk: row for row in self.finder.found.values()}.values())
        prefetch_related_objects(rows, *self.hanging)
        self.slugs: set[str] = set()
        self.taken = self.taken_slugs({slug_of(line.get(self.needed[0], "")) for line in lines})
        self.claimed: dict[tuple[str, str], Any] = {}

    hanging: list[str] = ["external_ids"]

    def find(self, line):
        named = [line.get("slug", ""), *(f"{p}:{line[p]}" for p in PROVIDERS if line.get(p))]
        found = {name: row for name in named if name and (row := self.finder.found.get(name))}
        rows = {row.pk: row for row in found.values()}
        if len(rows) > 1:
            raise Refused(gettext("Its slug and ids name different rows: %s.") % ", ".join(sorted(found)))
        if not rows:
            return None
        row = next(iter(rows.values()))
        if line.get("slug") and line["slug"] not in found:
            raise Refused(gettext("It is here under another slug: %s.") % row.slug)
        if getattr(row, "merged_into_id", None):
            raise Refused(gettext("It was merged into “%s”.") % row.merged_into)
        if row.removed_at:
            raise Refused(gettext("It was removed: %s") % row.removal_reason)
        return row

    def fresh(self, line):
        title = line.get(self.needed[0], "")
        obj = self.model()
        if slug := line.get("slug"):
            try:
                obj._meta.get_field("slug").clean(slug, obj)
                obj.check_slug_is_free(slug)
            except ValidationError as error:
                raise Refused(" ".join(error.messages)) from error
            if slug in self.slugs:
                raise Refused(gettext("The slug “%s” stands in another line.") % slug)
        else:
            slug = self.free_slug(title)
        self.slugs.add(slug)
        obj.slug = slug
        return obj

    def taken_slugs(self, slugs) -> set[str]:
        """Which of these slugs somebody has or had; to look for the likes of each would take a scan a line."""
        taken, kind = set(), self.model._meta.model_name
        for some in chunks(slugs):
            taken |= set(self.model._base_manager.filter(slug__in=some).values_list("slug", flat=True))
            taken |= set(OldSlug.objects.filter(kind=kind, slug__in=some).values_list("slug", flat=True))
        return taken

    def free_slug(self, title: str) -> str:
        slug, count = slug_of(title), 1
        if not slug or slug in self.taken:
            slug = self.model.objects.free_slug(title)
        base = slug
        while slug in self.slugs:
            count += 1
            slug = f"{base}-{count}"
            if slug not in self.slugs:
                slug = self.model.objects.free_slug(slug)
        return slug

    def says(self, obj):
        ids = {each.provider: each.value for each in obj.external_ids.all()} if obj.pk else {}
        return {"slug": obj.slug, **super().says(obj), **{p.value: ids.get(p, "") for p in PROVIDERS}}

    def identity(self, line, obj):
        return obj.pk or obj.slug

    def fill(self, obj, column, text):
        if column not in [p.value for p in PROVIDERS]:
            return super().fill(obj, column, text)
        if len(text) > 60:
            raise Refused(gettext("The id “%s” is too long.") % text[:40])
        if text and self.claimed.setdefault((column, text), obj) is not obj:
            raise Refused(gettext("The id “%s” stands in another line.") % text)
        return text

    def save_more(self, changes):
        changed = [(obj, p.value, said[p.value]) for obj, said, _new in changes for p in PROVIDERS if p.value in said]
        for some in chunks([obj.pk for obj, _p, (before, _after) in changed if before]):
            providers = {p for obj, p, _said in changed}
            gone = self.ids.objects.filter(owner__in=some, provider__in=providers)
            pairs = {(obj.pk, p) for obj, p, _said in changed}
            gone.filter(pk__in=[e.pk for e in gone if (e.owner_id, e.provider) in pairs]).delete()
        self.ids.objects.bulk_create(
            [self.ids(owner=obj, provider=p, value=after) for obj, p, (_before, after) in changed if after],
            batch_size=CHUNK,
        )
