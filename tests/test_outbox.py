"""The outbox: the hub hears of each feed that changed, never before readers can see why, and no save waits for it."""

import signal
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
import urllib3
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.feeds.channels import Channel
from showsite import outbox
from showsite.management.commands import run_jobs as run_jobs_command
from showsite.models import Outbox, Ping
from tests import make
from tests.admin_pages import address
from tests.hub_stand_in import listening

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
NEWS = [f"http://127.0.0.1:8000/news/feed.{format}" for format in ("rss", "atom", "json")]


@pytest.fixture
def hub(settings):
    with listening() as (hub, address):
        settings.WEBSUB_HUB = address
        yield hub


@pytest.fixture
def clock():
    with time_machine.travel(NINE, tick=False) as clock:
        yield clock


@pytest.fixture
def changes(monkeypatch):
    """Moments, and the channels that change at them, in place of what the news says."""
    said = {}
    spans = []

    def touched(since, until):
        spans.append((since, until))
        return [channel for moment, channel in said.items() if since < moment <= until]

    monkeypatch.setattr(outbox, "touched", touched)
    said["spans"] = spans
    return said


def begun(clock, said):
    """The first round of all is over."""
    outbox.run()
    spans = said.pop("spans")
    return spans


def pinged(**fields):
    return Ping.objects.create(**{"topic": NEWS[0], "changed_by": NINE, "next_try_at": NINE} | fields)


# -- what changed -------------------------------------------------------------------------------------------------


def test_the_first_round_begins_now_and_tells_nothing_of_the_past(hub, clock, changes):
    changes[NINE - MINUTE] = Channel.news()
    spans = begun(clock, changes)

    assert (spans, hub.told, Ping.objects.count()) == ([], [], 0)
    clock.shift(MINUTE)
    outbox.run()
    assert spans == [(NINE - outbox.SETTLED, NINE + MINUTE - outbox.SETTLED)]
    assert hub.told == []


def test_a_change_is_told_once_for_each_address_and_not_before_it_is_public(hub, clock, changes):
    begun(clock, changes)
    changes[NINE + MINUTE] = Channel.news()
    for moment in (NINE + 30 * SECOND, NINE + MINUTE - SECOND, NINE + MINUTE):
        clock.move_to(moment)
        outbox.run()
        assert hub.told == []

    clock.move_to(NINE + MINUTE + outbox.SETTLED)
    done = outbox.run()
    assert (done.changed, done.sent, done.failed) == (3, 3, 0)
    assert hub.told == [{"hub.mode": "publish", "hub.url": topic, "hub.topic": topic} for topic in NEWS]
    assert hub.types == {"application/x-www-form-urlencoded"}
    for _again in range(3):
        clock.shift(MINUTE)
        outbox.run()
    assert len(hub.told) == 3


def test_no_moment_is_looked_at_twice_or_left_out_and_a_long_pause_is_cut_short(hub, clock, changes):
    spans = begun(clock, changes)
    for pause in (SECOND, MINUTE, 2 * timedelta(days=1), timedelta(0), timedelta(days=300)):
        clock.shift(pause)
        outbox.run()

    assert len(spans) == 4
    assert [since for since, _until in spans[1:3]] == [until for _since, until in spans[:2]]
    assert spans[-1][1] - spans[-1][0] == outbox.LONGEST_LOOK


def test_without_a_hub_nothing_is_written_and_one_that_comes_later_hears_nothing_of_before(settings, clock, changes):
    settings.WEBSUB_HUB = ""
    spans = begun(clock, changes)
    changes[NINE + MINUTE] = Channel.news()
    clock.shift(timedelta(hours=1))
    outbox.run()
    assert Ping.objects.count() == 0
    with listening() as (hub, settings.WEBSUB_HUB):
        clock.shift(MINUTE)
        outbox.run()
        assert (spans, hub.told) == (
            [(NINE + timedelta(hours=1) - outbox.SETTLED, timezone.now() - outbox.SETTLED)],
            [],
        )


def test_a_save_writes_nothing_into_the_outbox_and_waits_for_no_hub(hub, clock):
    with CaptureQueriesContext(connection) as queries:
        article = make.a_published_article("A story")
        article.withdraw(by=make.an_editor(), version=article.version, reason="Wrong.")

    assert "showsite_ping" not in str(queries.captured_queries) and hub.told == []


