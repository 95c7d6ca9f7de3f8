"""Addresses below a series: where its seasons and videos stood before they got another number or slug."""

import re
from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.folding import SLUG_LENGTH
from catalog.models.seasons import Season
from catalog.models.series import Series
from catalog.models.videos import Video

SEASON = re.compile(r"(season|specials|film)-(0|[1-9][0-9]{0,4})(?=/|$)", re.ASCII)
NEXT_SEASON = re.compile(r"next-season(?=/|$)")
# The word in an address, where it is not the kind itself.
KINDS = {"season": Season.Kind.REGULAR}
VIDEO = re.compile(r"videos/([-\w]+)(?=/|$)", re.ASCII)


class OldPlaceQuerySet(models.QuerySet):
    def leave(self, before: Season | Video, now: Season | Video) -> None:
        """A season or video was `before` and is `now`: its former address leads to where it stands now."""
        if (before.series_id, before.place) == (now.series_id, now.place):
            return
        self.filter(series=now.series_id, place=now.place).delete()
        what = {"season": None, "video": None} | {str(now._meta.model_name): now}
        self.update_or_create(series_id=before.series_id, place=before.place, defaults=what)

    def thing_at(self, series: Series, place: str) -> Season | Video | None:
        """What stood at a place of a series last, and still is somewhere."""
        old: OldPlace | None = (
            self.filter(series=series, place=place).select_related("season__series", "video__series").first()
        )
        return (old.season or old.video) if old else None

    def seasons_of(self, series: Iterable[int]) -> set[tuple[int, str, int]]:
        """Series, kind and number under which seasons of some series could be found once."""
        places = self.filter(series__in=series, video=None).values_list("series", "place")
        found = ((key, SEASON.match(place)) for key, place in places)
        return {(key, str(KINDS.get(at[1], at[1])), int(at[2])) for key, at in found if at}


class OldPlace(models.Model):
    """Where a season or a video was below the address of its series; it redirects unless another one stands there."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="old_places")
    place = models.CharField(max_length=SLUG_LENGTH + 40, help_text=_("As in an address: season-3, videos/teaser."))
    season = models.ForeignKey(Season, on_delete=models.CASCADE, null=True, related_name="old_places")
    video = models.ForeignKey(Video, on_delete=models.CASCADE, null=True, related_name="old_places")
    left_at = models.DateTimeField(auto_now_add=True)

    objects = OldPlaceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("old place"), _("old places")
        constraints = [
            models.UniqueConstraint(fields=["series", "place"], name="old_place_once_in_series"),
            models.CheckConstraint(
                condition=Q(season=None, video__isnull=False) | Q(season__isnull=False, video=None),
                name="old_place_is_of_one_thing",
            ),
        ]

    def __str__(self):
        return self.place


def place_now(series: Series, path: str) -> str:
    """Where a path below the address of a public series leads now: the path itself, or that of what has moved.

    Http404 when it names a season or a video that is not there. What stands at a place goes before what stood there.
    """
    home = series.get_absolute_url()
    below = path.removeprefix(home)
    for pattern, present in ((SEASON, _season), (NEXT_SEASON, _next_season), (VIDEO, _video)):
        if named := pattern.match(below):
            there = present(series, *named.groups()) or OldPlace.objects.thing_at(series, named[0])
            if there is None or not _is_public(there):
                raise Http404
            if there.series_id == series.pk and there.place == named[0]:
                return path
            return there.get_absolute_url() + below[named.end() :].removeprefix("/")
    return path


def _season(series: Series, kind: str, number: str) -> Season | None:
    return series.seasons.filter(kind=KINDS.get(kind, kind), number=int(number)).select_related("series").first()


def _next_season(series: Series) -> Season | None:
    seasons = series.seasons.regular().select_related("series")
    return seasons.unnumbered().first() or seasons.once_next().first()


def _video(series: Series, slug: str) -> Video | None:
    return series.videos.present().filter(slug=slug).select_related("series").first()


def _is_public(there: Season | Video) -> bool:
    # A video may have gone to another series, and have been removed there.
    return there.series.is_public(timezone.now()) and getattr(there, "removed_at", None) is None
