"""TVmaze over HTTP: its API, with the manners it asks for, and the pictures that its answers point to."""

import time
from collections import deque
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.utils.translation import gettext as _
from urllib3.util import Retry, Timeout

from catalog.tvmaze.nodes import BrokenRecord, parse

# "API calls are rate limited to allow at least 20 calls every 10 seconds per IP address."
CALLS, SECONDS = 20, 10.0
LARGEST_ANSWER = 50 * 1024 * 1024
LARGEST_PICTURE = 20 * 1024 * 1024
PICTURE_HOSTS = {"static.tvmaze.com"}
PARTS = ("cast", "crew", "seasons", "episodes")


class NoAnswer(Exception):
    """TVmaze did not answer, or not with what was asked for. The message is for people."""


class RateLimit:
    """At most so many calls in any so many seconds; `wait` sleeps until the next one is allowed."""

    def __init__(
        self,
        calls: int = CALLS,
        seconds: float = SECONDS,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ):
        self.seconds, self.clock, self.sleep = seconds, clock, sleep
        self.made: deque[float] = deque(maxlen=calls)

    def wait(self) -> None:
        if len(self.made) == self.made.maxlen:
            pause = self.made[0] + self.seconds - self.clock()
            if pause > 0:
                self.sleep(pause)
        self.made.append(self.clock())


class Client:
    """Asks one host for shows and another for pictures, and never goes where an answer sends it elsewhere.

    What fails for a moment (429, 5xx, a lost connection) is asked again, `tries` times, with a pause that doubles from
    `pause` seconds on or is as long as Retry-After says.
    """

    def __init__(self, *, limit: RateLimit | None = None, tries: int = 5, pause: float = 1.0):
        self.limit = limit or RateLimit()
        self.retries = Retry(
            total=tries,
            backoff_factor=pause,
            status_forcelist=[429, 500, 502, 503, 504],
            respect_retry_after_header=True,
            raise_on_status=False,
            redirect=3,
        )
        self.api = self._pool(settings.TVMAZE_URL)
        self.pictures = self._pool(settings.TVMAZE_PICTURES_URL)

    def _pool(self, url: str) -> urllib3.HTTPConnectionPool:
        # One pool is one host: a redirect to another one is refused.
        return urllib3.connection_from_url(
            url,
            timeout=Timeout(connect=10, read=30),
            headers={"User-Agent": "Showsite", "Accept-Encoding": "gzip"},
            retries=self.retries,
        )

    def show(self, show_id: int) -> Any:
        """A show with its cast, crew, seasons and episodes, as JSON. NoAnswer, also when there is no such show."""
        return self._json(f"/shows/{show_id}", [("embed[]", part) for part in PARTS])

    def search(self, text: str) -> list[Any]:
        """The shows that a search finds, best first, without their parts. NoAnswer."""
        found = self._json("/search/shows", [("q", text)])
        if not isinstance(found, list):
            raise NoAnswer(_("TVmaze’s answer is not what was asked for."))
        return found

    def picture(self, url: str) -> BytesIO:
        """The bytes of a picture that an answer points to. NoAnswer, also for one on a host that is not TVmaze's."""
        address = urlsplit(url)
        if address.hostname not in PICTURE_HOSTS:
            raise NoAnswer(_("Pictures are fetched from %s only.") % ", ".join(sorted(PICTURE_HOSTS)))
        return BytesIO(self._get(self.pictures, address.path, [], LARGEST_PICTURE))

    def _json(self, path: str, query: list[tuple[str, str]]) -> Any:
        try:
            return parse(self._get(self.api, path, query, LARGEST_ANSWER))
        except BrokenRecord as error:
            raise NoAnswer(_("TVmaze’s answer cannot be read: %s") % error) from error

    def _get(self, pool, path: str, query: list[tuple[str, str]], largest: int) -> bytes:
        self.limit.wait()
        try:
            answer = pool.request("GET", path, fields=query, preload_content=False)
            try:
                body = answer.read(largest + 1, decode_content=True)
            finally:
                answer.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise NoAnswer(_("TVmaze does not answer: %s") % error) from error
        if answer.status == 404:
            raise NoAnswer(_("TVmaze has nothing at %s.") % path)
        if answer.status != 200:
            raise NoAnswer(_("TVmaze answers %(status)s at %(path)s.") % {"status": answer.status, "path": path})
        if len(body) > largest:
            raise NoAnswer(_("TVmaze’s answer at %s is too large.") % path)
        return body
