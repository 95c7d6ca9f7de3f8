"""A server that stands in for a WebSub hub: it hears what it is told, and answers as a test wants it to."""

from contextlib import contextmanager
from urllib.parse import parse_qs

from tests.stand_in_server import Quiet, serving


class Hub:
    def __init__(self):
        # Status and headers of the answers to come, in order, and the body where it is another; then it takes whatever
        # it is told.
        self.answers = []
        self.told = []
        self.types = set()
        # Called while a request waits for its answer.
        self.meanwhile = lambda: None

    @property
    def topics(self):
        return [fields["hub.url"] for fields in self.told]


@contextmanager
def listening():
    """A Hub, and its address."""
    hub = Hub()

    class Handler(Quiet):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            hub.types.add(self.headers["Content-Type"])
            hub.told.append({name: value for name, [value] in parse_qs(body, strict_parsing=True).items()})
            hub.meanwhile()
            status, headers, *other = hub.answers.pop(0) if hub.answers else (204, {})
            [body] = other or [b"" if status == 204 else b"The hub\n is \0 tired."]
            self.reply(status, headers, body)

    with serving(Handler) as address:
        yield hub, f"{address}/hub"
