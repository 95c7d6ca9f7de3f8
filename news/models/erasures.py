"""What stands where an article was erased: that, when, by whom and why, and not a word of it."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ErasureQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None):
        """Those of articles that readers had seen, erased by a moment."""
        return self.filter(was_public=True, erased_at__lte=at or timezone.now())

    def told_by(self, feeds: Iterable[str]):
        """Those of articles of which some feeds had an entry, by the names of the feeds."""
        return self.filter(pk__in=ErasedEntry.objects.filter(feed__in=feeds).values("erasure"))

    def erased_within(self, since: datetime, until: datetime):
        """Those erased after a moment and not after another."""
        return self.filter(erased_at__gt=since, erased_at__lte=until)

    def erased_at_last(self, at: datetime) -> datetime | None:
        """The latest moment until then at which one was erased."""
        return self.filter(erased_at__lte=at).aggregate(last=Max("erased_at"))["last"]


class Erasure(models.Model):
    """The tombstone of one article."""

    article_uuid = models.UUIDField(_("article"), unique=True)
    # By which its old page in the admin leads here.
    article_key = models.PositiveBigIntegerField(unique=True)
    erased_at = models.DateTimeField(_("erased at"), default=timezone.now)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("erased by")
    )
    reason = models.CharField(_("reason"), max_length=300)
    was_public = models.BooleanField(_("was public"), default=False)
    # Feeds go on telling when its entry was published.
    first_published_at = models.DateTimeField(null=True)
    pictures = models.PositiveIntegerField(_("pictures erased with it"), default=0)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-erased_at", "-pk"]
        verbose_name, verbose_name_plural = _("erased article"), _("erased articles")
        # An article is erased by its verb, and a tombstone stays.
        default_permissions = ("view",)
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="erasure_has_a_reason")]

    def __str__(self):
        return gettext("Erased article %(digits)s") % {"digits": str(self.article_uuid)[:8]}


class ErasedSlugQuerySet(models.QuerySet):
    def at(self, slug: str):
        return self.filter(digest=digest_of(slug))


class ErasedSlug(models.Model):
    """An address of an erased article. It stays reserved, and says nothing: a slug is made of words of the title."""

    erasure = models.ForeignKey(Erasure, on_delete=models.PROTECT, related_name="slugs")
    digest = models.CharField(max_length=64, unique=True)
    # Readers met it: they are told that what stood there is gone.
    was_public = models.BooleanField(default=False)

    objects = ErasedSlugQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("erased slug"), _("erased slugs")

    def __str__(self):
        return self.digest[:8]


class ErasedEntry(models.Model):
    """A feed that had the erased article among its entries, by its name for ever. It says what the article was about,
    and no word of it: who has read it there has to be told that it is gone."""

    erasure = models.ForeignKey(Erasure, on_delete=models.PROTECT, related_name="entries")
    feed = models.CharField(max_length=100)

    class Meta:
        verbose_name, verbose_name_plural = _("erased entry of a feed"), _("erased entries of feeds")
        indexes = [models.Index(fields=["feed", "erasure"], name="erased_entry_by_feed")]
        constraints = [models.UniqueConstraint(fields=["erasure", "feed"], name="erased_entry_stated_once")]

    def __str__(self):
        return self.feed


def digest_of(slug: str) -> str:
    return hashlib.sha256(slug.encode("utf-8", "replace")).hexdigest()
