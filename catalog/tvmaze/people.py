"""Cast and crew as TVmaze lists them: of the whole series, in its order."""

from collections.abc import Iterable

from catalog.folding import fold
from catalog.models import CastCredit, CrewCredit, Department, Job, Person, PersonId, PersonName, Series
from catalog.models.external_ids import Provider
from catalog.tvmaze.fields import Outcome, write
from catalog.tvmaze.records import CastRecord, CrewRecord, PersonRecord

# What TVmaze calls a job, where a newsroom says it otherwise.
JOBS = {
    "Costume Design": "Costume designer",
    "Music": "Composer",
    "Original Music": "Composer",
}


class Jobs:
    """The jobs there are, by name whatever its case; a new one comes under "Other"."""

    def __init__(self):
        self.known: dict[str, Job] = {fold(job.name): job for job in Job.objects.all()}

    def named(self, name: str) -> Job:
        name = JOBS.get(name) or name
        job = self.known.get(fold(name))
        if job is None:
            other, _ = Department.objects.get_or_create(name="Other", defaults={"order": 1000})
            job = self.known[fold(name)] = Job.objects.create(
                name=name[:1] + name[1:].lower() if name.istitle() else name, department=other
            )
        return job


class Credits:
    """The people of one series and what they do in it.

    `series.imported` remembers each credit by TVmaze's ids, so that one which an editor has deleted is not made again.
    """

    def __init__(self, series: Series, outcome: Outcome):
        self.series, self.outcome = series, outcome

    def cast(self, records: Iterable[CastRecord]) -> None:
        records = list(records)
        people = self._people(record.person for record in records)
        rows = {
            f"{record.person.id}:{record.character_id}": {
                "person": people[record.person.id],
                "character": record.character,
                "kind": record.kind,
                "billing": billing,
            }
            for billing, record in enumerate(records, 1)
        }
        self._write(CastCredit, "cast", rows, ("character", "kind", "billing"))

    def crew(self, records: Iterable[CrewRecord], jobs: Jobs) -> None:
        records = list(records)
        people = self._people(record.person for record in records)
        rows = {
            f"{record.person.id}:{record.job}": {
                "person": people[record.person.id],
                "job_id": jobs.named(record.job).pk,
                "billing": billing,
            }
            for billing, record in enumerate(records, 1)
        }
        self._write(CrewCredit, "crew", rows, ("job_id", "billing"))

    def _write(self, model, name: str, rows: dict[str, dict], columns: tuple[str, ...]) -> None:
        """Make the credits that are new, bring up to date those that no editor has touched."""
        written = self.series.imported.setdefault(name, {})
        credits = {credit.pk: credit for credit in model.objects.filter(series=self.series).select_related("person")}
        taken = {_identity(credit): credit for credit in credits.values()}
        for key, row in rows.items():
            if key in written:
                credit = credits.get(written[key]["credit"])
                if credit is None:
                    self.outcome.kept.add(name)
                elif self._update(credit, row, written[key], columns, taken):
                    self.outcome.changed.add(name)
                continue
            credit = taken.get(_identity(model(**row)))
            if credit is None:
                credit = model.objects.create(series=self.series, **row)
                credits[credit.pk] = taken[_identity(credit)] = credit
                self.outcome.changed.add(name)
                written[key] = {"credit": credit.pk} | {column: row[column] for column in columns}
            else:
                # An editor entered it, or TVmaze has it twice: theirs stays as it is.
                written[key] = {"credit": credit.pk}

    def _update(self, credit, row: dict, written: dict, columns: tuple[str, ...], taken: dict) -> bool:
        present = {column: getattr(credit, column) for column in columns}
        wanted = {column: row[column] for column in columns}
        if "billing" not in written or wanted == {column: written[column] for column in columns}:
            return False
        if present != {column: written[column] for column in columns}:
            self.outcome.kept.add("cast" if "character" in row else "crew")
            return False
        before = _identity(credit)
        for column, value in wanted.items():
            setattr(credit, column, value)
        if taken.get(_identity(credit), credit) is not credit:
            return False
        credit.save(update_fields=list(wanted))
        taken[_identity(credit)] = taken.pop(before)
        written.update(wanted)
        return True

    # -- people --------------------------------------------------------------------------------------------------

    def _people(self, records: Iterable[PersonRecord]) -> dict[int, Person]:
        """The people by TVmaze's ids. Two of one name are two people."""
        by_id = {record.id: record for record in records}
        ids = PersonId.objects.filter(provider=Provider.TVMAZE, value__in=map(str, by_id)).select_related("owner")
        people = {int(row.value): row.owner for row in ids}
        for number, record in by_id.items():
            if number in people:
                self._refresh(people[number], record)
            else:
                people[number] = self._make(record)
        return people

    def _make(self, record: PersonRecord) -> Person:
        person = Person(name=record.name, slug=Person.objects.free_slug(record.name))
        write(person, record.fields, Outcome())
        person.imported |= {"name": record.name, "updated": record.updated}
        person.save()
        PersonId.objects.create(owner=person, provider=Provider.TVMAZE, value=record.id)
        self.outcome.made.append(person)
        self.outcome.changed.add("people")
        return person

    def _refresh(self, person: Person, record: PersonRecord) -> None:
        """Take over what is newer. An answer without a stamp may be of any age: it only fills gaps."""
        seen, fields = person.imported.get("updated"), dict(record.fields)
        if record.updated is None or (seen or 0) > record.updated:
            fields = {name: value for name, value in fields.items() if getattr(person, name) in (None, "") and value}
        else:
            fields["name"] = record.name
        name = person.name
        if not write(person, fields, self.outcome, prefix="people "):
            return
        if record.updated is not None:
            person.imported["updated"] = max(record.updated, seen or 0)
        if person.name != name:
            PersonName.objects.get_or_create(person=person, name=name)
        person.save()


def _identity(credit) -> tuple:
    """What makes a credit the same as another of its series."""
    person = credit.person.merged_into_id or credit.person_id
    return person, fold(credit.character) if isinstance(credit, CastCredit) else credit.job_id
