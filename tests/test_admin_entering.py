"""An editor fills the catalog in the admin."""

from io import BytesIO

import PIL.Image
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.axes import Decision
from catalog.models import Image, KnownFor, Person, Quote, Season, Series, Video, Work
from tests import make
from tests.admin_pages import address, filled_form, sent

pytestmark = pytest.mark.django_db


def test_a_series_gets_a_readable_slug_from_a_title_in_any_script(client, editor):
    sent(client, address(Series, "add"), "title", title="Кухня")

    assert Series.objects.get().slug == "kukhnya"


def test_an_old_slug_and_an_old_title_are_kept(client, editor):
    series = make.a_series("Defenders")

    sent(client, address(Series, "change", series.pk), "title", title="The Defenders", slug="the-defenders")

    series.refresh_from_db()
    assert (series.title, series.slug) == ("The Defenders", "the-defenders")
    assert Series.objects.at_slug("defenders") == series
    assert [other.title for other in series.other_titles.all()] == ["Defenders"]


def test_an_old_title_may_be_typed_among_the_other_titles_too(client, editor):
    series = make.a_series("Defenders")
    changes = {"title": "The Defenders", "other_titles-0-title": "Defenders"}

    sent(client, address(Series, "change", series.pk), "title", **changes)

    assert series.other_titles.count() == 1


def test_a_slug_that_another_has_or_had_is_refused(client, editor):
    make.a_series("Taken").readdress("moved")
    series = make.a_series("Mine")

    answer = sent(client, address(Series, "change", series.pk), "title", slug="taken")

    assert "Another one has, or had, this address." in answer.content.decode()
    series.refresh_from_db()
    assert series.slug == "mine"


def test_credits_get_their_series_and_the_next_place_by_themselves(client, editor):
    season = make.a_season()
    people = [make.a_person(name) for name in ("Ada", "Bob", "Cy")]
    make.a_cast_credit(season, people[0], billing=1)
    changes = {"cast-1-person": people[1].pk, "cast-2-person": people[2].pk, "cast-2-character": "Stick"}

    sent(client, address(Season, "change", season.pk), "number", **changes)

    told = season.cast.values_list("person__name", "billing", "series").order_by("billing")
    assert list(told) == [("Ada", 1, season.series_id), ("Bob", 2, season.series_id), ("Cy", 3, season.series_id)]


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [(3, 1, ["Cy", "Ada", "Bob"]), (1, 3, ["Bob", "Cy", "Ada"]), (2, 3, ["Ada", "Cy", "Bob"])],
)
def test_a_row_goes_to_the_place_that_is_typed(client, editor, moved, to, order):
    season = make.a_season()
    for number, name in enumerate(("Ada", "Bob", "Cy"), start=1):
        make.a_cast_credit(season, make.a_person(name), billing=number)

    sent(client, address(Season, "change", season.pk), "number", **{f"cast-{moved - 1}-billing": to})

    assert list(season.cast.order_by("billing").values_list("person__name", flat=True)) == order


def test_the_same_credit_twice_is_refused_with_a_sentence(client, editor):
    season, person = make.a_season(), make.a_person()
    changes = {"cast-0-person": person.pk, "cast-1-person": person.pk}

    answer = sent(client, address(Season, "change", season.pk), "number", **changes)

    assert "stands here twice" in answer.content.decode()
    assert not season.cast.exists()


def test_one_person_may_play_two_characters(client, editor):
    season, person = make.a_season(), make.a_person()
    changes = {
        "cast-0-person": person.pk,
        "cast-0-character": "A",
        "cast-1-person": person.pk,
        "cast-1-character": "B",
    }

    sent(client, address(Season, "change", season.pk), "number", **changes)

    assert season.cast.count() == 2


def test_a_season_without_a_number_goes_on_to_where_it_is_when_it_gets_one(client, editor):
    season = make.a_season(number=None)

    sent(client, address(Season, "change", season.pk), "number", number=3)

    season.refresh_from_db()
    assert (season.number, season.was_next) == (3, True)


def test_seasons_entered_on_the_page_of_a_series_are_settled(client, editor):
    series = make.a_series()

    sent(client, address(Series, "change", series.pk), "title", **{"seasons-0-number": 1})

    assert series.seasons.get().state().decision == Decision.UNKNOWN


def test_works_keep_the_order_in_which_they_are_entered(client, editor):
    person = make.a_person()
    works = [Work.objects.create(title=title) for title in ("Stardust", "Casanova")]
    changes = {f"known_for-{n}-work": work.pk for n, work in enumerate(works)}

    sent(client, address(Person, "change", person.pk), "name", **changes)

    assert [row.work.title for row in KnownFor.objects.order_by("order")] == ["Stardust", "Casanova"]


def test_a_quote_is_dated_as_vaguely_as_it_was(client, editor):
    season, speaker = make.a_season(), make.a_person()
    changes = {"quotes-0-text": "It may go on.", "quotes-0-speaker": speaker.pk, "quotes-0-said_on": "May 2019"}

    sent(client, address(Season, "change", season.pk), "number", **changes)

    quote = Quote.objects.get()
    assert (str(quote.said_on), quote.series) == ("May 2019", season.series)


def test_the_address_of_a_video_will_do_for_its_id(client, editor):
    season = make.a_season()
    changes = {"videos-0-title": "Bad news", "videos-0-video_id": "https://www.youtube.com/watch?v=abc-12_3&t=4"}

    sent(client, address(Season, "change", season.pk), "number", **changes)

    assert Video.objects.values_list("video_id", "slug").get() == ("abc-12_3", "bad-news")


def test_a_forecast_is_signed_by_who_enters_it(client, editor):
    season = make.a_season()

    sent(
        client,
        address(season.forecasts.model, "add"),
        "outlook",
        season=season.pk,
        outlook="likely",
        reason="So.",
        given_on="2026-01-01",
    )

    assert season.forecasts.get().given_by == editor


def a_file(data=None):
    if data is None:
        buffer = BytesIO()
        PIL.Image.new("RGB", (90, 60), "teal").save(buffer, "PNG")
        data = buffer.getvalue()
    return SimpleUploadedFile("picture.png", data)


def test_a_picture_is_taken_in_and_found_again(client, editor):
    for alt in ("A road", "Another road"):
        page = filled_form(client.get(address(Image, "add")), "alt", alt=alt)
        answer = client.post(address(Image, "add"), {**page, "picture": a_file()}, follow=True)

    image = Image.objects.get()
    assert (image.alt, image.uploaded_by) == ("A road", editor)
    assert "is here already" in answer.content.decode()


def test_a_file_that_is_no_picture_is_refused(client, editor):
    page = filled_form(client.get(address(Image, "add")), "alt", alt="A road")

    answer = client.post(address(Image, "add"), {**page, "picture": a_file(b"<svg/>")})

    assert "This is not a picture that can be taken" in answer.content.decode()
    assert 'value="A road"' in answer.content.decode()


def test_a_focal_point_that_moves_makes_new_crops(client, editor):
    image = make.an_image()

    sent(client, address(Image, "change", image.pk), "focal_x", focal_x=10)

    moved = Image.objects.get()
    assert moved.focal_x == 10 and moved.address != image.address
    assert moved.read_rendition(80, 120, "jpg")
