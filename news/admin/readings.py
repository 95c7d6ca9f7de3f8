"""Pages on which an editor reads what becomes of an article: the receipt of a publication, and the embargo check."""

from time import monotonic

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.admin.base import CatalogAdmin
from news.embargo import embargo_check
from news.models.preferences import zone_of
from news.publishing import undoable
from news.receipts import receipt


class ArticleReadings(CatalogAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:object_id>/receipt/<int:number>/", view(self.receipt_view), name="news_article_receipt"),
            path("<int:object_id>/embargo/", view(self.embargo_view), name="news_article_embargo"),
            path("<int:object_id>/embargo/<int:number>/", view(self.embargo_view), name="news_article_embargo"),
            *super().get_urls(),
        ]

    def _article(self, request, object_id):
        article = get_object_or_404(self.model, pk=object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article

    def _revision(self, article, number):
        return get_object_or_404(article.revisions.select_related("hero", "article"), number=number)

    def _page(self, request, article, name, title, **context):
        context |= {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(article),
            "opts": self.opts,
            "original": article,
            "page": self.page_of(article),
            "media": self.media,
        }
        return TemplateResponse(request, f"admin/news/article/{name}.html", context)

    @method_decorator(require_safe)
    def receipt_view(self, request, object_id, number):
        """What readers get of one revision, from when until when, and where."""
        article = self._article(request, object_id)
        revision = self._revision(article, number)
        if revision.live_from is None:
            raise Http404
        publication = getattr(revision, "publication", None)
        undo = undoable(article)
        may_undo = undo == revision and self.may_act(request, "undo_publish", article)
        return self._page(
            request,
            article,
            "receipt",
            _("Receipt of revision %s") % number,
            publication=publication,
            undo=self.act_url("undo_publish", article) if may_undo else "",
            everywhere="everywhere" in request.GET,
            **receipt(revision, zone_of(request.user), everywhere="everywhere" in request.GET),
        )

    @method_decorator(require_safe)
    def embargo_view(self, request, object_id, number=None):
        """Where readers can already meet words of the working copy, or of one revision."""
        article = self._article(request, object_id)
        revision = self._revision(article, number) if number is not None else None
        begun = monotonic()
        findings = embargo_check(article, revision)
        return self._page(
            request,
            article,
            "embargo",
            _("Embargo check"),
            findings=findings,
            leaks=[finding for finding in findings if not finding.is_clean],
            seconds=monotonic() - begun,
            number=number,
            again=reverse("admin:news_article_embargo", args=[object_id, *([] if number is None else [number])]),
        )
