"""One act on many selected rows: planned on a page of its own, then done in one transaction.

The plan carries the version of each row. What has changed in between is told, and not overwritten.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.db.models import F, Model
from django.http import HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.views.decorators.csrf import csrf_protect

from catalog.admin.base import KEY_DIGITS, CatalogAdmin

# More cannot be looked over on one page, nor done in a second or two.
MOST_ROWS = 500
TOLD_ROWS = 10


class LeftAlone(Exception):
    """A row is not changed; says why, in a sentence."""


def bulk_act(label, *, plan: Callable[[Any, dict], tuple[str, str]], form=None, permission="change_{}"):
    """Make a method of a BulkAdmin an act on selected rows: `method(request, obj, data)` does it to one.

    `plan(obj, data)` gives what a row says before and after in words, or raises LeftAlone.
    """

    def decorate(verb):
        verb.label, verb.plan, verb.form, verb.permission = label, plan, form, permission
        return verb

    return decorate


@dataclass
class Line:
    """One row of a plan."""

    obj: Model
    before: str = ""
    after: str = ""
    left_alone: str = ""


class BulkAdmin(CatalogAdmin):
    bulk_acts: list[str] = []

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_bulk"
        return [path("bulk/<slug:act>/", self.admin_site.admin_view(self.bulk_view), name=name), *super().get_urls()]

    def get_actions(self, request):
        actions = super().get_actions(request)
        if IS_POPUP_VAR in request.GET:
            return actions
        for name in self.bulk_acts:
            if self.may_bulk(request, name):
                actions[name] = (partial(BulkAdmin.begin, act=name), name, getattr(self, name).label)
        return actions

    def may_bulk(self, request, name) -> bool:
        permission = getattr(self, name).permission.format(self.opts.model_name)
        return request.user.has_perm(f"{self.opts.app_label}.{permission}")

    def begin(self, request, queryset, *, act):
        """The action of the list: leads to the plan, for as many rows as one can look over."""
        rows = list(queryset.values_list("pk", "version")[: MOST_ROWS + 1])
        if len(rows) > MOST_ROWS:
            told = gettext("At most %(most)s rows at once: narrow the list down by search and filters.")
            self.message_user(request, told % {"most": MOST_ROWS}, messages.ERROR)
            return None
        versions = dict(rows)
        verb = getattr(self, act)
        lines = None if verb.form else self.plan(act, versions, {})
        return self.bulk_page(request, act, versions, verb.form and verb.form(), lines, request.GET.urlencode())

    @method_decorator(csrf_protect)
    def bulk_view(self, request, act):
        """The plan as sent back: looked at once more, or done."""
        if act not in self.bulk_acts or not self.may_bulk(request, act):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(self.list_page(""))
        versions, back = read_rows(request.POST.get("rows", "")), request.POST.get("back", "")
        verb = getattr(self, act)
        form = (verb.form or forms.Form)(request.POST)
        lines = None
        if form.is_valid():
            if "_sure" in request.POST:
                self.tell(request, self.do_all(request, act, versions, form.cleaned_data))
                return HttpResponseRedirect(self.list_page(back))
            lines = self.plan(act, versions, form.cleaned_data)
        return self.bulk_page(request, act, versions, form, lines, back)

    def bulk_page(self, request, act, versions, form, lines, back):
        context = {
            **self.admin_site.each_context(request),
            "title": getattr(self, act).label,
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media if form else self.media,
            "rows": " ".join(f"{key}:{version}" for key, version in versions.items()),
            "count": len(versions),
            "changing": lines and [line for line in lines if not line.left_alone],
            "leaving": lines and [line for line in lines if line.left_alone],
            "planned": lines is not None,
            "back": back,
            "list_page": self.list_page(back),
            "action": reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_bulk", args=[act]),
        }
        return TemplateResponse(request, "admin/catalog/bulk.html", context)

    def list_page(self, back: str) -> str:
        """The list, with the filters that it had."""
        query = QueryDict(back).urlencode()
        page = reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_changelist")
        return f"{page}?{query}" if query else page

    def rows_for_bulk(self, versions):
        """The rows with all that plans read, in the order in which they were selected."""
        found = {obj.pk: obj for obj in self.model.objects.filter(pk__in=versions)}
        return [found[key] for key in versions if key in found]

    def plan(self, act, versions, data) -> list[Line]:
        verb, lines = getattr(self, act), []
        for obj in self.rows_for_bulk(versions):
            line = Line(obj)
            try:
                line.before, line.after = verb.plan(obj, data)
                if obj.version != versions[obj.pk]:
                    raise LeftAlone(gettext("It has been changed in between."))
            except LeftAlone as refusal:
                line.left_alone = str(refusal)
            lines.append(line)
        return lines

    @transaction.atomic
    def do_all(self, request, act, versions, data) -> list[Line]:
        """Do it to the rows that are still as they were shown; the plan as it was carried out."""
        # Locked in one order, so that two editors never wait for each other.
        list(self.model._base_manager.select_for_update().filter(pk__in=versions).order_by("pk").values_list("pk"))
        lines, verb = self.plan(act, versions, data), getattr(self, act)
        changed = [line for line in lines if not line.left_alone]
        for line in changed:
            verb(request, line.obj, data)
        self.model._base_manager.filter(pk__in=[line.obj.pk for line in changed]).update(version=F("version") + 1)
        self.after_bulk(act, [line.obj for line in changed])
        for line in changed:
            words = {"act": verb.label, "before": line.before or "–", "after": line.after or "–"}
            self.log_change(request, line.obj, gettext("%(act)s: %(before)s → %(after)s") % words)
        return lines

    def after_bulk(self, act, changed) -> None:
        """What is done once for all rows that were changed."""

    def tell(self, request, lines):
        changed = sum(not line.left_alone for line in lines)
        words = ngettext("Changed %(count)s row.", "Changed %(count)s rows.", changed) % {"count": changed}
        self.message_user(request, words, messages.SUCCESS if changed else messages.WARNING)
        left = [line for line in lines if line.left_alone]
        for line in left[:TOLD_ROWS]:
            self.message_user(request, f"{line.obj}: {line.left_alone}", messages.WARNING)
        if len(left) > TOLD_ROWS:
            words = gettext("And %s more were left alone.") % (len(left) - TOLD_ROWS)
            self.message_user(request, words, messages.WARNING)


def read_rows(text: str) -> dict[int, int]:
    """Keys and versions as a plan carries them; BadRequest for what no plan has written."""
    versions = {}
    for pair in text.split():
        key, _colon, version = pair.partition(":")
        for number in (key, version):
            if not (number.isascii() and number.isdecimal() and len(number) <= KEY_DIGITS):
                raise BadRequest("no plan of this site")
        versions[int(key)] = int(version)
    if len(versions) > MOST_ROWS:
        raise BadRequest("too many rows")
    return versions
