"""What each kind of sheet holds: its columns, how a line finds its row, and what a row says.

A line finds its row by an id in another database or by the slug, never by a name alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, prefetch_related_objects
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.folding import search_name, slug_of
from catalog.models import CastCredit, CrewCredit, Genre, Job, OldSlug, Person, PersonId, Season, Series, SeriesId
from catalog.models.external_ids import Provider
from catalog.spreadsheets.cells import SEVERAL, several

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


class Sheet:
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

    def prepare(self, lines: list[dict[str, str]]) -> None:
        """Fetch all that the lines of a sheet name."""
        raise NotImplementedError

    def find(self, line: dict[str, str]) -> Any:
        """The row of a line, None for a new one; Refused where that cannot be told."""
        raise NotImplementedError

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
        """Refused for a row that contradicts itself."""

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
        """What hangs on the rows, once these are written."""


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


class SeriesSheet(WithIds):
    name, label, model, ids = "series", _("Series"), Series, SeriesId
    keys, needed = ["slug"], ["title"]
    plain = {
        "title": str,
        "original_title": str,
        "kind": lambda text: text or Series.Kind.SCRIPTED.value,
        "logline": str,
        "synopsis": str,
        "countries": str,
        "languages": str,
        "official_site": str,
        "began_on": day,
        "ended_on": day,
    }
    more = ["genres", *PROVIDERS]
    hanging = ["external_ids", "genres"]
    kept_columns = ["search_name"]
    example = {
        "slug": "the-salt-road",
        "title": "The Salt Road",
        "kind": "scripted",
        "countries": "GB",
        "languages": "en",
        "began_on": "2025-02-03",
        "genres": "Crime | Drama",
        "imdb": "tt0000001",
    }

    def prepare(self, lines):
        super().prepare(lines)
        self.genres = {genre.name: genre for genre in Genre.objects.all()}

    def for_export(self, queryset):
        return queryset.prefetch_related("genres", "external_ids")

    def says(self, obj):
        genres = SEVERAL.join(sorted(genre.name for genre in obj.genres.all())) if obj.pk else ""
        return super().says(obj) | {"genres": genres}

    def fill(self, obj, column, text):
        if column != "genres":
            return super().fill(obj, column, text)
        names = several(text)
        if unknown := [name for name in names if name not in self.genres]:
            raise Refused(gettext("There are no such genres: %s.") % ", ".join(unknown)[:200])
        return SEVERAL.join(sorted(names))

    def check(self, obj):
        if obj.began_on and obj.ended_on and obj.ended_on < obj.began_on:
            raise Refused(gettext("It cannot end before it begins."))

    def save(self, changes):
        """A title that is taken from a series stays among its other titles."""
        for obj, changed, is_new in changes:
            obj.search_name = search_name(obj.title, obj.original_title)
            if "title" in changed and not is_new:
                obj.other_titles.get_or_create(title=changed["title"][0])
        super().save(changes)

    def save_more(self, changes):
        super().save_more(changes)
        between, rows = Series.genres.through, []
        for obj, changed, _new in changes:
            if "genres" in changed:
                between.objects.filter(series=obj).delete()
                rows += [between(series=obj, genre=self.genres[name]) for name in several(changed["genres"][1])]
        between.objects.bulk_create(rows, batch_size=CHUNK)
        for some in chunks([obj.pk for obj, _changed, _new in changes]):
            Series.objects.filter(pk__in=some).settle()


class PeopleSheet(WithIds):
    name, label, model, ids = "people", _("People"), Person, PersonId
    keys, needed = ["slug"], ["name"]
    plain = {"name": str, "born_on": day, "died_on": day, "country": str, "bio": str}
    more = list(PROVIDERS)
    kept_columns = ["search_name"]
    example = {
        "slug": "ada-marlow",
        "name": "Ada Marlow",
        "born_on": "1974-05-01",
        "country": "GB",
        "imdb": "nm0000001",
    }

    def for_export(self, queryset):
        return queryset.prefetch_related("external_ids")

    def check(self, obj):
        if obj.born_on and obj.died_on and obj.died_on < obj.born_on:
            raise Refused(gettext("Nobody dies before they are born."))

    def save(self, changes):
        for obj, _changed, _new in changes:
            obj.search_name = search_name(obj.name)
        super().save(changes)


def season_key(series, kind, text: str):
    return series.pk, kind or Season.Kind.REGULAR.value, None if text == "next" else number(text)


class SeasonsSheet(Sheet):
    name, label, model = "seasons", _("Seasons"), Season
    keys, needed = ["series", "kind", "number"], []
    plain = {"title": str, "episode_count": number, "synopsis": str}
    example = {"series": "the-salt-road", "kind": "regular", "number": "2", "episode_count": "8"}

    def prepare(self, lines):
        self.series = Finder(Series, SeriesId, [line.get("series", "") for line in lines])
        self.found = {}
        for some in chunks({row.pk for row in self.series.found.values()}):
            for season in Season.objects.filter(series__in=some).select_related("series"):
                self.found[season.series_id, season.kind, season.number] = season

    def find(self, line):
        return self.found.get(self.identity(line, None))

    def identity(self, line, obj):
        series = self.series.one(line.get("series", ""), "series")
        if line.get("number", "") == "":
            raise Refused(gettext("The number is missing; “next” is the season whose number is not known."))
        return season_key(series, line.get("kind", ""), line["number"])

    def fresh(self, line):
        _series, kind, count = self.identity(line, None)
        season = Season(series=self.series.one(line["series"], "series"), kind=kind, number=count)
        for name in ("kind", "number"):
            try:
                season._meta.get_field(name).clean(getattr(season, name), season)
            except ValidationError as error:
                raise Refused(f"{name}: {' '.join(error.messages)}") from error
        if count is None and kind != Season.Kind.REGULAR:
            raise Refused(gettext("Only a regular season can be without a number."))
        return season

    def says(self, obj):
        count = "next" if obj.number is None else str(obj.number)
        return {"series": obj.series.slug, "kind": obj.kind, "number": count, **super().says(obj)}

    def for_export(self, queryset):
        return queryset.select_related("series")

    def save_more(self, changes):
        for some in chunks({obj.series_id for obj, _changed, _new in changes}):
            Series.objects.filter(pk__in=some).settle()


class CreditsSheet(Sheet):
    """Who did what: found by series, season, person, and character or job."""

    # What tells two credits of one person in one season apart.
    part: str

    def prepare(self, lines):
        self.series = Finder(Series, SeriesId, [line.get("series", "") for line in lines])
        self.people = Finder(Person, PersonId, [line.get("person", "") for line in lines])
        keys = {row.pk for row in self.series.found.values()}
        self.seasons = {}
        self.found = {}
        for some in chunks(keys):
            for season in Season.objects.filter(series__in=some).select_related("series"):
                self.seasons[season.series_id, season.kind, season.number] = season
        people = {row.resolved.pk for row in self.people.found.values()}
        for some in chunks(keys):
            for credit in self.for_export(self.model._base_manager.filter(series__in=some)).iterator(chunk_size=CHUNK):
                person = credit.person.merged_into_id or credit.person_id
                if person in people:
                    self.found[credit.series_id, credit.season_id, person, self.part_of(credit)] = credit

    def part_of(self, credit) -> str:
        raise NotImplementedError

    def season_of(self, line, series) -> Season | None:
        text = line.get("season", "")
        if not text:
            return None
        kind, _dash, count = text.rpartition("-")
        season = self.seasons.get(season_key(series, kind, count))
        if season is None:
            raise Refused(gettext("%(series)s has no season %(number)s here.") % {"series": series, "number": text})
        return season

    def identity(self, line, obj):
        series = self.series.one(line.get("series", ""), "series")
        person = self.people.one(line.get("person", ""), "person")
        season = self.season_of(line, series)
        return series.pk, season and season.pk, person.pk, line.get(self.part, "")

    def find(self, line):
        return self.found.get(self.identity(line, None))

    def fresh(self, line):
        series = self.series.one(line["series"], "series")
        person = self.people.one(line["person"], "person")
        return self.model(series=series, season=self.season_of(line, series), person=person)

    def says(self, obj):
        place = {
            "series": obj.series.slug,
            "season": cell_of(obj.season),
            "person": obj.person.slug,
            self.part: self.part_of(obj),
        }
        return place | super().says(obj)

    def save_more(self, changes):
        """Credits belong to the whole of a season or series, which has another version from then on."""
        for model, name in ((Season, "season_id"), (Series, "series_id")):
            keys = {getattr(obj, name) for obj, _changed, _new in changes if model is Season or not obj.season_id}
            for some in chunks(keys - {None}):
                model._base_manager.filter(pk__in=some).update(version=F("version") + 1)


def cell_of(season: Season | None) -> str:
    """A season within its series: "2", "next", "specials-1"; empty for the whole series."""
    if season is None:
        return ""
    count = "next" if season.number is None else str(season.number)
    return count if season.kind == Season.Kind.REGULAR else f"{season.kind}-{count}"


def billing(text: str) -> int:
    return number(text) or 0


class CastSheet(CreditsSheet):
    name, label, model, part = "cast", _("Cast"), CastCredit, "character"
    keys = ["series", "season", "person", "character"]
    plain = {
        "kind": lambda text: text or CastCredit.Kind.MAIN.value,
        "billing": billing,
        "state": lambda text: text or CastCredit.State.CONFIRMED.value,
    }
    example = {
        "series": "the-salt-road",
        "season": "2",
        "person": "imdb:nm0000001",
        "character": "Captain Vane",
        "kind": "main",
        "billing": "1",
        "state": "confirmed",
    }

    def part_of(self, credit):
        return credit.character

    def fresh(self, line):
        credit = super().fresh(line)
        text = line.get("character", "")
        if len(text) > 300:
            raise Refused(gettext("The name of the character is too long."))
        credit.character = text
        return credit

    def for_export(self, queryset):
        return queryset.select_related("series", "season", "person")


class CrewSheet(CreditsSheet):
    name, label, model, part = "crew", _("Crew"), CrewCredit, "job"
    keys = ["series", "season", "person", "job"]
    plain = {"billing": billing, "state": lambda text: text or CrewCredit.State.CONFIRMED.value}
    example = {"series": "the-salt-road", "season": "2", "person": "ada-marlow", "job": "Director", "billing": "1"}

    def prepare(self, lines):
        super().prepare(lines)
        self.jobs = {job.name: job for job in Job.objects.all()}

    def part_of(self, credit):
        return credit.job.name

    def identity(self, line, obj):
        if line.get("job", "") not in self.jobs:
            raise Refused(gettext("There is no such job: “%s”.") % line.get("job", "")[:100])
        return super().identity(line, obj)

    def fresh(self, line):
        credit = super().fresh(line)
        credit.job = self.jobs[line["job"]]
        return credit

    def for_export(self, queryset):
        return queryset.select_related("series", "season", "person", "job")


SHEETS: dict[str, type[Sheet]] = {
    sheet.name: sheet for sheet in (SeriesSheet, SeasonsSheet, PeopleSheet, CastSheet, CrewSheet)
}
