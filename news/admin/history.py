"""The history of an article: each save a revision, any two compared, each one named, previewed and restored."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.admin.base import CatalogAdmin
from news.comparing import Contents, compare, of_article, of_revision
from news.forms import CompareForm, RevisionNameForm
from news.models import Article
from news.words import window

PAGE_SIZE = 50
WORKING = CompareForm.WORKING


class ArticleHistory(CatalogAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:object_id>/compare/", view(self.compare_view), name="news_article_compare"),
            path(
                "<int:object_id>/revisions/<int:number>/name/",
                view(require_POST(self.name_view)),
                name="news_article_name",
            ),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        """All revisions, latest first, and below them what was done."""
        article = self.get_object(request, object_id)
        extra = {}
        if article is not None:
            now = timezone.now()
            revisions = article.revisions.defer("document").select_related("pressed_by", "correction", "publication")
            pages = Paginator(revisions, PAGE_SIZE)
            page = pages.get_page(request.GET.get("revisions"))
            extra["revision_page"] = page
            extra["revision_pages"] = [*pages.get_elided_page_range(page.number)]
            extra["revisions"] = [
                {
                    "revision": revision,
                    "window": window(revision, now) if revision.live_from else "",
                    "is_live": revision.is_live(now),
                    "is_scheduled": revision.is_scheduled(now),
                    "preview": reverse("admin:news_article_preview", args=[article.pk, revision.number]),
                    "receipt": revision.live_from
                    and reverse("admin:news_article_receipt", args=[article.pk, revision.number]),
                    "name": reverse("admin:news_article_name", args=[article.pk, revision.number]),
                }
                for revision in page
            ]
            extra["compare"] = reverse("admin:news_article_compare", args=[article.pk])
            extra["may_name"] = self.has_change_permission(request, article)
            acts = ["restore", "reschedule", "unschedule"]
            extra |= {name: self.act_url(name, article) for name in acts if self.may_act(request, name, article)}
        return super().history_view(request, object_id, extra | (extra_context or {}))

    def compare_view(self, request, object_id):
        """What differs between any two revisions, or between one and the working copy."""
        article = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        form = CompareForm(request.GET, article=article)
        if not form.is_valid():
            raise Http404(_("There is no such revision."))
        before, after = form.cleaned_data["from"], form.cleaned_data["to"]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Compare"),
            "subtitle": str(article),
            "opts": self.opts,
            "original": article,
            "form": form,
            "before": self.side(request, article, before),
            "after": self.side(request, article, after),
            "comparison": compare(contents(article, before), contents(article, after)),
            "page": self.page_of(article),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/news/article/compare.html", context)

    def side(self, request, article, number):
        """One of the two versions, as the head of a comparison names it."""
        if number == WORKING:
            return {"number": "", "preview": reverse("admin:news_article_preview", args=[article.pk])}
        revision = article.revisions.defer("document").select_related("pressed_by").get(number=number)
        restore = self.act_url("restore", article) if self.may_act(request, "restore", article) else ""
        return {
            "number": number,
            "revision": revision,
            "window": window(revision) if revision.live_from else "",
            "preview": reverse("admin:news_article_preview", args=[article.pk, number]),
            "restore": restore and f"{restore}?revision={revision.pk}",
        }

    def name_view(self, request, object_id, number):
        """Give one revision a name, or take it away; what was pressed stays as it is."""
        article = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        revision = get_object_or_404(article.revisions.defer("document"), number=number)
        form = RevisionNameForm(request.POST, instance=revision)
        if form.is_valid():
            if form.has_changed():
                form.save()
                sentence = _("Revision %(number)s is called “%(name)s”.") % {"number": number, "name": revision.name}
                if not revision.name:
                    sentence = _("Revision %s has no name any more.") % number
                # A name may hold words of the article, which the log would never forget.
                self.log_change(request, article, _("Revision %s got another name.") % number)
                self.message_user(request, sentence, messages.SUCCESS)
        else:
            self.message_user(request, " ".join(form.errors["name"]), messages.ERROR)
        return HttpResponseRedirect(reverse("admin:news_article_history", args=[article.pk]) + f"#revision-{number}")


def contents(article: Article, number: int | str) -> Contents:
    """What a revision of an article says, or its working copy."""
    return of_article(article) if number == WORKING else of_revision(article.revisions.get(number=number))
