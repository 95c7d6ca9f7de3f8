"""Corrections: what was wrong in an article, told to readers."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models.articles import Article
from news.models.kinds import CorrectionKind
from news.models.revisions import Revision


class CorrectionQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None):
        """Those of articles that are live at a moment, made until then."""
        at = at or timezone.now()
        return self.filter(made_at__lte=at, article__in=Revision.objects.live(at).values("article"))

    def until(self, at: datetime | None = None):
        """Those made until a moment, newest first."""
        return self.filter(made_at__lte=at or timezone.now()).order_by("-made_at", "-pk")

    def for_listing(self):
        """Newest first, each with its article."""
        return self.select_related("article").order_by("-made_at", "-pk")


class Correction(models.Model):
    """One entry of the public ledger. Made by `Article.correct`, and never changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="corrections")
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="correction")
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
