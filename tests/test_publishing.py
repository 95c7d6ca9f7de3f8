"""Publishing: who sees what, from when until when."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from time_machine import travel

from catalog.axes import Decision
from catalog.models import StatusUpdate
from catalog.moments import FOREVER
from news.conflicts import Conflict
from news.models import Article, PublicState, QuoteBlock, Revision
from tests import make

pytestmark = pytest.mark.django_db
SECOND, HOUR, DAY = make.SECOND, make.HOUR, make.DAY


@pytest.fixture
def editor():
    return make.an_editor()


def live_titles(at=None):
    return [revision.title for revision in Revision.objects.live(at).for_listing()]


def retitle(article, title):
    Article.objects.filter(pk=article.pk).update(title=title)


def publish(article, editor, **options):
    return article.publish(by=editor, version=article.version, **options)


def test_a_draft_is_seen_by_nobody_however_often_it_is_saved(editor):
    article = make.an_article()
    for _ in range(3):
        article.save_draft(by=editor, version=article.version, note="still at it")

    assert not Revision.objects.live().exists()
    assert [revision.number for revision in article.revisions.all()] == [3, 2, 1]
    assert article.public_state() == PublicState.DRAFT


def test_what_is_published_now_is_live_now_and_not_a_second_before(editor):
    article = make.an_article("Out now")
    revision = publish(article, editor)

    assert live_titles() == ["Out now"]
    assert live_titles(revision.live_from) == ["Out now"]
    assert live_titles(revision.live_from - SECOND) == []
    assert article.public_state() == PublicState.LIVE


def test_editing_and_saving_changes_nothing_for_readers_until_it_is_published(editor):
    article = make.a_published_article("Before")
    retitle(article, "After")
    article.save_draft(by=editor, version=article.version)

    assert live_titles() == ["Before"]
    assert article.public_state() == PublicState.LIVE_WITH_CHANGES

    publish(article, editor)
    assert live_titles() == ["After"]
    assert article.public_state() == PublicState.LIVE


def test_a_scheduled_revision_comes_and_goes_by_the_clock_alone(editor):
    article = make.an_article("For an hour")
    begins = timezone.now() + DAY
    publish(article, editor, at=begins, until=begins + HOUR)

    assert live_titles(begins - SECOND) == []
    assert live_titles(begins) == ["For an hour"]
    assert live_titles(begins + HOUR - SECOND) == ["For an hour"]
    assert live_titles(begins + HOUR) == []
    assert [article.public_state(at) for at in (None, begins, begins + HOUR)] == ["scheduled", "live", "expired"]


def test_a_scheduled_update_takes_over_at_its_moment(editor):
    article = make.a_published_article("Today's words")
    retitle(article, "Tomorrow's words")
    tomorrow = timezone.now() + DAY
    publish(article, editor, at=tomorrow)

    assert live_titles(tomorrow - SECOND) == ["Today's words"]
    assert live_titles(tomorrow) == ["Tomorrow's words"]


def test_publishing_now_leaves_the_schedule_alone(editor):
    article = make.a_published_article("Yesterday")
    tomorrow = timezone.now() + DAY
    retitle(article, "Tomorrow")
    publish(article, editor, at=tomorrow)
    retitle(article, "Today")
    publish(article, editor)

    assert live_titles() == ["Today"]
    assert live_titles(tomorrow) == ["Tomorrow"]


def test_an_update_for_the_very_same_moment_supersedes_the_one_that_was_scheduled(editor):
    article = make.an_article("First thought")
    tomorrow = timezone.now() + DAY
    first = publish(article, editor, at=tomorrow)
    retitle(article, "Second thought")
    publish(article, editor, at=tomorrow)

    assert live_titles(tomorrow) == ["Second thought"]
    first.refresh_from_db()
    assert first.live_from is None


def test_a_rescheduled_revision_gives_its_old_hours_back_to_the_one_before(editor):
    article = make.a_published_article("Before")
    retitle(article, "After")
    tomorrow = timezone.now() + DAY
    revision = publish(article, editor, at=tomorrow)
    article.reschedule(revision, by=editor, version=article.version, at=tomorrow + DAY)

    assert live_titles(tomorrow + DAY - SECOND) == ["Before"]
    assert live_titles(tomorrow + DAY) == ["After"]


def test_a_revision_that_is_moved_past_another_trades_places_with_it(editor):
    article = make.an_article("One")
    day = timezone.now() + DAY
    one = publish(article, editor, at=day)
    retitle(article, "Two")
    publish(article, editor, at=day + HOUR)
    article.reschedule(one, by=editor, version=article.version, at=day + 2 * HOUR)

    assert live_titles(day) == []
    assert live_titles(day + HOUR) == ["Two"]
    assert live_titles(day + 2 * HOUR) == ["One"]


def test_only_what_nobody_has_seen_can_be_rescheduled_or_called_off(editor):
    article = make.a_published_article()
    live = article.revisions.live().get()
    with pytest.raises(ValidationError):
        article.reschedule(live, by=editor, version=article.version, at=timezone.now() + DAY)
    with pytest.raises(ValidationError):
        article.unschedule(live, by=editor, version=article.version)


def test_an_update_called_off_leaves_what_is_live_as_it_was(editor):
    article = make.a_published_article("Stays", until=timezone.now() + 3 * DAY)
    retitle(article, "Never mind")
    tomorrow = timezone.now() + DAY
    revision = publish(article, editor, at=tomorrow)
    article.unschedule(revision, by=editor, version=article.version)

    assert live_titles(tomorrow) == ["Stays"]
    assert live_titles(tomorrow + 2 * DAY) == []


def test_the_past_cannot_be_published_into(editor):
    article = make.an_article()
    with pytest.raises(ValidationError):
        publish(article, editor, at=timezone.now() - SECOND)
    with pytest.raises(ValidationError):
        publish(article, editor, until=timezone.now() - SECOND)
    assert not Revision.objects.exists()


def test_what_is_brought_in_backdated_never_rewrites_what_readers_saw(editor):
    article = make.a_published_article(at=timezone.now() - DAY)
    with pytest.raises(ValidationError):
        publish(article, editor, at=timezone.now() - 2 * DAY, backdated=True)


def test_all_that_is_missing_is_said_at_once_and_nothing_is_pressed(editor):
    article = make.an_article(authors=[])
    article.subjects.all().delete()
    quote = make.a_quote(make.a_season(), source=None)
    make.a_block(article, QuoteBlock, quote=quote)
    with pytest.raises(ValidationError) as refusal:
        publish(article, editor)

    assert {error.code for error in refusal.value.error_list} == {"no_author", "no_subject", "no_source"}
    assert not article.revisions.exists()
    assert Article.objects.get(pk=article.pk).version == 1


# -- withdrawing ---------------------------------------------------------------------------------------------------


def test_a_withdrawn_story_is_gone_and_tomorrows_update_does_not_bring_it_back(editor):
    article = make.a_published_article()
    tomorrow = timezone.now() + DAY
    publish(article, editor, at=tomorrow)
    article.withdraw(by=editor, version=article.version, reason="It was not true.")

    assert live_titles() == live_titles(tomorrow) == []
    assert article.public_state() == PublicState.WITHDRAWN
    gone = Article.objects.at_address(article.slug)
    assert gone.has_gone and gone.article.withdrawal_reason == "It was not true."


def test_a_withdrawal_can_be_told_in_advance(editor):
    article = make.a_published_article("For now")
    tomorrow = timezone.now() + DAY
    article.withdraw(by=editor, version=article.version, reason="The licence ends.", at=tomorrow)

    assert live_titles(tomorrow - SECOND) == ["For now"]
    assert live_titles(tomorrow) == []
    assert [article.public_state(at) for at in (None, tomorrow)] == ["live", "withdrawn"]


def test_a_withdrawal_at_the_very_moment_of_the_next_revision_takes_both(editor):
    article = make.a_published_article("For now")
    tomorrow = timezone.now() + DAY
    publish(article, editor, at=tomorrow)
    article.withdraw(by=editor, version=article.version, reason="The licence ends.", at=tomorrow)

    assert live_titles(tomorrow - SECOND) == ["For now"]
    assert live_titles(tomorrow) == live_titles(tomorrow + DAY) == []
    assert article.public_state(tomorrow) == PublicState.WITHDRAWN


def test_publishing_again_lifts_a_withdrawal(editor):
    article = make.a_published_article("Back")
    article.withdraw(by=editor, version=article.version, reason="A doubt.")
    publish(article, editor)

    assert live_titles() == ["Back"]
    assert article.public_state() == PublicState.LIVE


def test_publishing_lifts_a_withdrawal_that_was_still_to_come(editor):
    article = make.a_published_article("Stays after all")
    tomorrow = timezone.now() + DAY
    article.withdraw(by=editor, version=article.version, reason="A doubt.", at=tomorrow)
    publish(article, editor)

    assert live_titles(tomorrow) == ["Stays after all"]
    assert article.public_state(tomorrow) == PublicState.LIVE


def test_a_withdrawal_needs_a_reason_and_something_to_withdraw(editor):
    article = make.a_published_article()
    with pytest.raises(ValidationError):
        article.withdraw(by=editor, version=article.version, reason=" ")
    draft = make.an_article("A draft")
    with pytest.raises(ValidationError):
        draft.withdraw(by=editor, version=draft.version, reason="No.")


def test_an_article_that_readers_never_saw_is_discarded_and_any_other_is_not(editor):
    draft = make.an_article("A draft")
    draft.save_draft(by=editor, version=draft.version)
    draft.discard(version=draft.version)
    assert not Article.objects.filter(title="A draft").exists()

    published = make.a_published_article()
    with pytest.raises(ValidationError):
        published.discard(version=published.version)


# -- dates of publication ------------------------------------------------------------------------------------------


def test_first_published_stays_and_updated_moves_only_on_a_material_change(editor):
    article = make.a_published_article()
    first = article.revisions.live().get().live_from
    publish(article, editor, material=False)
    assert article.revisions.live().get().updated_at == first

    changed = publish(article, editor).live_from
    revision = article.revisions.live().get()
    assert (revision.first_published_at, revision.updated_at) == (first, changed)


def test_a_small_change_slipped_in_before_a_scheduled_one_keeps_both_dates(editor):
    article = make.a_published_article()
    first = article.revisions.live().get().live_from
    tomorrow = timezone.now() + DAY
    publish(article, editor, at=tomorrow)
    publish(article, editor, material=False)

    assert article.revisions.live().get().updated_at == first
    assert article.revisions.live(tomorrow).get().updated_at == tomorrow


# -- embargo -------------------------------------------------------------------------------------------------------


def test_an_announced_fact_and_its_story_go_public_in_the_same_second(editor):
    season = make.a_season()
    update = make.an_update(season, decision=Decision.ORDERED, public_from=timezone.now() + 9 * DAY)
    tomorrow = timezone.now() + DAY
    article = make.an_article(about=season, announces=[update])
    publish(article, editor, at=tomorrow)

    assert season.state(tomorrow - SECOND).decision == Decision.UNKNOWN
    assert season.state(tomorrow).decision == Decision.ORDERED


def test_a_fact_moves_with_its_story_and_hides_again_when_the_story_is_called_off(editor):
    season = make.a_season()
    update = make.an_update(season, decision=Decision.ORDERED, public_from=timezone.now() + 9 * DAY)
    tomorrow = timezone.now() + DAY
    article = make.an_article(about=season, announces=[update])
    revision = publish(article, editor, at=tomorrow)
    article.reschedule(revision, by=editor, version=article.version, at=tomorrow + HOUR)
    assert season.state(tomorrow + HOUR - SECOND).decision == Decision.UNKNOWN
    assert season.state(tomorrow + HOUR).decision == Decision.ORDERED

    article.withdraw(by=editor, version=article.version, reason="The network asked us to wait.")
    assert StatusUpdate.objects.get(pk=update.pk).public_from is None
    assert season.state(tomorrow + HOUR).decision == Decision.UNKNOWN


def test_a_story_published_now_never_comes_before_its_fact(editor):
    season = make.a_season()
    update = make.an_update(season, decision=Decision.ORDERED, public_from=timezone.now() + DAY)
    article = make.an_article(about=season, announces=[update])
    revision = publish(article, editor)

    assert season.state(revision.live_from).decision == Decision.ORDERED


def test_a_fact_that_is_public_already_stays_public_whatever_becomes_of_the_story(editor):
    season = make.a_season()
    update = make.an_update(season, decision=Decision.ORDERED)
    article = make.an_article(about=season, announces=[update])
    publish(article, editor, at=timezone.now() + DAY)
    article.withdraw(by=editor, version=article.version, reason="Not needed.")

    assert season.state().decision == Decision.ORDERED


# -- versions ------------------------------------------------------------------------------------------------------


def test_who_saves_over_anothers_work_is_told_and_nothing_is_written(editor):
    article = make.a_published_article("Mine")
    seen = article.version
    retitle(article, "Theirs")
    publish(article, editor)
    before = list(Revision.objects.values())
    verbs = {
        "save_draft": {},
        "publish": {},
        "withdraw": {"reason": "Why not."},
        "correct": {"kind": "typo", "text": "A typo.", "title": "Mine!"},
    }
    for verb, options in verbs.items():
        with pytest.raises(Conflict) as conflict:
            getattr(article, verb)(by=editor, version=seen, **options)
        assert conflict.value.current_version == article.version
    with pytest.raises(Conflict):
        article.discard(version=seen)
    for verb in ("restore", "reschedule", "unschedule"):
        with pytest.raises(Conflict):
            getattr(article, verb)(article.revisions.first(), by=editor, version=seen)

    assert list(Revision.objects.values()) == before


# -- whatever the editors do ---------------------------------------------------------------------------------------

MOMENTS = st.integers(min_value=1, max_value=6)
ACTS = st.one_of(
    st.tuples(st.just("publish"), st.one_of(st.none(), MOMENTS), st.one_of(st.none(), MOMENTS)),
    st.tuples(st.just("reschedule"), MOMENTS, st.one_of(st.none(), MOMENTS)),
    st.tuples(st.just("unschedule"), st.none(), st.none()),
    st.tuples(st.just("withdraw"), st.one_of(st.none(), MOMENTS), st.none()),
    st.tuples(st.just("correct"), st.none(), st.none()),
    st.tuples(st.just("save_draft"), st.none(), st.none()),
    st.tuples(st.just("wait"), MOMENTS, st.none()),
)


@hypothesis_settings(max_examples=40)
@given(st.lists(ACTS, min_size=2, max_size=9))
def test_whatever_the_editors_do_windows_never_overlap_and_the_past_stands(acts):
    """Random verbs at random hours; what readers saw at each hour that has passed is what they saw then."""
    with travel("2026-11-24T09:00:00Z", tick=False) as clock:
        play(acts, clock)


def play(acts, clock):
    editor = make.an_editor()
    article = make.an_article("Take 0")
    seen = {}

    def live_titles(at):
        return [revision.title for revision in article.revisions.live(at)]

    for take, (act, hour, end) in enumerate(acts, start=1):
        now = timezone.now()
        at = now + hour * HOUR if hour else None
        until = (at or now) + end * HOUR if end else None
        retitle(article, f"Take {take}")
        common = {"by": editor, "version": article.version}
        try:
            if act == "publish":
                article.publish(at=at, until=until, **common)
            elif act == "reschedule" and (revision := article.revisions.scheduled().first()):
                article.reschedule(revision, at=at, until=until, **common)
            elif act == "unschedule" and (revision := article.revisions.scheduled().first()):
                article.unschedule(revision, **common)
            elif act == "withdraw":
                article.withdraw(at=at, reason="A doubt.", **common)
            elif act == "correct":
                article.correct(kind="typo", text="A typo.", lead=f"Lead {take}", force=True, **common)
            elif act == "save_draft":
                article.save_draft(**common)
            elif act == "wait":
                for passed in range(hour):
                    moment = now + passed * HOUR + timedelta(minutes=30)
                    seen[moment] = live_titles(moment)
                clock.shift(hour * HOUR)
        except ValidationError:
            article.refresh_from_db()
        windows = list(article.revisions.windowed().values_list("live_from", "live_until"))
        assert all(begins < ends <= FOREVER for begins, ends in windows)
        assert all(one[1] <= other[0] for one, other in pairwise(windows))
        clock.shift(SECOND)
    assert {moment: live_titles(moment) for moment in seen} == seen
