"""The publish dialog and what follows it: moments in zones, the receipt, undoing, correcting what is scheduled."""

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import quote as quoted
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django import forms
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalog.axes import Decision
from catalog.models import Series, StatusUpdate
from news.checks import Level, checks, of_level
from news.models import AnswerBox, Article, PublicState, QuoteBlock, Revision
from news.models.preferences import EditorPreferences
from news.zones import MomentField, written
from tests import make
from tests.admin_pages import filled_form, sent

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def season():
    return make.a_season(make.a_series("The Long Field"), number=2)


def act(name, article):
    return f"/admin/news/article/{article.pk}/{name.replace('_', '-')}/"


def publish(article, **options):
    return article.publish(by=None, version=article.version, **options)


def retitle(article, title):
    Article.objects.filter(pk=article.pk).update(title=title)


# -- moments in zones ----------------------------------------------------------------------------------------------


class MomentForm(forms.Form):
    at = MomentField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].bind("at", BERLIN)


def typed(day, time, **choice):
    return MomentForm({"at_0": day, "at_1": time, **choice})


def test_a_moment_is_read_on_the_editors_clocks_and_written_on_three():
    form = typed("2026-07-01", "09:00")
    assert form.is_valid() and form.cleaned_data["at"] == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert [each.text for each in written(form.cleaned_data["at"], BERLIN)] == [
        "2026-07-01 09:00 CEST",
        "2026-07-01 07:00 UTC",
    ]


@pytest.mark.parametrize(
    ("day", "word", "hours"),
    [("2026-03-29", "skip this time", (0, 1)), ("2026-10-25", "show this time twice", (0, 1))],
)
def test_a_time_that_is_no_single_moment_is_refused_with_both_choices_a_click_each(day, word, hours):
    form = typed(day, "02:30")
    assert not form.is_valid()
    (message,) = form.errors["at"]
    assert word in message and message.count("<button") == 2
    moments = []
    for choice in "01":
        chosen = typed(day, "02:30", at_choice=choice)
        assert chosen.is_valid()
        moments.append(chosen.cleaned_data["at"])
    assert [(moment.hour, moment.minute) for moment in moments] == [(hour, 30) for hour in hours]
    assert not typed(day, "02:30", at_choice="2").is_valid()


def test_half_a_moment_and_nonsense_are_no_moment():
    for day, time in (("2026-07-01", ""), ("", "09:00"), ("2026-13-01", "09:00"), ("x" * 500, "\x00")):
        assert not typed(day, time).is_valid()
    assert MomentForm({}).is_valid()


def test_the_dialog_takes_the_editors_zone_and_shows_the_moment_before_anything_is_done(client, editor, season, clock):
    EditorPreferences.objects.create(user=editor, time_zone="Europe/Berlin")
    article = make.an_article(about=season)
    page = client.get(act("publish", article)).content.decode()
    assert "In the time zone Europe/Berlin." in page
    # Enter in a field finds a button that does nothing.
    assert page.index('<button type="submit" disabled hidden>') < page.index('type="submit" class="default"')

    asked = sent(client, act("publish", article), "when", when="later", at_0="2026-12-01", at_1="09:00")
    text = asked.content.decode()
    assert "2026-12-01 09:00 CET" in text and "2026-12-01 08:00 UTC" in text
    assert not article.revisions.exists()

    done = client.post(act("publish", article), filled_form(asked, "when", _sure="Publish"))
    assert article.revisions.get().live_from == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert done["Location"] == f"/admin/news/article/{article.pk}/receipt/1/"
    assert "Scheduled: readers will see it from 2026-12-01 " in client.get(done["Location"]).content.decode()


# -- the receipt ---------------------------------------------------------------------------------------------------


def test_the_receipt_shows_what_readers_get_and_where(client, editor, season):
    make.an_update(season, decision=Decision.ORDERED)
    article = make.an_article("Back for more", about=season, lead="Yes.", hero=make.an_image((1200, 900)))
    make.a_block(article, AnswerBox)
    answer = sent(client, act("publish", article), "when", when="now")
    text = answer.content.decode()

    live = client.get("/news/back-for-more/")
    assert live["ETag"].strip('"') in text
    assert "The Long Field, season 2" in text and "Back for more | Showsite" in text
    card = article.hero.rendition_address("card", 600)
    assert card in text
    for address in ("/", "/news/", "/news/feed.rss", "/series/the-long-field/", "/sitemap-news-1.xml"):
        assert f'href="{address}"' in text
    assert "The Long Field, season 2 · Renewed · Renewed on" in text
    assert f"/admin/news/article/{article.pk}/receipt/1/" in client.get(act("history", article)).content.decode()


def test_places_of_one_kind_are_told_apart_by_their_names(client, editor, season):
    season.series.genres.add(make.a_genre("Drama"), make.a_genre("Medical"))
    text = client.get(act("publish", make.an_article(about=season))).content.decode()
    for place in ("Genre: Drama", "Genre: Medical", "Series: The Long Field", "Season: The Long Field, season 2"):
        assert text.count(f">{place}<") == 1


