"""Addresses of articles: a slug belongs to one article for ever, and redirects when another one is pressed."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.folding import SLUG_LENGTH
from news.models.erasures import ErasedSlug
from news.models.revisions import Revision


class ArticleSlug(models.Model):
    """A slug that an article was saved with. It stays reserved, also when it was only drafted."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="slugs")
    slug = models.SlugField(max_length=SLUG_LENGTH + 20, unique=True)

    class Meta:
        verbose_name, verbose_name_plural = _("article slug"), _("article slugs")

    def __str__(self):
        return self.slug


class Address(NamedTuple):
    """What stands at an address: an article and what readers see of it; None when it has gone."""

    article: Any
    revision: Revision | None
    slug: str
    # It was erased: neither article nor revision is left.
    was_erased: bool = False

    @property
    def has_moved(self) -> bool:
        """The revision stands at another address now, `revision.get_absolute_url()`."""
        return self.revision is not None and self.revision.slug != self.slug

    @property
    def has_gone(self) -> bool:
        """It stood here, and is no longer public: withdrawn (`article.withdrawal_reason`) or expired."""
        return self.revision is None


def at_address(slug: str, at: datetime | None = None) -> Address:
    """What stands at a slug that readers have met until a moment. Http404 for any other, also a drafted one."""
    at = at or timezone.now()
    met = Revision.objects.ever_live(at).filter(slug=slug).values("article")
    row = ArticleSlug.objects.select_related("article").filter(slug=slug, article__in=met).first()
    if row is None:
        if ErasedSlug.objects.at(slug).filter(was_public=True).exists():
            return Address(None, None, slug, was_erased=True)
        raise Http404
    revision = row.article.revisions.live(at).select_related("hero").first()
    if revision:
        revision.article = row.article
    return Address(row.article, revision, slug)
