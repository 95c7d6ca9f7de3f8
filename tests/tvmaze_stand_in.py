"""A server that stands in for TVmaze: it gives the answers that a test put into it, in order."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


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

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            stand_in.asked.append(self.path)
            answers = stand_in.answers.get(self.path.partition("?")[0], [answer({"name": "Not Found"}, 404)])
            status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stand_in, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
