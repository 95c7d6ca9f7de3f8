"""What a feed is about, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import Season
from news.absolute import absolute
from news.richtext import plain

FORMATS = ("rss", "atom", "json")


class Part(StrEnum):
    """A kind of entries. With an update goes its retraction."""

    STORIES = "stories"
    UPDATES = "updates"
    CORRECTIONS = "corrections"
    PREMIERES = "premieres"


NEWS_AND_SAID = (Part.STORIES, Part.UPDATES)


@dataclass(frozen=True)
class Channel:
    """What a feed is about. `kind` is what `about` is: "series", "person"; a feed of the whole site is about nothing.

    Made without a query, so that each page can name its feeds. Title and description are plain text, `page` and what
    `path` gives are paths of this site; `address` and `page_address` are whole.
    """

    kind: str
    title: str
    description: str
    page: str
    # Its name for ever, as `TagAuthority.tag` takes it.
    identity: tuple[str, Any]
    parts: tuple[Part, ...]
    # The name of its URL, and what stands in it before the format.
    view: str
    where: tuple[Any, ...] = ()
    query: str = ""
    about: Any = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """Its identity in one word: "news-of-series/<uuid>"."""
        kind, key = self.identity
        return f"{kind}/{key}"

    @property
    def names(self) -> list[str]:
        """Its name; of a list that somebody follows those of the feeds that it joins."""
        if self.kind != "follow":
            return [self.name]
        joined = [*map(Channel.series, self.about.series), *map(Channel.person, self.about.people)]
        return [channel.name for channel in joined]

    def path(self, format: str) -> str:
        """The path of the feed in a format, with its query."""
        path = reverse(self.view, args=[*self.where, format])
        return f"{path}?{self.query}" if self.query else path

    def address(self, format: str) -> str:
        return absolute(self.path(format))

    @property
    def page_address(self) -> str:
        return absolute(self.page)

    @classmethod
    def news(cls) -> "Channel":
        return cls(
            kind="news",
            title=_("News | %(site)s") % {"site": settings.SITE_NAME},
            description=_("Which series come back, and when: every story in full."),
            page=reverse("news:article_list"),
            identity=("feed", "news"),
            parts=(Part.STORIES,),
            view="news:feed",
        )

    @classmethod
    def updates(cls, *, official: bool = False) -> "Channel":
        """What was said about seasons; all of it, or what is official alone."""
        if official:
            title = _("Status updates, official only | %(site)s")
            description = _("What networks and makers themselves say about seasons, each with its source.")
        else:
            title = _("Status updates | %(site)s")
            description = _("Whatever is said about seasons, each with its day, its source and its certainty.")
        return cls(
            kind="official" if official else "updates",
            title=title % {"site": settings.SITE_NAME},
            description=description,
            page=reverse("catalog:scoreboard"),
            identity=("feed", "official-updates" if official else "updates"),
            parts=(Part.UPDATES,),
            view="news:update_feed",
            query="certainty=official" if official else "",
        )

    @classmethod
    def corrections(cls) -> "Channel":
        return cls(
            kind="corrections",
            title=_("Corrections | %(site)s") % {"site": settings.SITE_NAME},
            description=_("What was wrong in our stories, and what is right."),
            page=reverse("news:corrections"),
            identity=("feed", "corrections"),
            parts=(Part.CORRECTIONS,),
            view="news:correction_feed",
        )

    @classmethod
    def premieres(cls) -> "Channel":
        return cls(
            kind="premieres",
            title=_("Premieres | %(site)s") % {"site": settings.SITE_NAME},
            description=_("Each date of a premiere that is set, moved or withdrawn."),
            page=reverse("catalog:calendar"),
            identity=("feed", "premieres"),
            parts=(Part.PREMIERES,),
            view="news:premiere_feed",
        )

    @classmethod
    def series(cls, series) -> "Channel":
        return cls(
            kind="series",
            title=_title(_("%(name)s: news | %(site)s"), series),
            description=_about(_("What becomes of %(name)s, and when: every story in full."), series),
            page=series.get_absolute_url(),
            identity=("news-of-series", series.uuid),
            parts=NEWS_AND_SAID,
            view="news:series_feed",
            where=(series.slug,),
            about=series,
        )

    @classmethod
    def season(cls, season) -> "Channel":
        """Of a season that has its series at hand."""
        slug = season.series.slug
        if season.number is None:
            view, where = "news:next_season_feed", (slug,)
        elif season.kind == Season.Kind.REGULAR:
            view, where = "news:season_feed", (slug, season.number)
        else:
            view, where = "news:extra_season_feed", (slug, season.kind, season.number)
        return cls(
            kind="season",
            title=_title(_("%(name)s: news | %(site)s"), season),
            description=_about(_("What becomes of %(name)s, and when: every story in full."), season),
            page=season.get_absolute_url(),
            identity=("news-of-season", season.uuid),
            parts=NEWS_AND_SAID,
            view=view,
            where=where,
            about=season,
        )

    @classmethod
    def person(cls, person) -> "Channel":
        return cls(
            kind="person",
            title=_title(_("%(name)s: news | %(site)s"), person),
            description=_about(_("Stories about %(name)s, and what is said about their series."), person),
            page=person.get_absolute_url(),
            identity=("news-of-person", person.uuid),
            parts=NEWS_AND_SAID,
            view="news:person_feed",
            where=(person.slug,),
            about=person,
        )

    @classmethod
    def network(cls, network) -> "Channel":
        return cls(
            kind="network",
            title=_title(_("%(name)s: news | %(site)s"), network),
            description=_about(_("Stories about the series of %(name)s, and what is said about them."), network),
            page=network.get_absolute_url(),
            # A network and a genre have no uuid; they are never deleted while something names them.
            identity=("news-of-network", network.pk),
            parts=NEWS_AND_SAID,
            view="news:network_feed",
            where=(network.slug,),
            about=network,
        )

    @classmethod
    def genre(cls, genre) -> "Channel":
        return cls(
            kind="genre",
            title=_title(_("%(name)s: news | %(site)s"), genre),
            description=_about(_("Stories about series of the genre “%(name)s”, and what is said about them."), genre),
            page=genre.get_absolute_url(),
            identity=("news-of-genre", genre.pk),
            parts=NEWS_AND_SAID,
            view="news:genre_feed",
            where=(genre.slug,),
            about=genre,
        )

    @classmethod
    def author(cls, author) -> "Channel":
        return cls(
            kind="author",
            title=_title(_("%(name)s | %(site)s"), author),
            description=_about(_("Every story by %(name)s in full, and what these stories announce."), author),
            page=author.get_absolute_url(),
            identity=("news-by-author", author.pk),
            parts=NEWS_AND_SAID,
            view="news:author_feed",
            where=(author.slug,),
            about=author,
        )

    @classmethod
    def follow(cls, follow) -> "Channel":
        """Of a list of series and people: `follow.series`, `follow.people`, and `follow.query`, its one address."""
        names = {
            "name": ", ".join(map(str, [*follow.series, *follow.people])),
            "missing": ", ".join(slug for _kind, slug in follow.missing),
        }
        told = _("News of %(name)s. Not found here: %(missing)s") if follow.missing else _("News of %(name)s")
        return cls(
            kind="follow",
            title=_("What I follow | %(site)s") % {"site": settings.SITE_NAME},
            description=plain(told % names),
            page=f"{reverse('news:follow')}?{follow.query}",
            identity=("follow", _digest([*follow.series, *follow.people])),
            parts=NEWS_AND_SAID,
            view="news:follow_feed",
            query=follow.query,
            about=follow,
        )


def _title(words: str, name) -> str:
    return plain(words % {"name": name, "site": settings.SITE_NAME})


def _about(words: str, name) -> str:
    return plain(words % {"name": name})


def _digest(things: Iterable[Any]) -> str:
    """A name of some things that outlives their slugs, whatever their order."""
    return sha256(" ".join(sorted(str(thing.uuid) for thing in things)).encode()).hexdigest()[:32]
