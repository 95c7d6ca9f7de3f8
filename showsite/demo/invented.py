"""Series that do not exist, for what no recording holds: a renewal today, an embargo, a report taken back."""

from catalog import fuzzydates
from catalog.axes import Decision, Event, Tier
from catalog.models import (
    CastCredit,
    CrewCredit,
    Fact,
    Forecast,
    Job,
    Network,
    OtherTitle,
    PersonName,
    Rating,
    Series,
    SeriesNetwork,
    SeriesRelation,
    Source,
)
from catalog.regions import WORLDWIDE
from showsite.demo import files
from showsite.demo.stage import Stage, genre, network, nine

# Who speaks when no network does: publisher, tier and where.
VOICES = {
    "desk": ("Showsite", Tier.DESK, ""),
    "press": ("The Invented Trade", Tier.TRADE_PRESS, "trade.example"),
    "anonymous": ("An invented message board", Tier.ANONYMOUS, "board.example"),
}
AXES = ("decision", "production", "release", "is_final", "topics")
BIO = "An invented person, who exists only in this demonstration."


def load_invented(stage: Stage) -> None:
    told = files.invented()
    networks = {key: network(entry["name"], entry["kind"]) for key, entry in told["networks"].items()}
    for key, entry in told["people"].items():
        person = stage.add_person(entry["name"], key, bio=BIO)
        for name in entry.get("aliases", ()):
            PersonName.objects.create(person=person, name=name, kind=PersonName.Kind.SCRIPT)
        stage.order_portrait(person, entry["portrait"])
    for entry in told["series"]:
        _the_series(stage, entry, networks)
    for entry in told["series"]:
        for kind, other in entry.get("relations", ()):
            SeriesRelation.objects.create(series=stage.series[entry["title"]], kind=kind, other=stage.series[other])


def _the_series(stage, told, networks):
    series = stage.add_series(
        told["title"],
        kind=told.get("kind", Series.Kind.SCRIPTED),
        logline=told["logline"],
        synopsis=told["synopsis"],
        languages="en",
    )
    for title, language in told.get("titles", ()):
        OtherTitle.objects.create(series=series, title=title, language=language)
    for order, key in enumerate(told["networks"]):
        SeriesNetwork.objects.create(series=series, network=networks[key], order=order)
    series.genres.set([genre(name) for name in told["genres"]])
    stage.order_poster(series, *told["poster"])
    _credits(stage, series, told)
    for days, value, votes in told.get("ratings", ()):
        Rating.objects.create(
            series=series, provider="An invented poll", value=value, votes=votes, taken_on=stage.days.day(days)
        )
    for text in told.get("facts", ()):
        Fact.objects.create(series=series, text=text)
    for entry in told["seasons"]:
        _season(stage, series, entry, networks, home=networks[entry.get("network", told["networks"][0])])
    series.settle()
    for video in told.get("videos", ()):
        stage.add_video(series, None, video)


def _credits(stage, series, told):
    for billing, (key, character, *more) in enumerate(told["cast"]):
        details = dict(zip(("kind", "state"), more, strict=False))
        person = stage.people[key]
        CastCredit.objects.create(series=series, person=person, character=character, billing=billing, **details)
    for billing, (does, key) in enumerate(told["crew"]):
        CrewCredit.objects.create(
            series=series, person=stage.people[key], job=Job.objects.get(name=does), billing=billing
        )


def _season(stage, series, told, networks, home: Network):
    season = series.seasons.create(number=told["number"], episode_count=told.get("episodes"))
    for update in told["updates"]:
        _record(stage, season, update, networks, home)
    if "forecast" in told:
        outlook, reason, day = told["forecast"]
        Forecast.objects.create(
            season=season, outlook=outlook, reason=reason, given_on=stage.days.day(day), given_by=stage.by
        )


def _record(stage, season, told, networks, home):
    days = stage.days
    day = days.day(told["said"])
    axes = {axis: told[axis] for axis in AXES if axis in told}
    if told.get("decision") == Decision.ORDERED:
        axes["commissioner"] = home
    place = told.get("region", WORLDWIDE), told.get("part", 1)
    dates = [(event, *place, fuzzydates.parse(days.fill(told[event]))) for event in Event.values if event in told]
    source = _source(told["source"], networks, season, day)
    update = season.record(
        on=day,
        source=source,
        certainty=told.get("certainty", Tier(source.tier).ceiling),
        summary=days.fill(told["summary"]),
        by=stage.by,
        public_from=days.moment(told["public"]) if "public" in told else nine(day),
        dates=dates,
        settle=False,
        **axes,
    )
    if "retracted" in told:
        taken_back_at, reason = told["retracted"]
        update.retract(reason, by=stage.by, at=days.moment(taken_back_at))
    if "key" in told:
        stage.updates[told["key"]] = update


def _source(key, networks, season, day):
    if key in VOICES:
        publisher, tier, host = VOICES[key]
    else:
        publisher, tier, host = networks[key].name, Tier.OFFICIAL_RELEASE, f"{networks[key].slug}.example"
    url = f"https://{host}/{season.series.slug}/{season.number}/{day}" if host else ""
    return Source.objects.create(publisher=publisher, tier=tier, url=url, published_on=day, language="en")
