"""Feeds on pages: what a page advertises to the programs that look for feeds."""

from django import template
from django.utils.html import format_html_join

from catalog.models import Person, Season
from news.feeds.channels import FORMATS
from news.subscriptions import channel_of, of

register = template.Library()

# Atom first, which says most: programs that take one take the first.
ADVERTISED = ["atom", "rss", "json"]


@register.simple_tag
def advertise(*things):
    """Links to feeds of things, or of the site by their names ("news"), in every format: for the head of a page."""
    channels = dict.fromkeys(map(channel_of, things))
    rows = [
        (FORMATS[format].type, channel.title, FORMATS[format].name, channel.path(format))
        for channel in channels
        for format in ADVERTISED
    ]
    return format_html_join("\n  ", '<link rel="alternate" type="{}" title="{} ({})" href="{}">', rows)


@register.inclusion_tag("news/_feeds_of.html")
def feeds_of(thing):
    """The addresses of the feeds of a thing, and of its calendar, for people."""
    return {"subscription": of(thing)}


@register.simple_tag
def advertise_story(subjects):
    """The feed of all news, and those of the series that a story is about."""
    series = [each.series if isinstance(each, Season) else each for each in subjects if not isinstance(each, Person)]
    return advertise("news", *series)
