"""Which stories and updates a channel is about."""

from datetime import datetime
from typing import Any

from catalog.models import Season, Series, StatusUpdate
from news.feeds.channels import Channel, Part
from news.models import Link, Revision


def stories(channel: Channel):
    """The revisions of a channel, whether readers see them or not."""
    stories = Revision.objects.all()
    if Part.STORIES not in channel.parts:
        return stories.none()
    if channel.kind == "follow":
        return stories.about_any(channel.about.series, channel.about.people)
    words: dict[str, Any] = {
        "series": stories.about,
        "season": stories.about_season,
        "person": stories.about_person,
        "network": stories.of_network,
        "genre": stories.of_genre,
        "author": stories.by,
    }
    return words[channel.kind](channel.about) if channel.kind in words else stories


def updates(channel: Channel, at: datetime):
    """The status updates that a channel tells until a moment.

    Of a person those of seasons in whose main cast they are, and of an author those that their live stories announce.
    """
    told, about = StatusUpdate.objects.told(at), channel.about
    match channel.kind:
        case "official":
            return told.official()
        case "series":
            return told.of_series([about.pk])
        case "season":
            return told.of_seasons([about.pk])
        case "person":
            return told.of_seasons(Season.objects.featuring([about]).values("pk"))
        case "network":
            return told.of_series(Series.objects.on_network(about, at).values("pk"))
        case "genre":
            return told.of_series(Series.objects.in_genre(about).values("pk"))
        case "author":
            announced = Link.objects.live(at).of(stories(channel)).announcing()
            return told.filter(pk__in=announced.values("update"))
        case "follow":
            return told.of_any(about.series, about.people)
    return told if Part.UPDATES in channel.parts else told.none()
