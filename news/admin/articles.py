"""The page of an article: the working copy with its blocks. Saving it keeps a draft; nothing here reaches readers."""

from functools import partial

from content_editor.admin import ContentEditor
from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from catalog.admin.base import KEY_DIGITS
from news import reading
from news.admin.acts import ArticleActs
from news.admin.blocks import BLOCK_ROWS, REGION, TextRows
from news.admin.choices import AnnouncesWidget, link_targets, unannounced_view
from news.admin.conflicts import MINE, Orders, Settled, Story, shown
from news.admin.handovers import HandoverActs
from news.admin.history import ArticleHistory
from news.admin.lists import ArticlesAtWork, AuthorFilter, PublicStateFilter
from news.admin.notes import ArticleNotes
from news.admin.previewing import ArticlePreviews
from news.admin.readings import ArticleReadings
from news.admin.rows import AuthorRows, ClaimRows, SubjectRows
from news.admin.sharing import ArticleShares
from news.admin.writing import write_view
from news.forms import ArticleForm
from news.models import Article, ArticleSubject, Erasure, PublicState, Revision
from news.words import conflict_sentence, moment, window


def length_for_form(article) -> dict[str, int]:
    """How long a story is as it was saved; the page counts on while it is written."""
    texts = article.news_richtext_set.values_list("text", flat=True) if article else []
    words, minutes = reading.length_of(article.lead if article else "", texts)
    return {"words": words, "minutes": minutes, "speed": reading.WORDS_A_MINUTE}


