"""Hand-overs: who gave a draft to whom, at which stage, and with which words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models.articles import Article
from news.models.kinds import Stage


class HandoverQuerySet(models.QuerySet):
    def standing(self):
        """Those that nothing has followed: neither another one nor a publication. One at most for an article."""
        return self.filter(ended_at=None)

    def of(self, articles):
        """The standing ones of some articles, with the people."""
        return self.standing().filter(article__in=articles).select_related("handed_by", "assignee")


class Handover(models.Model):
    """One hand-over. It stands until the draft is handed on, or until readers get what was written."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="handovers", verbose_name=_("article"))
    stage = models.CharField(_("stage"), max_length=9, choices=Stage)
    # Nobody: whoever looks for such.
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("assigned to")
    )
    word = models.CharField(_("word to them"), max_length=300, blank=True)
    handed_at = models.DateTimeField(_("handed over at"), default=timezone.now)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("handed over by"),
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-handed_at", "-pk"]
        verbose_name, verbose_name_plural = _("hand-over"), _("hand-overs")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="handover_stage_known"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(ended_at=None), name="article_has_one_standing_handover"
            ),
        ]

    def __str__(self):
        return f"{self.article}: {self.get_stage_display()}"
