"""News on other pages. Each tag asks the database once."""

from django import template

from news.models import Revision

register = template.Library()

SHOWN = 5


def _latest(revisions):
    return {"revisions": list(revisions.live().for_listing()[:SHOWN])}


@register.inclusion_tag("news/_about.html")
def news_about(series):
    """The latest stories about a series and its seasons."""
    return _latest(Revision.objects.about(series))


@register.inclusion_tag("news/_about.html")
def news_about_season(season):
    """The latest stories about one season."""
    return _latest(Revision.objects.about_season(season))


@register.inclusion_tag("news/_about.html")
def news_about_person(person):
    """The latest stories about a person, also under a name that was merged into theirs."""
    return _latest(Revision.objects.about_person(person))


@register.inclusion_tag("news/_about.html")
def news_of_network(network):
    """The latest stories about the series of a network."""
    return _latest(Revision.objects.of_network(network))


@register.inclusion_tag("news/_about.html")
def news_of_genre(genre):
    """The latest stories about the series of a genre."""
    return _latest(Revision.objects.of_genre(genre))
