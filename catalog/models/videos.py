"""Videos about series: a poster of ours and an address elsewhere."""

import re
import uuid
from datetime import datetime
from itertools import count

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.folding import SLUG_LENGTH, slug_of
from catalog.models.evidence import About, AboutQuerySet
from catalog.models.removal import Removable, RemovableQuerySet

# How many others the page of a video shows.
BESIDE = 6
# Players that a page may hold: how an id there looks, and the address. YouTube's keeps no cookie before it plays,
# Vimeo's is told to track nobody. The content security policy names these hosts and no others.
PLAYERS = {
    "youtube": (
        re.compile(r"[A-Za-z0-9_-]{11}"),
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1&rel=0&playsinline=1",
    ),
    "vimeo": (re.compile(r"[0-9]{1,12}"), "https://player.vimeo.com/video/{}?dnt=1&autoplay=1"),
}


class VideoQuerySet(AboutQuerySet, RemovableQuerySet):
    def public(self, at: datetime | None = None):
        """The videos of public series that were not removed."""
        return super().public(at).present()

    def without_poster(self):
        """Those that have nothing to show before they are played."""
        return self.present().filter(poster=None)

    def free_slug(self, series, title: str) -> str:
        """A slug for a title that no video of a series has or had."""
        base = slug_of(title) or "video"
        taken = set(self.filter(series=series, slug__startswith=base).values_list("slug", flat=True))
        old = series.old_places.filter(place__startswith=f"videos/{base}").values_list("place", flat=True)
        taken |= {place.removeprefix("videos/") for place in old}
        return next(slug for n in count(1) if (slug := base if n == 1 else f"{base}-{n}") not in taken)

    def for_listing(self):
        return self.present().select_related("poster", "series")

    def beside(self, video):
        """The others of a list, the latest few."""
        return self.for_listing().exclude(pk=video.pk)[:BESIDE]


class Video(About, Removable):
    class Provider(models.TextChoices):
        YOUTUBE = "youtube", "YouTube"
        VIMEO = "vimeo", "Vimeo"

    class Kind(models.TextChoices):
        TRAILER = "trailer", _("Trailer")
        TEASER = "teaser", _("Teaser")
        CLIP = "clip", _("Clip")
        INTERVIEW = "interview", _("Interview")
        REPORT = "report", _("Report")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.CharField(_("provider"), max_length=7, choices=Provider, default=Provider.YOUTUBE)
    video_id = models.CharField(_("id there"), max_length=40, help_text=_("The last part of its address."))
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.TRAILER)
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=SLUG_LENGTH + 20)
    official = models.BooleanField(_("official"), default=False)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    duration = models.DurationField(_("duration"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=3, blank=True, help_text=_("ISO 639 code: en."))
    poster = models.ForeignKey(
        "Image", on_delete=models.PROTECT, null=True, blank=True, related_name="videos", verbose_name=_("poster")
    )

    objects = VideoQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        verbose_name, verbose_name_plural = _("video"), _("videos")
        default_related_name = "videos"
        constraints = [
            models.UniqueConstraint(fields=["series", "slug"], name="video_slug_unique_in_series"),
            models.CheckConstraint(condition=Q(provider__in=["youtube", "vimeo"]), name="video_provider_known"),
            models.CheckConstraint(
                condition=Q(kind__in=["trailer", "teaser", "clip", "interview", "report"]), name="video_kind_known"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("catalog:video_detail", args=[self.series.slug, self.slug])

    @property
    def place(self) -> str:
        """What its address is called below that of its series."""
        return f"videos/{self.slug}"

    @transaction.atomic
    def readdress(self, series, slug: str) -> None:
        """Move to another slug, or to another series; its former page redirects from now on."""
        from catalog.models.places import OldPlace

        before = Video.objects.get(pk=self.pk)
        self.series, self.slug = series, slug
        self.save(update_fields=["series", "slug"])
        OldPlace.objects.leave(before, self)

    @property
    def is_official_trailer(self) -> bool:
        return self.official and self.kind in {self.Kind.TRAILER, self.Kind.TEASER}

    @property
    def player(self) -> str:
        """The address of a player for it; none where the id is not one of the provider's."""
        looks, address = PLAYERS[self.provider]
        return address.format(self.video_id) if looks.fullmatch(self.video_id) else ""

    @property
    def url(self) -> str:
        """Where it can be watched."""
        place = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}
        return place[self.provider].format(self.video_id)
