"""What other databases call a thing: the only ground on which an import matches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Provider(models.TextChoices):
    IMDB = "imdb", "IMDb"
    TVMAZE = "tvmaze", "TVmaze"
    # TVmaze counts networks and web channels apart: the same number names one of each.
    TVMAZE_CHANNEL = "tvmaze_channel", _("TVmaze web channel")
    TMDB = "tmdb", "TMDB"
    THETVDB = "thetvdb", "TheTVDB"
    KINOPOISK = "kinopoisk", _("KinoPoisk")
    WIKIDATA = "wikidata", "Wikidata"


class ExternalIdQuerySet(models.QuerySet):
    def known_as(self, provider: str, value: str | int):
        """The things that a database knows by this id: one or none."""
        return self.filter(external_ids__provider=provider, external_ids__value=str(value))


class ExternalId(models.Model):
    """One id of one thing in one other database. Concrete models add `owner`."""

    provider = models.CharField(_("database"), max_length=14, choices=Provider)
    value = models.CharField(_("id"), max_length=60)

    class Meta:
        abstract = True
        ordering = ["provider", "value"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "value"], name="%(class)s_names_one_thing"),
            models.CheckConstraint(condition=models.Q(provider__in=Provider.values), name="%(class)s_provider_known"),
        ]

    def __str__(self):
        return f"{self.get_provider_display()} {self.value}"

    @property
    def url(self) -> str:
        """The page of this thing in the other database, or an empty string when its address cannot be told."""
        return PAGES.get((type(self).__name__, self.provider), "").format(self.value)


PAGES = {
    ("SeriesId", "imdb"): "https://www.imdb.com/title/{}/",
    ("SeriesId", "tvmaze"): "https://www.tvmaze.com/shows/{}",
    ("SeriesId", "tmdb"): "https://www.themoviedb.org/tv/{}",
    ("SeriesId", "thetvdb"): "https://thetvdb.com/?tab=series&id={}",
    ("SeriesId", "kinopoisk"): "https://www.kinopoisk.ru/series/{}/",
    ("SeriesId", "wikidata"): "https://www.wikidata.org/wiki/{}",
    ("PersonId", "imdb"): "https://www.imdb.com/name/{}/",
    ("PersonId", "tvmaze"): "https://www.tvmaze.com/people/{}",
    ("PersonId", "tmdb"): "https://www.themoviedb.org/person/{}",
    ("PersonId", "kinopoisk"): "https://www.kinopoisk.ru/name/{}/",
    ("PersonId", "wikidata"): "https://www.wikidata.org/wiki/{}",
    ("WorkId", "imdb"): "https://www.imdb.com/title/{}/",
    ("WorkId", "wikidata"): "https://www.wikidata.org/wiki/{}",
}
