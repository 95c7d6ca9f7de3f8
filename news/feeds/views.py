"""The answers at the addresses of feeds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from catalog.models import Genre, Network, Person, Season, Series
from catalog.parameters import Parameters
from catalog.views.addresses import at_its_address
from news.feeds import formats
from news.feeds.channels import Channel
from news.feeds.editions import edition
from news.models import Author

CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


def _answer(request: HttpRequest, channel: Channel, format: str) -> HttpResponse:
    """The feed of a channel, as it stands now."""
    begun = timezone.now()
    found = edition(channel, translation.get_language(), begun)
    response = HttpResponse(formats.write(found, format), content_type=CONTENT_TYPES[format])
    response["Access-Control-Allow-Origin"] = "*"
    # Its moments are whole seconds. While the second of the last change lasts there may come another one, and a
    # reader who asks by that moment alone would never hear of it.
    if int(found.changed_at.timestamp()) < int(begun.timestamp()):
        response["Last-Modified"] = http_date(found.changed_at.timestamp())
    return response


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


@at_its_address(Author.objects.public)
def author_feed(request, author, format):
    return _answer(request, Channel.author(author), format)
