"""A server that stands in for a WebSub hub: it hears what it is told, and answers as a test wants it to."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs


class Hub:
    def __init__(self):
        # Status and headers of the answers to come, in order; then it takes whatever it is told.
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

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            hub.types.add(self.headers["Content-Type"])
            hub.told.append({name: value for name, [value] in parse_qs(body, strict_parsing=True).items()})
            hub.meanwhile()
            status, headers = hub.answers.pop(0) if hub.answers else (204, {})
            self.send_response(status)
            body = b"" if status == 204 else b"The hub\n is \0 tired."
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield hub, f"http://127.0.0.1:{server.server_port}/hub"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
