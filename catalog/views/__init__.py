from catalog.views.calendar import calendar
from catalog.views.calendars import calendar_ics, follow_calendar, network_calendar, series_calendar
from catalog.views.people import person_detail, person_list
from catalog.views.scoreboard import scoreboard, scoreboard_csv, scoreboard_data, scoreboard_json
from catalog.views.seasons import extra_season_detail, next_season, season_detail
from catalog.views.series import (
    genre_detail,
    genre_list,
    network_detail,
    network_list,
    series_detail,
    series_list,
    video_detail,
    year_list,
)

__all__ = [
    "calendar",
    "calendar_ics",
    "extra_season_detail",
    "follow_calendar",
    "genre_detail",
    "genre_list",
    "network_calendar",
    "network_detail",
    "network_list",
    "next_season",
    "person_detail",
    "person_list",
    "scoreboard",
    "scoreboard_csv",
    "scoreboard_data",
    "scoreboard_json",
    "season_detail",
    "series_calendar",
    "series_detail",
    "series_list",
    "video_detail",
    "year_list",
]
