"""What a feed is about, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import Season
from news.absolute import absolute
from news.richtext import plain


class Format(NamedTuple):
    """How a feed is written: what people call it, and its MIME type."""

    name: str
    type: str


# By the end of the address.
FORMATS = {
    "rss": Format("RSS", "application/rss+xml"),
    "atom": Format("Atom", "application/atom+xml"),
    "json": Format("JSON Feed", "application/feed+json"),
}


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
        description = _("What becomes of %(name)s, and when: every story in full.")
        return cls._of("series", series, series.uuid, description)

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
        description = _("What becomes of %(name)s, and when: every story in full.")
        return cls._of("season", season, season.uuid, description, view=view, where=where)

    @classmethod
    def person(cls, person) -> "Channel":
        description = _("Stories about %(name)s, and what is said about their series.")
        return cls._of("person", person, person.uuid, description)

    @classmethod
    def network(cls, network) -> "Channel":
        # A network, a genre and an author have no uuid; they are never deleted while something names them.
        description = _("Stories about the series of %(name)s, and what is said about them.")
        return cls._of("network", network, network.pk, description)

    @classmethod
    def genre(cls, genre) -> "Channel":
        description = _("Stories about series of the genre “%(name)s”, and what is said about them.")
        return cls._of("genre", genre, genre.pk, description)

    @classmethod
    def author(cls, author) -> "Channel":
        description = _("Every story by %(name)s in full, and what these stories announce.")
        return cls._of("author", author, author.pk, description, title=_("%(name)s | %(site)s"))

    @classmethod
    def _of(
        cls, kind: str, thing: Any, key: Any, description: str, *, title: str = "", view: str = "", where: tuple = ()
    ) -> "Channel":
        """Of a thing with a page: the stories about it, and what is said of it. Title and description name it."""
        words = {"name": thing, "site": settings.SITE_NAME}
        return cls(
            kind=kind,
            title=plain((title or _("%(name)s: news | %(site)s")) % words),
            description=plain(description % words),
            page=thing.get_absolute_url(),
            identity=(f"news-of-{kind}", key),
            parts=NEWS_AND_SAID,
            view=view or f"news:{kind}_feed",
            where=where or (thing.slug,),
            about=thing,
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


def _digest(things: Iterable[Any]) -> str:
    """A name of some things that outlives their slugs, whatever their order."""
    return sha256(" ".join(sorted(str(thing.uuid) for thing in things)).encode()).hexdigest()[:32]
