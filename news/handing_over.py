"""Handing a draft over, from stage to stage and from hand to hand, until readers get what was written."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models.articles import Article
from news.models.handovers import Handover
from news.models.kinds import Stage


def hands():
    """Who a draft can be given to: those who work here and may change articles."""
    change = Permission.objects.filter(content_type__app_label="news", codename="change_article")
    users = get_user_model()._default_manager
    given = Q(is_superuser=True)
    given |= Q(pk__in=users.filter(user_permissions__in=change).values("pk"))
    given |= Q(pk__in=users.filter(groups__permissions__in=change).values("pk"))
    return users.filter(given, is_active=True, is_staff=True).order_by("username")


def hand_over(article: Article, *, by, stage: str, assignee, word: str) -> Handover:
    """What `Article.hand_over` does, once the article is taken."""
    if stage not in Stage.values:
        raise ValidationError({"stage": _("There is no such stage.")}, code="no_stage")
    now = timezone.now()
    article.handovers.standing().update(ended_at=now)
    _place(article, stage, assignee)
    return article.handovers.create(stage=stage, assignee=assignee, word=word.strip(), handed_by=by, handed_at=now)


def end(article: Article, at: datetime) -> None:
    """Readers get what was written: nobody has to go on with it, and what is written next is a draft again."""
    article.handovers.standing().update(ended_at=at)
    _place(article, Stage.DRAFT, None)


def resume(article: Article, at: datetime) -> None:
    """The publication of a moment was taken back: it is where it was before, unless it was handed over since."""
    ended = article.handovers.filter(ended_at=at).first()
    if ended and not article.handovers.standing().exists():
        article.handovers.filter(pk=ended.pk).update(ended_at=None)
        _place(article, ended.stage, ended.assignee)


def _place(article: Article, stage: str, assignee) -> None:
    article.stage, article.assignee = stage, assignee
    article.save(update_fields=["stage", "assignee"])
