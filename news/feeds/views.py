"""The answers at the addresses of feeds."""

import logging
from functools import cache, wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from catalog.following import following
from catalog.models import Genre, Network, Person, Season, Series
from catalog.parameters import Parameters
from catalog.views.addresses import at_its_address, gone
from catalog.views.programs import for_programs
from news.feeds import formats
from news.feeds.channels import FORMATS, Channel
from news.feeds.editions import edition
from news.feeds.keys import Key
from news.models import Author

logger = logging.getLogger(__name__)


def _answer(request: HttpRequest, channel: Channel, format: str) -> HttpResponse:
    """A page of the feed of a channel, as it stands now."""
    begun = timezone.now()
    before = Parameters(request, before=Key.read).get("before")
    found = edition(channel, translation.get_language(), begun, before)
    response = HttpResponse(formats.write(found, format), content_type=f"{FORMATS[format].type}; charset=utf-8")
    if found.hub:
        response["Link"] = f'<{found.hub}>; rel="hub", <{found.address(format)}>; rel="self"'
    if found.last_modified is None:
        _complain_once()
    return for_programs(response, found.last_modified, begun)


@cache
def _complain_once():
    logger.warning(
        "The settings say another address, name, language, time zone or hub of the site than what is written down: "
        "run manage.py migrate. Until then feeds do not say when they changed."
    )


@require_safe
def feed(request, format):
    return _answer(request, Channel.news(), format)


@require_safe
def update_feed(request, format):
    parameters = Parameters(request, certainty=_official)
    return _answer(request, Channel.updates(official="certainty" in parameters), format)


def _official(text: str) -> str:
    if text != "official":
        raise ValueError(text)
    return text


@require_safe
def correction_feed(request, format):
    return _answer(request, Channel.corrections(), format)


@require_safe
def premiere_feed(request, format):
    return _answer(request, Channel.premieres(), format)


@at_its_address(Series.objects.public)
def series_feed(request, series, format):
    return _answer(request, Channel.series(series), format)


@at_its_address(Series.objects.public)
def season_feed(request, series, number, format):
    return _of_season(request, series, series.seasons.regular(), format, number=number)


@at_its_address(Series.objects.public)
def next_season_feed(request, series, format):
    """Of the season after the last numbered one; once it has a number, its feed is elsewhere."""
    return _of_season(request, series, series.seasons.regular(), format, number=None)


@at_its_address(Series.objects.public)
def extra_season_feed(request, series, kind, number, format):
    if kind not in {Season.Kind.SPECIALS, Season.Kind.FILM}:
        raise Http404
    return _of_season(request, series, series.seasons.all(), format, kind=kind, number=number)


def _of_season(request, series, seasons, format, **where):
    season = get_object_or_404(seasons, **where)
    season.series = series
    return _answer(request, Channel.season(season), format)


@at_its_address(Person.objects.public)
def person_feed(request, person, format):
    return _answer(request, Channel.person(person), format)


@at_its_address(Network.objects.public)
def network_feed(request, network, format):
    return _answer(request, Channel.network(network), format)


@at_its_address(Genre.objects.public)
def genre_feed(request, genre, format):
    return _answer(request, Channel.genre(genre), format)


def _or_gone(view):
    """Let programs stop that read an author who signs nothing any more: what the feed was made of has gone."""

    @wraps(view)
    def answer(request, slug, format):
        try:
            return view(request, slug, format=format)
        except Http404:
            Author.objects.of_old().at_slug(slug)
            return gone(request)

    return answer


@_or_gone
@at_its_address(Author.objects.public)
def author_feed(request, author, format):
    return _answer(request, Channel.author(author), format)


@following()
def follow_feed(request, follow, format):
    return _answer(request, Channel.follow(follow), format)
