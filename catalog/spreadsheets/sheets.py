"""What each kind of sheet holds: its columns, and what a row says."""

from abc import abstractmethod

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import CastCredit, CrewCredit, Genre, Job, Person, PersonId, Season, Series, SeriesId
from catalog.spreadsheets.cells import SEVERAL, several
from catalog.spreadsheets.sheet import CHUNK, PROVIDERS, Finder, Refused, Sheet, WithIds, chunks, day, number


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
    kept_columns = ["search_name", "search_title", "search_tokens"]
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
            obj.fold()
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
    kept_columns = ["search_name", "search_tokens"]
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
            obj.fold()
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

    @abstractmethod
    def part_of(self, credit) -> str:
        """What tells the parts apart that one person has in a season: the character, the job."""

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
