"""Requests to partners' feeds, and to nothing else.

One host that the team configured, at an address that is looked up once and is not
private; no redirection, no proxy, no cookie; so many bytes, so many seconds, one kind
of content. Usual libraries follow redirections, and wait as long as the other side
likes.
"""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from typing import NamedTuple

from .core.hosts import Address, is_public

MOST_BYTES = 4 * 2**20
#: for one page, whatever the other side does meanwhile
SECONDS = 30
CHUNK = 64 * 1024
KINDS = ("application/ld+json", "application/json")


class FetchError(Exception):
    """Why nothing was received, in words."""


class Response(NamedTuple):
    """What was received, and the ETag that it came with."""

    content: bytes
    etag: str


def fetch(
    address: Address, *, token=None, etag=None, allow_private=False, deadline=None
):
    """What is at ``address``; None where it is what the ``etag`` stands for.

    ``deadline`` is a moment of `time.monotonic` before which all is over. Raises
    FetchError for everything else.
    """
    left = min(SECONDS, (deadline or float("inf")) - time.monotonic())
    if left <= 0:
        raise FetchError("it takes too long")
    try:
        connection = _connect(address, allow_private, left)
    except (OSError, ValueError) as error:
        raise FetchError("its house does not answer") from error
    # a byte every few seconds keeps any timeout of a socket away: this does not wait
    alarm = threading.Timer(left, _hang_up, [connection.sock])
    alarm.start()
    started = time.monotonic()
    try:
        return _ask(connection, address, token, etag)
    except (OSError, http.client.HTTPException, ValueError) as error:
        late = time.monotonic() - started >= left
        sentence = "it takes too long" if late else "it does not speak HTTP"
        raise FetchError(sentence) from error
    finally:
        alarm.cancel()
        connection.close()


def _hang_up(sock):
    # the other side may have hung up itself
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _connect(address, allow_private, seconds):
    """A connection to the very IP address that was looked at."""
    found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    ips = [info[4][0] for info in found]
    if not allow_private and not all(map(is_public, ips)):
        raise FetchError("its address is private")
    sock = socket.create_connection((ips[0], address.port), timeout=min(seconds, 10))
    connection = http.client.HTTPConnection(address.host, address.port)
    try:
        if address.is_secure:
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=address.host)
    except (OSError, ValueError):
        sock.close()
        raise
    connection.sock = sock
    return connection


def _ask(connection, address, token, etag):
    headers = {
        "Host": address.netloc,
        "Accept": ", ".join(KINDS),
        "Accept-Encoding": "identity",
        "User-Agent": "coop-skill-directory",
        "Connection": "close",
    }
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if etag:
        headers["If-None-Match"] = etag
    connection.request("GET", address.path, headers=headers)
    response = connection.getresponse()
    if response.status == 304 and etag:
        return None
    if 300 <= response.status < 400:
        raise FetchError("it has moved: ask its house for the new address")
    if response.status != 200:
        raise FetchError(f"its house answers {response.status}")
    return _read(response)


def _read(response):
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if kind not in KINDS:
        raise FetchError("it is not JSON-LD")
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise FetchError("it is compressed")
    parts, size = [], 0
    while chunk := response.read(CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise FetchError(f"it is larger than {MOST_BYTES // 2**20} MB")
        parts.append(chunk)
    return Response(b"".join(parts), (response.getheader("ETag") or "")[:200])
