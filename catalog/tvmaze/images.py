"""Pictures of TVmaze, fetched when they are asked for. Their rights are not TVmaze's to give: that is for the desk."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.models import Image, Person, Series
from catalog.models.external_ids import Provider
from catalog.pictures import UnreadablePicture
from catalog.tvmaze.client import Client, NoAnswer
from catalog.tvmaze.fields import Outcome
from catalog.tvmaze.records import PersonRecord, ShowRecord


def take_images(client: Client, series: Series, show: ShowRecord, outcome: Outcome) -> None:
    """Fetch the pictures of a series, its seasons and people that are new here. What cannot be had is noted."""
    _take(client, series, "poster", show.image, _("Poster of %s") % series, outcome)
    seasons = {season.number: season for season in series.seasons.regular()}
    for told in show.seasons or []:
        season = seasons.get(told.number)
        if season:
            _take(client, season, "poster", told.image, _("Poster of %s") % season, outcome)
    records = [row.person for row in show.cast or []] + [row.person for row in show.crew or []]
    for person, record in _people(records):
        _take(client, person, "photo", record.image, _("Portrait of %s") % person, outcome)


def _people(records: Iterable[PersonRecord]) -> list[tuple[Person, PersonRecord]]:
    by_id = {str(record.id): record for record in records}
    people = Person.objects.filter(external_ids__provider=Provider.TVMAZE, external_ids__value__in=by_id)
    people = people.prefetch_related("external_ids")
    return [
        (person, by_id[row.value])
        for person in people
        for row in person.external_ids.all()
        if row.provider == Provider.TVMAZE and row.value in by_id
    ]


def _take(client: Client, row, field: str, url: str, alt: str, outcome: Outcome) -> None:
    written = row.imported.get(field) or {}
    present = getattr(row, f"{field}_id")
    if not url or written.get("url") == url:
        return
    if present != written.get("image"):
        outcome.kept.add(field)
        return
    try:
        image = Image.objects.take(client.picture(url), alt=alt, credit="TVmaze", source_url=url)
    except (NoAnswer, UnreadablePicture) as error:
        outcome.notes.append(f"{url}: {error}")
        return
    with transaction.atomic():
        # The picture took its time: an editor may have set another one meanwhile.
        row = type(row).objects.select_for_update().get(pk=row.pk)
        if getattr(row, f"{field}_id") != present:
            outcome.kept.add(field)
            return
        setattr(row, field, image)
        row.imported[field] = {"url": url, "image": image.pk}
        row.save()
    outcome.changed.add(f"{field}s")
