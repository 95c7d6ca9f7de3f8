"""The page of an article: its words, its blocks, what readers see of it, and the verbs."""

from contextlib import contextmanager

from content_editor.admin import ContentEditor
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from js_asset.media import Media

from catalog.admin.base import CatalogAdmin, act, link
from catalog.admin.rows import OrderedFormSet, Rows
from catalog.moments import FOREVER
from news.admin.blocks import BLOCK_ROWS
from news.conflicts import Conflict, CorrectionClash
from news.documents import upgraded
from news.forms import ArticleForm, ClaimForm, CorrectForm, PublishForm, WithdrawForm
from news.models import Article, ArticleAuthor, ArticleSubject, Claim, PublicState, Revision, RichText

LIVE = {PublicState.LIVE, PublicState.LIVE_WITH_CHANGES}


def when(moment) -> str:
    """A moment as editors read it, in the site's time zone."""
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


@contextmanager
def refusals():
    """Turn what a verb raises instead of overwriting somebody's words into an error of the form."""
    try:
        yield
    except Conflict as conflict:
        raise ValidationError(
            gettext("%s Nothing has been done. Go back, look at it as it stands now, and try again.") % conflict
        ) from conflict
    except CorrectionClash as clash:
        places = gettext("A later version was changed at the same place; nothing has been corrected yet:")
        raise ValidationError([places, *clash.places]) from clash


class PublicStateFilter(admin.SimpleListFilter):
    title = _("what readers see")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return PublicState.choices

    def queryset(self, request, queryset):
        return queryset.filter(seen_as=self.value()) if self.value() in PublicState.values else queryset


