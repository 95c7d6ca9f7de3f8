"""The pages on which readers choose what to subscribe to, and the lists of feeds for their programs."""

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.answers import answer_of
from catalog.following import KINDS, MOST, Follow, following, series_that_go_on
from catalog.models import Genre, Network, Person, Series
from catalog.moments import day_of
from catalog.search.asking import LONGEST
from news import opml
from news.feeds.channels import Channel
from news.richtext import plain
from news.subscriptions import find, find_followable, of, of_the_site


@require_safe
def feed_list(request):
    """What a feed is, the feeds of the whole site, and whatever else has one, to be searched for."""
    text = _text(request)
    context = {
        "subscriptions": of_the_site(),
        "text": text,
        "found": find(text, timezone.now()) if text else [],
    }
    return render(request, "news/feed_list.html", context)


@require_safe
def all_feeds(request):
    """The feeds of the whole site, of the networks and of the genres. Why not of the series: docs/decisions.md."""
    now = timezone.now()
    groups = [
        ("", [each.channel for each in of_the_site()]),
        (_("Networks"), map(Channel.network, Network.objects.public(now))),
        (_("Genres"), map(Channel.genre, sorted(Genre.objects.public(now), key=str))),
    ]
    return opml.answer(_("Feeds of %(site)s") % {"site": settings.SITE_NAME}, groups, "all.opml")


@following(always=True)
def follow(request, follow):
    """What somebody follows, with today's answers, and the addresses of it; more of it, less of it."""
    now, text = timezone.now(), _text(request)
    today = day_of(now)
    series = Series.objects.public(now).for_listing(now).in_bulk([each.pk for each in follow.series])
    people = Person.objects.select_related("photo").in_bulk([each.pk for each in follow.people])
    going_on = series_that_go_on(follow.people, now)
    found = [thing for things in find_followable(text, now) for thing in things] if text else []
    context = {
        "follow": follow,
        "series": [
            {"series": each, "answer": answer_of(each, today), "rest": follow.without(each).query}
            for each in (series[kept.pk] for kept in follow.series if kept.pk in series)
        ],
        "people": [
            {"person": each, "series": going_on.get(each.pk, []), "rest": follow.without(each).query}
            for each in (people[kept.pk] for kept in follow.people if kept.pk in people)
        ],
        "removed": [{"removed": each, "rest": follow.without(each).query} for _kind, each in follow.removed],
        "subscription": of(follow) if follow else None,
        "text": text,
        "found": [_offer(follow, thing) for thing in found],
        "most": MOST,
    }
    return render(request, "news/follow.html", context)


@following()
def follow_feeds(request, follow):
    """The feeds of what somebody follows, one each."""
    channels = [*map(Channel.series, follow.series), *map(Channel.person, follow.people)]
    return opml.answer(_("What I follow | %(site)s") % {"site": settings.SITE_NAME}, [("", channels)], "follow.opml")


def _text(request) -> str:
    """What is looked for."""
    return plain(request.GET.get("q", ""))[:LONGEST].strip()


def _offer(follow: Follow, thing: Series | Person) -> dict:
    """Something that was found, and the list with it; an empty query where it is there already or there is no room."""
    kind = next(kind for kind, model in KINDS.items() if isinstance(thing, model))
    is_there = follow.holds(thing)
    query = "" if is_there or follow.is_full(kind) else follow.adding(thing).query
    return {"thing": thing, "is_series": kind == "series", "is_there": is_there, "query": query}
