"""A server that stands in for TVmaze: it gives the answers that a test put into it, in order."""

import json
from contextlib import contextmanager

from tests.stand_in_server import Quiet, serving


class StandIn:
    def __init__(self):
        # By path without its query: a list of (status, headers, body); the last one is given for ever.
        self.answers = {}
        self.asked = []

    def answers_with(self, path, *answers):
        self.answers[path] = list(answers)

    @property
    def paths(self):
        return [path.partition("?")[0] for path in self.asked]


def answer(body, status=200, **headers):
    """An answer: bytes as they are, anything else as JSON."""
    return status, headers, body if isinstance(body, bytes) else json.dumps(body).encode()


@contextmanager
def standing_in():
    """A StandIn that listens, and its address."""
    stand_in = StandIn()

    class Handler(Quiet):
        def do_GET(self):
            stand_in.asked.append(self.path)
            answers = stand_in.answers.get(self.path.partition("?")[0], [answer({"name": "Not Found"}, 404)])
            status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
            self.reply(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)

    with serving(Handler) as address:
        yield stand_in, address
