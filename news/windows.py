"""The windows of one article's revisions: written in advance, end to end, never over one another."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.moments import FOREVER
from news.models.revisions import Revision
from news.models.searched import SearchedStory

if TYPE_CHECKING:
    from news.models.articles import Article

COLUMNS = ["live_from", "live_until", "expires_at", "first_published_at", "updated_at"]
NO_WINDOW = {name: None for name in COLUMNS} | {"expires_at": FOREVER}


def check(article: "Article", at: datetime | None, until: datetime | None, *, backdated: bool = False) -> None:
    """ValidationError for a moment in the past, and for an end before its beginning."""
    now = timezone.now()
    if at and at < now and not backdated:
        raise ValidationError({"at": _("This moment has passed.")}, code="passed")
    if at and at < now and article.revisions.filter(live_from__gte=at, live_from__lte=now).exists():
        raise ValidationError({"at": _("Readers have seen a later revision: the past stands.")}, code="passed")
    if until and until <= (at or now):
        raise ValidationError({"until": _("It would end before it begins.")}, code="ends_first")


def scheduled(article: "Article", revision: Revision) -> Revision:
    """The revision as it is stored; ValidationError unless it is one of this article that is still to come."""
    stored = article.revisions.filter(pk=revision.pk).first()
    if stored is None or not stored.is_scheduled():
        raise ValidationError(_("This revision is not scheduled."), code="not_scheduled")
    return stored


def arrange(
    article: "Article",
    *,
    placed: dict[Revision, tuple[datetime, datetime]] | None = None,
    cleared: Iterable[Revision] = (),
) -> None:
    """Write all windows of an article anew; `placed` revisions begin and expire as told, `cleared` ones have none.

    A window lasts until its revision expires or the next one takes over. All of them were first published when the
    earliest one was; a change that is not material keeps the date of the last one that is. To come back is material.
    """
    placed = placed or {}
    gone = list(cleared)
    aside = {revision.pk for revision in (*placed, *gone)}
    chain = [*article.revisions.windowed().exclude(pk__in=aside).defer("document"), *placed]
    before = {revision.pk: _columns(revision) for revision in chain}
    for revision, (begins, expires) in placed.items():
        revision.live_from, revision.expires_at = begins, expires
    chain.sort(key=lambda revision: revision.live_from)
    updated_at = seen_until = None
    for revision, next_begins in zip(chain, [*(each.live_from for each in chain[1:]), FOREVER], strict=False):
        revision.live_until = min(revision.expires_at, next_begins)
        revision.first_published_at = chain[0].live_from
        if revision.material or revision.live_from != seen_until:
            updated_at = revision.live_from
        revision.updated_at, seen_until = updated_at, revision.live_until
    changed = [revision for revision in chain if _columns(revision) != before[revision.pk]]
    # Cleared first: on its way from one arrangement to the next no window may meet another.
    Revision.objects.filter(pk__in=[revision.pk for revision in (*gone, *changed)]).update(**NO_WINDOW)
    for revision in changed:
        revision.save(update_fields=COLUMNS)
    SearchedStory.objects.write(article.revisions.all())


def _columns(revision):
    return [getattr(revision, name) for name in COLUMNS]


def embargoed_with(revision: Revision) -> list:
    """The updates that become public at the moment of a scheduled revision, because it announces them."""
    links = revision.links.filter(update__public_from=revision.live_from).select_related("update__season__series")
    return [link.update for link in links]


def hold_announced(revision: Revision) -> None:
    """Make the updates private again that would have become public with a scheduled revision."""
    for update in embargoed_with(revision):
        update.hold()
