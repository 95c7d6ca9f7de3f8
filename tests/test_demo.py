"""The demo, loaded once for all tests of this file: every state is there, and every page of it is worth looking at."""

import re
from datetime import timedelta
from io import StringIO
from unittest import mock

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from catalog.axes import Label
from catalog.models import Image, Person, Premiere, Season, Series, SeriesState, StatusUpdate, Video
from news.models import Article, Author, Revision
from news.models.kinds import PublicState

SECOND = timedelta(seconds=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the command says. Renditions are not cut: that pictures have them is told elsewhere."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    no_renditions = mock.patch.object(Image, "make_renditions")
    with django_db_blocker.unblock(), media, no_renditions, transaction.atomic():
        said = StringIO()
        call_command("load_demo", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


def a_story(slug):
    return Article.objects.get(slug=slug)


def the_series(title):
    return Series.objects.get(title=title)


def test_tells_what_it_did(demo):
    assert f"{Series.objects.count()} series" in demo
    assert f"{Article.objects.count()} stories" in demo


def test_refuses_a_database_that_is_not_empty_and_changes_nothing(demo):
    before = Series.objects.count(), Article.objects.count(), Image.objects.count()

    with pytest.raises(CommandError, match="empty database"):
        call_command("load_demo")

    assert (Series.objects.count(), Article.objects.count(), Image.objects.count()) == before


def test_every_label_and_suffix_is_shown(demo):
    states = list(SeriesState.objects.at())

    assert {state.label for state in states} == set(Label.values)
    assert {suffix.partition(":")[0] for state in states for suffix in state.suffixes} == {
        "final_season",
        "last_episodes",
        "reportedly",
        "also_ordered",
    }


@pytest.mark.parametrize(
    ("title", "label", "suffixes"),
    [
        ("The Salt Road", "renewed", []),
        ("Low Water", "returning", []),
        ("Nightjar", "returning", []),
        ("Ninth Floor", "cancelled", []),
        ("Glasshouse", "on_a_break", ["final_season"]),
        ("Quiet Engines", "airing", []),
        ("Harbour Light", "airing", ["last_episodes"]),
        ("Tin Saints", "in_development", []),
        ("The Understory", "coming", []),
        ("Slack Tide", "on_hiatus", []),
        ("The Cartographers", "awaiting", []),
        ("Second Spring", "ended", []),
        ("Night Ferry", "cancelled", []),
        ("Fellwalkers", "returning", ["also_ordered:4"]),
        ("Cold Reading", "cancelled", []),
        ("Ferrous", "renewed", ["reportedly"]),
        ("Copperline", "ended", []),
        ("The Long Field", "awaiting", []),
        ("Half Measures", "no_information", []),
        ("The Defenders", "awaiting", []),
    ],
)
def test_each_invented_series_shows_what_it_was_invented_for(demo, title, label, suffixes):
    state = the_series(title).state()

    assert (state.label, state.suffixes) == (label, suffixes)


def test_real_series_are_only_said_to_be_what_was_recorded(demo):
    real = SeriesState.objects.at().filter(series__external_ids__provider="tvmaze")

    assert {state.label for state in real} == {"ended", "awaiting", "no_information"}


def test_articles_are_in_every_state(demo):
    seen_as = Article.objects.with_public_state().values_list("seen_as", flat=True)

    assert set(seen_as) == set(PublicState.values)


def test_two_premieres_by_region_and_two_parts_are_kept_apart(demo):
    assert set(Premiere.objects.filter(season__series__title="Nightjar").values_list("region", flat=True)) == {
        "001",
        "GB",
    }
    assert set(Premiere.objects.filter(season__series__title="Glasshouse").values_list("part", flat=True)) == {1, 2}


def test_the_embargoed_renewal_and_its_story_come_out_in_the_same_second(demo):
    season = Season.objects.get(series__title="The Long Field", number=5)
    (update,) = StatusUpdate.objects.filter(season=season, public_from__gt=timezone.now())
    story = Revision.objects.filter(article=a_story("the-long-field-returns"))
    moment = update.public_from

    assert season.state(moment - SECOND).decision == "undecided"
    assert season.state(moment).decision == "ordered"
    assert not story.live(moment - SECOND).exists()
    assert story.live(moment).exists()


def test_stories_are_spread_over_several_months(demo):
    months = {
        moment.strftime("%Y-%m") for moment in Revision.objects.live().values_list("first_published_at", flat=True)
    }

    assert len(months) >= 3


def test_every_series_video_and_signed_story_has_a_picture_and_no_two_are_alike(demo):
    assert not Series.objects.filter(poster=None).exists()
    assert not Video.objects.filter(poster=None).exists()
    assert not Author.objects.filter(photo=None).exists()
    assert not Revision.objects.live().filter(hero=None).exists()
    assert Person.objects.exclude(photo=None).count() >= 50
    used = [
        *Series.objects.values_list("poster", flat=True),
        *Video.objects.values_list("poster", flat=True),
        *Author.objects.values_list("photo", flat=True),
        *Person.objects.exclude(photo=None).values_list("photo", flat=True),
        *Article.objects.exclude(hero=None).values_list("hero", flat=True),
    ]
    assert len(used) == len(set(used))


def test_people_have_several_credits_and_works_that_several_are_known_for_are_one(demo):
    person = Person.objects.get(name="Perpetua Lundqueller")
    known = Person.objects.filter(known_for__work__title="Orange Is the New Black")

    assert person.cast.count() == 3
    assert known.count() == 2
    assert (
        len({row.work_id for each in known for row in each.known_for.filter(work__title="Orange Is the New Black")})
        == 1
    )


def test_the_demo_reads_well_in_half_a_year(client):
    """All days are told from the day of loading: no rule of the calendar breaks it."""
    from showsite.demo.reckoning import Reckoning

    for day in ("2027-01-01", "2027-05-31", "2028-02-29", "2027-12-31"):
        with time_machine.travel(f"{day} 12:00", tick=False):
            days = Reckoning(timezone.now())
            assert "{" not in days.fill("{-12} {+45} {year+1} {month+2} {month-2} {month:+12}")


def test_what_is_withdrawn_expired_or_not_yet_out_cannot_be_read(demo, client):
    assert client.get("/news/the-cartographers-season-3-ordered/").status_code == 410
    assert client.get("/news/half-measures-what-is-known/").status_code == 404
    assert client.get("/news/the-long-field-returns/").status_code == 404
    assert client.get("/news/harbour-light-open-days/").status_code in (404, 410)


def test_the_corrected_story_says_what_was_wrong(demo, client):
    page = client.get("/news/ninth-floor-cancelled/").content.decode()

    assert "with thirty episodes" in page
    assert "gave the number of episodes as thirty-one" in page


def test_every_page_of_the_demo_can_be_read(demo, client):
    """Follow every link from the front page; each page answers, and none shows a value that is not there."""
    known, todo = {"/"}, ["/"]
    while todo:
        address = todo.pop()
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        if not answer["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
        assert not re.search(r"\bNone\b(?! (is|of|made|yet)|-Match)|\{\{|\}\}|\(\s*\)|\s\.\s\.", words), (
            address,
            words,
        )
        for link in re.findall(r'href="(/[^"?#]*)', page):
            # What is followed stands in the query; feeds and calendars of single things have their own tests.
            if link not in known and not re.match(r"/(static|media|admin|follow)/|/.*\.(rss|atom|json|ics)$", link):
                known.add(link)
                todo.append(link)
    assert {series.get_absolute_url() for series in Series.objects.public()} <= known
    assert {revision.get_absolute_url() for revision in Revision.objects.live()} <= known
