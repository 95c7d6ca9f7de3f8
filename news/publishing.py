"""Publishing a working copy, and taking a publication back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import Series, StatusUpdate
from catalog.moments import FOREVER
from news import handing_over, pressing, windows
from news.checks import Check, Level, checks, hidden_subjects, of_level
from news.models.articles import Article
from news.models.publications import UNDOABLE, Publication
from news.models.revisions import Revision


def publish(
    article: Article,
    *,
    by,
    at: datetime | None,
    until: datetime | None,
    note: str,
    material: bool,
    backdated: bool,
    override: str,
    publish_subjects: bool,
) -> Revision:
    """What `Article.publish` does, once the article is taken."""
    windows.check(article, at, until, backdated=backdated)
    done = _bring_along(article, at, publish_subjects)
    # Read after the updates were revealed: the story never comes before its facts.
    at = at or timezone.now()
    found = checks(article, at, until)
    if obstacles := of_level(found, Level.BLOCKING):
        raise ValidationError([check.error for check in obstacles])
    doubts = [] if backdated else of_level(found, Level.DOUBT)
    if doubts:
        _check_override(doubts, override, by)
    revision = pressing.press(article, pressed_by=by, note=note, material=material)
    windows.arrange(article, placed={revision: (at, until or FOREVER)}, cleared=article.revisions.filter(live_from=at))
    if article.withdrawn_at and article.withdrawn_at >= at:
        done["lifted"] = [article.withdrawn_at.isoformat(), article.withdrawal_reason]
        article.withdrawn_at, article.withdrawal_reason = None, ""
        article.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    publication = Publication.objects.create(
        revision=revision,
        made_by=by,
        override_reason=override.strip() if doubts else "",
        overridden=[check.sentence for check in doubts],
        **done,
    )
    handing_over.end(article, publication.made_at)
    return revision


def rehearse(
    article: Article, at: datetime | None = None, until: datetime | None = None, *, publish_subjects: bool = False
) -> list[Check]:
    """What `checks` would find if it were published like this, with what it brings along: tried, and taken back."""
    with transaction.atomic():
        _bring_along(article, at, publish_subjects)
        found = checks(article, at, until)
        transaction.set_rollback(True)
    return found


def _bring_along(article: Article, at: datetime | None, publish_subjects: bool) -> dict[str, Any]:
    """Let what an article announces, and its hidden subjects, become public with it; what was done, to be undone."""
    done: dict[str, Any] = {"shown_series": [], "revealed": []}
    moment = at or timezone.now()
    if publish_subjects:
        for series in hidden_subjects(article, moment):
            done["shown_series"].append([series.pk, series.published_at and series.published_at.isoformat()])
            series.publish(moment)
    # One without a source is named by the checks.
    for update in article.announces.exclude(source=None).select_related("season__series"):
        if not update.is_public(moment):
            before = update.public_from and update.public_from.isoformat()
            update.reveal(at)
            done["revealed"].append([update.pk, before])
    return done


def _check_override(doubts: list[Check], override: str, by) -> None:
    if not override.strip():
        errors = [check.error for check in doubts]
        ask = _("Put the claims right, or say why it is published nevertheless.")
        raise ValidationError([*errors, ValidationError(ask, code="no_override")])
    if by is not None and not by.has_perm("news.override_article"):
        raise ValidationError(
            _("Only who may publish against what is known can give such a reason: a chief editor."),
            code="may_not_override",
        )


# -- undoing ------------------------------------------------------------------------------------------------------


def undoable(article: Article, at: datetime | None = None) -> Revision | None:
    """The revision that readers see and whose publication can still be taken back; None when there is none."""
    at = at or timezone.now()
    fresh = article.revisions.live(at).filter(live_from__gte=at - UNDOABLE, publication__undone_at=None)
    return fresh.exclude(publication=None).select_related("publication").first()


def undo(article: Article, revision: Revision | None, *, by) -> Revision | None:
    """What `Article.undo_publish` does, once the article is taken."""
    now = timezone.now()
    current = undoable(article, now)
    if current is None or current != revision:
        raise ValidationError(
            _("A publication can be taken back within ten minutes, while readers see it. Correct or withdraw it."),
            code="not_undoable",
        )
    publication = current.publication
    before = article.revisions.filter(live_until=current.live_from, expires_at__gt=now).first()
    lifted = publication.lifted and (parse_datetime(publication.lifted[0]), publication.lifted[1])
    shown = None
    placed: dict[Revision, Any] = {current: (current.live_from, now)}
    if before is not None:
        shown = pressing.copy_of_revision(before).store(
            pressed_by=by,
            pressed_at=now,
            note=before.note,
            internal_note=gettext("As before: the publication of revision %s was taken back.") % current.number,
            # Whoever has read the words that were taken back shall read the old ones again.
            material=current.material,
        )
        placed[shown] = (now, before.expires_at)
    windows.arrange(article, placed=placed)
    _hide_again(publication)
    if shown is None:
        article.withdrawn_at = now
        article.withdrawal_reason = article.withdrawal_reason or gettext("It was published by mistake.")
    elif lifted and lifted[0] and lifted[0] > now:
        article.withdrawn_at, article.withdrawal_reason = lifted
    article.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    publication.undone_at, publication.undone_by = now, by
    publication.save(update_fields=["undone_at", "undone_by"])
    handing_over.resume(article, publication.made_at)
    return shown


def _hide_again(publication: Publication) -> None:
    """Make private again what became public by a publication, and is as it was then."""
    for key, before in publication.revealed:
        update = StatusUpdate.objects.filter(pk=key, retracted_at=None).select_related("season__series").first()
        if update:
            update.take_back(_still_to_come(before))
    for key, before in publication.shown_series:
        for series in Series.objects.filter(pk=key, published_at__lte=publication.revision.live_from):
            series.published_at = _still_to_come(before)
            series.save(update_fields=["published_at"])


def _still_to_come(moment: str | None) -> datetime | None:
    """The moment of an embargo, unless it has passed meanwhile."""
    embargo = parse_datetime(moment) if moment else None
    return embargo if embargo and embargo > timezone.now() else None
