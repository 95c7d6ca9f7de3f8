"""What `import_tvmaze` takes in, leaves alone and refuses."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.axes import Decision, Label, Production
from catalog.models import (
    AuditEntry,
    CastCredit,
    CrewCredit,
    Genre,
    Network,
    Person,
    Rating,
    Season,
    Series,
    StatusUpdate,
)
from tests import make

pytestmark = pytest.mark.django_db
RECORDED = Path(__file__).parent / "tvmaze"
# Midday, 1 March 2024 and the days after.
MARCH_1, DAY = 1709294400, 86400


def a_show(number=900001, name="The Salt Road", **changes):
    show = {
        "id": number,
        "name": name,
        "type": "Scripted",
        "language": "English",
        "genres": ["Drama", "Science-Fiction"],
        "status": "Running",
        "premiered": "2021-04-06",
        "ended": None,
        "officialSite": "https://salt.example.org/",
        "rating": {"average": 7.4},
        "network": {"id": 77, "name": "Meridian", "country": {"name": "Canada", "code": "CA"}},
        "webChannel": None,
        "externals": {"tvrage": 1, "thetvdb": 5, "imdb": "tt9000001"},
        "image": None,
        "summary": "<p>Salt is <b>money</b>.</p><p>Roads are <i>power</i>.</p>",
        "updated": MARCH_1,
    }
    return show | changes


def a_cast_row(person=1, name="Ada Marlow", character=11, role="Captain Vane", **changes):
    return {"person": {"id": person, "name": name}, "character": {"id": character, "name": role}, **changes}


def a_season(number, premiere=None, end=None, **changes):
    return {
        "id": 1,
        "number": number,
        "name": "",
        "episodeOrder": 8,
        "premiereDate": premiere,
        "endDate": end,
    } | changes


def with_parts(show, **parts):
    return show | {"_embedded": parts}


@pytest.fixture
def take(tmp_path):
    """Import some records from one file; what the command said."""

    def run(*records, status=0, **options):
        file = tmp_path / "records.json"
        file.write_text(json.dumps(records), encoding="utf-8")
        return command(file, status=status, **options)

    return run


def command(*paths, status=0, **options):
    out = StringIO()
    found = 0
    try:
        call_command("import_tvmaze", *map(str, paths), stdout=out, **options)
    except SystemExit as end:
        found = end.code
    assert found == status, out.getvalue()
    return out.getvalue()


def the_series(number=900001):
    return Series.objects.known_as("tvmaze", number).get()


def said(series):
    updates = StatusUpdate.objects.filter(season__series=series).order_by("pk")
    return [(update.season.number, update.summary, update.baseline) for update in updates]


# -- what goes in ----------------------------------------------------------------------------------------------------


def test_a_show_becomes_a_hidden_series_with_all_that_it_says(take):
    said = take(a_show())

    series = the_series()
    assert "1 created" in said
    assert (series.title, series.kind, series.languages, series.countries) == ("The Salt Road", "scripted", "en", "CA")
    assert (series.began_on, series.official_site) == (date(2021, 4, 6), "https://salt.example.org/")
    assert series.synopsis == "Salt is money.\n\nRoads are power."
    assert series.synopsis_source.url == "https://www.tvmaze.com/shows/900001"
    assert [genre.name for genre in series.genres.all()] == ["Drama", "Science-Fiction"]
    assert [(network.name, network.kind, network.country) for network in series.networks.all()] == [
        ("Meridian", "broadcast", "CA")
    ]
    ids = {row.provider: row.value for row in series.external_ids.all()}
    assert ids == {"tvmaze": "900001", "imdb": "tt9000001", "thetvdb": "5"}
    assert series.published_at is None


def test_publish_shows_a_series_but_not_one_that_an_editor_has_hidden(take):
    take(a_show(), publish=True)
    series = the_series()
    assert series.is_public()

    series.published_at = None
    series.save()

    assert "published" in take(a_show(), publish=True)
    assert not the_series().is_public()


def test_a_second_run_changes_nothing_and_says_so(take):
    show = with_parts(
        a_show(status="To Be Determined"),
        cast=[a_cast_row()],
        crew=[{"type": "Creator", "person": {"id": 2, "name": "Ida Vane"}}],
        seasons=[a_season(1, "2021-04-06", "2021-05-25")],
    )
    take(show)
    before = list(Series.objects.values()), list(Season.objects.values()), list(Person.objects.values())

    said = take(show)

    assert "0 created, 0 updated, 1 unchanged, 0 kept, 0 skipped" in said
    assert "Nothing changed" in said
    assert before == (list(Series.objects.values()), list(Season.objects.values()), list(Person.objects.values()))
    assert (StatusUpdate.objects.count(), CastCredit.objects.count(), Rating.objects.count()) == (2, 1, 1)


def test_a_second_run_writes_nothing(take):
    show = with_parts(a_show(status="Ended"), cast=[a_cast_row()], seasons=[a_season(1, "2021-04-06", "2021-05-25")])
    take(show)

    with CaptureQueriesContext(connection) as queries:
        take(show)

    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_audit_log_has_one_entry_by_nobody_for_each_record_that_was_changed(take):
    show = a_show(summary="<p>One.</p>")
    parts = {"cast": [a_cast_row()], "seasons": [a_season(1, "2021-04-06")]}
    take(with_parts(show, **parts))
    take(with_parts(show, **parts))
    assert {(entry.action, entry.label) for entry in AuditEntry.objects.all()} == {
        ("added", "The Salt Road"),
        ("added", "Ada Marlow"),
        ("added", "The Salt Road, season 1"),
    }
    assert AuditEntry.objects.count() == 3

    take(show | {"summary": "<p>Two.</p>", "updated": MARCH_1 + DAY})

    latest = AuditEntry.objects.latest("pk")
    assert AuditEntry.objects.count() == 4 and latest.by is None and latest.note == "TVmaze import"
    assert latest.changes == {"fields": {"synopsis": ["One.", "Two."]}}


def test_a_dry_run_says_what_would_happen_and_changes_nothing(take):
    said = take(a_show(), a_show(900002, "Another", externals=None), dry_run=True)

    assert "2 created" in said
    assert "dry run" in said
    assert not Series.objects.exists()
    assert not Genre.objects.exists()


def test_what_is_told_first_is_no_news(take):
    take(a_show(status="Ended"))

    series = the_series()
    assert said(series) == [(None, "TVmaze lists the series as ended.", True)]
    assert series.state().label == Label.ENDED
    assert series.seasons.get().updates.get().announced_on.iso == "2024-03-01"


def test_a_running_series_says_nothing_of_a_next_season(take):
    take(a_show(status="Running"))

    assert not Season.objects.exists()


def test_what_is_in_development_has_no_season_number(take):
    take(a_show(status="In Development", premiered=None))

    assert the_series().state().label == Label.IN_DEVELOPMENT
    assert the_series().seasons.get().number is None


def test_a_change_of_status_is_news_of_its_day(take):
    take(a_show(status="To Be Determined"))

    take(a_show(status="Ended", updated=MARCH_1 + 9 * DAY))

    series = the_series()
    assert said(series)[1:] == [(None, "TVmaze lists the series as ended.", False)]
    assert series.state().season.state().decision_update.announced_on.iso == "2024-03-10"
    assert not StatusUpdate.objects.exclude(retracted_at=None).exists()


def test_a_revival_takes_the_end_back_with_a_reason(take):
    take(a_show(status="Ended"))

    take(a_show(status="Running", updated=MARCH_1 + DAY))

    series = the_series()
    assert series.state().label == Label.NO_INFORMATION
    ended = StatusUpdate.objects.get(decision=Decision.ENDED)
    assert "Running" in ended.retraction_reason
    assert said(series)[1:] == [(None, "TVmaze lists the series as running.", False)]


def test_an_ended_series_that_is_to_be_determined_again_is_undecided(take):
    take(a_show(status="Ended"))

    take(a_show(status="To Be Determined", updated=MARCH_1 + DAY))

    assert the_series().state().label == Label.AWAITING


def test_an_end_that_an_editor_retracted_is_not_told_again(take):
    take(a_show(status="Ended"))
    StatusUpdate.objects.get().retract("It was renewed.")

    take(a_show(status="Ended", updated=MARCH_1 + DAY))

    assert StatusUpdate.objects.standing().count() == 0


def test_an_editors_decision_stands_against_tvmaze(take):
    take(a_show())
    season = the_series().add_season(number=None)
    make.an_update(season, decision=Decision.ORDERED, on=date(2024, 2, 1))

    take(a_show(status="Ended", updated=MARCH_1 + DAY))

    assert season.state().decision == Decision.ORDERED


def test_a_new_title_keeps_the_old_one_and_the_address(take):
    take(a_show(name="Scrotal Recall"))

    take(a_show(name="Lovesick", updated=MARCH_1 + DAY))

    series = the_series()
    assert (series.title, series.slug) == ("Lovesick", "scrotal-recall")
    assert [other.title for other in series.other_titles.all()] == ["Scrotal Recall"]
    assert said(series) == [(None, "TVmaze calls the series “Lovesick”; before, it was “Scrotal Recall”.", False)]


def test_an_older_answer_takes_nothing_back(take):
    take(a_show(name="Lovesick", status="Ended", updated=MARCH_1 + DAY))

    said = take(a_show(name="Scrotal Recall", status="Running", updated=MARCH_1))

    assert "1 record is older" in said
    assert the_series().title == "Lovesick"
    assert the_series().state().label == Label.ENDED


def test_an_older_answer_still_adds_the_parts_that_are_missing(take):
    take(a_show(updated=MARCH_1 + DAY))

    take(with_parts(a_show(name="Old", updated=MARCH_1), cast=[a_cast_row()]))

    assert the_series().title == "The Salt Road"
    assert the_series().cast.count() == 1


# -- seasons ---------------------------------------------------------------------------------------------------------


def test_listed_seasons_were_ordered_and_have_their_days(take):
    take(with_parts(a_show(), seasons=[a_season(1, "2021-04-06", "2021-05-25"), a_season(2)]))

    series = the_series()
    first, second = series.seasons.in_order()
    assert (first.number, first.episode_count) == (1, 8)
    assert first.state().decision == Decision.ORDERED
    assert (first.state().premiere.iso, first.state().premiere_region) == ("2021-04-06", "CA")
    assert first.state().finale.iso == "2021-05-25"
    assert second.state().decision == Decision.UNKNOWN
    assert StatusUpdate.objects.filter(baseline=False).count() == 0


def test_a_season_that_an_earlier_list_did_not_have_is_news(take):
    take(with_parts(a_show(), seasons=[a_season(1, "2021-04-06", "2021-05-25")]))

    take(
        with_parts(
            a_show(updated=MARCH_1 + DAY),
            seasons=[a_season(1, "2021-04-06", "2021-05-25"), a_season(2, "2027-04-06")],
        )
    )

    assert said(the_series())[1:] == [(2, "TVmaze lists season 2 from 6 April 2027 on.", False)]
    assert the_series().state().label == Label.RETURNING


def test_a_listed_season_that_an_editor_deleted_is_not_made_again(take):
    show = with_parts(a_show(), seasons=[a_season(1, "2021-04-06"), a_season(2)])
    take(show)
    the_series().seasons.get(number=2).delete()

    assert "(900001): season 2" in take(show | {"updated": MARCH_1 + DAY})
    assert [season.number for season in the_series().seasons.all()] == [1]


def test_a_moved_and_a_withdrawn_premiere_are_news(take):
    def listed(premiere, days):
        take(with_parts(a_show(updated=MARCH_1 + days * DAY), seasons=[a_season(2, premiere)]))

    listed("2027-04-06", 0)
    listed("2027-05-06", 1)
    season = the_series().seasons.get()
    assert season.state().premiere.iso == "2027-05-06"

    listed(None, 2)

    assert season.state().premiere.is_unknown
    assert [baseline for _, _, baseline in said(the_series())] == [True, False, False]


def test_all_episodes_of_one_day_are_a_release_at_once(take):
    take(with_parts(a_show(), seasons=[a_season(1, "2021-04-06", "2021-04-06")]))

    assert the_series().seasons.get().state().release == "all_at_once"


def test_episodes_are_counted_where_the_season_is_over(take):
    episodes = [
        {"season": season, "number": number, "airdate": f"202{season}-04-0{number}"}
        for season in (1, 2)
        for number in (1, 2, 3)
    ]
    episodes.append({"season": 1, "number": None, "airdate": "2021-12-25"})

    take(with_parts(a_show(), episodes=episodes))

    first, second = the_series().seasons.in_order()
    assert (first.episode_count, first.state().finale.iso) == (3, "2021-04-03")
    assert (second.episode_count, second.state().premiere.iso) == (None, "2022-04-01")
    assert second.state().finale.is_unknown


def test_an_ended_next_season_never_becomes_a_numbered_one(take):
    take(with_parts(a_show(status="Ended"), seasons=[a_season(1, "2021-04-06", "2021-05-25")]))

    take(
        with_parts(
            a_show(status="Ended", updated=MARCH_1 + DAY),
            seasons=[a_season(1, "2021-04-06", "2021-05-25"), a_season(2, "2024-06-01", "2024-07-01")],
        )
    )

    assert [season.number for season in the_series().seasons.in_order()] == [1, 2, None]
    assert the_series().state().label == Label.ENDED


def test_a_next_season_that_was_ordered_gets_its_number_when_it_is_listed(take):
    first = a_season(1, "2021-04-06", "2021-05-25")
    take(with_parts(a_show(), seasons=[first]))
    coming = the_series().add_season(number=None)
    make.an_update(coming, decision=Decision.ORDERED, on=date(2024, 2, 1))

    take(with_parts(a_show(updated=MARCH_1 + DAY), seasons=[first, a_season(2, "2027-04-06")]))

    coming.refresh_from_db()
    assert coming.number == 2
    assert the_series().seasons.count() == 2


def test_seasons_listed_late_are_not_the_one_that_was_undecided_after_them(take):
    take(a_show(status="To Be Determined"))

    take(with_parts(a_show(status="To Be Determined"), seasons=[a_season(1, "2021-04-06", "2021-05-25")]))

    assert [season.number for season in the_series().seasons.in_order()] == [1, None]
    assert not the_series().seasons.get(number=1).was_next
    assert the_series().state().label == Label.AWAITING


def test_what_was_undecided_and_then_aired_leaves_the_question_to_the_season_after_it(take):
    first = a_season(1, "2021-04-06", "2021-05-25")
    take(with_parts(a_show(status="To Be Determined"), seasons=[first]))

    take(
        with_parts(
            a_show(status="To Be Determined", updated=MARCH_1 + 200 * DAY),
            seasons=[first, a_season(2, "2024-05-01", "2024-06-01")],
        )
    )

    assert [season.number for season in the_series().seasons.in_order()] == [1, 2, None]
    assert the_series().seasons.get(number=2).was_next
    assert the_series().state().label == Label.AWAITING


def test_what_was_in_development_is_the_first_season_once_that_is_listed(take):
    take(with_parts(a_show(status="In Development", premiered=None), seasons=[]))

    take(with_parts(a_show(updated=MARCH_1 + DAY), seasons=[a_season(1, "2027-04-06")]))

    season = the_series().seasons.get()
    assert (season.number, season.state().production) == (1, Production.DEVELOPMENT)


def test_single_episodes_date_a_season_by_its_first_one_only(take):
    take(
        {"id": 1, "season": 3, "number": 1, "airdate": "2024-01-08", "show_id": 900001},
        {"id": 2, "season": 4, "number": 7, "airdate": "2024-02-08", "show_id": 900001},
        a_show(),
    )

    season = the_series().seasons.get()
    assert (season.number, season.state().premiere.iso) == (3, "2024-01-08")
    assert season.episode_count is None


# -- people ----------------------------------------------------------------------------------------------------------


def test_the_same_person_under_two_characters_has_two_credits(take):
    take(with_parts(a_show(), cast=[a_cast_row(), a_cast_row(character=12, role="Old Vane")]))

    assert Person.objects.count() == 1
    assert [credit.character for credit in the_series().cast.order_by("billing")] == ["Captain Vane", "Old Vane"]


def test_two_people_of_one_name_stay_two(take):
    make.a_person("Ada Marlow")

    take(with_parts(a_show(), cast=[a_cast_row(), a_cast_row(person=2, character=12)]))

    assert sorted(Person.objects.values_list("slug", flat=True)) == ["ada-marlow", "ada-marlow-2", "ada-marlow-3"]


def test_voices_and_appearances_as_oneself_are_told_apart(take):
    take(
        with_parts(
            a_show(),
            cast=[
                a_cast_row(voice=True, self=False),
                a_cast_row(person=2, name="Ida Vane", character=12, role="Ida Vane", self=True),
            ],
        )
    )

    voice, oneself = the_series().cast.order_by("billing")
    assert (voice.kind, oneself.kind, oneself.character) == ("voice", "self", "")


def test_crew_have_the_jobs_that_a_newsroom_knows(take):
    crew = [
        {"type": job, "person": {"id": number, "name": f"Person {number}"}}
        for number, job in enumerate(["Executive Producer", "Director Of Photography", "Music", "Goat Wrangler"], 1)
    ]

    take(with_parts(a_show(), crew=crew))

    jobs = [(c.job.department.name, c.job.name) for c in CrewCredit.objects.order_by("billing")]
    assert jobs == [
        ("Production", "Executive producer"),
        ("Camera", "Director of photography"),
        ("Music", "Composer"),
        ("Other", "Goat wrangler"),
    ]


def test_a_credit_that_an_editor_deleted_is_not_made_again(take):
    show = with_parts(a_show(), cast=[a_cast_row(), a_cast_row(person=2, name="Ida Vane", character=12)])
    take(show)
    CastCredit.objects.get(person__name="Ida Vane").delete()

    assert "cast" in take(show | {"updated": MARCH_1 + DAY})
    assert CastCredit.objects.count() == 1


def test_a_character_that_an_editor_renamed_keeps_that_name(take):
    take(with_parts(a_show(), cast=[a_cast_row()]))
    CastCredit.objects.update(character="Commodore Vane")

    kept = take(with_parts(a_show(updated=MARCH_1 + DAY), cast=[a_cast_row(role="Vane")]))

    assert "1 kept" in kept
    assert CastCredit.objects.get().character == "Commodore Vane"


def test_a_character_that_tvmaze_renamed_has_the_new_name(take):
    take(with_parts(a_show(), cast=[a_cast_row()]))

    take(with_parts(a_show(updated=MARCH_1 + DAY), cast=[a_cast_row(role="Vane")]))

    assert CastCredit.objects.get().character == "Vane"


def test_a_person_renamed_is_still_found_under_the_old_name(take):
    def listed(name, updated):
        row = a_cast_row(name=name)
        row["person"]["updated"] = updated
        take(with_parts(a_show(updated=updated), cast=[row]))

    listed("Ada Marlow", MARCH_1)
    listed("Ada Vane", MARCH_1 + DAY)

    person = Person.objects.get()
    assert person.name == "Ada Vane"
    assert list(Person.objects.search("marlow")) == [person]


# -- what editors have set -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "theirs", "change"),
    [
        ("synopsis", "Our own words.", {"summary": "<p>New.</p>"}),
        ("synopsis", "", {"summary": "<p>New.</p>"}),
        ("official_site", "https://ours.example.org/", {"officialSite": "https://new.example.org/"}),
        ("began_on", date(2020, 1, 1), {"premiered": "2021-05-05"}),
        ("kind", "miniseries", {"type": "Reality"}),
        ("countries", "GB US", {}),
        ("title", "The Road of Salt", {"name": "Salt"}),
    ],
)
def test_what_an_editor_has_set_is_kept_and_reported(take, field, theirs, change):
    take(a_show())
    series = the_series()
    setattr(series, field, theirs)
    series.save()

    summary = take(a_show(updated=MARCH_1 + DAY, **change))

    assert getattr(the_series(), field) == theirs
    assert f"The Salt Road (900001): {field}" in summary or f"Salt (900001): {field}" in summary


def test_what_no_editor_touched_follows_tvmaze(take):
    take(a_show())

    take(
        a_show(
            updated=MARCH_1 + DAY,
            summary="<p>New.</p>",
            genres=["Comedy"],
            webChannel={"id": 77, "name": "Meridian Now", "country": None},
            officialSite=None,
            ended="2023-01-01",
        )
    )

    series = the_series()
    assert (series.synopsis, series.official_site, series.ended_on) == ("New.", "", date(2023, 1, 1))
    assert [genre.name for genre in series.genres.all()] == ["Comedy"]
    assert [row.network.name for row in series.network_rows.all()] == ["Meridian", "Meridian Now"]
    assert Network.objects.count() == 2


def test_genres_and_networks_that_an_editor_chose_are_kept(take):
    take(a_show())
    series = the_series()
    series.genres.set([make.a_genre("Western")])
    series.network_rows.all().delete()

    summary = take(a_show(updated=MARCH_1 + DAY, genres=["Comedy"]))

    assert "(900001): genres, networks" in summary
    assert [genre.name for genre in the_series().genres.all()] == ["Western"]


def test_a_series_of_ours_is_found_by_its_imdb_id_and_never_by_its_name(take):
    ours = make.a_series("The Salt Road")
    known = make.a_series("Salt")
    known.external_ids.create(provider="imdb", value="tt9000001")

    summary = take(a_show())

    assert the_series() == known
    assert "title" in summary
    assert not ours.external_ids.exists()
    assert Series.objects.count() == 2


def test_a_second_show_with_the_imdb_id_of_another_is_a_series_of_its_own(take):
    summary = take(a_show(), a_show(900002, "Another"))

    assert Series.objects.count() == 2
    assert "tt9000001 belongs to “The Salt Road”" in summary


def test_a_rating_is_a_snapshot_of_its_day(take):
    take(a_show())
    take(a_show(updated=MARCH_1 + DAY))
    take(a_show(updated=MARCH_1 + 2 * DAY, rating={"average": 7.5}))
    take(a_show(updated=MARCH_1 + 3 * DAY, rating={"average": None}))

    snapshots = [(rating.value, rating.taken_on) for rating in Rating.objects.order_by("taken_on")]
    assert snapshots == [(Decimal("7.40"), date(2024, 3, 1)), (Decimal("7.50"), date(2024, 3, 3))]


def test_an_unknown_language_is_reported_and_left_empty(take):
    assert "the language “Klingon” is not known" in take(a_show(language="Klingon"))
    assert the_series().languages == ""


def test_a_summary_is_words_and_nothing_else(take):
    take(
        a_show(
            summary='<p onclick="x()">One &amp; <a href="javascript:x()">two</a>.<script>alert(1)</script></p>'
            "<style>p{}</style>Three<br>four &lt;b&gt;"
        )
    )

    assert the_series().synopsis == "One & two.\n\nThree\n\nfour <b>"


@pytest.mark.parametrize("soup", ['<![><img src="]><img', "<p<p>", "<!--", "&#0; &#xd800;", "</x" * 50, "<a <b>c"])
def test_tag_soup_in_a_summary_does_no_harm(take, soup):
    take(a_show(summary=f"Salt. {soup}"))

    assert the_series().synopsis.startswith("Salt.")
    assert "<img" not in the_series().synopsis


# -- names in any script ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Склифосовский", "sklifosovskiy"), ("大江大河", "dajiangdahe"), ("Løvens hule", "lovens-hule")],
)
def test_a_title_in_any_script_has_a_readable_address(take, title, slug):
    take(a_show(name=title))

    assert the_series().slug == slug


def test_namesakes_are_told_apart_by_year(take):
    take(a_show(), a_show(900002, premiered="2009-11-15", externals=None))

    assert the_series(900002).slug == "the-salt-road-2009"


# -- what is broken --------------------------------------------------------------------------------------------------

BROKEN = {
    "a missing name": ({"name": None}, "name: missing"),
    "a name that is a number": ({"name": 5}, "name: not a text"),
    "a name of 10,000 letters": ({"name": "x" * 10_000}, "name: longer than 300 characters"),
    "NUL": ({"name": "a\x00b"}, "name: holds characters"),
    "half a letter": ({"summary": "\ud800"}, "summary: holds characters"),
    "an impossible day": ({"premiered": "2021-02-30"}, "premiered: “2021-02-30” is no day"),
    "an end before the beginning": ({"ended": "2020-01-01"}, "ended: before “premiered”"),
    "an unknown status": ({"status": "Sleeping"}, "status: “Sleeping” is not known"),
    "an unknown type": ({"type": "Opera"}, "type: “Opera” is not known"),
    "genres that are a text": ({"genres": "Drama"}, "genres: not a list"),
    "a genre that is a list": ({"genres": [["Drama"]]}, "genre: not a text"),
    "a network without an id": ({"network": {"name": "Meridian"}}, "network.id: missing"),
    "a network that is a text": ({"network": "Meridian"}, "network: not an object"),
    "a rating of 11": ({"rating": {"average": 11}}, "rating.average: out of range"),
    "a rating of true": ({"rating": {"average": True}}, "rating.average: not a number"),
    "a stamp beyond all time": ({"updated": 10**30}, "updated: out of range"),
    "no stamp": ({"updated": None}, "updated: missing"),
    "cast that is an object": ({"_embedded": {"cast": {}}}, "_embedded.cast: not a list"),
    "cast without a person": ({"_embedded": {"cast": [{}]}}, "_embedded.cast[0].person: missing"),
    "a season twice": (
        {"_embedded": {"seasons": [{"number": 1}, {"number": 1}]}},
        "_embedded.seasons[1].number: given twice",
    ),
    "a season numbered 10^9": ({"_embedded": {"seasons": [{"number": 10**9}]}}, "number: out of range"),
    "a dead person who was not born yet": (
        {
            "_embedded": {
                "crew": [
                    {"type": "A", "person": {"id": 1, "name": "B", "birthday": "2001-01-01", "deathday": "2000-01-01"}}
                ]
            }
        },
        "deathday: before “birthday”",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_record_is_named_and_the_rest_goes_in(take, what):
    changes, reason = BROKEN[what]

    summary = take(a_show(900002, **changes), a_show(), status=1)

    assert "records.json: 900002: " in summary
    assert reason in summary
    assert "1 created, 0 updated, 0 unchanged, 0 kept, 1 skipped" in summary
    assert [series.title for series in Series.objects.all()] == ["The Salt Road"]
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "record", [None, 5, "show", [], [[]], {}, {"id": 0, "name": "x"}, {"id": 10**40}, {"id": "7"}]
)
def test_what_is_no_record_is_skipped(take, record):
    summary = take(record, a_show(), status=1)

    assert "1 created" in summary
    assert "1 skipped" in summary


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b'[{"id": 1, "name": "Cut o',
        b"[" * 200_000,
        b"[NaN]",
        b"[" + b"9" * 5000 + b"]",
        b"<html></html>",
    ],
)
def test_a_file_that_is_not_json_is_named_and_the_others_go_in(tmp_path, content):
    (tmp_path / "a.json").write_bytes(content)
    (tmp_path / "b.json").write_text(json.dumps(a_show()))
    (tmp_path / "c.txt").write_text("not for us")

    summary = command(tmp_path, status=1)

    assert "a.json: " in summary
    assert "c.txt" not in summary
    assert Series.objects.count() == 1


def test_a_record_that_the_database_refuses_takes_nothing_with_it(take):
    ours = make.a_series("Salt", began_on=None, ended_on=date(2000, 1, 1))
    ours.external_ids.create(provider="imdb", value="tt9000001")

    summary = take(a_show(genres=["Sea"]), a_show(900002, "Another", genres=["Sea"], externals=None), status=1)

    assert "900001" in summary
    assert [genre.name for genre in the_series(900002).genres.all()] == ["Sea"]
    assert not ours.external_ids.filter(provider="tvmaze").exists()


def test_paths_that_are_not_there_are_refused_before_anything_happens(tmp_path):
    for paths in ([tmp_path / "none.json"], [tmp_path], []):
        with pytest.raises(CommandError):
            call_command("import_tvmaze", *map(str, paths))


# -- recordings of the real thing ------------------------------------------------------------------------------------


def test_recordings_of_two_dates_make_one_catalog():
    command(RECORDED / "shows_older.json")
    command(RECORDED / "shows.json")
    again = command(RECORDED)

    records = json.loads((RECORDED / "shows.json").read_text(encoding="utf-8"))
    assert Series.objects.count() == len(records)
    assert "Nothing changed" in again
    assert the_series(19).cast.filter(person__name="Mark Pellegrino").count() == 2
    assert sorted(Series.objects.filter(title="The Prisoner").values_list("slug", flat=True)) == [
        "the-prisoner",
        "the-prisoner-2009",
    ]
    numbers = [season.number for season in the_series(143).seasons.in_order()]
    assert numbers == [1, 2, 3, 4]
    assert Series.objects.settle() == 0


def test_every_change_between_two_recordings_is_in_the_timeline():
    command(RECORDED / "shows_older.json")
    command(RECORDED / "shows.json")

    changes = set(StatusUpdate.objects.filter(baseline=False).values_list("season__series__title", "summary"))
    assert changes == {
        ("Lovesick", "TVmaze calls the series “Lovesick”; before, it was “Scrotal Recall”."),
        ("Lovesick", "TVmaze lists the series as ended."),
        ("Life Is Toff", "TVmaze calls the series “Life Is Toff”; before, it was “Life is Toff”."),
        ("Life Is Toff", "TVmaze lists the series as ended."),
        ("Bad Education", "TVmaze lists the series as running."),
        ("Bad Education", "TVmaze lists the future of the series as to be determined."),
        ("Supernatural", "TVmaze lists the series as ended."),
    }
