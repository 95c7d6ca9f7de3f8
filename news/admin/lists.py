"""The list of articles: its filters, and what it says of the work on each."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin
from catalog.models import Presence
from news.models import Author, Note, PublicState, Stage
from news.words import whereabouts


class PublicStateFilter(admin.SimpleListFilter):
    """By what readers see of it now."""

    title, parameter_name = _("what readers see"), "seen"

    def lookups(self, request, model_admin):
        return PublicState.choices

    def queryset(self, request, queryset):
        if self.value() in PublicState.values:
            return queryset.filter(seen_as=self.value())
        return queryset


class AuthorFilter(admin.SimpleListFilter):
    title, parameter_name = _("author"), "author"

    def lookups(self, request, model_admin):
        return [(str(pk), byline) for pk, byline in Author.objects.values_list("pk", "byline")]

    def queryset(self, request, queryset):
        if (self.value() or "") in {key for key, _byline in self.lookup_choices}:
            return queryset.filter(author_rows__author=self.value())
        return queryset


class ArticlesAtWork(CatalogAdmin):
    """A list that says what goes on with each article: with whom it is, how many notes wait, and who has it open."""

    def changelist_view(self, request, extra_context=None):
        """With two queries for the rows of a page."""
        response = super().changelist_view(request, extra_context)
        changelist = (getattr(response, "context_data", None) or {}).get("cl")
        if changelist is not None:
            pages = {self.page_of(article): article for article in changelist.result_list}
            counts = Note.objects.counted(pages.values())
            for article in pages.values():
                article.open_notes, article.open_with = counts.get(article.pk, 0), []
            for presence in Presence.objects.others(request.user, *pages):
                pages[presence.form].open_with.append(presence.user)
        return response

    @admin.display(description=_("work"), ordering="stage")
    def work(self, article):
        lines = []
        if article.assignee or article.stage != Stage.DRAFT:
            lines.append(whereabouts(article))
        if count := getattr(article, "open_notes", 0):
            said = ngettext("%(count)s note", "%(count)s notes", count) % {"count": count}
            lines.append(
                format_html('<a href="{}">{}</a>', reverse("admin:news_article_notes", args=[article.pk]), said)
            )
        lines += [gettext("%s has it open") % user for user in getattr(article, "open_with", [])]
        return format_html_join("\n", '<span class="news-moment">{}</span>', ((line,) for line in lines))
