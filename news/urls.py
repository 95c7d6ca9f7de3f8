from django.urls import path, register_converter
from django.urls.converters import StringConverter

from news import subscription_views, views
from news.feeds import views as feeds
from news.feeds.channels import FORMATS


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


class FeedConverter(StringConverter):
    """A format of feeds."""

    regex = "|".join(FORMATS)


register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")
register_converter(FeedConverter, "feed")

app_name = "news"
urlpatterns = [
    path("news/", views.article_list, name="article_list"),
    path("news/feed.<feed:format>", feeds.feed, name="feed"),
    path("news/<year:year>/<month:month>/", views.month_archive, name="month_archive"),
    path("news/<slug:slug>/", views.article_detail, name="article_detail"),
    path("authors/", views.author_list, name="author_list"),
    path("authors/<slug:slug>/", views.author_detail, name="author_detail"),
    path("corrections/", views.corrections, name="corrections"),
    path("feeds/", subscription_views.feed_list, name="feed_list"),
    path("feeds/all.opml", subscription_views.all_feeds, name="all_feeds"),
    path("follow/", subscription_views.follow, name="follow"),
    path("follow/feeds.opml", subscription_views.follow_feeds, name="follow_feeds"),
    path("preview/<str:token>/", views.share, name="share"),
    path("renewals/feed.<feed:format>", feeds.update_feed, name="update_feed"),
    path("corrections/feed.<feed:format>", feeds.correction_feed, name="correction_feed"),
    path("calendar/feed.<feed:format>", feeds.premiere_feed, name="premiere_feed"),
    path("series/<slug:slug>/feed.<feed:format>", feeds.series_feed, name="series_feed"),
    path("series/<slug:slug>/season-<number:number>/feed.<feed:format>", feeds.season_feed, name="season_feed"),
    path("series/<slug:slug>/next-season/feed.<feed:format>", feeds.next_season_feed, name="next_season_feed"),
    path(
        "series/<slug:slug>/<slug:kind>-<number:number>/feed.<feed:format>",
        feeds.extra_season_feed,
        name="extra_season_feed",
    ),
    path("people/<slug:slug>/feed.<feed:format>", feeds.person_feed, name="person_feed"),
    path("networks/<slug:slug>/feed.<feed:format>", feeds.network_feed, name="network_feed"),
    path("genres/<slug:slug>/feed.<feed:format>", feeds.genre_feed, name="genre_feed"),
    path("authors/<slug:slug>/feed.<feed:format>", feeds.author_feed, name="author_feed"),
    path("follow/feed.<feed:format>", feeds.follow_feed, name="follow_feed"),
]
