"""Credits that were read from text: matched with the people and works that the catalog has, and written at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from catalog.credit_lines import CreditLine, CreditReader, NamedWork
from catalog.folding import fold, search_name
from catalog.models.credits import CastCredit, CrewCredit, Job
from catalog.models.people import KnownFor, Person, PersonName, Work
from catalog.models.seasons import Season

# How alike two folded names are, from 0 to 1, when one may be the other misspelt.
ALIKE = 0.8
MOST_ALIKE = 5
# No letter comes behind it, in the order of either database.
AFTER_ALL_LETTERS = "\U0010ffff"


def reader() -> CreditReader:
    """A reader that knows the jobs of this catalog."""
    jobs: dict[str, str] = {}
    for job in Job.objects.all():
        jobs |= {fold(words): job.name for words in (job.plural, job.heading, str(job)) if words}
        jobs[fold(job.name)] = job.name
    return CreditReader(jobs)


@dataclass
class Match:
    """A credit as it was read, with whom and what it may speak of; the likeliest first.

    `people` are those called so, or if there are none those called almost so: only one who is called so is `certain`.
    `works` has for each work that was named those of this title. `stands` tells that the season has this credit.
    """

    line: CreditLine
    people: list[Person] = field(default_factory=list)
    certain: bool = False
    works: list[tuple[NamedWork, list[Work]]] = field(default_factory=list)
    stands: bool = False


def match(season: Season, lines: list[CreditLine]) -> list[Match]:
    """Each credit with what the catalog has of it. The number of queries does not depend on the number of credits."""
    called = _people_called({line.name for line in lines})
    almost = _people_called_almost({line.name for line in lines if not called[fold(line.name)]})
    titled = _works_titled({work.title for line in lines for work in line.works})
    standing = _standing(season)
    matches = []
    for line in lines:
        name = fold(line.name)
        people = called[name] or almost[name]
        found = Match(line, people, certain=len(called[name]) == 1)
        found.works = [(work, _of_year(titled[fold(work.title)], work.year)) for work in line.works]
        role = (line.job, "") if line.is_crew else ("", fold(line.character))
        found.stands = found.certain and (people[0].pk, *role) in standing
        matches.append(found)
    return matches


def _standing(season: Season) -> set[tuple[int, str, str]]:
    """The credits of a season: person, job and folded character."""
    cast = CastCredit.objects.filter(season=season).values_list("person", "person__merged_into", "character")
    crew = CrewCredit.objects.filter(season=season).values_list("person", "person__merged_into", "job__name")
    return {(into or person, "", fold(character)) for person, into, character in cast} | {
        (into or person, job, "") for person, into, job in crew
    }


def _people_called(names: Iterable[str]) -> defaultdict[str, list[Person]]:
    """The people who have, as name or alias, one of these names, by its folded form."""
    wanted = {search_name(name) for name in names}
    pairs = {
        *Person.objects.filter(search_name__in=wanted).values_list("search_name", "pk"),
        *PersonName.objects.filter(search_name__in=wanted).values_list("search_name", "person"),
    }
    people = _present(key for _name, key in pairs)
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for name, key in sorted(pairs):
        if key in people and people[key] not in found[name.strip()]:
            found[name.strip()].append(people[key])
    return found


def _people_called_almost(names: Iterable[str]) -> defaultdict[str, list[Person]]:
    """People whose names look much like these, by the folded form of these; the likest first.

    They share the first name and a letter of the last, or two letters of both: few enough to compare, and found by the
    index.
    """
    near = Q(pk__in=[])
    wanted = [fold(name) for name in names if " " in fold(name)]
    for name in wanted:
        first, *_middle, last = name.split()
        near |= _beginning_with(f" {first} {last[0]}")
        near |= _beginning_with(f" {first[:2]}") & Q(search_name__contains=f" {last[:2]}")
    if not wanted:
        return defaultdict(list)
    rows = list(Person.objects.filter(near).values_list("search_name", "pk"))
    likest: dict[str, list[tuple[float, int]]] = {}
    for name in wanted:
        matcher = SequenceMatcher(b=name, autojunk=False)
        likest[name] = []
        for other, key in rows:
            matcher.set_seq1(other.strip())
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                likest[name].append((-matcher.ratio(), key))
    people = _present(key for pairs in likest.values() for _ratio, key in pairs)
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for name, pairs in likest.items():
        alike = [people[key] for ratio, key in sorted(pairs) if -ratio >= ALIKE and key in people]
        found[name] = list(dict.fromkeys(alike))[:MOST_ALIKE]
    return found


def _beginning_with(text: str) -> Q:
    return Q(search_name__gte=text, search_name__lt=text + AFTER_ALL_LETTERS)


def _present(keys: Iterable[int]) -> dict[int, Person]:
    """The people of some keys, each as whom they stand for, without those who were removed."""
    people = Person.objects.select_related("merged_into").in_bulk(set(keys))
    return {key: person.resolved for key, person in people.items() if person.resolved.removed_at is None}


def _works_titled(titles: Iterable[str]) -> defaultdict[str, list[Work]]:
    """The works with one of these titles, in any case, by its folded form."""
    wanted = {fold(title) for title in titles}
    names = Q(search_name__in=[f" {title}" for title in wanted])
    found: defaultdict[str, list[Work]] = defaultdict(list)
    for work in Work.objects.filter(names).select_related("merged_into").order_by("pk"):
        if work.resolved not in found[work.search_name.strip()]:
            found[work.search_name.strip()].append(work.resolved)
    return found


def _of_year(works: list[Work], year: int | None) -> list[Work]:
    """Works of a year first; of another year, none."""
    if year is None:
        return works
    return sorted((work for work in works if work.year in {None, year}), key=lambda work: work.year is None)


def series_of(people: Iterable[Person]) -> dict[int, str]:
    """For each person the title of a series that they have a part in: it tells namesakes apart."""
    keys = {person.pk for person in people}
    titles: dict[int, str] = {}
    for model in (CrewCredit, CastCredit):
        rows = model.objects.filter(person__in=keys).order_by("pk")
        titles |= dict(rows.values_list("person", "series__title"))
    return titles


@dataclass
class NewCredit:
    """A credit to be written: of a person of ours or a new one, as a character or with a job."""

    person: Person | None
    name: str
    character: str = ""
    kind: str = CastCredit.Kind.MAIN
    job: Job | None = None
    works: list[Work | NamedWork] = field(default_factory=list)


@transaction.atomic
def write(season: Season, credits: list[NewCredit]) -> dict[str, int]:
    """Write all credits behind those that the season has, or none; how many people, works and credits came of it.

    A new person or work that several credits name is one. ValidationError when the season has one of the credits.
    """
    made = {"people": 0, "works": 0, "credits": 0}
    people: dict[str, Person] = {}
    works: dict[tuple[str, int | None], Work] = {}
    billed: dict[type[models.Model], int] = {
        model: model.objects.filter(season=season).aggregate(last=Max("billing"))["last"] or 0
        for model in (CastCredit, CrewCredit)
    }
    known = _known_for(credit.person for credit in credits if credit.person)
    rows: list[CastCredit | CrewCredit] = []
    for credit in credits:
        person = credit.person or people.get(fold(credit.name))
        if person is None:
            person = Person.objects.create(name=credit.name, slug=Person.objects.free_slug(credit.name))
            people[fold(credit.name)] = person
            made["people"] += 1
        known_for = known.setdefault(person.pk, [])
        for named in credit.works:
            if isinstance(named, NamedWork):
                title = fold(named.title), named.year
                if title not in works:
                    works[title] = Work.objects.create(title=named.title, year=named.year)
                    made["works"] += 1
                work = works[title]
            else:
                work = named
            if work.pk not in known_for:
                KnownFor.objects.create(person=person, work=work, order=len(known_for) + 1)
                known_for.append(work.pk)
        model = CrewCredit if credit.job else CastCredit
        billed[model] += 1
        place = {"series_id": season.series_id, "season": season, "person": person, "billing": billed[model]}
        rows.append(
            CrewCredit(job=credit.job, **place)
            if credit.job
            else CastCredit(character=credit.character, kind=credit.kind, **place)
        )
    for row in rows:
        try:
            row.validate_constraints()
        except ValidationError as error:
            raise ValidationError(
                _("%(credit)s: the season has this credit already."), "stands", {"credit": row}
            ) from error
        row.save()
    made["credits"] = len(rows)
    return made


def _known_for(people: Iterable[Person]) -> dict[int, list[int]]:
    """The works that people are known for, in order, as what they were merged into."""
    known: dict[int, list[int]] = {}
    for row in KnownFor.objects.filter(person__in=[person.pk for person in people]).select_related("work"):
        known.setdefault(row.person_id, []).append(row.work.merged_into_id or row.work_id)
    return known
