"""Suggested headlines: what a story of each kind is called, no longer than a line of search results takes."""

from collections.abc import Iterable

from django.utils.text import Truncator
from django.utils.translation import gettext

from catalog.answers import when
from catalog.axes import Decision, Label, Topic
from catalog.fuzzydates import FuzzyDate
from catalog.models import Season, Series
from news.models import Article

# What the large search engines show of a title before they cut it.
SHOWN_IN_SEARCH = 60
MOST = Article._meta.get_field("title").max_length or 200


def shortest_needed(series: Series, patterns: Iterable[str], **words) -> str:
    """The first pattern that search results show whole, else the shortest. A title of many lines is cut to fit."""
    room = MOST - max(len(pattern) for pattern in patterns) - sum(len(str(word)) for word in words.values())
    names = words | {"title": Truncator(series.title).chars(room)}
    headlines = [pattern % names for pattern in patterns]
    return next((each for each in headlines if len(each) <= SHOWN_IN_SEARCH), min(headlines, key=len))


def of_decision(season: Season, decision: str) -> str:
    """What a decision about a season is told as; the first season is ordered or not picked up."""
    is_regular = season.kind == Season.Kind.REGULAR
    if decision in {Decision.UNDECIDED, Decision.UNKNOWN}:
        patterns = _question(season)
    elif season.number == 1 and is_regular:
        patterns = _FIRST[Decision(decision)]()
    elif season.number is None or not is_regular:
        patterns = _NEXT[Decision(decision)]() if season.number is None else _EXTRA[Decision(decision)]()
    else:
        patterns = _LATER[Decision(decision)]()
    return shortest_needed(season.series, patterns, season=season.name, number=season.number or "")


def _question(season: Season) -> list[str]:
    if season.kind != Season.Kind.REGULAR:
        return [gettext("Will there be more of %(title)s: %(season)s?"), gettext("%(title)s: more to come?")]
    if season.number is None:
        return of_return()
    if season.number == 1:
        return [gettext("Will %(title)s become a series?"), gettext("%(title)s: a series or not?")]
    return [
        gettext("Will there be a season %(number)s of %(title)s?"),
        gettext("%(title)s: will there be a season %(number)s?"),
        gettext("%(title)s season %(number)s: yes or no?"),
    ]


def of_return() -> list[str]:
    return [gettext("Will there be another season of %(title)s?"), gettext("Will %(title)s return?")]


# Functions, for the words are those of the language of the moment.
_LATER = {
    Decision.ORDERED: lambda: [gettext("“%(title)s” is renewed for season %(number)s"), _renewed_shortly()],
    Decision.DECLINED: lambda: [
        gettext("“%(title)s” is cancelled: no season %(number)s"),
        gettext("No season %(number)s of “%(title)s”"),
    ],
    Decision.REVERSED: lambda: [
        gettext("“%(title)s”: the order for season %(number)s is withdrawn"),
        gettext("“%(title)s”: season %(number)s is off"),
    ],
    Decision.CONCLUDED: lambda: [
        gettext("“%(title)s” is finished: no season %(number)s"),
        gettext("No season %(number)s of “%(title)s”"),
    ],
    Decision.ENDED: lambda: [
        gettext("“%(title)s” has ended: no season %(number)s"),
        gettext("No season %(number)s of “%(title)s”"),
    ],
}
_FIRST = {
    Decision.ORDERED: lambda: [gettext("“%(title)s” is ordered to series"), gettext("“%(title)s” is ordered")],
    Decision.DECLINED: lambda: [gettext("“%(title)s” is not picked up")],
    Decision.REVERSED: lambda: [gettext("“%(title)s”: the order is withdrawn"), gettext("“%(title)s” is off")],
    Decision.CONCLUDED: lambda: [gettext("The story of “%(title)s” is finished"), gettext("“%(title)s” is finished")],
    Decision.ENDED: lambda: [gettext("“%(title)s” has ended")],
}
_NEXT = {
    Decision.ORDERED: lambda: [
        gettext("“%(title)s” is renewed for another season"),
        gettext("“%(title)s” is renewed"),
    ],
    Decision.DECLINED: lambda: [gettext("“%(title)s” is cancelled")],
    Decision.REVERSED: lambda: [
        gettext("“%(title)s”: the order for another season is withdrawn"),
        gettext("“%(title)s”: the order is withdrawn"),
    ],
    Decision.CONCLUDED: _FIRST[Decision.CONCLUDED],
    Decision.ENDED: _FIRST[Decision.ENDED],
}
_EXTRA = {
    Decision.ORDERED: lambda: [gettext("“%(title)s”: %(season)s ordered")],
    Decision.DECLINED: lambda: [gettext("“%(title)s”: no %(season)s")],
    Decision.REVERSED: lambda: [
        gettext("“%(title)s”: the order for %(season)s is withdrawn"),
        gettext("“%(title)s”: %(season)s called off"),
    ],
    Decision.CONCLUDED: _FIRST[Decision.CONCLUDED],
    Decision.ENDED: _FIRST[Decision.ENDED],
}


def _renewed_shortly() -> str:
    return gettext("“%(title)s”: season %(number)s is ordered")


def of_date(season: Season, date: FuzzyDate) -> str:
    """When a season starts; that its date was taken back, when the date is unknown."""
    if date.is_unknown:
        return of_season(season, gettext("the date is off"))
    patterns = [gettext("%(title)s: %(season)s starts %(when)s"), gettext("%(title)s starts %(when)s")]
    return shortest_needed(season.series, patterns, season=season.name, when=when(date))


def of_topic(season: Season, topic: str) -> str:
    """What is new beside decision and date."""
    news = {
        Topic.TRAILER: gettext("the trailer is out"),
        Topic.CAST: gettext("who is in the cast"),
        Topic.CREW: gettext("who makes it"),
        Topic.PLOT: gettext("what it is about"),
        Topic.TITLE: gettext("what it is called"),
    }
    return of_season(season, news[Topic(topic)])


def of_production(season: Season, word: str) -> str:
    return of_season(season, word[:1].lower() + word[1:])


def of_season(season: Season, news: str) -> str:
    """ "The Salt Road, season 2: the trailer is out"."""
    patterns = [gettext("%(title)s, %(season)s: %(news)s"), gettext("%(title)s: %(news)s")]
    return shortest_needed(season.series, patterns, season=season.name, news=news)


def of_series(series: Series, label: str) -> str:
    """What is told of a series as a whole, by its label."""
    if label == Label.ENDED:
        return shortest_needed(series, [gettext("“%(title)s” has ended")])
    if label == Label.CANCELLED:
        return shortest_needed(series, [gettext("“%(title)s” is cancelled")])
    return shortest_needed(series, of_return())