class AuthorRows(Rows):
    model = ArticleAuthor
    formset = OrderedFormSet
    fields = ["order", "author"]
    autocomplete_fields = ["author"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")


class SubjectRows(Rows):
    model = ArticleSubject
    fields = ["season", "series", "person", "primary"]
    autocomplete_fields = ["season", "series", "person"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("season__series", "series", "person")


class ClaimRows(Rows):
    model = Claim
    form = ClaimForm
    fields = ["season", "axis", "value", "network", "date"]
    autocomplete_fields = ["season", "network"]
    classes = ["collapse"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("season__series", "network")


@admin.register(Article)
class ArticleAdmin(ContentEditor, CatalogAdmin):
    form = ArticleForm
    change_form_template = "admin/news/article/change_form.html"
    fieldsets = [
        (None, {"fields": ["readers", "title", "lead", ("kind", "slug"), "hero", "seen_version"]}),
        (
            _("Work"),
            {
                "fields": [("stage", "assignee"), ("language", "pinned_until"), "announces"],
                "classes": ["collapse"],
            },
        ),
    ]
    readonly_fields = ["readers"]
    autocomplete_fields = ["hero", "assignee", "announces"]
    inlines = [SubjectRows, AuthorRows, ClaimRows, *BLOCK_ROWS]
    list_display = ["title", "kind", "badge", "about", "signed", "changed_at", "assignee"]
    list_filter = [PublicStateFilter, "kind", "stage", ("authors", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["assignee"]
    search_fields = ["title"]
    acts = ["publish", "correct", "withdraw"]

    class Media:
        js = ["news/admin/keyboard.js"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).with_public_state()
        return rows.prefetch_related(
            "author_rows__author", "subjects__series", "subjects__season__series", "subjects__person"
        )

    # -- what readers see -----------------------------------------------------------------------------------------

    @admin.display(description=_("readers see"))
    def badge(self, article):
        return format_html('<span class="badge {}">{}</span>', article.seen_as, PublicState(article.seen_as).label)

    @admin.display(description=_("about"))
    def about(self, article):
        return next((str(subject) for subject in article.subjects.all()), "")

    @admin.display(description=_("authors"))
    def signed(self, article):
        return ", ".join(str(row) for row in article.author_rows.all())

    @admin.display(description=_("Readers see"))
    def readers(self, article):
        """The badge, and each version that readers see now or later, with its moments."""
        if article.pk is None:
            return PublicState.DRAFT.label
        lines = []
        for revision in article.revisions.windowed().filter(live_until__gt=timezone.now()).defer("document"):
            until = "" if revision.live_until == FOREVER else gettext(" until %s") % when(revision.live_until)
            lines.append((link(revision, gettext("Version %d") % revision.number), when(revision.live_from), until))
        if article.seen_as == PublicState.WITHDRAWN:
            lines.append((gettext("Withdrawn"), when(article.withdrawn_at), f": {article.withdrawal_reason}"))
        shown = format_html_join("", "<li>{}, {}{}</li>", lines)
        return format_html("{}<ul class='windows'>{}</ul>", self.badge(article), shown)

    def view_on_site(self, article):
        return reverse("news:article_detail", args=[article.slug]) if article.seen_as in LIVE else None

    # -- saving ---------------------------------------------------------------------------------------------------

    def save_related(self, request, form, formsets, change):
        """Save the rows, then press them. An article without author is its writer's; its first subject is primary."""
        # Not the content editor's: with one region there is nothing to clone, and a block's key cannot stand twice.
        super(ContentEditor, self).save_related(request, form, formsets, change)
        article = form.instance
        article.fill_in(request.user)
        article.save_draft(by=request.user, version=article.version)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def get_deleted_objects(self, objs, request):
        """The versions of a draft go with it, though nobody deletes a version."""
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, perms_needed - {Revision._meta.verbose_name}, protected

    def delete_model(self, request, obj):
        obj.discard(version=obj.version)

    def delete_queryset(self, request, queryset):
        for article in queryset:
            self.delete_model(request, article)

    def response_add(self, request, obj, post_url_continue=None):
        return self.previewed(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.previewed(request, obj) or super().response_change(request, obj)

    def previewed(self, request, article):
        """The way to the preview, when that is the button that was pressed."""
        if "_preview" not in request.POST:
            return None
        self.message_user(request, gettext("Saved “%s”; readers see nothing of it yet.") % article, messages.SUCCESS)
        return HttpResponseRedirect(self.preview_url(article))

    def preview_url(self, article):
        latest = article.revisions.order_by("-number").values_list("pk", flat=True).first()
        return latest and reverse(f"{self.admin_site.name}:news_revision_preview", args=[latest])

    # -- the form -------------------------------------------------------------------------------------------------

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["preview_url"] = self.preview_url(obj)
            context["revisions_url"] = reverse(f"{self.admin_site.name}:news_revision_changelist")
        response = super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)
        # The editors' modules find each other through an import map, which the policy lets through by its nonce.
        media = Media.from_media(response.context_data["media"])
        response.context_data["media"] = media.with_nonce(request.csp_nonce)
        return response

    # -- verbs ----------------------------------------------------------------------------------------------------

    @act(
        _("Publish"),
        form=PublishForm,
        permission="publish_{}",
        initial=lambda article: {"version": article.version, "article": article},
    )
    def publish(self, request, article, data):
        at = data["at"] if data["when"] == PublishForm.LATER else None
        with refusals():
            revision = article.publish(
                by=request.user,
                version=data["version"],
                at=at,
                until=data["until"],
                material=data["material"],
                note=data["note"],
            )
        if at:
            return _("Readers see version %(number)s from %(when)s on.") % {
                "number": revision.number,
                "when": when(revision.live_from),
            }
        return _("Readers see version %(number)s from now on.") % {"number": revision.number}

    @act(
        _("Correct"),
        form=CorrectForm,
        permission="publish_{}",
        offered=lambda article: article.seen_as in LIVE,
        initial=lambda article: correctable(article),
        explanation=_(
            "This is what readers see now. A correction is public at once, and goes into the working copy and every "
            "scheduled version too."
        ),
    )
    def correct(self, request, article, data):
        prose = correctable(article)["prose"]
        with refusals():
            correction = article.correct(
                by=request.user,
                changes={key: data[key] for key, html in prose.items() if data[key] != html},
                **{name: data[name] for name in ("version", "kind", "text", "title", "lead", "force")},
            )
        return _("Corrected: %s") % correction.text

    @act(
        _("Withdraw"),
        form=WithdrawForm,
        permission="withdraw_{}",
        offered=lambda article: article.seen_as in {*LIVE, PublicState.SCHEDULED},
        initial=lambda article: {"version": article.version},
        explanation=_("It is taken from readers at once, and whatever is scheduled does not come."),
    )
    def withdraw(self, request, article, data):
        with refusals():
            article.withdraw(by=request.user, version=data["version"], reason=data["reason"])
        return _("Withdrawn: %s") % data["reason"]


def correctable(article) -> dict:
    """What readers see now, as the initial data of the form that corrects it."""
    live = article.revisions.live().first()
    if live is None:
        return {"version": article.version, "prose": {}}
    blocks = upgraded(live.document)["blocks"]
    return {
        "version": article.version,
        "title": live.title,
        "lead": live.lead,
        "prose": {block["key"]: block["text"] for block in blocks if block["type"] == RichText.type},
    }
