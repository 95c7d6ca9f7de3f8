"""TVmaze's JSON read into records, checked on the way: a broken one raises BrokenRecord and says where."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from catalog.models import CastCredit, Network, Series
from catalog.models.external_ids import Provider
from catalog.tvmaze.languages import CODES
from catalog.tvmaze.nodes import HIGHEST_ID, Node
from catalog.tvmaze.records import (
    CastRecord,
    CrewRecord,
    EpisodeRecord,
    NetworkRecord,
    PersonRecord,
    SeasonRecord,
    ShowRecord,
)
from catalog.tvmaze.texts import plain_text

KINDS = {
    "Scripted": Series.Kind.SCRIPTED,
    "Animation": Series.Kind.ANIMATION,
    "Reality": Series.Kind.REALITY,
    "Talk Show": Series.Kind.TALK_SHOW,
    "News": Series.Kind.NEWS,
    "Documentary": Series.Kind.DOCUMENTARY,
    "Game Show": Series.Kind.GAME_SHOW,
    "Variety": Series.Kind.VARIETY,
    "Sports": Series.Kind.SPORTS,
    "Panel Show": Series.Kind.PANEL_SHOW,
    "Award Show": Series.Kind.AWARD_SHOW,
}
STATUSES = {"Running", "Ended", "To Be Determined", "In Development"}
HIGHEST_SEASON = 9999


def records_in(document: Any) -> Iterator[Any]:
    """The shows and episodes in a document of the API: one, a list, the results of a search, a schedule."""
    for item in document if isinstance(document, list) else [document]:
        if isinstance(item, dict) and "season" not in item and isinstance(item.get("show"), dict):
            item = item["show"]
        yield item


def read(item: Any) -> ShowRecord | EpisodeRecord:
    """One show or one episode. BrokenRecord for anything else."""
    node = Node(item)
    return _episode(node) if node.mentions("season") else _show(node)


def id_of(item: Any) -> str:
    """The id that a record gives itself, to name a broken one by."""
    found = item.get("id") if isinstance(item, dict) else None
    return str(found)[:40] if isinstance(found, int | str) else ""


def _show(node: Node) -> ShowRecord:
    show_id, title = node.id(), node.text("name", longest=300, needed=True)
    status = node.text("status", longest=40, needed=True)
    if status not in STATUSES:
        raise node.broken("status", _("“%s” is not known") % status)
    updated = node.integer("updated", highest=HIGHEST_ID)
    if updated is None:
        raise node.broken("updated", _("missing"))
    networks = [
        network
        for network in (_network(node.node("network")), _network(node.node("webChannel"), is_channel=True))
        if network
    ]
    fields = _series_fields(node, networks)
    if fields.get("ended_on") and fields.get("began_on") and fields["ended_on"] < fields["began_on"]:
        raise node.broken("ended", _("before “premiered”"))
    language = node.text("language", longest=60)
    if language in CODES:
        fields["languages"] = CODES[language]
    rating, externals = node.node("rating"), node.node("externals")
    embedded = node.node("_embedded") or Node({}, "_embedded")
    return ShowRecord(
        id=show_id,
        title=title,
        status=status,
        fields=fields,
        genres=_genres(node),
        networks=networks,
        ids=_ids(externals) if externals else {},
        rating=rating.number("average", highest=10) if rating else None,
        image=_image(node),
        updated=updated,
        unknown_language="" if language in CODES else language,
        cast=[_cast(row) for row in embedded.nodes("cast")] if embedded.mentions("cast") else None,
        crew=[_crew(row) for row in embedded.nodes("crew")] if embedded.mentions("crew") else None,
        seasons=_seasons(embedded, is_over=status == "Ended"),
    )


def _series_fields(node: Node, networks: list[NetworkRecord]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    kind = node.text("type", longest=40)
    if kind and kind not in KINDS:
        raise node.broken("type", _("“%s” is not known") % kind)
    if kind:
        fields["kind"] = KINDS[kind].value
    if networks:
        fields["countries"] = " ".join(dict.fromkeys(network.country for network in networks if network.country))
    for key, column in (("premiered", "began_on"), ("ended", "ended_on")):
        if node.mentions(key):
            fields[column] = node.day(key)
    if node.mentions("officialSite"):
        fields["official_site"] = node.address("officialSite")
    if node.mentions("summary"):
        fields["synopsis"] = plain_text(node.text("summary", longest=50_000))
    return fields


def _genres(node: Node) -> list[str]:
    genres = [Node({"genre": genre}, node.path).text("genre", longest=60) for genre in node.list("genres")]
    return list(dict.fromkeys(filter(None, genres)))


def _ids(externals: Node) -> dict[str, str]:
    ids = {}
    if imdb := externals.text("imdb", longest=60):
        ids[Provider.IMDB.value] = imdb
    if thetvdb := externals.integer("thetvdb"):
        ids[Provider.THETVDB.value] = str(thetvdb)
    return ids


def _image(node: Node) -> str:
    image = node.node("image")
    return image.address("original") if image else ""


def _country(node: Node) -> str:
    country = node.node("country")
    return country.code("code") if country else ""


def _network(node: Node | None, *, is_channel: bool = False) -> NetworkRecord | None:
    if node is None:
        return None
    return NetworkRecord(
        provider=Provider.TVMAZE_CHANNEL.value if is_channel else Provider.TVMAZE.value,
        id=node.id(),
        name=node.text("name", longest=200, needed=True),
        kind=Network.Kind.STREAMING.value if is_channel else Network.Kind.BROADCAST.value,
        country=_country(node),
        official_site=node.address("officialSite"),
    )


def _person(node: Node | None, row: Node) -> PersonRecord:
    if node is None:
        raise row.broken("person", _("missing"))
    fields: dict[str, Any] = {}
    for key, column in (("birthday", "born_on"), ("deathday", "died_on")):
        if node.mentions(key):
            fields[column] = node.day(key)
    if fields.get("died_on") and fields.get("born_on") and fields["died_on"] < fields["born_on"]:
        raise node.broken("deathday", _("before “birthday”"))
    if node.mentions("country"):
        fields["country"] = _country(node)
    name = node.text("name", longest=500, needed=True)
    return PersonRecord(node.id(), name, fields, _image(node), node.integer("updated"))


def _cast(row: Node) -> CastRecord:
    person, character = _person(row.node("person"), row), row.node("character")
    if character is None:
        raise row.broken("character", _("missing"))
    name = character.text("name", longest=300)
    kind = CastCredit.Kind.MAIN
    if row.flag("self"):
        # TVmaze then calls the character by the person's own name.
        kind, name = CastCredit.Kind.SELF, "" if name == person.name else name
    elif row.flag("voice"):
        kind = CastCredit.Kind.VOICE
    return CastRecord(person, character.id(), name, kind.value)


def _crew(row: Node) -> CrewRecord:
    return CrewRecord(_person(row.node("person"), row), row.text("type", longest=100, needed=True))


def _seasons(embedded: Node, *, is_over: bool) -> list[SeasonRecord] | None:
    """The seasons that are listed, and what the list of all episodes adds to them."""
    if not embedded.mentions("seasons") and not embedded.mentions("episodes"):
        return None
    seasons: dict[int, SeasonRecord] = {}
    for node in embedded.nodes("seasons"):
        season = _season(node)
        if season.number in seasons:
            raise node.broken("number", _("given twice"))
        seasons[season.number] = season
    regular = [node for node in embedded.nodes("episodes") if node.get("number") is not None]
    by_season: dict[int, list[date | None]] = {}
    for node in regular:
        by_season.setdefault(_number_of(node, "season"), []).append(node.day("airdate"))
    for number, days in by_season.items():
        known = sorted(filter(None, days))
        if not known and number not in seasons:
            continue
        season = seasons.setdefault(number, SeasonRecord(number, None))
        season.premiere = season.premiere or (known[0] if known else None)
        # The last episode listed is the last one only of a season that is over.
        if is_over or any(later > number for later in by_season):
            season.finale = season.finale or (known[-1] if known else None)
            if not season.fields.get("episode_count"):
                season.fields["episode_count"] = len(days)
    for season in seasons.values():
        if season.finale and (season.premiere is None or season.finale < season.premiere):
            season.finale = None
    return sorted(seasons.values(), key=lambda season: season.number)


def _season(node: Node) -> SeasonRecord:
    fields: dict[str, Any] = {}
    if node.mentions("name"):
        fields["title"] = node.text("name", longest=300)
    if node.mentions("episodeOrder"):
        fields["episode_count"] = node.integer("episodeOrder", highest=30_000) or None
    if node.mentions("summary"):
        fields["synopsis"] = plain_text(node.text("summary", longest=50_000))
    return SeasonRecord(
        number=_number_of(node, "number"),
        premiere=node.day("premiereDate"),
        finale=node.day("endDate"),
        fields=fields,
        network=_network(node.node("network")) or _network(node.node("webChannel"), is_channel=True),
        image=_image(node),
    )


def _number_of(node: Node, key: str) -> int:
    number = node.integer(key, highest=HIGHEST_SEASON)
    if number is None:
        raise node.broken(key, _("missing"))
    return number


def _episode(node: Node) -> EpisodeRecord:
    show_id = node.integer("show_id", lowest=1)
    if show_id is None:
        embedded = node.node("_embedded")
        show = node.node("show") or (embedded and embedded.node("show"))
        if not show:
            raise node.broken("show_id", _("missing; the episode does not say of which show it is"))
        show_id = show.id()
    return EpisodeRecord(
        show_id, _number_of(node, "season"), node.integer("number", highest=HIGHEST_ID), node.day("airdate")
    )
