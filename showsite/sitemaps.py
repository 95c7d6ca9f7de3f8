"""What search engines may find, and when each page last became another one."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.models import Genre, Network, Person, Season, Series
from news.models import Author, Revision
from showsite.models import Page


class Pages(Sitemap):
    """Pages of this site under its own address, whatever host was asked."""

    # Quick to draw, also when the newsroom looks into one.
    limit = 2_000

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class Stories(Pages):
    def items(self):
        return Revision.objects.live().for_listing()

    def lastmod(self, revision):
        return revision.live_from


class Rows(Pages):
    """The pages of rows in the order in which these came, so that each stays where it is as more come."""

    rows: Callable[[], Any]

    def items(self):
        return self.rows().order_by("pk")


class AllSeries(Rows):
    def rows(self):
        return Series.objects.public().as_of()

    def lastmod(self, series):
        return max(series.published_at, series.known.valid_from)


class Seasons(Rows):
    def rows(self):
        return Season.objects.public().as_of().select_related("series")

    def lastmod(self, season):
        return max(season.series.published_at, season.known.valid_from)


class People(Rows):
    """Nothing tells when a person's page changed, so nothing is said of it."""

    def rows(self):
        return Person.objects.public()


class Genres(Pages):
    def items(self):
        return Genre.objects.public()


class Networks(Rows):
    def rows(self):
        return Network.objects.public()


class Authors(Rows):
    def rows(self):
        return Author.objects.public()


class OwnPages(Pages):
    """The pages in which the site speaks of itself."""

    def items(self):
        return Page.objects.listed()

    def lastmod(self, page):
        return page.shown_published_at


class Indexes(Pages):
    """The lists that lead to all else. They change all the time, so nothing is said of when."""

    def items(self):
        return INDEXES

    def location(self, name):
        return reverse(name)


INDEXES = [
    "home",
    "catalog:scoreboard",
    "catalog:calendar",
    "catalog:series_list",
    "catalog:person_list",
    "catalog:genre_list",
    "catalog:network_list",
    "catalog:year_list",
    "news:article_list",
    "news:author_list",
    "news:corrections",
    "news:feed_list",
    "site_map",
]
SECTIONS = {"news": Stories, "series": AllSeries, "seasons": Seasons, "people": People}
SECTIONS |= {"genres": Genres, "networks": Networks, "authors": Authors, "pages": OwnPages, "indexes": Indexes}


@require_safe
def sitemap_index(request):
    """The sitemaps of all sections, as many of each as it takes."""
    addresses = []
    for name, section in SECTIONS.items():
        address = f"{settings.SITE_URL}{reverse('sitemap_section', args=[name])}"
        pages = section().paginator.num_pages
        addresses += [address, *(f"{address}?p={page}" for page in range(2, pages + 1))]
    context = {"sitemaps": [{"location": address} for address in addresses]}
    return render(request, "sitemap_index.xml", context, content_type="application/xml; charset=utf-8")


@require_safe
def sitemap_section(request, section):
    response = sitemap(request, SECTIONS, section, content_type="application/xml; charset=utf-8").render()
    # It is the latest moment of what is still there: a page that went away would not move it.
    response.headers.pop("Last-Modified", None)
    return response
