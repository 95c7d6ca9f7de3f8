"""Moments, windows and changes in words, for the newsroom."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.moments import FOREVER
from news.models import Article, Handover, Revision


def moment(at: datetime) -> str:
    """A moment in the current time zone, which stands beside it: "2026-11-24 09:00 UTC"."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M %Z")


def window(revision: Revision, at: datetime | None = None) -> str:
    """When readers see a revision: "from ... until ...", "since ..."; "never seen" without a window."""
    at = at or timezone.now()
    if not revision.live_from or not revision.live_until:
        return _("never seen by readers")
    words = {"start": moment(revision.live_from), "end": moment(revision.live_until)}
    if revision.live_from > at:
        return (_("from %(start)s") if revision.live_until == FOREVER else _("from %(start)s until %(end)s")) % words
    if revision.live_until <= at:
        return _("%(start)s to %(end)s") % words
    return (_("since %(start)s") if revision.live_until == FOREVER else _("since %(start)s, until %(end)s")) % words


def conflict_sentence(article: Article) -> str:
    """Who saved an article while somebody else had it open, and what became of what that one typed."""
    return _(
        "%(who)s saved this article at %(when)s, after you had opened it. Nothing of yours has been saved or done; "
        "what you typed stands below."
    ) % {"who": article.changed_by or _("Somebody"), "when": moment(article.changed_at)}


def named(user) -> str:
    """A user by their full name, with the one by which they log in behind it."""
    name = user.get_full_name()
    return f"{name} ({user.get_username()})" if name else user.get_username()


def whereabouts(article: Article) -> str:
    """At which stage it is, and with whom."""
    if not article.assignee:
        return article.get_stage_display()
    return _("%(stage)s, with %(who)s") % {"stage": article.get_stage_display(), "who": named(article.assignee)}


def handed(handover: Handover, written=moment) -> str:
    """Who handed a draft over, when, and with which words."""
    told = {"who": handover.handed_by or _("Somebody"), "when": written(handover.handed_at), "word": handover.word}
    if handover.word:
        return _("from %(who)s, %(when)s: “%(word)s”") % told
    return _("from %(who)s, %(when)s") % told
