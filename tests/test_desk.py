"""The desk: what needs an editor now, and not a moment before or after."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.axes import Certainty, Decision, Tier
from catalog.models import Image, PersonName, Season
from news.desk import lines
from news.desk.lines import Desk
from news.desk.pages import LISTS
from news.models import Claim, Stage
from news.models.preferences import EditorPreferences
from tests import make
from tests.admin_pages import address
from tests.make import DAY, HOUR, SECOND

pytestmark = pytest.mark.django_db


def listed(slug, user=None, at=None):
    """What a list says: the label of each line."""
    shown = LISTS[slug].short(Desk(user or make.an_editor(), at))
    assert shown.count == len(shown.lines)
    return [line.label for line in shown.lines]


def told(slug, user=None, at=None):
    return [
        " ".join([line.label, *line.details]) for line in LISTS[slug].short(Desk(user or make.an_editor(), at)).lines
    ]


def read(client, slug=None):
    page = reverse("admin:desk_list", args=[slug]) if slug else reverse("admin:index")
    return unescape(client.get(page).content.decode())


# -- one's own work -----------------------------------------------------------------------------------------------


def test_a_draft_waits_for_who_began_it_until_it_is_given_to_another(editor):
    other = make.an_editor()
    article = make.an_article(created_by=editor)
    assert listed("mine", editor) == [article.title] and not listed("mine", other)

    article.assignee = other
    article.save()
    assert not listed("mine", editor) and listed("mine", other) == [article.title]


def test_what_was_published_as_it_stands_waits_for_nobody(editor):
    article = make.a_published_article(created_by=editor, by=editor)
    assert not listed("mine", editor)

    article.title = "Once more"
    article.save()
    article.save_draft(by=editor, version=article.version)
    assert listed("mine", editor) == ["Once more"]


def test_what_is_in_review_is_the_desks_and_not_its_writers(editor):
    article = make.an_article(created_by=editor, stage=Stage.IN_REVIEW)

    assert listed("in-review", make.an_editor()) == [article.title] and not listed("mine", editor)


def test_a_scheduled_story_says_its_moment_on_three_clocks_until_it_is_live(editor, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    EditorPreferences.objects.create(user=editor, time_zone="America/New_York")
    at = (timezone.now() + 30 * DAY).replace(hour=12, minute=0, second=0, microsecond=0)
    make.a_published_article("Soon", at=at, by=editor)

    (line,) = told("scheduled", editor, at - SECOND)
    assert all(zone in line for zone in ("12:00 UTC", "21:00 JST")) and ("EST" in line or "EDT" in line)
    assert not listed("scheduled", editor, at)


# -- leads --------------------------------------------------------------------------------------------------------


def test_an_update_is_a_lead_until_an_article_announces_it(editor):
    update = make.an_update(make.a_season(), decision=Decision.ORDERED, summary="It goes on.")
    assert listed("leads") == ["It goes on."]

    make.an_article(announces=[update])
    assert not listed("leads")


def test_a_lead_grows_old_and_an_embargoed_one_is_a_lead_already(editor):
    now = timezone.now()
    make.an_update(make.a_season(), decision=Decision.ORDERED, public_from=now + HOUR, summary="Not yet.")

    assert listed("leads", at=now) == ["Not yet."]
    assert listed("leads", at=now + HOUR + 30 * DAY - SECOND) and not listed("leads", at=now + HOUR + 30 * DAY)


def test_no_lead_is_what_an_import_found_at_first_sight_our_own_check_a_private_draft_or_of_a_hidden_series():
    season = make.a_season()
    make.an_update(season, decision=Decision.ORDERED, baseline=True)
    season.check_undecided(source=make.a_source(Tier.DESK))
    source = make.a_source()
    season.record(on=date(2026, 3, 1), source=source, certainty="official", summary="Mine.", decision="ordered")
    make.an_update(make.a_season(make.a_series(hidden=True)), decision=Decision.ORDERED)

    assert not listed("leads")


def test_a_lead_is_dismissed_in_one_click_and_taken_up_again(client, editor):
    update = make.an_update(make.a_season(), decision=Decision.ORDERED, summary="A small thing.")
    page = reverse("admin:desk_list", args=["leads"])

    answer = client.post(reverse("admin:desk_dismiss", args=[update.pk]), {"next": page})
    client.post(reverse("admin:desk_dismiss", args=[update.pk]), {"next": "https://elsewhere.example/"})
    assert answer.url == page and not listed("leads") and listed("dismissed") == ["A small thing."]

    answer = client.post(reverse("admin:desk_take_up", args=[update.pk]), {"next": "https://elsewhere.example/"})
    assert answer.url == reverse("admin:index") and listed("leads") == ["A small thing."]


@pytest.mark.parametrize("axes", [{"decision": Decision.DECLINED}, {"premiere": "May 2041"}])
def test_another_catalog_disagrees_where_a_person_says_something_else(axes):
    season, ours = make.a_season(), {"decision": Decision.ORDERED, "premiere": "spring 2041"}
    catalog = {"source": make.a_source(Tier.CATALOG, "TVmaze"), "certainty": Certainty.REPORTED}
    make.an_update(season, on=date(2026, 4, 1), summary="They say so.", **catalog, **axes)
    assert listed("leads") == ["They say so."] and not listed("disagreements")

    update = make.an_update(season, summary="We say so.", **ours)
    assert listed("disagreements") == ["They say so."] and listed("leads") == ["We say so."]

    update.retract("We were wrong.")
    assert not listed("disagreements")


def test_another_catalog_that_says_the_same_does_not_disagree():
    season = make.a_season()
    make.an_update(season, decision=Decision.ORDERED, premiere="not before 2041")
    catalog = {"source": make.a_source(Tier.CATALOG, "TVmaze"), "certainty": Certainty.REPORTED}
    make.an_update(season, decision=Decision.ORDERED, premiere="not before 2041", **catalog)

    assert not listed("disagreements")


# -- what no longer holds -----------------------------------------------------------------------------------------


def test_a_live_article_is_stale_when_its_claim_breaks_and_says_what_changed(client, editor):
    season = make.a_season()
    make.an_update(season, decision=Decision.ORDERED)
    article = make.an_article(about=season)
    Claim.objects.create(article=article, season=season, axis="decision", value="ordered")
    article.publish(by=editor, version=article.version)
    assert not listed("stale")

    make.an_update(season, decision=Decision.REVERSED, on=date(2026, 4, 1))
    (line,) = told("stale")
    assert "“Ordered”" in line and "“Order withdrawn”" in line
    assert address(type(article), "still_true", article.pk) in read(client)

    article.confirm(by=editor, version=article.version)
    assert not listed("stale")


def test_a_scheduled_story_clashes_with_what_is_known_at_its_own_moment(editor):
    now, season = timezone.now(), make.a_season()
    make.an_update(season, decision=Decision.ORDERED)
    article = make.an_article(about=season)
    Claim.objects.create(article=article, season=season, axis="decision", value="ordered")
    article.publish(by=editor, version=article.version, at=now + 2 * HOUR)
    assert not listed("clashing")

    later = make.an_update(season, decision=Decision.REVERSED, on=date(2026, 4, 1), public_from=now + 3 * HOUR)
    assert not listed("clashing")

    later.hold()
    later.reveal(now + HOUR)
    (line,) = told("clashing")
    assert "“Order withdrawn”" in line


@pytest.mark.parametrize("about", ["season", "series"])
def test_a_question_in_a_headline_is_listed_once_it_is_answered(about):
    season = make.a_season()
    make.a_published_article("Will there be more?", about=season if about == "season" else season.series)
    make.a_published_article("There will be more", about=season)
    assert not listed("answered")

    season.check_undecided(source=make.a_source(Tier.DESK))
    assert not listed("answered")

    make.an_update(season, decision=Decision.ORDERED)
    assert listed("answered") == ["Will there be more?"]


def test_reports_differ_until_a_better_one_settles_it():
    season = make.a_season()
    make.an_update(season, decision=Decision.ORDERED, on=date(2026, 3, 1))
    assert not listed("reports-differ")

    make.an_update(season, decision=Decision.DECLINED, on=date(2026, 3, 1))
    assert told("reports-differ") == [f"{season} Decision"]

    make.an_update(season, decision=Decision.DECLINED, on=date(2026, 3, 2))
    assert not listed("reports-differ")


@pytest.mark.parametrize(
    ("said", "last"), [("spring 2027", date(2027, 5, 31)), ("not before 2027-06-01", date(2027, 6, 1))]
)
def test_a_date_that_has_passed_without_a_day_is_listed_the_day_after(said, last):
    season = make.a_season()
    make.an_update(season, decision=Decision.ORDERED, premiere=said)

    at = timezone.make_aware(timezone.datetime.combine(last, timezone.datetime.min.time()))
    assert not listed("overdue", at=at) and listed("overdue", at=at + DAY) == [str(season)]

    make.an_update(season, premiere=date(2029, 1, 1), on=date(2026, 4, 1))
    assert not listed("overdue", at=at + DAY)


def test_undecided_is_to_be_checked_after_thirty_days_and_is_so_in_one_click(client, editor):
    season, today = make.a_season(), timezone.localdate()
    desk = make.a_source(Tier.DESK)
    season.check_undecided(source=desk, on=today - timedelta(days=30), public_from=timezone.now() - 31 * DAY)
    assert not listed("undecided") and listed("undecided", at=timezone.now() + DAY) == [str(season)]
    season.updates.update(announced_on_earliest=today - 31 * DAY, announced_on_latest=today - 31 * DAY)
    season.series.settle()

    act = address(Season, "still_undecided", season.pk)
    assert f'action="{act}"' in read(client)
    assert client.post(act, {"next": reverse("admin:index")}).url == reverse("admin:index")
    assert not listed("undecided")


# -- what is not whole --------------------------------------------------------------------------------------------


def test_what_lacks_a_source_a_credit_or_a_poster_is_listed_until_it_has_one_or_is_removed():
    season = make.a_season()
    things = {
        "quotes": (make.a_quote(season, source=None), {"source": make.a_source()}),
        "facts": (make.a_fact(season), {"source": make.a_source()}),
        "pictures": (make.an_image(alt="A road.", credit=""), {"credit": "Ada"}),
        "videos": (make.a_video(season.series), {"poster": make.an_image(credit="Ada")}),
    }
    for slug, (thing, whole) in things.items():
        assert listed(slug) == [str(thing)], slug
        thing.remove("Not ours.")
        assert not listed(slug), slug
        thing.put_back()
        type(thing).objects.filter(pk=thing.pk).update(**whole)
        assert not listed(slug), slug


def test_rights_are_listed_thirty_days_before_they_end():
    end = timezone.now() + 40 * DAY
    make.an_image(alt="A road.", credit="Ada", rights_until=end)

    assert not listed("rights", at=end - 30 * DAY - SECOND)
    assert listed("rights", at=end - 30 * DAY) == ["A road."]
    assert not listed("rights", at=end)


def test_the_newest_rating_of_a_provider_ages_after_180_days():
    series, today = make.a_series(), timezone.localdate()
    make.a_rating(series, taken_on=today - timedelta(days=500))
    make.a_rating(series, taken_on=today - timedelta(days=180))
    assert not listed("ratings")
    assert len(listed("ratings", at=timezone.now() + DAY)) == 1

    make.a_rating(series, taken_on=today)
    assert not listed("ratings", at=timezone.now() + DAY)


def test_people_of_one_name_are_listed_until_they_are_merged_or_told_apart():
    ada, other = make.a_person("Ada Marlow"), make.a_person("ADA  Márlow")
    assert len(listed("namesakes")) == 2

    ada.born_on = date(1970, 1, 1)
    ada.save()
    assert len(listed("namesakes")) == 2
    other.born_on = date(1980, 1, 1)
    other.save()
    assert not listed("namesakes")

    third = make.a_person("Ida")
    PersonName.objects.create(person=third, name="Ada Marlow")
    assert len(listed("namesakes")) == 3
    third.merge_into(ada)
    assert not listed("namesakes")


# -- the pages ----------------------------------------------------------------------------------------------------


def fill(number, editor):
    """Rows for every list."""
    now, today = timezone.now(), timezone.localdate()
    for each in range(number):
        season = make.a_season(make.a_series(f"Series {each} of {number}"))
        old = make.an_update(season, decision=Decision.ORDERED, premiere="spring 2025", on=date(2024, 1, 1))
        catalog = make.a_source(Tier.CATALOG, "TVmaze")
        make.an_update(season, decision=Decision.DECLINED, source=catalog, certainty=Certainty.REPORTED)
        make.an_article(f"Draft {each}", created_by=editor, about=season)
        for stage in (Stage.IN_REVIEW, Stage.READY):
            handed = make.an_article(f"{stage.label} {each}", about=season, created_by=editor)
            handed.hand_over(by=editor, version=handed.version, stage=stage, assignee=editor, word="Look.")
        article = make.an_article(f"Will there be {each}?", about=season, announces=[old])
        Claim.objects.create(article=article, season=season, axis="decision", value="declined")
        for at in (None, now + HOUR):
            article.publish(by=editor, version=article.version, at=at, override="For the test.")
        split = make.a_season(season.series, 2)
        make.an_update(split, decision=Decision.ORDERED)
        make.an_update(split, decision=Decision.DECLINED)
        waiting = make.a_season(make.a_series(f"Waiting {each} of {number}"))
        waiting.check_undecided(source=make.a_source(Tier.DESK), on=today - timedelta(days=50))
        make.a_quote(season, source=None)
        make.a_person()
        make.a_fact(season)
        make.a_video(season.series)
        make.an_image(rights_until=now + DAY, alt=f"Picture {each}", credit="")
        make.a_rating(season.series, taken_on=date(2025, 1, 1))


def test_the_desk_takes_as_many_queries_for_ten_times_the_rows(client, editor):
    def queries(page):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        return len(captured)

    pages = [reverse("admin:index"), *(reverse("admin:desk_list", args=[slug]) for slug in LISTS)]
    fill(1, editor)
    for page in pages:
        queries(page)
    few = [queries(page) for page in pages]
    assert all(shown.count for slug in LISTS if slug != "dismissed" for shown in [LISTS[slug].short(Desk(editor))])

    fill(9, editor)
    assert [queries(page) for page in pages] == few


def test_a_long_list_is_counted_to_a_hundred_and_goes_on_page_by_page(client, editor, monkeypatch):
    season = make.a_season()
    for number in range(5):
        make.a_fact(season, f"Fact {number}.")
        make.an_update(season, decision=Decision.ORDERED, summary=f"Update {number}.")
    monkeypatch.setattr(lines, "MOST_COUNTED", 3)
    monkeypatch.setattr(lines, "SHORT", 2)
    monkeypatch.setattr(lines, "PAGE", 2)

    assert LISTS["facts"].short(Desk(editor)).is_counted is False
    for slug, word in (("facts", "Fact"), ("leads", "Update")):
        seen, key = [], None
        while key is None or key:
            shown = LISTS[slug].page(Desk(editor), key)
            seen += [line.label for line in shown.lines]
            key = shown.following
        assert seen == [f"{word} {number}." for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize(
    "key", ["x", "9" * 30, "~", "2026-01-01~x", "nonsense~1", "\x00", "²", "2026-01-01T00:00:00~1"]
)
def test_nonsense_is_no_key_of_a_page(client, editor, key):
    assert client.get(reverse("admin:desk_list", args=["leads"]), {"after": key}).status_code == 404


def test_there_are_no_other_lists_and_no_other_leads(client, editor):
    assert client.get(reverse("admin:desk_list", args=["nothing"])).status_code == 404
    for key in (1, 10**30):
        assert client.post(reverse("admin:desk_dismiss", args=[key])).status_code == 404


def test_what_somebody_may_not_see_or_do_is_not_offered(client):
    season = make.a_season()
    update = make.an_update(season, decision=Decision.ORDERED, summary="It goes on.")
    make.a_fact(season)
    user = make.a_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_statusupdate"]))
    client.force_login(user)

    page = read(client)
    assert "It goes on." in page and "Facts without" not in page
    assert "Write the story" not in page and "No story" not in page
    assert client.get(reverse("admin:desk_list", args=["facts"])).status_code == 403
    assert client.post(reverse("admin:desk_dismiss", args=[update.pk])).status_code == 403

    user.user_permissions.add(Permission.objects.get(codename="add_article"))
    page = read(client)
    assert f"{reverse('admin:news_article_write')}?update={update.pk}" in page and "No story" in page


def test_the_desk_stands_above_the_list_of_everything(client, editor):
    page = read(client)

    assert page.index("Your work") < page.index("Everything") < page.index(address(Image, "changelist"))
