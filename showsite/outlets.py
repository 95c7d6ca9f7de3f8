"""Where the site itself shows words of an article: its front page, its search and its sitemaps."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from news.outlets import register_outlet


def _searched(about):
    """By the first words of the headline."""
    query = " ".join(about.title.split()[:3])
    return [f"{reverse('search')}?{urlencode({'q': query})}"] if query else []


def register() -> None:
    register_outlet(_("Front page"), lambda about: [reverse("home")], slow=True)
    register_outlet(_("Search"), _searched, slow=True)
    register_outlet(_("Sitemap"), lambda about: [reverse("sitemap_section", args=["news"])], slow=True)