def test_what_becomes_public_ends_or_is_taken_back_is_told_the_moment_after(hub, clock):
    outbox.run()
    season = make.a_season()
    article = make.a_published_article("A story", about=season, at=NINE + MINUTE, until=NINE + 10 * MINUTE)
    update = make.an_update(season, decision="ordered", public_from=NINE + 5 * MINUTE)
    make.an_article("A draft", about=make.a_season(make.a_series("Another")))

    def told_between(moment):
        """What the hub is told at a moment, and that it is told nothing a second before."""
        clock.move_to(moment + outbox.SETTLED - SECOND)
        outbox.run()
        assert hub.told == []
        clock.shift(SECOND)
        outbox.run()
        told = {topic.removeprefix("http://127.0.0.1:8000") for topic in hub.topics}
        hub.told.clear()
        return told

    def formats(path):
        return {f"{path}{format}" for format in ("rss", "atom", "json")}

    of_season = formats("/series/the-salt-road/feed.") | formats("/series/the-salt-road/season-1/feed.")
    of_story = of_season | formats("/news/feed.") | formats("/authors/nora-keane/feed.")
    assert told_between(NINE + MINUTE) == of_story
    assert told_between(NINE + 5 * MINUTE) == of_season | formats("/renewals/feed.") | {
        f"{path}?certainty=official" for path in formats("/renewals/feed.")
    }
    clock.move_to(NINE + 7 * MINUTE)
    outbox.run()
    update.retract("It was a misprint.")
    article.withdraw(by=make.an_editor(), version=article.version, reason="Wrong.")
    # The author signs nothing any more, and has no feed.
    assert of_season | formats("/news/feed.") | formats("/renewals/feed.") <= told_between(NINE + 7 * MINUTE)
    # The end that it would have had is none any more.
    clock.move_to(NINE + 11 * MINUTE)
    outbox.run()
    assert hub.told == []


# -- telling the hub ----------------------------------------------------------------------------------------------


def test_what_fails_is_tried_again_later_and_later_and_given_up_in_the_end(hub, clock):
    pinged()
    hub.answers = [(500, {})] * outbox.TRIES
    waits = []
    for _try in range(outbox.TRIES):
        outbox.run()
        ping = Ping.objects.get()
        assert ping.last_error == "500 The hub is tired."
        waits.append(ping.next_try_at - timezone.now())
        clock.move_to(ping.next_try_at - SECOND)
        assert outbox.run().sent == 0 and len(hub.told) == len(waits)
        clock.shift(SECOND)

    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert max(waits) == outbox.LONGEST_WAIT
    assert ping.given_up_at is not None and outbox.run().failed == 0
    # The next change is told all the same.
    assert Ping.objects.owe(NEWS[:1], timezone.now()) == 1
    assert outbox.run().sent == 1


def test_a_change_meanwhile_is_told_too_and_begins_the_waiting_anew(hub, clock):
    ping = pinged(attempts=9, next_try_at=NINE + timedelta(hours=6), last_error="500")
    assert Ping.objects.owe(NEWS[:2], NINE + MINUTE) == 1
    ping.refresh_from_db()
    assert (ping.attempts, ping.next_try_at) == (0, NINE + MINUTE)

    # It changes again while the hub is being told of the first change, and another process begins to tell it.
    stored = Ping.objects.get(pk=ping.pk)
    assert stored.take(NINE + timedelta(hours=1))
    Ping.objects.owe(NEWS[:1], NINE + 2 * MINUTE)
    assert Ping.objects.get(pk=ping.pk).take(NINE + timedelta(hours=1))
    stored.settle(sent_at=NINE)
    assert Ping.objects.waiting().count() == 2


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", 2 * MINUTE),
        ("Tue, 24 Nov 2026 09:05:00 GMT", 5 * MINUTE),
        ("Tue, 24 Nov 2026 08:00:00 GMT", None),
        ("99999999999", outbox.LONGEST_RETRY_AFTER),
        ("-5", None),
        ("0", None),
        ("soon", None),
        ("Tue, 24 Nov 2026 99999999999999999999:05:00 GMT", None),
        ("", None),
    ],
)
def test_a_hub_that_says_when_to_come_again_is_listened_to(said, wait):
    assert outbox.retry_after_of(said, NINE) == wait


def test_one_refusal_stops_no_other_and_no_answer_leads_to_another_host(hub, clock):
    for number in range(5):
        pinged(topic=f"http://127.0.0.1:8000/{number}")
    hub.answers = [
        (429, {"Retry-After": "600"}),
        (302, {"Location": "http://127.0.0.1:9/\0"}),
        (400, {}),
        (500, {"Transfer-Encoding": "chunked"}, b"-5\r\n"),
    ]
    done = outbox.run()

    assert (done.sent, done.failed, len(hub.told)) == (1, 4, 5)
    first, second, third, nonsense, last = Ping.objects.order_by("topic")
    assert first.next_try_at == NINE + timedelta(minutes=10)
    assert second.last_error == "302 it leads on to http://127.0.0.1:9/"
    assert third.next_try_at == NINE + MINUTE
    assert nonsense.last_error == "500" and last.sent_at == NINE


