import re

from django.contrib import admin
from django.urls import include, path, re_path, register_converter
from django.urls.converters import StringConverter

from showsite import robots, search, site_files, views
from showsite.cards.views import card
from showsite.models import FIXED
from showsite.pictures import picture
from showsite.site_map import site_map
from showsite.sitemaps import views as sitemaps


class FootConverter(StringConverter):
    """A page to which the foot of every page leads."""

    regex = "|".join(FIXED)


class IconConverter(StringConverter):
    """A picture that browsers and phones ask for without being told."""

    regex = "|".join(map(re.escape, site_files.ICONS))


register_converter(FootConverter, "foot")
register_converter(IconConverter, "icon")

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("showsite.login.urls")),
    path("", views.home, name="home"),
    path("", include("catalog.urls")),
    path("", include("news.urls")),
    path("search/", search.search, name="search"),
    path("search/suggest.json", search.search_suggest, name="search_suggest"),
    path("<foot:slug>/", views.page, name="page"),
    path("about/<slug:slug>/", views.page, name="extra_page"),
    path("site-map/", site_map, name="site_map"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>-<number:number>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news_sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", site_files.security, name="security"),
    path("manifest.webmanifest", site_files.manifest, name="manifest"),
    path("<icon:name>", site_files.icon, name="icon"),
    path("healthz", views.health, name="health"),
    re_path(
        r"^cards/(?P<kind>season|series|person|article|site|logo)/(?P<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
        r"/(?P<digits>[0-9a-f]{32})\.jpg$",
        card,
        name="card",
    ),
    re_path(
        r"^media/(?P<address>[0-9a-f]{36})/(?P<width>[1-9][0-9]{0,4})x(?P<height>[1-9][0-9]{0,4})"
        r"\.(?P<extension>avif|webp|jpg)$",
        picture,
        name="picture",
    ),
]

handler400 = "showsite.errors.bad_request"
handler404 = "showsite.errors.page_not_found"
handler429 = "showsite.login.pages.too_many_requests"
handler500 = "showsite.errors.server_error"
