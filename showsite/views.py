"""Pages of the site itself."""

from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.awaited import most_awaited
from catalog.axes import Decision
from catalog.changes import changes_by_day, count_turns, parted
from catalog.models import PremiereState, SeasonState, SeriesState, StatusUpdate
from catalog.moments import day_of, last_moment
from catalog.parameters import Parameters, a_day
from catalog.views.addresses import at_its_address, moved
from catalog.views.calendar import week_of
from news.models import Revision
from showsite.models import Page

# How many of each the front page shows, and how many updates are looked at for those of the last day.
CHANGES, A_ROW, STORIES, AWAITED = 8, 4, 8, 6
TURNS = 120


@require_safe
def home(request):
    now = timezone.now()
    today = day_of(now)
    revisions = Revision.objects.live(now)
    pinned = revisions.pinned(now).for_listing().first()
    latest = [revision for revision in revisions.for_listing()[: STORIES + 1] if revision != pinned]
    updates = list(StatusUpdate.objects.turns(now)[:TURNS])
    states: dict[int, list] = {}
    for state in SeasonState.objects.of_seasons({update.season_id for update in updates}).up_to(now):
        states.setdefault(state.season_id, []).append(state)
    days = list(changes_by_day(updates, states, now))
    changed_on, changes = days[0] if days else (None, [])
    # A row of the page is filled with what changed on the days before.
    earlier = [change for _day, of_day in days[1:] for change in of_day][: max(0, A_ROW - len(changes))]
    counts = SeriesState.objects.count_current(now, today)
    shown, more = parted(changes, CHANGES)
    context = {
        "today": today,
        "changed_on": changed_on,
        "turns": count_turns(changes),
        "changes": shown + earlier,
        "more_changes": more,
        # Of a day with more than were asked for, nobody can say how many there were.
        "is_cut": len(updates) == TURNS and changed_on == day_of(updates[-1].public_from),
        "lead": pinned or next(iter(latest), None),
        "latest": latest[:STORIES] if pinned else latest[1:],
        "week": week_of(today, PremiereState.objects.public(now)),
        "awaited": most_awaited(now, AWAITED),
        "counts": counts,
        "total": sum(counts.values()),
        "undecided": counts.get(Decision.UNDECIDED, 0),
    }
    return render(request, "home.html", context)


@at_its_address(lambda: Page.objects.public())
def page(request, page):
    """A page in which the site speaks of itself, also as it was at the end of a past day."""
    if request.path != page.get_absolute_url():
        return moved(request, page.get_absolute_url())
    parameters = Parameters(request, on=a_day)
    on, today = parameters.get("on"), day_of(timezone.now())
    if on and on > today:
        raise Http404
    at = last_moment(on) if on and on < today else timezone.now()
    revisions = list(page.revisions.until().defer("text"))
    shown = next((revision for revision in revisions if revision.published_at <= at), None)
    if shown is None:
        raise Http404
    context = {
        "page": page,
        "revision": shown,
        "is_newest": shown == revisions[0],
        "revisions": revisions,
        "others": [other for other in Page.objects.listed() if other != page],
    }
    return render(request, "page.html", context)


@never_cache
@require_safe
def health(request):
    """Whether the site can answer: it can, if this does and the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
