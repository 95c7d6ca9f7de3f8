"""Previews of an article: the page itself, of the working copy or of one revision, at a moment and at a width."""

from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalog.admin.base import CatalogAdmin
from catalog.parameters import Parameters
from news import stories
from news.models.preferences import zone_of
from news.rehearsing import as_if_public, brought_by
from news.zones import MomentField, ZonedForm, a_moment, in_address, in_zones

# A telephone, a tablet upright, and a desk.
WIDTHS = [390, 768, 1440]


def a_width(text: str) -> int:
    """One of WIDTHS; ValueError for any other."""
    if text not in map(str, WIDTHS):
        raise ValueError(text)
    return int(text)


class MomentForm(ZonedForm):
    """At which moment a page is looked at. Empty: now."""

    at = MomentField(label=gettext_lazy("As it will be, or was, at"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("In the time zone %s. Empty: now.") % self.zone.key

    def clean_at(self):
        at = self.cleaned_data["at"]
        try:
            return at and a_moment(in_address(at))
        except ValueError:
            raise ValidationError(_("Enter a day between 1900 and 9998.")) from None


class ArticlePreviews(CatalogAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        page, frame = view(self.preview_view), view(self.frame_view)
        return [
            path("<int:object_id>/preview/", page, name="news_article_preview"),
            path("<int:object_id>/preview/<int:number>/", page, name="news_article_preview"),
            path("<int:object_id>/preview/frame/", frame, name="news_article_preview_frame"),
            path("<int:object_id>/preview/<int:number>/frame/", frame, name="news_article_preview_frame"),
            *super().get_urls(),
        ]

    def previewed(self, request, object_id, number):
        """The article and the revision of an address, for those who may read drafts; None: the working copy."""
        article = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article, None if number is None else get_object_or_404(article.revisions, number=number)

    @method_decorator(require_safe)
    def preview_view(self, request, object_id, number=None):
        """The public page of the working copy, or of one revision, with the facts of a moment."""
        article, revision = self.previewed(request, object_id, number)
        asked = moment_asked(request)
        announced = brought_by(revision).updates if revision else article.announces.select_related("season__series")
        with as_if_public(announced, at=asked) as at:
            context = stories.preview(revision, at) if revision else stories.preview_of_working_copy(article, at)
            context |= self.banner(request, article, revision, asked) | {"framed": "framed" in request.GET}
            # Its lists are read while it is drawn.
            response = TemplateResponse(request, "news/article_preview.html", context).render()
        return in_our_frame(response) if context["framed"] else response

    def banner(self, request, article, revision, at):
        """What stands above a preview: what it shows, and what else there is to look at."""
        number = revision and revision.number
        words = {"article": article, "number": number, "page": self.page_of(article), "badge": self.badge(article)}
        words["frame"] = preview_address(article, number, "_frame", at=at)
        words["at"] = at and in_zones(at, zone_of(request.user))
        if revision:
            words["compare"] = reverse("admin:news_article_compare", args=[article.pk]) + f"?from={number}&to=working"
            if self.may_act(request, "restore", article):
                words["restore"] = self.act_url("restore", article) + f"?revision={revision.pk}"
        return words

    @method_decorator(require_safe)
    def frame_view(self, request, object_id, number=None):
        """The preview in a frame of a width, with the choice of the moment."""
        article, revision = self.previewed(request, object_id, number)
        parameters, zone = Parameters(request, width=a_width), zone_of(request.user)
        at, width = moment_asked(request), parameters.get("width")
        form = MomentForm(request.GET if "at_0" in request.GET else None, zone=zone, initial={"at": at})
        if form.is_valid():
            chosen = form.cleaned_data["at"]
            return HttpResponseRedirect(preview_address(article, number, "_frame", at=chosen, width=width))
        address = partial(preview_address, article, number)
        context = {
            **self.admin_site.each_context(request),
            # The frame needs the width.
            "is_nav_sidebar_enabled": False,
            "title": _("Preview of revision %s") % number if revision else _("Preview of the working copy"),
            "subtitle": str(article),
            "opts": self.opts,
            "original": article,
            "page": self.page_of(article),
            "media": self.media,
            "form": form,
            "at": at and in_zones(at, zone),
            "width": width,
            "widths": [(each, address("_frame", at=at, width=each)) for each in [None, *WIDTHS]],
            "moments": {in_zones(each, zone): address("_frame", at=each, width=width) for each in turns(article)},
            "now": address("_frame", width=width),
            "whole": address(at=at),
            "framed": address(at=at, framed=1),
        }
        status = 400 if form.errors else 200
        return TemplateResponse(request, "admin/news/article/preview_frame.html", context, status=status)


def moment_asked(request):
    """The moment that an address asks for, if it does. Http404 for what is none; who may see what will be, may."""
    at = Parameters(request, at=a_moment).get("at")
    if at and at > timezone.now() and not request.user.has_perm("catalog.view_statusupdate"):
        raise PermissionDenied
    return at


def preview_address(article, number, page="", *, at=None, **query):
    """Where a preview, or its frame, is found."""
    query = {"at": at and in_address(at), **query}
    args = [article.pk] if number is None else [article.pk, number]
    given = urlencode({name: value for name, value in query.items() if value})
    return reverse(f"admin:news_article_preview{page}", args=args) + (f"?{given}" if given else "")


def turns(article):
    """The moments to come at which readers see something else of an article, or of what it announces."""
    now = timezone.now()
    windows = article.revisions.scheduled(now).order_by("live_from").values_list("live_from", flat=True)
    embargoes = article.announces.filter(public_from__gt=now).values_list("public_from", flat=True)
    return sorted({*windows, *embargoes})


def in_our_frame(response):
    """Let a page of the public design be framed by our own pages; every other page refuses to be framed at all."""
    response._csp_config = settings.SECURE_CSP | {"frame-ancestors": ["'self'"]}
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