def test_what_stands_in_the_way_is_said_once_after_a_refusal_too(client, editor, season):
    article = make.an_article(about=season)
    article.claims.create(season=season, axis="decision", value="ordered")
    answer = sent(client, act("publish", article), "when", when="now")

    text = unescape(answer.content.decode())
    [doubt] = of_level(checks(article), Level.DOUBT)
    assert text.count(doubt.sentence) == 1 and text.count("Put the claims right, or say why") == 1
    assert "Please correct the errors below." in text and not article.revisions.exists()


def test_the_receipt_of_what_is_scheduled_shows_it_as_it_will_be(client, editor, season):
    update = make.an_update(season, decision=Decision.ORDERED, public_from=timezone.now() + 9 * make.DAY)
    article = make.an_article("To come", about=season, announces=[update])
    make.a_block(article, AnswerBox)
    publish(article, at=timezone.now() + make.DAY)
    text = client.get(f"{act('receipt', article)}1/").content.decode()
    assert "Readers will see it" in text and "200, " in text and "Renewed" in text
    assert client.get("/news/to-come/").status_code == 404
    assert client.get(f"{act('receipt', article)}9/").status_code == 404
    assert client.post(f"{act('receipt', article)}1/").status_code == 405


def test_a_receipt_is_for_the_newsroom_alone(client, season):
    article = make.a_published_article(about=season)
    client.force_login(make.a_user())
    assert client.get(f"{act('receipt', article)}1/").status_code == 403
    assert client.get(act("embargo", article)).status_code == 403


# -- undoing -------------------------------------------------------------------------------------------------------


def undo(article):
    return article.undo_publish(article.revisions.live().first(), by=None, version=article.version)


def test_undone_readers_see_what_they_saw_before_in_page_and_feed(client, season, clock):
    article = make.an_article("Old words", about=season)
    publish(article)
    clock.shift(make.DAY)
    retitle(article, "New words")
    tomorrow = timezone.now() + make.DAY
    publish(article)
    publish(article, at=tomorrow)
    clock.shift(600)
    undo(article)

    address = f"/news/{article.slug}/"
    for place in (address, "/news/feed.atom", "/news/"):
        assert b"Old words" in client.get(place).content and b"New words" not in client.get(place).content
    assert article.title == "New words"
    numbers = [revision.number for revision in article.revisions.windowed()]
    assert numbers == [1, 2, 4, 3]
    assert Revision.objects.live(tomorrow).get().title == "New words"


def test_at_ten_minutes_and_one_second_it_stands(client, editor, season, clock):
    article = make.an_article(about=season)
    publish(article)
    clock.shift(601)
    with pytest.raises(ValidationError):
        undo(article)
    assert "Undo publication" not in client.get(f"{act('receipt', article)}1/").content.decode()
    assert article.revisions.get().is_live()


def test_a_first_publication_undone_hides_its_facts_and_its_series_again(client, clock):
    season = make.a_season(make.a_series("Hidden", hidden=True))
    embargo = NOON + make.DAY
    update = make.an_update(season, decision=Decision.ORDERED, public_from=embargo)
    article = make.an_article(about=season, announces=[update])
    publish(article, publish_subjects=True)
    assert season.state().decision == Decision.ORDERED
    clock.shift(60)
    undo(article)

    gone = client.get(f"/news/{article.slug}/")
    assert gone.status_code == 410 and b"published by mistake" in gone.content
    assert b"It goes on." not in client.get("/news/feed.rss").content
    assert article.public_state() == PublicState.WITHDRAWN
    assert StatusUpdate.objects.get(pk=update.pk).public_from == embargo
    assert season.state().decision == Decision.UNKNOWN
    assert not Series.objects.public().contains(season.series)
    publish(article, publish_subjects=True)
    assert article.public_state() == PublicState.LIVE


def test_a_second_click_and_a_newer_publication_undo_nothing(client, editor, season, clock):
    article = make.an_article(about=season)
    publish(article)
    clock.shift(60)
    form = filled_form(client.get(act("undo_publish", article)), "live")
    assert client.post(act("undo_publish", article), form).status_code == 302
    assert client.post(act("undo_publish", article), form).status_code in {302, 409}
    assert article.revisions.count() == 1
    with pytest.raises(ValidationError):
        Article.objects.get(pk=article.pk).undo_publish(None, by=None, version=article.version + 1)


# -- correcting what is scheduled ------------------------------------------------------------------------------------


def test_a_correction_shows_what_is_carried_where_before_it_is_done(client, editor, season):
    article = make.a_published_article("It is renwed", about=season)
    publish(article, at=timezone.now() + make.DAY)
    page = act("correct", article)
    typed_in = {"kind": "typo", "text": "It read renwed.", "title": "It is renewed"}
    asked = sent(client, page, "live", **typed_in)
    text = asked.content.decode()
    assert "Revision 2, scheduled for" in text and "<del>renwed</del>" in text and "<ins>renewed</ins>" in text
    assert article.revisions.count() == 2
    client.post(page, filled_form(asked, "live", _sure="Correct"))
    assert [each.title for each in article.revisions.windowed()] == ["It is renwed", "It is renewed", "It is renewed"]


