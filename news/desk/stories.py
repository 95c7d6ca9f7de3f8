"""The desk's lists of articles: one's own work, leads, and what no longer holds."""

from collections.abc import Callable

from django.db.models import OuterRef
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.models import SeasonState, StatusUpdate
from news.desk.lines import Act, Desk, DeskList, Line, address, page_of
from news.models import Article, Handover, Note, Revision, RevisionClaim, Stage
from news.models.claims import known
from news.models.leads import disagreements, dismissed, leads
from news.words import handed

WRITE = gettext_lazy("Write the story")


def write_act(desk: Desk, **about) -> list[Act]:
    """A button that makes a draft about something, where that can be done."""
    if not desk.may("news.add_article"):
        return []
    return [Act(WRITE, f"{reverse('admin:news_article_write')}?{urlencode(about)}")]


# -- one's own work -----------------------------------------------------------------------------------------------


def drafts(desk, articles):
    handovers = {each.article_id: each for each in Handover.objects.of(articles)}
    notes = Note.objects.counted(articles)
    for article in articles:
        details = [article.get_kind_display(), article.get_stage_display(), desk.moment(article.changed_at)]
        if article.assignee:
            details.append(_("assigned to %s") % article.assignee)
        if handover := handovers.get(article.pk):
            details.append(handed(handover, desk.moment))
        if count := notes.get(article.pk):
            said = ngettext("%(count)s note is not resolved", "%(count)s notes are not resolved", count)
            details.append(said % {"count": count})
        yield Line(str(article), page_of(article), details, draft_acts(desk, article))


def draft_acts(desk, article) -> list[Act]:
    if desk.may("news.publish_article"):
        return [Act(gettext_lazy("Publish"), address(article, "publish"))]
    if article.assignee == desk.user or article.created_by_id == desk.user.pk:
        return [Act(gettext_lazy("Hand over"), address(article, "hand_over"))]
    return []


def coming(desk, revisions):
    for revision in revisions:
        acts = []
        if desk.may("news.publish_article"):
            acts = [
                Act(gettext_lazy("Reschedule"), f"{address(revision.article, 'reschedule')}?revision={revision.pk}")
            ]
        yield Line(revision.title, page_of(revision.article), [desk.moments(revision.live_from)], acts)


# -- leads --------------------------------------------------------------------------------------------------------


def told(desk, updates):
    for update in updates:
        details = [f"{update.season}", f"{update.source}, {update.announced_on}", update.get_certainty_display()]
        if not update.is_public(desk.now):
            details.append(_("embargoed until %s") % desk.moments(update.public_from))
        acts = write_act(desk, update=update.pk)
        if desk.may("news.add_article"):
            acts.append(Act(gettext_lazy("No story"), reverse("admin:desk_dismiss", args=[update.pk]), True))
        yield Line(update.summary, page_of(update), details, acts)


def told_again(desk, updates):
    for update in updates:
        acts = []
        if desk.may("news.add_article"):
            acts = [Act(gettext_lazy("A lead again"), reverse("admin:desk_take_up", args=[update.pk]), True)]
        yield Line(update.summary, page_of(update), [str(update.season), str(update.source)], acts)


# -- what no longer holds -----------------------------------------------------------------------------------------


def contradicted(moment_of: Callable, at_own_moment, name: str, label):
    """Tell revisions with each claim that does not hold at a moment of theirs, and what is known then."""

    def tell(desk, revisions):
        claims = RevisionClaim.objects.filter(revision__in=[revision.pk for revision in revisions])
        broken = list(claims.broken(at_own_moment or desk.now).select_related("season__series", "network"))
        states: dict[int, list] = {}
        for state in SeasonState.objects.of_seasons({claim.season_id for claim in broken}):
            states.setdefault(state.season_id, []).append(state)
        for revision in revisions:
            at = moment_of(desk, revision)
            details = [
                _("%(season)s, %(axis)s: it says “%(claim)s”; known is “%(fact)s”.")
                % {
                    "season": claim.season,
                    "axis": claim.get_axis_display(),
                    "claim": claim.said,
                    "fact": known(state, claim.axis),
                }
                for claim in broken
                if claim.revision_id == revision.pk
                for state in states[claim.season_id]
                if state.valid_from <= at < state.valid_until
            ]
            if at_own_moment:
                details.append(desk.moments(at))
            yield Line(revision.title, page_of(revision.article), details, article_act(desk, revision, name, label))

    return tell


