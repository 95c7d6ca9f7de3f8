"""What publishing an article would do, for the page that asks."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from news import outlets
from news.checks import Level, of_level
from news.comparing import compare, of_article, of_revision
from news.models import Article, Revision
from news.pressing import copy_of_article
from news.publishing import rehearse
from news.words import window


def outlook(
    article: Article, at: datetime | None = None, until: datetime | None = None, publish_subjects: bool = False
) -> dict[str, Any]:
    """What publishing it from a moment on would do, where readers could meet it, and what is in its way."""
    moment = at or timezone.now()
    live = article.revisions.live(moment).first()
    copy = copy_of_article(article)
    about = outlets.about(article.title, article.slug, copy.links, live.first_published_at if live else moment)
    found = rehearse(article, at, until, publish_subjects=publish_subjects)
    return {
        "effects": [*_effects(article, live, moment), *_announced(article, moment)],
        "differences": _differences(article, live) if live else None,
        "outlets": outlets.places(about),
        "checks": [(level.label, level.value, of_level(found, level)) for level in Level if of_level(found, level)],
    }


def _effects(article: Article, live: Revision | None, moment: datetime) -> list[str]:
    effects = [_("Its address: %s") % article.get_absolute_url()]
    if live and live.slug != article.slug:
        effects.append(_("Its old address leads there: %s") % live.get_absolute_url())
    if live:
        effects.append(_("It takes the place of what readers see %s.") % window(live, moment))
    for revision in article.revisions.filter(live_from=moment):
        effects.append(_("It takes the place of revision %s, scheduled for the very same moment.") % revision.number)
    for revision in article.revisions.scheduled(moment).order_by("live_from"):
        effects.append(
            _("Revision %(number)s is scheduled, and takes over: %(window)s.")
            % {"number": revision.number, "window": window(revision, moment)}
        )
    return effects


def _announced(article: Article, moment: datetime) -> list[str]:
    return [
        _("This update becomes public in the same moment: %(season)s, “%(update)s”")
        % {"season": update.season, "update": update}
        for update in article.announces.select_related("season__series")
        if not update.is_public(moment)
    ]


def _differences(article: Article, live: Revision) -> dict[str, Any]:
    """What changes for readers, in short, and where it is shown word by word."""
    comparison = compare(of_revision(live), of_article(article))
    blocks = [block for block in comparison.blocks if block.state != "same"]
    return {
        "heads": [change.label for change in [*comparison.heads, *comparison.claims]],
        "blocks": [f"{block.kind}: {block.title}" for block in blocks],
        "page": reverse("admin:news_article_compare", args=[article.pk]) + f"?from={live.number}&to=working",
    }
