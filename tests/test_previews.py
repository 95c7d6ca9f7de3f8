"""Previews in the admin: the page itself, as it will be or was at a moment, and in a frame of some width."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import Permission

from catalog.axes import Decision
from catalog.models import StatusUpdate
from news.models import AnswerBox, Article, EditorPreferences
from tests import make
from tests.admin_pages import address

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def season():
    return make.a_season(make.a_series("The Salt Road"), number=2)


def an_answer(season, **fields):
    article = make.an_article("Back for more", about=season, **fields)
    make.a_block(article, AnswerBox)
    return article


def preview(article, page="preview"):
    return address(Article, page, article.pk)


def answer_on(client, place):
    text = client.get(place).content.decode()
    return {word for word in ("Renewed", "Cancelled", "Awaiting decision", "No information") if f"{word}<" in text}


def test_it_shows_what_will_be_known_at_a_moment_and_what_was(client, editor, season):
    article = an_answer(season)
    make.an_update(season, decision=Decision.ORDERED, public_from=NOON + make.HOUR)
    make.an_update(season, decision=Decision.DECLINED, on=NOON.date(), public_from=NOON + make.DAY)

    assert "Renewed" not in answer_on(client, preview(article))
    assert answer_on(client, f"{preview(article)}?at=2026-11-24T13:00Z") >= {"Renewed"}
    assert answer_on(client, f"{preview(article)}?at=2026-11-25T12:00:00%2B00:00") >= {"Cancelled"}
    assert "Renewed" not in answer_on(client, f"{preview(article)}?at=2026-11-24T12:59:59Z")
    assert "As of 2026-11-24 13:00 UTC." in client.get(f"{preview(article)}?at=2026-11-24T13:00Z").content.decode()


def test_what_it_announces_is_known_in_it_and_stays_private(client, editor, season):
    update = make.an_update(season, decision=Decision.ORDERED, public_from=NOON + make.DAY)
    article = an_answer(season, announces=[update])
    article.save_draft(by=None, version=article.version)

    for place in (preview(article), f"{preview(article)}1/"):
        assert "Renewed" in answer_on(client, place)
    assert "Renewed" not in answer_on(client, f"{preview(article)}?at=2026-11-24T11:59Z")
    assert StatusUpdate.objects.get().public_from == NOON + make.DAY
    assert season.state().decision == Decision.UNKNOWN


@pytest.mark.parametrize(
    "at", ["x", "2026-11-24T12:00", "2026-13-01T00:00Z", "1850-01-01T00:00Z", "9999-12-31T00:00Z"]
)
def test_an_address_of_no_moment_is_no_page(client, editor, at):
    article = make.an_article()
    for page in ("preview", "preview_frame"):
        assert client.get(preview(article, page), {"at": at}).status_code == 404


def test_what_will_be_is_for_who_may_see_what_is_under_embargo(client, clerk):
    article = make.an_article()
    soon, past = "2026-11-24T13:00Z", "2026-11-24T11:00Z"
    assert client.get(preview(article), {"at": soon}).status_code == 200
    clerk.user_permissions.remove(Permission.objects.get(codename="view_statusupdate"))

    assert [client.get(preview(article), {"at": at}).status_code for at in (soon, past)] == [403, 200]


# -- in the frame ---------------------------------------------------------------------------------------------------


def test_a_moment_is_typed_on_the_editors_clocks_and_stands_in_the_address_for_everybody(client, editor):
    EditorPreferences.objects.create(user=editor, time_zone="America/New_York")
    article = make.an_article()
    typed = {"at_0": "2026-11-24", "at_1": "09:30", "width": "390"}

    answer = client.get(preview(article, "preview_frame"), typed)

    assert answer["Location"] == f"{preview(article, 'preview_frame')}?at=2026-11-24T14%3A30%3A00Z&width=390"
    text = client.get(answer["Location"]).content.decode()
    assert "2026-11-24 09:30 EST = 2026-11-24 14:30 UTC" in text
    assert 'class="news-width-390"' in text and "?at=2026-11-24T14%3A30%3A00Z&amp;framed=1" in text
    assert 'value="09:30"' in text
    empty = client.get(preview(article, "preview_frame"), {"at_0": "", "at_1": ""})
    assert empty["Location"] == preview(article, "preview_frame")


@pytest.mark.parametrize(("day", "time"), [("2026-03-08", "02:30"), ("2026-11-01", "01:30")])
def test_a_time_that_the_clocks_skip_or_show_twice_is_refused_with_both_choices(client, editor, day, time):
    EditorPreferences.objects.create(user=editor, time_zone="America/New_York")
    article, typed = make.an_article(), {"at_0": day, "at_1": time}

    refused = client.get(preview(article, "preview_frame"), typed)
    chosen = [client.get(preview(article, "preview_frame"), typed | {"at_choice": each}) for each in "01"]

    assert refused.status_code == 400
    for choice in "01":
        assert f'name="at_choice" value="{choice}"' in refused.content.decode()
    assert len({answer["Location"] for answer in chosen}) == 2


@pytest.mark.parametrize("day", ["x", "0001-01-01", "9999-12-31", "1850-01-01"])
def test_a_day_that_cannot_be_shown_is_told(client, editor, day):
    EditorPreferences.objects.create(user=editor, time_zone="Asia/Tokyo")
    answer = client.get(preview(make.an_article(), "preview_frame"), {"at_0": day, "at_1": "00:00"})

    assert answer.status_code == 400 and f'value="{day}"' in answer.content.decode()


def test_only_the_framed_page_may_be_framed_and_only_by_ourselves(client, editor):
    article = make.a_published_article(by=editor)
    framed = client.get(preview(article), {"framed": "1"})
    whole = [client.get(place) for place in (preview(article), preview(article, "preview_frame"), "/news/", "/admin/")]

    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "Only the newsroom sees this page." not in framed.content.decode()
    for answer in whole:
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
    assert "script-src 'self' 'sha256-" in framed["Content-Security-Policy"]


def test_the_frame_offers_the_moments_at_which_something_changes(client, editor, season):
    update = make.an_update(season, decision=Decision.ORDERED, public_from=NOON + make.HOUR)
    article = an_answer(season, announces=[update])
    article.publish(by=editor, version=article.version, at=NOON + make.DAY)

    text = client.get(f"{preview(article)}1/frame/").content.decode()

    assert "?at=2026-11-25T12%3A00%3A00Z" in text
    for width in (390, 768, 1440):
        assert f"?width={width}" in text
    assert client.get(preview(article, "preview_frame"), {"width": "391"}).status_code == 404