def article_act(desk, revision, name, label) -> list[Act]:
    return [Act(label, address(revision.article, name))] if desk.may("news.publish_article") else []


def questions(desk, revisions):
    for revision in revisions:
        acts = article_act(desk, revision, "correct", gettext_lazy("Correct"))
        yield Line(revision.title, page_of(revision.article), [_("The answer is known by now.")], acts)


MINE = DeskList(
    "mine",
    gettext_lazy("My drafts, and what is assigned to me"),
    lambda desk: Article.objects.waiting_for(desk.user),
    drafts,
    order="-changed_at",
    related=("assignee",),
    models=(Article,),
)
IN_REVIEW = DeskList(
    "in-review",
    gettext_lazy("In review"),
    lambda desk: Article.objects.at_stage(Stage.IN_REVIEW),
    drafts,
    order="changed_at",
    related=("assignee",),
    explanation=gettext_lazy("The longest waiting first."),
    models=(Article,),
)
READY = DeskList(
    "ready",
    gettext_lazy("Ready to be published"),
    lambda desk: Article.objects.at_stage(Stage.READY),
    drafts,
    order="changed_at",
    related=("assignee",),
    explanation=gettext_lazy("The longest waiting first."),
    models=(Article,),
)
SCHEDULED = DeskList(
    "scheduled",
    gettext_lazy("Scheduled"),
    lambda desk: Revision.objects.scheduled(desk.now),
    coming,
    order="live_from",
    related=("article",),
    models=(Article,),
)
LEADS = DeskList(
    "leads",
    gettext_lazy("Leads"),
    lambda desk: leads(desk.now),
    told,
    order="-public_from",
    related=("season__series", "source"),
    explanation=gettext_lazy("Updates of the last 30 days, and under embargo, that no article announces."),
    models=(StatusUpdate,),
)
DISAGREEMENTS = DeskList(
    "disagreements",
    gettext_lazy("TVmaze disagrees"),
    lambda desk: disagreements(desk.now),
    told,
    order="-public_from",
    related=("season__series", "source"),
    explanation=gettext_lazy("What another catalog says, where the word of a person says something else."),
    models=(StatusUpdate,),
)
DISMISSED = DeskList(
    "dismissed",
    gettext_lazy("No story"),
    lambda desk: dismissed(desk.now),
    told_again,
    order="-public_from",
    related=("season__series", "source"),
    explanation=gettext_lazy("Leads of the last 30 days that were dismissed."),
    models=(StatusUpdate,),
    on_front=False,
)
STALE = DeskList(
    "stale",
    gettext_lazy("Stale: live articles whose claims no longer hold"),
    lambda desk: Revision.objects.live(desk.now).stale(desk.now),
    contradicted(lambda desk, revision: desk.now, None, "still_true", gettext_lazy("Checked, still true")),
    order="-live_from",
    related=("article",),
    models=(Article,),
)
CLASHING = DeskList(
    "clashing",
    gettext_lazy("Scheduled stories whose claims clash"),
    lambda desk: Revision.objects.clashing(desk.now),
    contradicted(
        lambda desk, revision: revision.live_from,
        OuterRef("revision__live_from"),
        "reschedule",
        gettext_lazy("Reschedule"),
    ),
    order="live_from",
    related=("article",),
    explanation=gettext_lazy("Against what is going to be known at the moment of each."),
    models=(Article,),
)
ANSWERED = DeskList(
    "answered",
    gettext_lazy("Questions that are answered by now"),
    lambda desk: Revision.objects.live(desk.now).answered(desk.now),
    questions,
    order="-live_from",
    related=("article",),
    models=(Article,),
)
