"""Series, their seasons and their videos."""

from collections.abc import Iterable
from datetime import date

from django.utils.duration import duration_iso_string

from catalog.answers import has_begun
from catalog.axes import Certainty, Decision
from catalog.models import Season, Series, Video
from catalog.regions import region_name
from showsite.graphs.nodes import Node, address, day, exact_day, node, picture, ref, urn
from showsite.graphs.pages import page_nodes
from showsite.graphs.people import actors, makers
from showsite.heads import Head

# What is told as a fact: schema.org has no word for how sure one is.
SURE = {Certainty.OFFICIAL, Certainty.REPORTED}


def series_id(series: Series) -> str:
    return f"{address(series)}#series"


def series_named(series: Series) -> Node:
    """A series in the graph of something else."""
    return node("TVSeries", series_id(series), name=series.title, url=address(series))


def season_id(season: Season) -> str:
    return f"{address(season)}#season"


def season_named(season: Season, **more) -> Node:
    """A season in the graph of something else, which says of its series too."""
    found, of_series = address(season), ref(series_id(season.series))
    if season.kind == Season.Kind.FILM:
        return node("Movie", f"{found}#season", name=str(season), url=found, isPartOf=of_series, **more)
    return node(
        "TVSeason",
        f"{found}#season",
        name=str(season),
        url=found,
        # Specials have one only to tell them apart.
        seasonNumber=season.number if season.kind == Season.Kind.REGULAR else None,
        partOfSeries=of_series,
        **more,
    )


def series_nodes(head: Head, series: Series, today: date, seasons: Iterable, **shown) -> list[Node]:
    """The page of a series; `shown` are lists of its context: cast, crew, genres, other_titles, external_ids.

    Of its seasons, which have their states as `known`, those are parts of it that have begun or that somebody ordered.
    """
    parts = [season for season in seasons if _is_made(season, today)]
    for season in parts:
        # Saves a query for each name and address.
        season.series = series
    regular = [season for season in parts if season.kind == Season.Kind.REGULAR]
    titles = [series.original_title, *(other.title for other in shown["other_titles"])]
    found = node(
        "TVSeries",
        series_id(series),
        name=series.title,
        alternateName=list(dict.fromkeys(title for title in titles if title != series.title)),
        url=address(series),
        identifier=urn(series),
        description=series.logline,
        genre=[str(genre) for genre in shown["genres"]],
        countryOfOrigin=[node("Country", name=str(region_name(code))) for code in series.countries.split()],
        inLanguage=series.languages.split(),
        image=picture(series.poster, "poster", 640),
        startDate=day(series.began_on) or next((_begin(season) for season in regular if season.number == 1), ""),
        endDate=day(series.ended_on),
        numberOfSeasons=len(regular) or None,
        containsSeason=[ref(season_id(season)) for season in parts if season.kind != Season.Kind.FILM],
        hasPart=[ref(season_id(season)) for season in parts if season.kind == Season.Kind.FILM],
        actor=actors(shown["cast"]),
        **makers(shown["crew"]),
        sameAs=[series.official_site, *(each.url for each in shown["external_ids"])],
    )
    return [*page_nodes(head, main=series_id(series)), found, *(_season(season, today) for season in parts)]


def season_nodes(head: Head, series: Series, season: Season, today: date, **shown) -> list[Node]:
    """The answer page of a season with its state as `known`; `shown` are the cast and crew of its context.

    It is about the season whether or not anybody ordered it: the decision stands in the description of the page.
    """
    found = _season(
        season,
        today,
        identifier=urn(season),
        alternateName=season.title if season.kind == Season.Kind.REGULAR else "",
        image=picture(season.poster, "poster", 640) or picture(series.poster, "poster", 640),
        # As long as nobody is known to be in it, the page shows those of the season before.
        actor=actors(shown["cast"], of_no_season=bool(shown["cast_before"])),
        **makers(shown["crew"], of_no_season=bool(shown["crew_before"])),
    )
    return [*page_nodes(head, main=season_id(season)), found, series_named(series)]


def _season(season, today, **more):
    """A season with its state as `known`, and the days that are certain."""
    if season.kind == Season.Kind.FILM:
        return season_named(season, datePublished=_begin(season), **more)
    return season_named(
        season, numberOfEpisodes=season.episode_count, startDate=_begin(season), endDate=_end(season, today), **more
    )


def _is_made(season, today):
    state = season.known
    is_ordered = state.decision == Decision.ORDERED and _is_sure(state.decision_update)
    return is_ordered or has_begun(state, today)


def _begin(season):
    return exact_day(season.known.premiere) if _is_sure(season.known.premiere_update) else ""


def _end(season, today):
    """Of one that is over: who says when another is to end is not loaded with a list of seasons."""
    finale = season.known.finale
    return exact_day(finale) if finale.is_exact and finale.latest <= today else ""


def _is_sure(update):
    return update is not None and update.certainty in SURE


def video_nodes(head: Head, series: Series, video: Video) -> list[Node]:
    """The page of a video. Where it can be watched is the provider's; what is shown here is a picture of ours."""
    if season := video.season:
        season.series = series
    main = f"{address(video)}#video"
    found = node(
        "VideoObject",
        main,
        name=video.title,
        description=head.description,
        url=address(video),
        identifier=urn(video),
        # Without what our own player adds: others begin when they like.
        embedUrl=video.player.partition("?")[0],
        sameAs=video.url,
        thumbnailUrl=picture(video.poster, "wide", 1200),
        uploadDate=day(video.published_on),
        duration=duration_iso_string(video.duration) if video.duration else "",
        inLanguage=video.language,
        about=[ref(season_id(season)) if season else None, ref(series_id(series))],
    )
    named = [season_named(season)] if season else []
    return [*page_nodes(head, main=main), found, *named, series_named(series)]
