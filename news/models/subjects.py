"""What an article is about, and who signs it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Person, Season, Series
from news.models.authors import Author


class ArticleAuthor(models.Model):
    """Who signs, in order."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="author_rows")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="+", verbose_name=_("author"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name, verbose_name_plural = _("author"), _("authors")
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="author_once_per_article")]

    def __str__(self):
        return str(self.author)


class ArticleSubject(models.Model):
    """What an article is about. Its primary subject is what its catalog blocks speak of unless they say otherwise."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="subjects")
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("series")
    )
    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("season")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    primary = models.BooleanField(_("primary"), default=False)

    class Meta:
        ordering = ["-primary", "pk"]
        verbose_name, verbose_name_plural = _("subject"), _("subjects")
        constraints = [
            models.CheckConstraint(
                condition=Q(series__isnull=False, season=None, person=None)
                | Q(series=None, season__isnull=False, person=None)
                | Q(series=None, season=None, person__isnull=False),
                name="subject_is_one_thing",
                violation_error_message=_("Choose a series, a season or a person: exactly one of them."),
            ),
            models.UniqueConstraint(
                fields=["article"], condition=Q(primary=True), name="one_primary_subject_per_article"
            ),
            models.UniqueConstraint(fields=["article", "series"], name="series_once_among_subjects"),
            models.UniqueConstraint(fields=["article", "season"], name="season_once_among_subjects"),
            models.UniqueConstraint(fields=["article", "person"], name="person_once_among_subjects"),
        ]

    def __str__(self):
        return str(self.target)

    @property
    def target(self) -> Series | Season | Person | None:
        return self.season or self.series or self.person
