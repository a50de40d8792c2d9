"""A server of its own for a bench, ended with it."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

SCRIPT = Path(__file__).parent / "odoo_server.py"
#: seconds in which a server answers for the first time
PATIENCE = 120


@contextmanager
def running_server(database, workers):
    """The (host, port) of a server with so many workers, behind what it believes is a
    proxy; without jobs."""
    port = _free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            str(SCRIPT),
            f"--database={database}",
            f"--workers={workers}",
            "--http-interface=127.0.0.1",
            f"--http-port={port}",
            f"--gevent-port={_free_port()}",
            "--max-cron-threads=0",
            "--proxy-mode",
            "--log-level=warn",
        ],
        stdin=subprocess.DEVNULL,
        # who shares the machine with the server may be slow to speak
        env=os.environ | {"ODOO_HTTP_SOCKET_TIMEOUT": "60"},
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/webinars", process)
        yield "127.0.0.1", port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def _wait_for(url, process):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            urlopen(url, timeout=30).close()
            return
        except (URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError("the server does not answer")
