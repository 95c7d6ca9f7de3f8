"""The pages of the desk: the admin's front page, each list at its own address, and what is done by one click."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_POST

from catalog.admin.base import KEY_DIGITS, way_back
from catalog.models import StatusUpdate
from news.desk import lint, stories
from news.desk.lines import Desk
from news.models import leads

GROUPS = [
    (gettext_lazy("Your work"), [stories.MINE, stories.IN_REVIEW, stories.READY, stories.SCHEDULED]),
    (gettext_lazy("Leads"), [stories.LEADS, stories.DISAGREEMENTS, stories.DISMISSED]),
    (
        gettext_lazy("Look again"),
        [
            stories.STALE,
            stories.CLASHING,
            lint.IN_DISPUTE,
            stories.ANSWERED,
            lint.OVERDUE,
            lint.UNDECIDED,
        ],
    ),
    (
        gettext_lazy("Put in order"),
        [lint.RIGHTS_END, lint.PICTURES, lint.QUOTES, lint.FACTS, lint.VIDEOS, lint.RATINGS, lint.NAMESAKES],
    ),
]
LISTS = {each.slug: each for _title, lists in GROUPS for each in lists}


def laid_out(user) -> list[dict]:
    """The desk of somebody, group by group: the lists that hold something, and the names of those that do not."""
    desk = Desk(user)
    groups = []
    for title, lists in GROUPS:
        shown = [each.short(desk) for each in lists if each.on_front and each.is_for(desk)]
        if shown:
            full, empty = [each for each in shown if each.count], [each for each in shown if not each.count]
            groups.append({"title": title, "full": full, "empty": empty})
    return groups


@require_GET
def desk_list(request, slug, site):
    """One list from its beginning, or behind a key."""
    desk = Desk(request.user)
    chosen = LISTS.get(slug)
    if chosen is None:
        raise Http404
    if not chosen.is_for(desk):
        raise PermissionDenied
    shown = chosen.page(desk, request.GET.get("after"))
    context = site.each_context(request) | {"title": chosen.title, "shown": shown}
    return TemplateResponse(request, "admin/news/desk/list.html", context)


@require_POST
@csrf_protect
def dismiss(request, key, site):
    return settle(request, key, site, lambda update: leads.dismiss(update, by=request.user), _("No story: “%s”."))


@require_POST
@csrf_protect
def take_up(request, key, site):
    return settle(request, key, site, leads.take_up, _("A lead again: “%s”."))


def settle(request, key, site, verb, sentence):
    """Do something with a lead, write it down, and go back to where it was clicked."""
    if not (request.user.has_perm("news.add_article") and Desk(request.user).may_see(StatusUpdate)):
        raise PermissionDenied
    if key >= 10**KEY_DIGITS:
        raise Http404
    update = get_object_or_404(StatusUpdate.objects.news(), pk=key)
    with transaction.atomic():
        verb(update)
        site.get_model_admin(StatusUpdate).log_change(request, update, sentence % update)
    messages.success(request, sentence % update)
    return HttpResponseRedirect(way_back(request) or reverse("admin:index"))
