"""News on other pages. Each tag asks the database once."""

from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from news.models import Revision

register = template.Library()

SHOWN = 5
# Where a reader may pass a story on: a name, and an address with places for the words and the story's own address.
# Plain links; nothing of any of them is loaded.
WAYS = [
    (_("Mail"), "mailto:?subject={title}&body={url}"),
    ("WhatsApp", "https://wa.me/?text={title}%20{url}"),
    ("Telegram", "https://t.me/share/url?url={url}&text={title}"),
    ("Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
    ("Reddit", "https://www.reddit.com/submit?url={url}&title={title}"),
]


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


@register.simple_tag
def ways_to_share(title, path):
    """Where a page can be passed on: dicts of `name` and `address`."""
    told = {"title": quote(title, safe=""), "url": quote(f"{settings.SITE_URL}{path}", safe="")}
    return [{"name": name, "address": address.format(**told)} for name, address in WAYS]