def test_a_hub_that_cannot_be_reached_is_left_alone_for_the_round(settings, clock):
    with listening() as (_hub, address):
        settings.WEBSUB_HUB = address
    for number in range(5):
        pinged(topic=f"http://127.0.0.1:8000/{number}")

    done = outbox.run()
    assert (done.sent, done.failed) == (0, outbox.UNREACHABLE)
    assert "NewConnectionError" in Ping.objects.exclude(last_error="").first().last_error
    # The others were not tried, and are next.
    assert Ping.objects.filter(attempts=0).count() == Ping.objects.due(NINE).count() == 2


def test_two_at_once_tell_nothing_twice_and_one_that_died_is_followed(hub, clock):
    pinged()
    rounds = []

    def publish(pool, topic):
        # Another process begins while this one waits for the hub.
        rounds.append(outbox.run())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outbox, "publish", publish)
        done = outbox.run()
    assert (done.sent, rounds[0].held) == (1, False)

    pinged(topic=NEWS[1])
    stale, fresh = (Ping.objects.get(topic=NEWS[1]) for _ in range(2))
    assert fresh.take(NINE + MINUTE) and not stale.take(NINE + MINUTE)
    # One that was killed holds the outbox no longer than this.
    Outbox.objects.update(held_by="0" * 32, held_until=NINE + outbox.HELD)
    assert not outbox.run().held
    clock.shift(outbox.HELD)
    assert outbox.run().sent == 1


def test_old_pings_are_cleared_and_waiting_ones_kept(hub, clock):
    pinged(sent_at=NINE)
    pinged(given_up_at=NINE)
    hub.answers = [(500, {})]
    pinged()
    clock.shift(outbox.KEPT + SECOND)
    outbox.run()

    assert Ping.objects.get().attempts == 1


# -- the command, and what is seen of it --------------------------------------------------------------------------


def run_jobs(*arguments):
    out, err = StringIO(), StringIO()
    call_command("run_jobs", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_says_what_it_did(hub, clock, settings):
    assert run_jobs() == ("", "")
    pinged()
    pinged(topic=NEWS[1])
    hub.answers = [(503, {})]
    out, err = run_jobs()
    assert out == "0 feeds changed; 1 pings sent, 1 failed, 0 given up; 1 waiting.\n"
    assert err == f"{NEWS[0]}: 503 The hub is tired.\n"
    Outbox.objects.update(held_until=NINE + MINUTE)
    assert run_jobs() == ("Another run_jobs is at work.\n", "")
    settings.WEBSUB_HUB = ""
    Outbox.objects.update(held_until=NINE)
    assert run_jobs() == ("No hub: WEBSUB_HUB is empty.\n", "")
    with pytest.raises(CommandError, match="one second"):
        run_jobs("--interval", "0")


def test_the_loop_goes_on_after_an_error_and_ends_between_two_pings_when_asked(hub, monkeypatch):
    before = signal.getsignal(signal.SIGTERM)
    now = timezone.now()
    for topic in NEWS:
        pinged(topic=topic, next_try_at=now)
    rounds = []
    publish = outbox.publish

    def round_of(is_wanted):
        rounds.append(is_wanted)
        if len(rounds) == 2:
            raise RuntimeError("the database is away")
        return run(is_wanted) if len(rounds) == 3 else outbox.Round()

    def told_to_end(pool, topic):
        publish(pool, topic)
        signal.raise_signal(signal.SIGTERM)

    run = outbox.run
    monkeypatch.setattr(outbox, "run", round_of)
    monkeypatch.setattr(outbox, "publish", told_to_end)
    monkeypatch.setattr(run_jobs_command, "asked_to_end", lambda stop, seconds: stop.is_set())
    monkeypatch.setattr(run_jobs_command, "close_old_connections", lambda: None)
    out, _err = run_jobs("--loop")

    assert len(rounds) == 3 and "Ended as asked." in out
    assert hub.topics == NEWS[:1] and Ping.objects.waiting().count() == 2
    assert signal.getsignal(signal.SIGTERM) is before
    assert Outbox.objects.get().held_by is None


def test_only_the_hub_of_the_setting_is_ever_asked(hub, clock, settings):
    pinged()
    asked = []
    send = urllib3.PoolManager.urlopen

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            urllib3.PoolManager,
            "urlopen",
            lambda self, method, url, **kw: asked.append(url) or send(self, method, url, **kw),
        )
        outbox.run()
    assert asked == [settings.WEBSUB_HUB]


def test_the_admin_shows_what_waits_and_why(admin_client):
    pinged(last_error="500 tired", attempts=2)
    pinged(topic=NEWS[1], sent_at=NINE)
    pinged(topic=NEWS[2], given_up_at=NINE)

    listed = admin_client.get(address(Ping, "changelist")).text
    assert all(words in listed for words in (*NEWS, "500 tired", "Waiting", "Sent", "Given up"))
    waiting = admin_client.get(address(Ping, "changelist"), {"state": "waiting", "q": "rss"}).text
    assert NEWS[0] in waiting and NEWS[1] not in waiting
