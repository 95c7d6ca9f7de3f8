"""Which stories and updates a channel is about.

Networks and genres have a handful of series or tens of thousands. Of few a database begins with these series; of many
it goes down the entries of all, and soon has enough of theirs.
"""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from catalog.models import Season, SeasonState, Series, SeriesNetwork, StatusUpdate
from news.feeds.channels import Channel, Part
from news.models import Link, Revision

# So many series are few.
FEW = 2000


class Scope:
    """What a channel is about, as of a moment."""

    def __init__(self, channel: Channel, at: datetime):
        self.channel, self.at = channel, at

    @cached_property
    def stories(self) -> Any:
        """Their revisions, whether readers see them or not."""
        stories, about = Revision.objects.all(), self.channel.about
        if Part.STORIES not in self.channel.parts:
            return stories.none()
        match self.channel.kind:
            case "series":
                return stories.about(about)
            case "season":
                return stories.about_season(about)
            case "person":
                return stories.about_any(people=[about])
            case "network" | "genre":
                if self._few is not None:
                    return stories.about_any(self._few)
                return stories.about_series_that(self._is_one_of_many("series"))
            case "author":
                return stories.by(about)
            case "follow":
                return stories.about_any(about.series, about.people)
        return stories

    @cached_property
    def updates(self) -> Any:
        """The status updates that it tells.

        Of a person those of seasons in whose main cast they are, and of an author those that their live stories
        announce.
        """
        told, about = StatusUpdate.objects.told(self.at), self.channel.about
        if Part.UPDATES not in self.channel.parts:
            return told.none()
        match self.channel.kind:
            case "official":
                return told.official()
            case "series":
                return told.of_series([about.pk])
            case "season":
                return told.of_seasons([about.pk])
            case "person":
                return told.of_seasons(_keys(Season.objects.featuring([about])))
            case "network" | "genre":
                if self._few is not None:
                    return told.of_series(self._few)
                return told.filter(self._is_one_of_many("season__series"))
            case "author":
                announced = Link.objects.live(self.at).of(self.stories).announcing()
                return told.filter(pk__in=announced.values("update"))
            case "follow":
                return told.of_seasons(_keys(Season.objects.followed(about.series, about.people)))
        return told

    @cached_property
    def _few(self) -> list[int] | None:
        """The keys of the series of a network or genre; None when there are many."""
        about = self.channel.about
        if self.channel.kind == "genre":
            return Series.objects.in_genre(about).few(FEW)
        return Series.objects.on_network(about, self.at).few(FEW)

    def _is_one_of_many(self, column: str) -> Q:
        """A condition: the series in a column is one of the many."""
        series, about = OuterRef(column), self.channel.about
        if self.channel.kind == "genre":
            return Q(Exists(Series.genres.through.objects.filter(series=series, genre=about)))
        commissioned = SeasonState.objects.at(self.at).filter(season__series=series, commissioner=about)
        return Q(Exists(SeriesNetwork.objects.filter(series=series, network=about))) | Q(Exists(commissioned))


def _keys(seasons) -> list[int]:
    """Their keys, found once for all that is asked of them."""
    return list(seasons.order_by().values_list("pk", flat=True))
