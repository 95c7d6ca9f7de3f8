"""The kinds of pages that sitemaps name, and what is said of each page.

Only addresses that answer 200, that are canonical, and that search engines may keep.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.licences import licence_address
from catalog.models import Genre, Image, Network, Person, Season, Series, Video
from catalog.models.seasons import place_of_season
from catalog.web_addresses import absolute
from news.models import Article, Author, Link, Revision
from showsite.models import Page
from showsite.sitemaps import changes
from showsite.sitemaps.writing import element, pattern, url

# So many rows are asked for, and held, at once.
BATCH = 1_000
# A page of a story may show more; search engines get so many.
PICTURES = 50
# Seconds: what is longer is not taken for a video.
LONGEST = 28_800


class Files(ABC):
    """A kind of pages, in files that are counted from one."""

    model: type[Model]
    extension = ""

    @abstractmethod
    def files(self, last: int, at: datetime) -> list[int]:
        """The numbers of the files in which something is, when no key of the model is higher than `last`."""

    @abstractmethod
    def file(self, number: int, at: datetime) -> Iterator[str] | None:
        """What is written of the pages of a file, batch by batch; None when there are none."""


class Section(Files):
    """The pages of the rows of a model. File `n` holds the keys from `(n - 1) * size + 1` to `n * size`.

    The sizes keep each file below 50,000 addresses and 50 MB, whatever the rows say.
    """

    # The column of `rows` that holds the key; as values they have it first.
    key = "pk"
    size = 25_000

    @abstractmethod
    def rows(self, at: datetime) -> QuerySet:
        """What readers may see at a moment, as far as each row tells."""

    def public(self, rows: list, at: datetime) -> list:
        """Those of a batch that readers may see; all, unless that has to be asked of many at once."""
        return rows

    @abstractmethod
    def urls(self, rows: list, at: datetime) -> Iterator[str]:
        """What is written of a batch of rows."""

    def number_of(self, key: int) -> int:
        """The file that holds a key."""
        return (key - 1) // self.size + 1

    def files(self, last: int, at: datetime) -> list[int]:
        found: list[int] = []
        left = {number: self.any_in(number, at) for number in self.numbers(last)}
        # In one query for all of them, as a rule; what it does not find is asked for in the next way.
        while asked := {number: condition for number, ways in left.items() if (condition := next(ways, None))}:
            row = self.model._base_manager.order_by("pk").values_list(*asked.values())[:1]
            answers = dict(zip(asked, row.get(), strict=True))
            found += [number for number, is_there in answers.items() if is_there]
            left = {number: left[number] for number, is_there in answers.items() if not is_there}
        return sorted(found)

    def numbers(self, last: int) -> list[int]:
        """The numbers of the files in which something could be."""
        return [*range(1, self.number_of(last) + 1)]

    def any_in(self, number: int, at: datetime) -> Iterator[Exists]:
        """Conditions that ask nothing of a row: something is in a file if one of them holds.

        Each stops at the first row that it finds.
        """
        yield Exists(self.rows(at).filter(**self._within(*self._ends(number))))

    def file(self, number: int, at: datetime) -> Iterator[str] | None:
        batches = self._batches(number, at)
        first = next(batches, None)
        return (each for batch in chain([first], batches) for each in self.urls(batch, at)) if first else None

    def _batches(self, number: int, at: datetime) -> Iterator[list]:
        above, until = self._ends(number)
        rows, batch = self.rows(at).order_by(self.key), None
        # A cursor that stays open while a slow reader takes a file would keep a database from tidying up.
        while batch is None or len(batch) == BATCH:
            batch = list(rows.filter(**self._within(above, until))[:BATCH])
            if shown := self.public(batch, at):
                yield shown
            above = self._key_of(batch[-1]) if batch else until

    def _ends(self, number: int) -> tuple[int, int]:
        return (number - 1) * self.size, number * self.size

    def _within(self, above: int, until: int) -> dict[str, int]:
        return {f"{self.key}__gt": above, f"{self.key}__lte": until}

    def _key_of(self, row: Any) -> int:
        return row.pk if isinstance(row, self.model) else row[0]


def last_keys(models: Iterable[type[Model]]) -> dict[type[Model], int]:
    """The highest key of each of some models, in one query; without those that have no row."""
    asked = list(dict.fromkeys(models))
    rows = [
        model._base_manager.filter(pk__in=model._base_manager.order_by("-pk").values("pk")[:1])
        .order_by()
        .values_list(Value(number), "pk")
        for number, model in enumerate(asked)
    ]
    return {asked[number]: key for number, key in rows[0].union(*rows[1:], all=True)}


class Stories(Section):
    model, key = Article, "article_id"

    def rows(self, at):
        return Revision.objects.live(at).values_list("article_id", "pk", "slug", "live_from")

    def urls(self, rows, at):
        address = pattern("news:article_detail", "slug")
        facts = changes.of_stories([revision for _key, revision, *_ in rows], at)
        for _key, revision, slug, live_from in rows:
            yield url(address.format(slug=slug), _latest(live_from, facts.get(revision)))


class AllSeries(Section):
    model = Series

    def rows(self, at):
        series = Series.objects.public(at).as_of(at)
        return series.values_list("pk", "slug", "published_at", "known__valid_from")

    def urls(self, rows, at):
        address = pattern("catalog:series_detail", "slug")
        written = changes.of_series([key for key, *_ in rows], at)
        for key, slug, *moments in rows:
            yield url(address.format(slug=slug), _latest(*moments, written.get(key)))


class Seasons(Section):
    model = Season

    def rows(self, at):
        seasons = Season.objects.public_each(at).as_of(at)
        return seasons.values_list("pk", "series__slug", "kind", "number", "series__published_at", "known__valid_from")

    def urls(self, rows, at):
        written = changes.of_seasons([key for key, *_ in rows], at)
        for key, slug, kind, number, *moments in rows:
            yield url(_season_address(slug, kind, number), _latest(*moments, written.get(key)))


class People(Section):
    """Nothing tells when credits were given to a person and taken from them, so nothing is said of when."""

    model = Person

    def rows(self, at):
        return Person.objects.present().unmerged().values_list("pk", "slug")

    def public(self, rows, at):
        return _public_people(rows, at)

    def any_in(self, number, at):
        return Person.objects.any_public(*self._ends(number), at)

    def urls(self, rows, at):
        return _plain("catalog:person_detail", rows)


class Genres(Section):
    model = Genre

    def rows(self, at):
        return Genre.objects.public(at).values_list("pk", "slug")

    def urls(self, rows, at):
        return _plain("catalog:genre_detail", rows)


class Networks(Section):
    model = Network

    def rows(self, at):
        return Network.objects.public(at).values_list("pk", "slug")

    def urls(self, rows, at):
        return _plain("catalog:network_detail", rows)


class Authors(Section):
    model = Author

    def rows(self, at):
        return Author.objects.public(at).values_list("pk", "slug")

    def urls(self, rows, at):
        return _plain("news:author_detail", rows)


class OwnPages(Section):
    """The pages in which the site speaks of itself."""

    model = Page

    def rows(self, at):
        return Page.objects.listed(at)

    def urls(self, rows, at):
        return (url(page.get_absolute_url(), page.shown_published_at) for page in rows)


class Indexes(Files):
    """The lists that lead to all else. They change all the time, so nothing is said of when."""

    model = Page

    def files(self, last, at):
        return [1]

    def file(self, number, at):
        return (url(reverse(name)) for name in INDEXES) if number == 1 else None


INDEXES = [
    "home",
    "catalog:scoreboard",
    "catalog:scoreboard_data",
    "catalog:calendar",
    "catalog:series_list",
    "catalog:person_list",
    "catalog:genre_list",
    "catalog:network_list",
    "catalog:year_list",
    "news:article_list",
    "news:author_list",
    "news:corrections",
    "news:feed_list",
    "site_map",
]


# -- videos and pictures ------------------------------------------------------------------------------------------


class Videos(Section):
    """The page of each video, with what plays it: where there is a poster to show for it, and a player."""

    model, size, extension = Video, 10_000, "video"

    def rows(self, at):
        return Video.objects.public(at).select_related("series", "poster")

    def urls(self, rows, at):
        address = pattern("catalog:video_detail", "slug", "video")
        written = changes.of_videos([video.pk for video in rows], at)
        for video in rows:
            changed = written.get(video.pk)
            yield url(
                address.format(slug=video.series.slug, video=video.slug),
                # Without a word in the log nobody knows when it was entered.
                changed and _latest(changed, video.series.published_at),
                self._of(video, at),
            )

    def _of(self, video, at):
        if not (video.player and video.poster and video.poster.is_usable(at)):
            return ""
        said = {"kind": video.get_kind_display(), "series": video.series, "video": video}
        seconds = int(video.duration.total_seconds()) if video.duration else 0
        parts = {
            "thumbnail_loc": absolute(video.poster.rendition_address("wide", 1200)),
            "title": video.title,
            "description": _("%(kind)s about %(series)s: %(video)s.") % said,
            # What comes behind is for a page on which somebody has clicked.
            "player_loc": video.player.partition("?")[0],
            "duration": seconds if 0 < seconds <= LONGEST else "",
            "publication_date": video.published_on.isoformat() if video.published_on else "",
        }
        return (
            f"<video:video>{''.join(element(f'video:{name}', words) for name, words in parts.items())}</video:video>"
        )


class Pictured(Section):
    """Pages with the pictures that are their own."""

    extension = "image"
    shape, column = "poster", "poster"

    def numbers(self, last):
        """One query, of those that have a picture: of a million people they may be few."""
        pictured = self.model._base_manager.filter(**{f"{self.column}__isnull": False}).order_by()
        found = pictured.values_list((F("pk") - 1) / self.size + 1, flat=True).distinct()
        return sorted(found)

    @abstractmethod
    def rows(self, at):
        """Key, what the address is made of, and the key of the picture."""

    @abstractmethod
    def address(self, *parts) -> str:
        """The path of a page, of what `rows` has for it."""

    def urls(self, rows, at):
        images = Image.objects.for_addresses().in_bulk([row[-1] for row in rows])
        for _key, *parts, image in rows:
            yield url(self.address(*parts), inner=_picture(images[image], self.shape))


class SeriesPictures(Pictured):
    model = Series

    def rows(self, at):
        return Series.objects.public(at).filter(_usable("poster", at)).values_list("pk", "slug", "poster")

    def address(self, *parts):
        return pattern("catalog:series_detail", "slug").format(slug=parts[0])


class SeasonPictures(Pictured):
    model = Season

    def rows(self, at):
        seasons = Season.objects.public_each(at).filter(_usable("poster", at))
        return seasons.values_list("pk", "series__slug", "kind", "number", "poster")

    def address(self, *parts):
        return _season_address(*parts)


class PeoplePictures(Pictured):
    model, shape, column = Person, "portrait", "photo"

    def rows(self, at):
        people = Person.objects.present().unmerged().filter(_usable("photo", at))
        return people.values_list("pk", "slug", "photo")

    def public(self, rows, at):
        return _public_people(rows, at)

    def any_in(self, number, at):
        return Person.objects.any_public(*self._ends(number), at, photo__in=Image.objects.usable(at))

    def address(self, *parts):
        return pattern("catalog:person_detail", "slug").format(slug=parts[0])


class AuthorPictures(Pictured):
    model, shape, column = Author, "portrait", "photo"

    def rows(self, at):
        return Author.objects.public(at).filter(_usable("photo", at)).values_list("pk", "slug", "photo")

    def address(self, *parts):
        return pattern("news:author_detail", "slug").format(slug=parts[0])


class StoryPictures(Section):
    """Stories with their hero and the pictures between their words."""

    model, key, size, extension = Article, "article_id", 2_000, "image"

    def rows(self, at):
        pictured = Exists(_shown(at).filter(revision=OuterRef("pk")))
        return Revision.objects.live(at).filter(pictured).values_list("article_id", "pk", "slug")

    def numbers(self, last):
        links = Link.objects.filter(image__isnull=False).order_by()
        return sorted(links.values_list((F("revision__article_id") - 1) / self.size + 1, flat=True).distinct())

    def urls(self, rows, at):
        address = pattern("news:article_detail", "slug")
        pictures: dict[int, dict[str, None]] = defaultdict(dict)
        links = _shown(at).filter(revision__in=[revision for _key, revision, _slug in rows])
        for link in links.select_related("image").order_by("order", "pk"):
            shape = "wide" if link.role == Link.Role.HERO else "whole"
            pictures[link.revision_id].setdefault(_picture(link.image, shape))
        for _key, revision, slug in rows:
            yield url(address.format(slug=slug), inner="".join([*pictures[revision]][:PICTURES]))


def _shown(at):
    """What revisions lead to that is a picture of theirs, and may be shown at a moment."""
    links = Link.objects.filter(role__in=[Link.Role.HERO, Link.Role.BLOCK])
    return links.filter(_usable("image", at))


def _public_people(rows: list, at: datetime) -> list:
    public = Person.objects.public_among([key for key, *_ in rows], at)
    return [row for row in rows if row[0] in public]


def _usable(column: str, at: datetime) -> Q:
    """A condition: there is a picture in a column that may be shown at a moment."""
    # Most have none, and need not be asked further.
    return Q(**{f"{column}__isnull": False}) & Q(Exists(Image.objects.usable(at).filter(pk=OuterRef(column))))


def _picture(image: Image, shape: str) -> str:
    """The largest size in which a page shows a picture, and the terms where they have an address."""
    largest = image.renditions(shape)[-1].addresses["jpg"]
    where = element("image:loc", absolute(largest))
    return f"<image:image>{where}{element('image:license', licence_address(image.licence))}</image:image>"


def _plain(name: str, rows: Iterable[tuple[int, str]]) -> Iterator[str]:
    address = pattern(name, "slug")
    return (url(address.format(slug=slug)) for _key, slug in rows)


def _season_address(slug: str, kind: str, number: int | None) -> str:
    return f"{pattern('catalog:series_detail', 'slug').format(slug=slug)}{place_of_season(kind, number)}/"


def _latest(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)


SECTIONS: dict[str, Files] = {
    "news": Stories(),
    "series": AllSeries(),
    "seasons": Seasons(),
    "people": People(),
    "videos": Videos(),
    "news-images": StoryPictures(),
    "series-images": SeriesPictures(),
    "season-images": SeasonPictures(),
    "people-images": PeoplePictures(),
    "author-images": AuthorPictures(),
    "genres": Genres(),
    "networks": Networks(),
    "authors": Authors(),
    "pages": OwnPages(),
    "indexes": Indexes(),
}
