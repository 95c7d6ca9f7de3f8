"""What an editor has typed and not saved: kept every few seconds by a script, looked at, taken or left."""

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from catalog import keeping
from catalog.models import Presence, Unsaved
from catalog.models.unsaved import TooManyForms


def answer(status: int, sentence, **more) -> JsonResponse:
    return JsonResponse({"says": str(sentence), **more}, status=status)


@admin.register(Unsaved)
class UnsavedAdmin(admin.ModelAdmin):
    """Everybody's own, and nobody else's."""

    list_display = ["what", "kept_at"]
    list_display_links = None
    actions = None
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).of(request.user).waiting().defer("body")

    @admin.display(description=_("what was written"))
    def what(self, unsaved):
        return format_html('<a href="{}?look={}">{}</a>', unsaved.form, unsaved.pk, unsaved)

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        leave = self.admin_site.admin_view(self.leave_view)
        return [
            path("keep/", require_POST(self.keep_view), name="catalog_unsaved_keep"),
            path("<int:pk>/leave/", leave, name="catalog_unsaved_leave"),
            *super().get_urls(),
        ]

    @method_decorator(csrf_protect)
    def keep_view(self, request):
        """Keep the body of a form, or, with none, only note that it is open. The answer is for a script.

        Which form, and the number of the copy, stand in the address: the body is the form's own, sent as plain text
        so that nobody takes it apart before its size is known.
        """
        if not self.admin_site.has_permission(request):
            return answer(401, _("You are logged out: log in in another tab, then save. Nothing is lost."))
        try:
            pk, form, label = keeping.unseal(request.GET.get("form", ""))
        except signing.BadSignature:
            return answer(400, _("This page is too old: load it again."))
        if pk != request.user.pk:
            return answer(403, _("Somebody else is logged in in this browser now."))
        if int(request.META.get("CONTENT_LENGTH") or 0) > keeping.MOST_BYTES:
            return answer(413, _("It is too long to be kept: save it."))
        more = {}
        if request.body:
            refusal, more = self.keep(request, form, label)
            if refusal:
                return refusal
        Presence.objects.see(user=request.user, form=form, changed=bool(request.body))
        others = Presence.objects.others(request.user, form)
        here = render_to_string("admin/catalog/_present.html", {"present": others})
        return answer(200, "", present=here.strip(), **more)

    def keep(self, request, form, label):
        """A refusal, or None and what the script is told."""
        opened, counter = keeping.uuid_of(request.GET.get("opened")), keeping.count_of(request.GET.get("counter"))
        try:
            data = keeping.body_of(request.body)
        except keeping.TooLarge:
            return answer(413, _("It is too long to be kept: save it.")), {}
        except ValueError:
            data = None
        if data is None or opened is None or counter is None:
            return answer(400, _("This page is too old: load it again.")), {}
        title = f"{label} {keeping.title_of(data)}"[:200] if label.endswith(":") else label
        try:
            with transaction.atomic():
                if not keeping.is_there(form):
                    return answer(410, _("What you are writing for is gone: nothing of it is kept any more.")), {}
                is_kept = Unsaved.objects.keep(
                    user=request.user,
                    form=form,
                    opened=opened,
                    counter=counter,
                    body=data.urlencode(),
                    taken=keeping.uuid_of(request.GET.get("taken")),
                    title=title,
                    version=keeping.version_of(data),
                )
        except TooManyForms:
            return answer(429, _("You have too many unsaved forms: save or leave some of them.")), {}
        if not is_kept:
            # One that the browser hands in later is often old: the form was saved. That is no failure to tell of.
            return answer(200 if "late" in request.GET else 409, _("A newer copy is kept already.")), {}
        pk = Unsaved.objects.only("pk").get(user=request.user, form=form, opened=opened).pk
        return None, {"look": f"{form}?look={pk}"}

    @method_decorator([require_POST, csrf_protect])
    def leave_view(self, request, pk):
        """Throw it away, from the page that has shown what it says."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        unsaved = get_object_or_404(Unsaved.objects.of(request.user).waiting(), pk=pk)
        unsaved.delete()
        self.message_user(request, gettext("Left: “%s” is not kept any more.") % unsaved, messages.SUCCESS)
        return HttpResponseRedirect(unsaved.form)
