"""Share links of an article: made, listed with their uses, and revoked."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from catalog.admin.base import CatalogAdmin, add_errors
from catalog.forms import LineField
from news.absolute import absolute
from news.models import Article, Revision, Share
from news.models.preferences import zone_of
from news.models.shares import LONGEST
from news.tokens import new_token
from news.words import moment
from news.zones import MomentField, ZonedForm, in_zones

USUALLY = timedelta(days=7)


class ShareForm(ZonedForm):
    """A link to be. Its token goes to the browser and back, so that a second click makes no second link."""

    token = forms.CharField(max_length=200, widget=forms.HiddenInput)
    label = LineField(
        label=gettext_lazy("For whom"),
        max_length=80,
        help_text=gettext_lazy("Such as “the press office of Meridian”. Who opens the link reads it too."),
    )
    revision = forms.ModelChoiceField(
        label=gettext_lazy("What it shows"),
        queryset=Revision.objects.none(),
        required=False,
        empty_label=gettext_lazy("Always the newest draft, as it was last saved"),
        help_text=gettext_lazy("A revision never changes. The newest draft does, with every save."),
    )
    expires_at = MomentField(label=gettext_lazy("Until"))

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, **kwargs)
        revisions = article.revisions.defer("document")
        self.fields["revision"].queryset = revisions
        self.fields["revision"].label_from_instance = name_of
        in_time = {"zone": self.zone.key, "days": LONGEST.days}
        self.fields["expires_at"].help_text = _("In the time zone %(zone)s, and %(days)s days at most.") % in_time
        self.initial = {
            "token": new_token(),
            "revision": article.revisions.defer("document").first(),
            "expires_at": timezone.now() + USUALLY,
        } | self.initial


def name_of(revision: Revision) -> str:
    """Which revision it is, and of when."""
    name = f" “{revision.name}”" if revision.name else ""
    words = {"number": revision.number, "name": name, "moment": moment(revision.pressed_at)}
    return _("Revision %(number)s%(name)s, saved %(moment)s") % words


class ArticleShares(CatalogAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:object_id>/shares/", view(self.shares_view), name="news_article_shares"),
            path("<int:object_id>/shares/<int:key>/revoke/", view(self.revoke_view), name="news_article_revoke"),
            *super().get_urls(),
        ]

    def may_revoke(self, request, article) -> bool:
        """Who may change the article, and who may take articles from readers."""
        return self.has_change_permission(request, article) or request.user.has_perm("news.withdraw_article")

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def shares_view(self, request, object_id):
        """All links of an article, and the form for another. A new one is shown in this answer, and never again."""
        article = get_object_or_404(Article, pk=object_id)
        may_share = self.has_change_permission(request, article)
        if not (may_share or (request.method != "POST" and self.has_view_permission(request, article))):
            raise PermissionDenied
        zone, made = zone_of(request.user), None
        asked = {"revision": request.GET["revision"]} if request.GET.get("revision") else {}
        form = ShareForm(request.POST if request.method == "POST" else None, article=article, zone=zone, initial=asked)
        if form.is_valid():
            made = self.make_share(request, article, form)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Share links"),
            "subtitle": str(article),
            "opts": self.opts,
            "original": article,
            "page": self.page_of(article),
            "media": self.media,
            "form": None if made or not may_share else form,
            "made": made,
            "link": made and absolute(Share.address(form.cleaned_data["token"])),
            "shares": [in_words(share, zone) for share in article.shares.for_listing()],
            "may_revoke": self.may_revoke(request, article),
            "again": reverse("admin:news_article_shares", args=[article.pk]),
        }
        status = 400 if form.errors else 200
        return TemplateResponse(request, "admin/news/article/shares.html", context, status=status)

    def make_share(self, request, article, form):
        """The link that was asked for; None, with the reasons in the form, when it is refused."""
        try:
            share, made = Share.objects.make(article, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            return None
        if made:
            # Its label may be words of the article, which the log would never forget.
            self.log_change(request, article, _("Share link %s made.") % share.pk)
        return share

    @method_decorator(require_POST)
    def revoke_view(self, request, object_id, key):
        article = get_object_or_404(Article, pk=object_id)
        if not self.may_revoke(request, article):
            raise PermissionDenied
        share = get_object_or_404(article.shares, pk=key)
        if share.revoke(by=request.user):
            self.log_change(request, article, _("Share link %s revoked.") % share.pk)
            sentence = _("Revoked: the link for “%s” shows nothing any more.")
        else:
            sentence = _("The link for “%s” was revoked already.")
        self.message_user(request, sentence % share, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:news_article_shares", args=[article.pk]))


def in_words(share: Share, zone) -> dict:
    """A line of the list."""
    return {
        "share": share,
        "is_open": share.is_open(),
        "shows": name_of(share.revision) if share.revision else _("Always the newest draft"),
        "until": in_zones(share.expires_at, zone),
        "revoked": share.revoked_at and moment(share.revoked_at),
        "made": moment(share.made_at),
        "last_use": share.last_used_at and moment(share.last_used_at),
        "uses": [moment(use.used_at) for use in share.latest_uses],
    }
