"""Where the site itself shows words of an article: its front page, its search and its sitemaps."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from news.models import Article
from news.outlets import register_outlet
from showsite.sitemaps.sections import SECTIONS


def _searched(about):
    """By the first words of the headline."""
    query = " ".join(about.title.split()[:3])
    return [f"{reverse('search')}?{urlencode({'q': query})}"] if query else []


def _sitemaps(about):
    """The files in which its address and its pictures would be, and the one with the headlines of two days."""
    keys = Article.objects.filter(slug=about.slug).values_list("pk", flat=True)
    files = [(name, SECTIONS[name].number_of(key)) for key in keys for name in ("news", "news-images")]
    return [reverse("news_sitemap"), *(reverse("sitemap_section", args=file) for file in files)]


def register() -> None:
    register_outlet(_("Front page"), lambda about: [reverse("home")], slow=True)
    register_outlet(_("Search"), _searched, slow=True)
    register_outlet(_("Sitemap"), _sitemaps, slow=True)
