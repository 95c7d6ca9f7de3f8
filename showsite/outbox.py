"""Telling the WebSub hub which feeds have changed: looked for after the fact, so that no save ever waits for it.

What became public, ended or was taken back within a span of time changed some feeds: one ping for each address of each
goes into the outbox, and those that are due are sent, one after the other, by one process at a time.
"""

import logging
import uuid
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import urllib3
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from news.feeds.channels import FORMATS, Channel
from news.feeds.touching import touched
from showsite.models.pings import Outbox, Ping

log = logging.getLogger(__name__)

# A save that says "now" is seen by others a little later: nothing younger than this is looked for.
SETTLED = timedelta(seconds=10)
# After a long pause only what changed since is told; feed readers have asked by themselves meanwhile.
LONGEST_LOOK = timedelta(days=3)
HELD = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT, LONGEST_RETRY_AFTER = timedelta(minutes=1), timedelta(hours=6), timedelta(days=1)
# With the waits above the last one comes some forty hours after the first.
TRIES = 15
# When a hub cannot be reached so often in a row, the others wait for the next round: they would wait for nothing now.
UNREACHABLE = 3
KEPT = timedelta(days=14)
TIMEOUT = urllib3.Timeout(connect=5, read=10)
SAID = 300


class Refused(Exception):
    """The hub did not take a ping; `retry_after` when it said when to come again."""

    def __init__(self, said: str, retry_after: timedelta | None = None):
        super().__init__(said)
        self.retry_after = retry_after


class Unreachable(Refused):
    """There was no answer at all."""


@dataclass
class Round:
    """What one round did: addresses of feeds that changed, pings sent, tries that failed, pings given up."""

    held: bool = True
    changed: int = 0
    sent: int = 0
    failed: int = 0
    given_up: int = 0
    errors: list[str] = field(default_factory=list)


def run(is_wanted: Callable[[], bool] = lambda: True) -> Round:
    """Look for what changed and send what is due, until `is_wanted()` says that somebody wants this process to end."""
    done = Round()
    with _held() as holder:
        if holder is None:
            done.held = False
            return done
        _look(done)
        if settings.WEBSUB_HUB:
            _send(done, holder, is_wanted)
        Ping.objects.over(timezone.now() - KEPT).delete()
    return done


@contextmanager
def _held():
    """The outbox for this process alone: a row says who has it, so that no transaction waits for the network."""
    holder = uuid.uuid4()
    if not Outbox.hold(holder, HELD):
        yield None
        return
    try:
        yield holder
    finally:
        Outbox.let_go(holder)


# -- what changed ---------------------------------------------------------------------------------------------------


def _look(done: Round) -> None:
    """Owe the hub a ping for each address of each feed that changed since the last look; none without a hub."""
    since, until = Outbox.looked_until_now(), timezone.now() - SETTLED
    if since and since >= until:
        return
    topics: list[str] = []
    if since and settings.WEBSUB_HUB:
        # Before the transaction that writes: on SQLite the saves of editors would wait for it.
        topics = addresses(touched(max(since, until - LONGEST_LOOK), until))
    with transaction.atomic():
        if Outbox.move_mark(since, until):
            Ping.objects.owe(topics, until)
            done.changed = len(topics)


def addresses(channels: Iterable[Channel]) -> list[str]:
    """The addresses of some feeds in all formats, each once."""
    return list(dict.fromkeys(channel.address(format) for channel in channels for format in FORMATS))


# -- telling the hub ------------------------------------------------------------------------------------------------


def _send(done: Round, holder: uuid.UUID, is_wanted: Callable[[], bool]) -> None:
    unreachable = 0
    with urllib3.PoolManager(retries=False, timeout=TIMEOUT) as pool:
        for ping in Ping.objects.due(timezone.now()):
            if not is_wanted() or unreachable == UNREACHABLE or not Outbox.hold(holder, HELD):
                return
            if not ping.take(timezone.now() + wait_after(ping.attempts + 1)):
                continue
            try:
                publish(pool, ping.topic)
            except Refused as refused:
                unreachable = unreachable + 1 if isinstance(refused, Unreachable) else 0
                _not_sent(done, ping, refused)
            else:
                unreachable = 0
                done.sent += 1
                ping.settle(sent_at=timezone.now(), last_error="")


def _not_sent(done: Round, ping: Ping, refused: Refused) -> None:
    done.failed += 1
    done.errors.append(f"{ping.topic}: {refused}")
    now = timezone.now()
    if ping.attempts >= TRIES:
        done.given_up += 1
        ping.settle(last_error=str(refused), given_up_at=now)
        return
    wait = refused.retry_after or wait_after(ping.attempts)
    ping.settle(last_error=str(refused), next_try_at=now + wait)


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many tries: twice as long each time, up to a limit."""
    return min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)


def publish(pool: urllib3.PoolManager, topic: str) -> None:
    """Tell the hub that a feed has changed. Refused when it does not say that it heard."""
    # The second name is that of the draft before WebSub, which hubs still ask for.
    fields = {"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}
    try:
        response = pool.request(
            "POST", settings.WEBSUB_HUB, fields=fields, encode_multipart=False, redirect=False, preload_content=False
        )
    except urllib3.exceptions.HTTPError as error:
        raise Unreachable(f"{type(error).__name__}: {error}"[:SAID]) from None
    try:
        if 200 <= response.status < 300:
            return
        said = response.read(SAID, decode_content=False).decode("utf-8", "replace")
    except (urllib3.exceptions.HTTPError, ValueError):  # a piece of less than no bytes is a ValueError
        said = ""
    finally:
        response.close()
    if 300 <= response.status < 400:
        said = f"it leads on to {response.headers.get('Location', '')}"
    retry_after = retry_after_of(response.headers.get("Retry-After", ""), timezone.now())
    # No database keeps a NUL, and headers may hold one too.
    said = " ".join(said.replace("\0", "").split())
    raise Refused(f"{response.status} {said}"[:SAID].strip(), retry_after)


def retry_after_of(text: str, now: datetime) -> timedelta | None:
    """How long a Retry-After asks to wait, in seconds or until a date, a day at most; None for nonsense."""
    text = text.strip()
    try:
        if text.isascii() and text.isdecimal():
            wait = timedelta(seconds=int(text[:9]))
        else:
            until = parsedate_to_datetime(text)
            wait = (until if until.tzinfo else until.replace(tzinfo=now.tzinfo)) - now
    except (TypeError, ValueError, OverflowError):
        return None
    return min(wait, LONGEST_RETRY_AFTER) if wait > timedelta(0) else None
