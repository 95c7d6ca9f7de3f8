"""How the import asks TVmaze: politely, patiently, and no other host."""

from io import BytesIO, StringIO

import PIL.Image
import pytest
from django.core.management import CommandError, call_command

from catalog.models import Image, Person, Series
from catalog.tvmaze.client import Client, NoAnswer, RateLimit
from tests.test_import_tvmaze import MARCH_1, a_cast_row, a_season, a_show, with_parts
from tests.tvmaze_stand_in import answer, standing_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def tvmaze(settings):
    with standing_in() as (stand_in, address):
        settings.TVMAZE_URL = settings.TVMAZE_PICTURES_URL = address
        yield stand_in


def command(*, status=0, **options):
    out, found = StringIO(), 0
    try:
        call_command("import_tvmaze", stdout=out, **options)
    except SystemExit as end:
        found = end.code
    assert found == status, out.getvalue()
    return out.getvalue()


def test_a_show_is_fetched_by_its_id_with_all_its_parts(tvmaze):
    tvmaze.answers_with("/shows/900001", answer(with_parts(a_show(), cast=[a_cast_row()])))

    said = command(ids=[900001])

    assert "1 created" in said
    assert Person.objects.get().name == "Ada Marlow"
    assert tvmaze.asked == ["/shows/900001?embed%5B%5D=cast&embed%5B%5D=crew&embed%5B%5D=seasons&embed%5B%5D=episodes"]


def test_several_ids_are_given_one_by_one(tvmaze):
    tvmaze.answers_with("/shows/900001", answer(a_show()))
    tvmaze.answers_with("/shows/900002", answer(a_show(900002, "Another", externals=None)))

    out = StringIO()
    call_command("import_tvmaze", "--id", "900001", "--id", "900002", stdout=out)

    assert "2 created" in out.getvalue()


@pytest.mark.parametrize("text", ["0", "-3", "x", "143/../1", "9" * 30, "١٤٣"])
def test_what_is_no_id_is_refused(text):
    with pytest.raises(CommandError):
        call_command("import_tvmaze", f"--id={text}")


@pytest.mark.parametrize(
    "failing",
    [answer({}, 429), answer({}, 429, Retry_After="0"), *(answer({}, status) for status in (500, 502, 503, 504))],
)
def test_what_fails_for_a_moment_is_asked_again(tvmaze, failing):
    tvmaze.answers_with("/shows/900001", failing, answer(a_show()))

    assert "1 created" in command(ids=[900001])
    assert len(tvmaze.asked) == 2


def test_retry_after_is_waited_for(tvmaze, monkeypatch):
    pauses = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", pauses.append)
    tvmaze.answers_with("/shows/900001", answer({}, 429, Retry_After="7"), answer(a_show()))

    Client().show(900001)

    assert pauses == [7]


def test_the_pause_doubles_as_long_as_it_fails(tvmaze, monkeypatch):
    pauses = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", pauses.append)
    tvmaze.answers_with("/shows/900001", *[answer({}, 500)] * 4, answer(a_show()))

    Client().show(900001)

    assert pauses == [2, 4, 8]


def test_who_never_answers_is_given_up(tvmaze):
    tvmaze.answers_with("/shows/1", answer({}, 500))

    with pytest.raises(NoAnswer, match="500"):
        Client(tries=3, pause=0).show(1)

    assert len(tvmaze.asked) == 4


def test_a_show_that_is_not_there_is_skipped_and_the_others_go_in(tvmaze):
    tvmaze.answers_with("/shows/900001", answer(a_show()))

    said = command(ids=[404, 900001], status=1)

    assert "TVmaze: 404: TVmaze has nothing at /shows/404." in said
    assert "1 created" in said
    assert tvmaze.paths == ["/shows/404", "/shows/900001"]


@pytest.mark.parametrize(
    "garbage", [answer(b"<html>"), answer(b"{"), answer(b"\xff"), answer([]), answer({}), answer({"id": 900001})]
)
def test_an_answer_that_is_no_show_is_skipped(tvmaze, garbage):
    tvmaze.answers_with("/shows/900001", garbage)

    assert "1 skipped" in command(ids=[900001], status=1)


def test_a_host_that_cannot_be_reached_is_told_in_one_line(settings):
    with standing_in() as (_, address):
        settings.TVMAZE_URL = address
    with pytest.raises(NoAnswer, match="does not answer"):
        Client(tries=0).show(1)


def test_no_answer_leads_to_another_host(tvmaze):
    tvmaze.answers_with("/shows/1", answer({}, 301, Location="http://elsewhere.invalid/shows/1"))

    with pytest.raises(NoAnswer):
        Client().show(1)


def test_a_show_that_moved_within_tvmaze_is_followed(tvmaze):
    tvmaze.answers_with("/shows/1", answer({}, 301, Location="/shows/900001"))
    tvmaze.answers_with("/shows/900001", answer(a_show()))

    assert Client().show(1)["id"] == 900001