@pytest.mark.parametrize(("choice", "title"), [("win", "It is renewed"), ("leave", "It is off")])
def test_where_a_correction_clashes_it_wins_or_leaves_the_copy_as_is_chosen(client, editor, season, choice, title):
    article = make.a_published_article("It is renwed", about=season)
    retitle(article, "It is off")
    tomorrow = timezone.now() + make.DAY
    scheduled = publish(article, at=tomorrow)
    page = act("correct", article)
    asked = sent(client, page, "live", kind="typo", text="So.", title="It is renewed")
    assert asked.content.decode().count("Leave that copy as it is") == 2
    unanswered = client.post(page, filled_form(asked, "live", _sure="Correct"))
    assert "These words were changed in a later text" in unanswered.content.decode()

    chosen = {"choice_working": choice, f"choice_{scheduled.pk}": choice, "_sure": "Correct"}
    client.post(page, filled_form(asked, "live", **chosen))
    article.refresh_from_db()
    assert article.title == title
    assert Revision.objects.live(tomorrow).get().title == title
    assert Revision.objects.live().get().title == "It is renewed"


# -- stale ---------------------------------------------------------------------------------------------------------


def test_checked_still_true_takes_the_note_away_until_something_else_is_known(client, editor, season, clock):
    make.an_update(season, decision=Decision.ORDERED, public_from=NOON - make.DAY)
    article = make.an_article(about=season)
    article.claims.create(season=season, axis="decision", value="ordered")
    publish(article)
    clock.shift(3600)
    make.an_update(season, decision=Decision.REVERSED, on=NOON.date(), public_from=timezone.now())
    places = [f"/news/{article.slug}/", "/news/feed.rss", "/news/feed.atom"]
    clock.shift(60)
    assert all(b"Newer than this story" in client.get(place).content for place in places)

    sent(client, act("still_true", article), "version")
    assert not any(b"Newer than this story" in client.get(place).content for place in places)
    assert not Revision.objects.live().stale().exists()
    assert client.get(act("still_true", article)).status_code == 302

    clock.shift(60)
    make.an_update(season, decision=Decision.DECLINED, on=NOON.date(), public_from=timezone.now())
    assert all(b"Newer than this story" in client.get(place).content for place in places)


def test_undoing_and_confirming_are_for_who_may_publish(client, season, clock):
    writer = make.a_user()
    article = make.an_article(about=season, created_by=writer)
    publish(article)
    writer.user_permissions.set(Permission.objects.filter(codename__in=["change_article", "view_article"]))
    client.force_login(writer)
    for name in ("undo_publish", "still_true"):
        assert client.post(act(name, article), {"version": article.version, "live": "1"}).status_code == 403
    assert article.revisions.get().is_live()


def test_a_moment_that_is_chosen_of_two_is_shown_and_kept_when_it_is_done(client, editor, season, clock):
    EditorPreferences.objects.create(user=editor, time_zone="Europe/Berlin")
    article = make.an_article(about=season)
    page = act("publish", article)
    asked = sent(client, page, "when", when="later", at_0="2027-10-31", at_1="02:30")
    assert 'name="at_choice" value="1"' in asked.content.decode()
    shown = client.post(page, filled_form(asked, "when", at_choice="1"))
    assert "2027-10-31 02:30 CET" in shown.content.decode() and not article.revisions.exists()
    client.post(page, filled_form(shown, "when", at_1="09:00"))
    assert not article.revisions.exists()
    client.post(page, filled_form(shown, "when"))
    assert article.revisions.get().live_from == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_who_may_publish_a_story_publishes_its_hidden_series_with_it(client):
    user = make.a_user("jonas")
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    article = make.an_article(about=make.a_season(make.a_series("Hidden", hidden=True)))

    sent(client, act("publish", article), "when", when="now", publish_subjects="on")

    assert article.revisions.get().is_live() and Series.objects.public().filter(title="Hidden").exists()


def test_the_dialog_says_what_changes_for_readers_and_where(client, editor, season):
    article = make.a_published_article("Old", about=season)
    retitle(article, "New")
    text = client.get(act("publish", article)).content.decode()
    assert "For readers this changes:" in text and "compare/?from=1&amp;to=working" in text
    for place in ("/news/feed.rss", "/series/the-long-field/season-2/", "/sitemap-news-1.xml"):
        assert f'href="{place}"' in text


def test_what_is_missing_is_put_right_and_leads_back_to_the_dialog(client, editor, season):
    article = make.an_article(about=season)
    quote = make.a_quote(season, source=None)
    make.a_block(article, QuoteBlock, quote=quote)
    dialog = act("publish", article)

    place = unescape(re.search(r'href="([^"]*/quote/[0-9][^"]*)"', client.get(dialog).content.decode())[1])
    form = filled_form(client.get(place), "text") | {"source": make.a_source().pk, "_save": "Save"}
    elsewhere = place.replace(quoted(dialog), quoted("https://evil.example/admin/"))

    assert client.post(place, form).headers["Location"] == dialog
    again = filled_form(client.get(elsewhere), "text") | {"_save": "Save"}
    assert client.post(elsewhere, again).headers["Location"] == "/admin/catalog/quote/"