@admin.register(Article)
class ArticleAdmin(
    ArticlesAtWork,
    ArticleHistory,
    ArticleNotes,
    ArticlePreviews,
    ArticleShares,
    HandoverActs,
    ArticleActs,
    ArticleReadings,
    ContentEditor,
):
    acts = [*HandoverActs.acts, *ArticleActs.acts]
    form = ArticleForm
    fieldsets = [
        (None, {"fields": ["title", "lead", ("kind", "slug"), "hero"]}),
        (
            _("Work"),
            {
                "fields": ["internal_note", "announces", "pinned_until", "language"],
                "classes": ["collapse"],
            },
        ),
    ]
    autocomplete_fields = ["hero", "announces"]
    inlines = [SubjectRows, AuthorRows, *BLOCK_ROWS, ClaimRows]
    list_display = ["title", "kind", "badge", "work", "subject", "signed_by", "changed_at"]
    list_filter = [PublicStateFilter, "kind", "stage", AuthorFilter, ("assignee", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["assignee"]
    search_fields = ["title"]

    class Media:
        css = {"all": ["news/admin/news.css", "news/admin/notes.css"]}
        js = [
            "news/admin/blocks.js",
            "news/admin/block_titles.js",
            "news/admin/block_copying.js",
            "news/admin/block_removal.js",
            "news/admin/length.js",
        ]

    def get_queryset(self, request):
        now = timezone.now()
        windows = Revision.objects.filter(live_until__gt=now).defer("document").order_by("live_from")
        primary = ArticleSubject.objects.filter(primary=True).select_related("series", "season__series", "person")
        return (
            super()
            .get_queryset(request)
            .with_public_state(now)
            .prefetch_related(
                Prefetch("revisions", windows, to_attr="windows"),
                Prefetch("subjects", primary, to_attr="primary_subjects"),
                "author_rows__author",
            )
        )

    # -- who may what ---------------------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        """Everybody reads all drafts. As it is stored: a form that is sent makes nobody its owner.

        One that is being begun is nobody else's: who may not put blocks into it could only write its head.
        """
        may = super().has_change_permission(request, obj)
        return may and (not (obj and obj.pk) or self.is_own(request, obj))

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or self.is_own(request, obj))

    def is_own(self, request, article) -> bool:
        """Whether it is this user's to edit. A page asks a dozen times, and the answer stays what it was at first."""
        known = request.__dict__.setdefault("own_articles", {})
        if article.pk not in known:
            known[article.pk] = Article.objects.editable_by(request.user).filter(pk=article.pk).exists()
        return known[article.pk]

    # -- what readers see -----------------------------------------------------------------------------------------

    @admin.display(description=_("readers see"))
    def badge(self, article):
        """What readers see of it, and from when until when they see or will see it."""
        if article.pk is None:
            return ""
        moments = [window(revision) for revision in article.windows]
        if article.seen_as == PublicState.WITHDRAWN:
            moments.insert(0, f"{moment(article.withdrawn_at)}: {article.withdrawal_reason}")
        lines = format_html_join("", '<span class="news-moment">{}</span>', ((each,) for each in moments))
        label = PublicState(article.seen_as).label
        return format_html('<span class="news-badge news-{}">{}</span>{}', article.seen_as, label, lines)

    @admin.display(description=_("subject"))
    def subject(self, article):
        return next((str(subject) for subject in article.primary_subjects), "")

    @admin.display(description=_("authors"))
    def signed_by(self, article):
        return ", ".join(str(row.author) for row in article.author_rows.all())

    def view_on_site(self, article):
        live = article.revisions.live().first()
        return live.get_absolute_url() if live else None

    # -- the form -------------------------------------------------------------------------------------------------

    def get_readonly_fields(self, request, obj=None):
        return ["badge", "whereabouts"] if obj else []

    def get_fieldsets(self, request, obj=None):
        (title, first), *others = super().get_fieldsets(request, obj)
        return [(title, {"fields": [*self.get_readonly_fields(request, obj), *first["fields"]]}), *others]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "announces":
            kwargs["widget"] = AnnouncesWidget(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """A new article is signed by who writes it, and begins with a text."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk:
            return kwargs
        if isinstance(inline, TextRows):
            kwargs["initial"] = [{"region": REGION, "ordering": 10}]
        elif isinstance(inline, AuthorRows) and request.method == "GET":
            kwargs["initial"] = [{"author": byline.pk} for byline in request.user.bylines.all()[:1]]
        return kwargs

    # -- two people in it -----------------------------------------------------------------------------------------

    def conflict(self, request, obj, now):
        """What the other one changed, once the choices that were sent are applied to the form."""
        seen = self.unsealed(obj, request.POST.get("_seen"))
        if seen is None and request.POST.get("version") == str(now["version"]):
            # A body from elsewhere, which was begun from what is stored now.
            data = request.POST.copy()
            data["_seen"] = request.seen
            request.POST = data
            return None
        base = self.unsealed(obj, request.POST.get("_base"))
        if seen is not None and base is not None:
            settled = Settled(request.POST, self.unbound(request, obj), base, seen)
            if settled.unmet:
                settled.data["_seen"] = request.POST["_base"]
            request.POST = settled.data
        return super().conflict(request, obj, now)

    def told(self, request, obj, seen, now, parts):
        """Base, theirs and mine, part by part; saving the form again is a save over the version of now."""
        data = request.POST.copy()
        data["version"] = str(now["version"])
        orders = Orders(data, self.unbound(request, obj), seen, now)
        if parts:
            orders.put(MINE)
        request.POST = data
        base = obj.revisions.at_version(seen["version"])
        compare = reverse("admin:news_article_compare", args=[obj.pk])
        return Story(shown(parts, orders), data.get("_seen", ""), base and f"{compare}?from={base.number}&to=working")

    def refusal(self, obj):
        return conflict_sentence(obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Once more, for a clear answer, when two save the same in the same blink."""
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        context = getattr(response, "context_data", None) or {}
        if "adminform" in context and getattr(context["adminform"].form, "conflict", None):
            response.status_code = 409
        return response

    def render_change_form(self, request, context, **kwargs):
        context["length"] = length_for_form(kwargs.get("obj"))
        response = super().render_change_form(request, context, **kwargs)
        media = Media.from_media(response.context_data["media"])
        response.context_data["media"] = media.with_nonce(request.csp_nonce)
        return response

    # -- saving ---------------------------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Rows first, then the verb that presses them. content-editor's cloning, which asks nobody, is left out."""
        super(ContentEditor, self).save_related(request, form, formsets, change)
        form.instance.save_draft(
            by=request.user,
            version=form.cleaned_data["version"] if change else 1,
            note=form.cleaned_data.get("internal_note", ""),
        )

    def response_add(self, request, obj, post_url_continue=None):
        return self.response_saved(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.response_saved(request, obj) or super().response_change(request, obj)

    def response_saved(self, request, obj):
        """On to where the button leads, or back to the text."""
        if "_popup" in request.POST:
            return None
        self.message_user(request, gettext("Saved as a draft. Readers see no change."), messages.SUCCESS)
        if "_preview" in request.POST:
            return HttpResponseRedirect(self.act_url("preview", obj))
        if "_publish" in request.POST and self.may_act(request, "publish", obj):
            return HttpResponseRedirect(self.act_url("publish", obj))
        if handing := self.handing(request, obj):
            return handing
        return HttpResponseRedirect(self.page_of(obj))

    def construct_change_message(self, request, form, formsets, add=False):
        """That a draft was saved. What it says stands in its revisions, and never in the log."""
        latest = form.instance.revisions.values_list("number", flat=True).first()
        return gettext("Saved as a draft, revision %(number)s.") % {"number": latest}

    def what_is_lost(self, obj):
        return {}

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """On to the tombstone of an article that was erased."""
        if object_id.isdecimal() and len(object_id) <= KEY_DIGITS:
            erasure = Erasure.objects.filter(article_key=object_id).first()
            if erasure:
                return HttpResponseRedirect(self.page_of(erasure))
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    # -- deleting -------------------------------------------------------------------------------------------------

    def get_deleted_objects(self, objs, request):
        """An article goes with all its drafts, or, once readers were to see it, not at all."""
        objs = list(objs)
        refused = [
            gettext("“%(article)s” is or was public, or will be: it is not deleted but withdrawn.")
            % {"article": article}
            for article in objs
            if article.revisions.windowed().exists()
        ]
        # What was selected may hold drafts of others.
        keys = {article.pk for article in objs}
        theirs = Article.objects.editable_by(request.user).filter(pk__in=keys).count() < len(keys)
        lacking = {self.opts.verbose_name} if theirs or not self.has_delete_permission(request) else set()
        return [str(article) for article in objs], {self.opts.verbose_name_plural: len(objs)}, lacking, refused

    # -- pages of its own -----------------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("write/", view(partial(write_view, self)), name="news_article_write"),
            path("link-targets/", view(partial(link_targets, self)), name="news_article_link_targets"),
            path("unannounced/", view(unannounced_view(self.admin_site)), name="news_article_unannounced"),
            *super().get_urls(),
        ]
