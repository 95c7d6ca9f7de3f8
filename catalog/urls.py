from django.urls import path, register_converter
from django.urls.converters import StringConverter

from catalog import views


class NumberConverter(StringConverter):
    """A season's number as one writes it: no leading zero, no more digits than a number has."""

    regex = "0|[1-9][0-9]{0,4}"

    def to_python(self, value):
        return int(value)


register_converter(NumberConverter, "number")

app_name = "catalog"
urlpatterns = [
    path("series/", views.series_list, name="series_list"),
    path("series/<slug:slug>/", views.series_detail, name="series_detail"),
    path("series/<slug:slug>/season-<number:number>/", views.season_detail, name="season_detail"),
    path("series/<slug:slug>/next-season/", views.next_season, name="next_season"),
    path("series/<slug:slug>/<slug:kind>-<number:number>/", views.extra_season_detail, name="extra_season_detail"),
    path("series/<slug:slug>/videos/<slug:video>/", views.video_detail, name="video_detail"),
    path("people/", views.person_list, name="person_list"),
    path("people/<slug:slug>/", views.person_detail, name="person_detail"),
    path("genres/", views.genre_list, name="genre_list"),
    path("genres/<slug:slug>/", views.genre_detail, name="genre_detail"),
    path("networks/", views.network_list, name="network_list"),
    path("networks/<slug:slug>/", views.network_detail, name="network_detail"),
    path("years/", views.year_list, name="year_list"),
    path("renewals/", views.scoreboard, name="scoreboard"),
    path("renewals/data/", views.scoreboard_data, name="scoreboard_data"),
    path("renewals.csv", views.scoreboard_csv, name="scoreboard_csv"),
    path("renewals.json", views.scoreboard_json, name="scoreboard_json"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar.ics", views.calendar_ics, name="calendar_ics"),
    path("series/<slug:slug>/calendar.ics", views.series_calendar, name="series_calendar"),
    path("networks/<slug:slug>/calendar.ics", views.network_calendar, name="network_calendar"),
    path("follow/calendar.ics", views.follow_calendar, name="follow_calendar"),
]
