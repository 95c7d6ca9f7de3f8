"""What an editor chooses from: updates that no article announces yet, and pages that a text may link to."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.admin.base import ChosenSelectMultiple, with_aside
from catalog.models import Person, Season, Series
from news.richtext import plain

# Of each kind; who wants another types more of its name.
MOST_TARGETS = 6
LONGEST_QUERY = 100


class UnannouncedView(AutocompleteJsonView):
    def get_queryset(self):
        return super().get_queryset().filter(announced_by=None)

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"text": with_aside(obj, obj.season)}


def unannounced_view(admin_site):
    return UnannouncedView.as_view(admin_site=admin_site)


class AnnouncesWidget(ChosenSelectMultiple):
    url_name = "%s:news_article_unannounced"


def link_targets(model_admin, request):
    """Series, seasons and people whose names begin with the words of `q`, as addresses to link to."""
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    typed = plain(request.GET.get("q", ""))[:LONGEST_QUERY].strip()
    found = []
    if typed:
        found += Series.objects.present().search(typed)[:MOST_TARGETS]
        if typed[-1:].isdecimal():
            found += Season.objects.search(typed).select_related("series")[:MOST_TARGETS]
        found += Person.objects.present().filter(merged_into=None).search(typed)[:MOST_TARGETS]
    owners = [_owner(thing) for thing in found]
    public = {
        model: set(model.objects.public().filter(pk__in=[each.pk for each in owners if isinstance(each, model)]))
        for model in (Series, Person)
    }
    return JsonResponse({"results": [_target(thing, public) for thing in found]})


def _owner(thing):
    """What a thing is public with: a season with its series."""
    return thing.series if isinstance(thing, Season) else thing


def _target(thing, public):
    """A thing as a line of the list; one that readers do not find yet says so."""
    owner = _owner(thing)
    hidden = owner not in public[type(owner)]
    kind = capfirst(thing._meta.verbose_name)
    return {
        "address": thing.get_absolute_url(),
        "name": str(thing),
        "label": with_aside(thing, getattr(thing, "began_on", None) and thing.began_on.year),
        "kind": _("%(kind)s, not public") % {"kind": kind} if hidden else kind,
    }
