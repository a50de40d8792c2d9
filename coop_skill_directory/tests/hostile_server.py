"""A server that does what no partner should."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ..core.feed import Person, write_page


def page(*people, total=None, house="Their House"):
    """The bytes of a page with ``people``."""
    found = write_page(house, "", total or len(people), 1, people)
    return json.dumps(found).encode()


class HostileServer:
    """Serves ``answers``: by path without its query, (status, headers, body), or a
    function that is given the request's handler and does as it likes."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                owner.asked.append((self.path, dict(self.headers)))
                answer = owner.answers[self.path.partition("?")[0]]
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                kind = {"Content-Type": "application/ld+json"}
                for name, value in (kind | headers).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self):
        """Where it is."""
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        """Stop."""
        self.server.shutdown()
        self.server.server_close()


def drip(handler):
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    _for_ever(handler, b" ", 0.1)


def drip_headers(handler):
    """Headers that never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    _for_ever(handler, b"x", 0.1)


def flood(handler):
    """More than anybody wants, as fast as it goes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    _for_ever(handler, b"[" * 65536, 0)


def _for_ever(handler, what, pause):
    try:
        for _time in range(5000):
            handler.wfile.write(what)
            handler.wfile.flush()
            time.sleep(pause)
    except OSError:
        pass  # they hung up, as they should


def endless(handler):
    """One more page, each time."""
    number = handler.path.rpartition("page=")[2]
    _send(handler, page(Person(f"p{number}", f"Person {number}"), total=10**6))


def unless_known(body, etag):
    """What a good house answers: ``body``, unless who asks has it already."""

    def answer(handler):
        known = handler.headers.get("If-None-Match") == etag
        _send(handler, b"" if known else body, 304 if known else 200, etag)

    return answer


def _send(handler, body, status=200, etag=""):
    handler.send_response(status)
    handler.send_header("Content-Type", "application/ld+json")
    handler.send_header("Content-Length", str(len(body)))
    handler.send_header("ETag", etag)
    handler.end_headers()
    handler.wfile.write(body)
