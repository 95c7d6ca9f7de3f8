"""Series that exist: what a catalog recorded, and The Defenders as far as one article told of them."""

from datetime import date
from io import StringIO

from django.core.management import call_command

from catalog.axes import Tier
from catalog.models import (
    CastCredit,
    CrewCredit,
    Fact,
    Job,
    KnownFor,
    OtherTitle,
    PersonName,
    Quote,
    Rating,
    Series,
    SeriesNetwork,
    Source,
    Work,
)
from showsite.demo import files
from showsite.demo.stage import Stage, genre, network, nine


def load_recorded(stage: Stage) -> None:
    """Recorded series, by the importer; then a sentence, a poster and a few portraits of ours."""
    call_command("import_tvmaze", files.RECORDED, publish=True, stdout=StringIO())
    for number, words in files.loglines().items():
        series = Series.objects.known_as("tvmaze", number).get()
        series.logline = words["logline"]
        series.save(update_fields=["logline"])
        series.publish(at=stage.opened_at)
        stage.series[series.title] = series
        stage.order_poster(series, *words["poster"])
        cast = CastCredit.objects.filter(series=series).for_listing()
        for credit, look in zip(cast, words.get("portraits", ()), strict=False):
            stage.order_portrait(credit.person, look)


def load_defenders(stage: Stage) -> None:
    told = files.defenders()
    source = Source.objects.create(**told["source"])
    series = _the_series(stage, told["series"])
    _people(stage, told["people"])
    first, second = (series.seasons.create(number=number) for number in (1, 2))
    for billing, credit in enumerate(told["cast"]):
        person, character = stage.people[credit["person"]], credit["character"]
        CastCredit.objects.create(series=series, season=first, person=person, character=character, billing=billing)
    for billing, credit in enumerate(told["crew"]):
        person, does = stage.people[credit["person"]], Job.objects.get(name=credit["job"])
        CrewCredit.objects.create(series=series, season=first, person=person, job=does, billing=billing)
    for rating in told["ratings"]:
        Rating.objects.create(series=series, taken_on=date.fromisoformat(told["ratings_taken_on"]), **rating)
    for fact in told["facts"]:
        Fact.objects.create(series=series, season=first, source=source, **fact)
    for quote in told["quotes"]:
        speaker = stage.people[quote.pop("speaker")]
        Quote.objects.create(series=series, season=second, source=source, speaker=speaker, **quote)
    for video in told["videos"]:
        stage.add_video(series, second, video)
    sources = {"article": source, "desk": Source.objects.create(publisher="Showsite", tier=Tier.DESK)}
    for season, updates in ((first, told["season_1"]), (second, told["season_2"])):
        for update in updates:
            public_from = nine(date.fromisoformat(update.pop("public")))
            on, said_by = update.pop("said"), sources[update.pop("source")]
            season.record(on=on, source=said_by, by=stage.by, public_from=public_from, settle=False, **update)
    series.settle()


def _the_series(stage, told):
    series = stage.add_series(
        told["title"],
        original_title=told["full_title"],
        logline=told["logline"],
        synopsis=told["synopsis"],
        countries=told["country"],
        languages=told["language"],
    )
    for title in told["other_titles"]:
        OtherTitle.objects.create(series=series, **title)
    SeriesNetwork.objects.create(series=series, network=network(told["network"], "streaming"))
    series.genres.set([genre(name) for name in told["genres"]])
    stage.order_poster(series, *told["poster"])
    return series


def _people(stage, told):
    works: dict[str, Work] = {}
    for entry in told:
        person = stage.add_person(entry["name"])
        for name in entry.get("aliases", ()):
            PersonName.objects.create(person=person, name=name, kind=PersonName.Kind.MISSPELLING)
        for order, title in enumerate(entry.get("known_for", ())):
            # A work named by several people is one work.
            if title not in works:
                works[title] = Work.objects.create(title=title)
            KnownFor.objects.create(person=person, work=works[title], order=order)
        if "portrait" in entry:
            stage.order_portrait(person, entry["portrait"])
