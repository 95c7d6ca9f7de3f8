"""Corrections: what was wrong in an article, told to readers."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.moments import midnight
from news.models.articles import Article
from news.models.kinds import CorrectionKind
from news.models.revisions import Revision
from news.paging import PAGE_SIZE, Page, page_before


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def public(self, at: datetime | None = None):
        """Those of articles that are live at a moment, made until then."""
        at = at or timezone.now()
        # Asked of each, for they are fewer than the articles.
        is_live = Exists(Revision.objects.live(at).filter(article=OuterRef("article")))
        return self.filter(is_live, made_at__lte=at)

    def made_in(self, year: int):
        """Those made in a year of the site's time zone."""
        begin, end = midnight(date(year, 1, 1)), midnight(date(year + 1, 1, 1))
        return self.filter(made_at__gte=begin, made_at__lt=end)

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def years(self) -> list[int]:
        """The years in which they were made, the latest first."""
        zone = timezone.get_default_timezone()
        return [moment.year for moment in self.order_by().datetimes("made_at", "year", order="DESC", tzinfo=zone)]

    def until(self, at: datetime | None = None):
        """Those made until a moment, newest first."""
        return self.filter(made_at__lte=at or timezone.now()).order_by("-made_at", "-pk")

    def made_within(self, since: datetime, until: datetime):
        """Those made after a moment and not after another."""
        return self.filter(made_at__gt=since, made_at__lte=until)

    def for_feed(self):
        """Each with the words that it corrected."""
        return self.select_related("revision").defer("revision__document")

    def for_listing(self):
        """Newest first, each with the words that it corrected."""
        return self.select_related("revision").defer("revision__document").order_by("-made_at", "-pk")

    def page_before(self, key: str | None, size: int = PAGE_SIZE) -> Page:
        """The page of the ledger that follows a key, latest first; the first one without. ValueError for no key."""
        return page_before(self, key, size, moment="made_at", number="pk")

    def by_article(self, revisions: Iterable[Revision]) -> dict[int, list]:
        """Those of the articles of some revisions, by the article's primary key."""
        grouped: dict[int, list] = defaultdict(list)
        for correction in self.filter(article__in=[revision.article_id for revision in revisions]):
            grouped[correction.article_id].append(correction)
        return grouped


class Correction(models.Model):
    """One entry of the public ledger. Made by `Article.correct`, and never changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("article")
    )
    revision = models.OneToOneField(
        Revision, on_delete=models.PROTECT, related_name="correction", verbose_name=_("revision")
    )
    kind = models.CharField(_("kind"), max_length=13, choices=CorrectionKind)
    text = models.CharField(_("text"), max_length=500, help_text=_("What was wrong, and what is right."))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name, verbose_name_plural = _("correction"), _("corrections")
        indexes = [models.Index(fields=["-made_at", "-id"], name="correction_by_moment")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CorrectionKind.values), name="correction_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_something"),
        ]

    def __str__(self):
        return self.text
