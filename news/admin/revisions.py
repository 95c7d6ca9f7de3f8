"""The versions of an article: every save is one. They are looked at, put back, and moved while they are to come."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin, act, link
from catalog.moments import FOREVER
from news.admin.articles import refusals, when
from news.forms import RescheduleForm, VerbForm
from news.models import Revision
from news.stories import story


def version(revision) -> dict:
    return {"version": revision.article.version}


@admin.register(Revision)
class RevisionAdmin(CatalogAdmin):
    """One version: who saved it when, and what readers saw of it."""

    fields = ["article_link", "number", "window", "note", "internal_note", "pressed_at", "pressed_by"]
    readonly_fields = fields
    change_form_template = "admin/news/revision/change_form.html"
    list_display = ["name", "window", "internal_note", "pressed_at", "pressed_by"]
    list_select_related = ["article", "pressed_by"]
    date_hierarchy = "pressed_at"
    search_fields = ["search_text"]
    ordering = ["-pressed_at", "-pk"]
    acts = ["restore", "reschedule", "unschedule"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("document").select_related("article", "pressed_by")

    def lookup_allowed(self, lookup, value, request):
        return lookup == "article" or super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("version"))
    def name(self, revision):
        return f"{revision.title}, {revision.number}"

    @admin.display(description=_("article"))
    def article_link(self, revision):
        return link(revision.article)

    @admin.display(description=_("seen by readers"))
    def window(self, revision):
        if revision.live_from is None:
            return _("never")
        if revision.live_until == FOREVER:
            return _("from %s") % when(revision.live_from)
        return _("%(begin)s to %(end)s") % {"begin": when(revision.live_from), "end": when(revision.live_until)}

    def view_on_site(self, revision):
        return revision.get_absolute_url() if revision.is_live() else None

    # -- preview --------------------------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview)
        return [path("<int:pk>/preview/", view, name="news_revision_preview"), *super().get_urls()]

    def preview(self, request, pk):
        """The page as readers would see it, with a banner; for the newsroom only."""
        revision = get_object_or_404(Revision.objects.select_related("article", "hero"), pk=pk)
        if not request.user.has_perm("news.view_revision") and not request.user.has_perm("news.view_article"):
            raise PermissionDenied
        now = timezone.now()
        revision.first_published_at = revision.first_published_at or now
        revision.updated_at = revision.updated_at or revision.first_published_at
        context = story(revision, now, public=False) | {"edit_url": self.page_of(revision.article)}
        response = render(request, "admin/news/preview.html", context)
        add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    # -- verbs ----------------------------------------------------------------------------------------------------

    def home_of(self, obj):
        return obj.article

    @act(
        _("Put back into the working copy"),
        form=VerbForm,
        permission="change_article",
        initial=version,
        explanation=_("The working copy becomes what this version says. Readers see nothing of it until you publish."),
    )
    def restore(self, request, revision, data):
        with refusals():
            revision.article.restore(revision, by=request.user, version=data["version"])
        return _("The working copy is version %(number)s again.") % {"number": revision.number}

    @act(
        _("Reschedule"),
        form=RescheduleForm,
        permission="publish_article",
        offered=lambda revision: revision.is_scheduled(),
        initial=version,
        explanation=_("What it announces moves along with it."),
    )
    def reschedule(self, request, revision, data):
        with refusals():
            revision.article.reschedule(
                revision, by=request.user, version=data["version"], at=data["at"], until=data["until"]
            )
        return _("Rescheduled for %s.") % when(data["at"] or timezone.now())

    @act(
        _("Call off"),
        form=VerbForm,
        permission="publish_article",
        offered=lambda revision: revision.is_scheduled(),
        initial=version,
        explanation=_("Readers will not see this version; what it announces is private again."),
    )
    def unschedule(self, request, revision, data):
        with refusals():
            revision.article.unschedule(revision, by=request.user, version=data["version"])
        return _("Version %(number)s does not come.") % {"number": revision.number}
