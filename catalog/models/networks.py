"""Who commissions and shows series, and what kind of stories they tell."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.common_names import GENRES, as_said_here
from catalog.folding import search_name
from catalog.models.external_ids import ExternalId, ExternalIdQuerySet
from catalog.models.searching import SearchQuerySet
from catalog.models.slugs import Slugged, SluggedQuerySet
from catalog.paging import AlphabeticalQuerySet
from catalog.publicity import used_elsewhere


class NetworkQuerySet(SluggedQuerySet, AlphabeticalQuerySet, ExternalIdQuerySet, SearchQuerySet):
    def public(self, at: datetime | None = None):
        """The networks of public series, and those that commission a season of one."""
        from catalog.models.series import Series, SeriesNetwork
        from catalog.models.states import SeasonState

        at = at or timezone.now()
        # Asked of each, so that a database stops at the first.
        of_public = SeriesNetwork.objects.filter(
            Exists(Series.objects.public(at).filter(pk=OuterRef("series"))), network=OuterRef("pk")
        )
        commissions = SeasonState.objects.at(at).filter(
            Exists(Series.objects.public(at).filter(pk=OuterRef("season__series"))), commissioner=OuterRef("pk")
        )
        return self.filter(Exists(of_public) | Exists(commissions) | used_elsewhere("network", at))

    def of_series(self, series, at: datetime | None = None):
        """Those that some series are on, or that commission a season of one (`Series.objects.on_network`)."""
        from catalog.models.series import SeriesNetwork
        from catalog.models.states import SeasonState

        on = SeriesNetwork.objects.filter(series__in=series).values("network")
        commissioning = SeasonState.objects.at(at).filter(season__series__in=series).exclude(commissioner=None)
        return self.filter(Q(pk__in=on) | Q(pk__in=commissioning.values("commissioner")))


class Network(Slugged):
    class Kind(models.TextChoices):
        BROADCAST = "broadcast", _("Broadcast or cable")
        STREAMING = "streaming", _("Streaming")

    name = models.CharField(_("name"), max_length=200)
    search_name = models.CharField(max_length=220, editable=False, default="")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.BROADCAST)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166 code: US, GB, RU."))
    official_site = models.URLField(_("official site"), max_length=500, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name, verbose_name_plural = _("network"), _("networks")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["broadcast", "streaming"]), name="network_kind_known"),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.search_name = search_name(self.name)
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("catalog:network_detail", args=[self.slug])


class NetworkId(ExternalId):
    owner = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="external_ids")

    class Meta(ExternalId.Meta):
        verbose_name, verbose_name_plural = _("network id"), _("network ids")


class GenreQuerySet(SluggedQuerySet):
    def public(self, at: datetime | None = None):
        """The genres of public series."""
        from catalog.models.series import Series

        at = at or timezone.now()
        # Asked of each, so that a database stops at the first.
        tagged = Series.genres.through.objects.filter(
            Exists(Series.objects.public(at).filter(pk=OuterRef("series"))), genre=OuterRef("pk")
        )
        return self.filter(Exists(tagged) | used_elsewhere("genre", at))

    def of_series(self, series):
        """Those that one of some series has."""
        return self.filter(series__in=series).distinct()


class Genre(Slugged):
    name = models.CharField(_("name"), max_length=60, unique=True)

    objects = GenreQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = _("genre"), _("genres")

    def __str__(self):
        return as_said_here(self.name, GENRES)

    def delete(self, **kwargs):
        """ValidationError while series have it."""
        if self.series.exists():
            raise ValidationError(_("Series have this genre; take it off them first."))
        return super().delete(**kwargs)

    def get_absolute_url(self):
        return reverse("catalog:genre_detail", args=[self.slug])
