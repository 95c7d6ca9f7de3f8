"""Where the site itself shows words of an article: its front page, its search and its sitemaps."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from news.outlets import register_outlet


def _searched(about):
    """By the first words of the headline, and by its longest one."""
    words = about.title.split()
    queries = dict.fromkeys([" ".join(words[:3]), max(words, key=len, default="")])
    return [f"{reverse('search')}?{urlencode({'q': query})}" for query in queries if query]


def _sitemaps(about):
    sections = ("news", "series", "seasons", "people")
    return [reverse("sitemap_index"), *(reverse("sitemap_section", args=[section]) for section in sections)]


def register() -> None:
    register_outlet(_("Front page"), lambda about: [reverse("home")])
    register_outlet(_("Search"), _searched)
    register_outlet(_("Sitemap"), _sitemaps)
