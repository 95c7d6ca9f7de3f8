"""The pages in which the site speaks of itself: written here, and shown to readers when somebody publishes them."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from js_asset import Media

from catalog.admin.addresses import AddressAdmin
from catalog.admin.base import act
from catalog.admin.lists import RemovalFilter
from catalog.admin.removal import RemovableAdmin
from catalog.admin.tables import TableAdmin
from catalog.versions import Conflict
from news import dead_links
from news.drawing import drawn
from news.models.preferences import zone_of
from news.zones import in_zones
from showsite.models import WORDS, Page, PageRevision
from showsite.page_forms import PageForm, PublishPageForm


@admin.register(Page)
class PageAdmin(AddressAdmin, RemovableAdmin, TableAdmin):
    form = PageForm
    fields = ["readers_see", "title", "slug", "lead", "text", "language"]
    readonly_fields = ["readers_see"]
    list_display = ["title", "address", "readers_see", "still_owed"]
    list_filter = [RemovalFilter]
    search_fields = ["title"]
    named_by = "title"
    acts = ["publish", *RemovableAdmin.acts]

    def get_queryset(self, request):
        return super().get_queryset(request).with_shown("published_at", *WORDS).in_order()

    def get_readonly_fields(self, request, obj=None):
        """An address to which every page leads stays."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "slug"] if obj and obj.is_fixed else fields

    # -- what readers see -----------------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("readers see"))
    def readers_see(self, page):
        if page.pk is None or page.removed_at or page.shown_published_at is None:
            return _("Nothing")
        day = timezone.localtime(page.shown_published_at).date().isoformat()
        if all(getattr(page, f"shown_{name}") == getattr(page, name) for name in WORDS):
            return _("This, since %(day)s") % {"day": day}
        return _("What was published on %(day)s; what stands here is a draft") % {"day": day}

    @admin.display(description=gettext_lazy("address"))
    def address(self, page):
        return page.get_absolute_url()

    @admin.display(description=gettext_lazy("still to be written"))
    def still_owed(self, page):
        return page.owed or ""

    # -- the form -------------------------------------------------------------------------------------------------

    def render_change_form(self, request, context, **kwargs):
        page = kwargs.get("obj")
        if page:
            context["preview"] = self.act_url("preview", page)
            context["owed"] = page.owed
        response = super().render_change_form(request, context, **kwargs)
        # The editor's modules find each other through an import map.
        response.context_data["media"] = Media.from_media(response.context_data["media"]).with_nonce(request.csp_nonce)
        return response

    def response_add(self, request, obj, post_url_continue=None):
        self.message_user(request, _("Saved as a draft. Readers see no change."), messages.INFO)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self.message_user(request, _("Saved as a draft. Readers see no change."), messages.INFO)
        return super().response_change(request, obj)

    # -- pages of its own -----------------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<path:object_id>/preview/", view, name="showsite_page_preview"), *super().get_urls()]

    @method_decorator(require_safe)
    def preview_view(self, request, object_id):
        """The page itself, as readers would see it were what stands here published now."""
        page = self.get_object(request, unquote(object_id))
        if page is None:
            raise Http404
        if not self.has_view_or_change_permission(request, page):
            raise PermissionDenied
        revision = PageRevision(page=page, published_at=timezone.now(), **page.says())
        context = {"page": page, "revision": revision, "back": self.page_of(page)}
        return render(request, "page_preview.html", context)

    # -- publishing -----------------------------------------------------------------------------------------------

    def may_act(self, request, name, obj):
        return super().may_act(request, name, obj) and not (name == "remove" and obj.is_fixed)

    def act_form(self, request, verb, obj):
        form = super().act_form(request, verb, obj)
        if "version" in form.fields:
            form.fields["version"].initial = obj.version
        return form

    def act_view(self, request, object_id, name):
        """Before it is published, it is said what changes for readers, and what is still wrong with it."""
        response = super().act_view(request, object_id, name)
        if name == "publish" and isinstance(response, TemplateResponse) and response.context_data:
            page = response.context_data["original"]
            now = timezone.now()
            links = dead_links.links(page.text)
            response.context_data |= {
                "changes": changes(page),
                "readers_see": page.shown_published_at and in_zones(page.shown_published_at, zone_of(request.user)),
                "dead": sorted(dead_links.dead(links, base=page.get_absolute_url(), at=now)),
                "draft": reverse("admin:showsite_page_preview", args=[page.pk]),
            }
        return response

    @act(
        gettext_lazy("Publish"),
        form=PublishPageForm,
        permission="publish_{}",
        offered=lambda page: page.removed_at is None,
    )
    def publish(self, request, page, data):
        try:
            page.publish(by=request.user, note=data["note"], version=data["version"])
        except Conflict:
            raise ValidationError(
                _("Somebody has changed this since you opened it. Go back, and look at what it says now.")
            ) from None
        return _("Published: readers see it now.")


def changes(page) -> list[dict]:
    """What differs between what readers see and what stands here, for each part that does."""
    newest = page.revisions.first()
    before = newest.says() if newest else dict.fromkeys(WORDS, "")
    return [
        {"label": page._meta.get_field(name).verbose_name, "lines": drawn(before[name], after, html=name == "text")}
        for name, after in page.says().items()
        if before[name] != after
    ]
