from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from catalog.answers import answer, checklist
from catalog.axes import Decision
from catalog.billing import cast_by_person, crew_by_job, season_before
from catalog.models import CastCredit, CrewCredit, Fact, PremiereState, Quote, Rating, Season, Series, Video
from catalog.moments import day_of
from catalog.regions import WORLDWIDE
from catalog.timeline import dates_said, last_word, moves
from catalog.views.addresses import at_its_address

# Decisions that leave the question open.
OPEN = {Decision.UNKNOWN, Decision.UNDECIDED}


@at_its_address(lambda: Series.objects.public().for_page())
def season_detail(request, series, number):
    return _answer_page(request, series, series.seasons.regular(), number=number)


@at_its_address(lambda: Series.objects.public().for_page())
def next_season(request, series):
    """The season after the last numbered one; once it has a number, its page is elsewhere."""
    return _answer_page(request, series, series.seasons.regular(), number=None)


@at_its_address(lambda: Series.objects.public().for_page())
def extra_season_detail(request, series, kind, number):
    if kind not in {Season.Kind.SPECIALS, Season.Kind.FILM}:
        raise Http404
    return _answer_page(request, series, series.seasons.all(), kind=kind, number=number)


def _answer_page(request, series, seasons, **where):
    now = timezone.now()
    season = get_object_or_404(seasons.for_page(now), **where)
    # Saves a query for each name of the season.
    season.series, state = series, season.known
    today = day_of(now)
    updates = list(season.updates.public(now).for_timeline())
    videos = list(Video.objects.about_season(season).for_listing())
    cast = list(CastCredit.objects.of_season_or_before(season).for_listing())
    crew = list(CrewCredit.objects.of_season_or_before(season).for_listing())
    found = answer(season, state, today, is_airing=series.known.is_airing(season))
    is_decided = found.has_begun or state.decision not in OPEN
    date_word = None if state.premiere.is_unknown or state.premiere_update == found.update else state.premiere_update
    standing = [update for update in updates if not update.is_retracted(now)]
    context = {
        "series": series,
        "season": season,
        "state": state,
        "answer": found,
        "checklist": checklist(
            season,
            state,
            standing,
            cast=[credit for credit in cast if credit.season == season and credit.state == credit.State.CONFIRMED],
            trailers=[video for video in videos if video.season_id and video.is_official_trailer],
            today=today,
        ),
        "date_word": date_word,
        "last_word": None if is_decided else last_word(standing, [found.update, date_word]),
        "moves": moves(dates_said(standing, state.premiere_region or WORLDWIDE)),
        "updates": updates,
        "premieres": PremiereState.objects.at(now).of_season(season).with_source(),
        "cast": cast_by_person(cast),
        "cast_before": season_before(cast, season),
        "crew": crew_by_job(crew),
        "crew_before": season_before(crew, season),
        "forecast": season.forecasts.select_related("given_by").first(),
        "ratings": Rating.objects.about_season(season).latest(),
        "quotes": Quote.objects.about_season(season).for_listing(),
        "facts": Fact.objects.about_season(season).for_listing(),
        "videos": videos,
        "neighbours": season.neighbours(now),
        "external_ids": series.external_ids.all(),
        "today": today,
    }
    return render(request, "catalog/season_detail.html", context)
