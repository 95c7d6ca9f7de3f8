from django.urls import path, register_converter
from django.urls.converters import StringConverter

from catalog.models import Series
from catalog.views.addresses import at_its_address
from news import feeds, views


class YearConverter(StringConverter):
    regex = "(?:19|20|21)[0-9]{2}"

    def to_python(self, value):
        return int(value)


class MonthConverter(StringConverter):
    regex = "0[1-9]|1[0-2]"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:02}"


register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")


def _of_series(feed):
    return at_its_address(Series.objects.public)(feed)


app_name = "news"
urlpatterns = [
    path("news/", views.article_list, name="article_list"),
    path("news/feed.rss", feeds.rss, name="feed_rss"),
    path("news/feed.atom", feeds.atom, name="feed_atom"),
    path("news/<year:year>/<month:month>/", views.month_archive, name="month_archive"),
    path("news/<slug:slug>/", views.article_detail, name="article_detail"),
    path("authors/", views.author_list, name="author_list"),
    path("authors/<slug:slug>/", views.author_detail, name="author_detail"),
    path("corrections/", views.corrections, name="corrections"),
    path("feeds/", views.feed_list, name="feed_list"),
    path("preview/<str:token>/", views.share, name="share"),
    path("series/<slug:slug>/feed.rss", _of_series(feeds.rss), name="series_feed_rss"),
    path("series/<slug:slug>/feed.atom", _of_series(feeds.atom), name="series_feed_atom"),
]