def test_a_search_fetches_the_one_show_of_that_title(tvmaze):
    found = [{"score": 1, "show": a_show(900002, "The Salt Road Trip")}, {"score": 0.9, "show": a_show()}]
    tvmaze.answers_with("/search/shows", answer(found))
    tvmaze.answers_with("/shows/900001", answer(a_show()))

    assert "1 created" in command(search="the salt road")
    assert tvmaze.asked[0] == "/search/shows?q=the+salt+road"


def test_a_search_that_finds_several_leaves_the_choice_to_a_person(tvmaze):
    found = [{"show": a_show(900001)}, {"show": a_show(900002, premiered="2009-01-01")}]
    tvmaze.answers_with("/search/shows", answer(found))

    with pytest.raises(CommandError, match=r"--id 900002  The Salt Road \(2009, Meridian\)"):
        command(search="The Salt Road")


@pytest.mark.parametrize("nothing", [answer([]), answer({"x": 1}), answer([5]), answer(b"")])
def test_a_search_that_finds_nothing_says_so(tvmaze, nothing):
    tvmaze.answers_with("/search/shows", nothing)

    with pytest.raises(CommandError):
        command(search="Nothing")


def test_at_most_twenty_calls_are_made_in_ten_seconds():
    now, pauses = [100.0], []

    def sleep(seconds):
        pauses.append(round(seconds, 3))
        now[0] += seconds

    limit = RateLimit(clock=lambda: now[0], sleep=sleep)
    moments = []
    for _ in range(45):
        limit.wait()
        moments.append(now[0])
        now[0] += 0.1

    assert pauses == [8.0, 8.0]
    assert all(later - earlier >= 10 for earlier, later in zip(moments, moments[20:], strict=False))


# -- pictures --------------------------------------------------------------------------------------------------------


def a_picture(color):
    file = BytesIO()
    PIL.Image.new("RGB", (64, 96), color).save(file, "PNG")
    return answer(file.getvalue())


def image(path, host="static.tvmaze.com"):
    return {"medium": None, "original": f"https://{host}{path}"}


def a_show_with_pictures(**changes):
    row = a_cast_row()
    row["person"]["image"] = image("/portrait.png")
    season = a_season(1, "2021-04-06", "2021-05-25", image=image("/season.png"))
    return with_parts(a_show(image=image("/poster.png"), **changes), cast=[row], seasons=[season])


@pytest.fixture
def pictures(tvmaze, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    tvmaze.answers_with("/shows/900001", answer(a_show_with_pictures()))
    for name, color in (("poster", "red"), ("portrait", "green"), ("season", "blue"), ("new", "yellow")):
        tvmaze.answers_with(f"/{name}.png", a_picture(color))
    return tvmaze


def test_no_picture_is_fetched_unless_asked_for(pictures):
    command(ids=[900001])

    assert pictures.paths == ["/shows/900001"]
    assert not Image.objects.exists()


def test_pictures_are_fetched_once_with_credit_and_description(pictures):
    command(ids=[900001], images=True)
    said = command(ids=[900001], images=True)

    series = Series.objects.get()
    assert (series.poster.alt, series.poster.credit) == ("Poster of The Salt Road", "TVmaze")
    assert series.poster.source_url == "https://static.tvmaze.com/poster.png"
    assert series.seasons.get().poster.alt == "Poster of The Salt Road, season 1"
    assert Person.objects.get().photo.alt == "Portrait of Ada Marlow"
    assert sorted(pictures.paths) == ["/portrait.png", "/poster.png", "/season.png", "/shows/900001", "/shows/900001"]
    assert "Nothing changed" in said


def test_a_poster_that_an_editor_chose_is_kept(pictures):
    command(ids=[900001], images=True)
    ours = Image.objects.get(alt="Portrait of Ada Marlow")
    Series.objects.update(poster=ours)
    changed = a_show_with_pictures(updated=MARCH_1 + 1) | {"image": image("/new.png")}
    pictures.answers_with("/shows/900001", answer(changed))

    said = command(ids=[900001], images=True)

    assert Series.objects.get().poster == ours
    assert "poster" in said
    assert "/new.png" not in pictures.paths


def test_a_new_poster_replaces_the_old_one_of_tvmaze(pictures):
    command(ids=[900001], images=True)
    changed = a_show_with_pictures(updated=MARCH_1 + 1) | {"image": image("/new.png")}
    pictures.answers_with("/shows/900001", answer(changed))

    command(ids=[900001], images=True)

    assert Series.objects.get().poster.source_url.endswith("/new.png")


def test_pictures_of_other_hosts_and_what_is_no_picture_are_noted_and_left_out(pictures):
    show = a_show_with_pictures() | {"image": image("/poster.png", host="elsewhere.example.org")}
    pictures.answers_with("/shows/900001", answer(show))
    pictures.answers_with("/portrait.png", answer(b"GIF89a not really"))
    pictures.answers_with("/season.png", answer({}, 404))

    said = command(ids=[900001], images=True)

    assert "Pictures are fetched from static.tvmaze.com only." in said
    assert "TVmaze has nothing at /season.png." in said
    assert not Image.objects.exists()
    assert "1 created" in said


def test_a_dry_run_fetches_no_picture(pictures):
    command(ids=[900001], images=True, dry_run=True)

    assert pictures.paths == ["/shows/900001"]
    assert not Series.objects.exists()
