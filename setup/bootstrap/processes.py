"""Servers that run in this clone's environment, found by what they execute."""

import contextlib
import os
import signal
import time
from pathlib import Path

from layout import VENV


def running():
    """Return the ids of the processes started from this clone's environment."""
    python = os.fsencode(VENV / "bin/python")
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        # A process may end while it is looked at.
        with contextlib.suppress(OSError):
            if (entry / "cmdline").read_bytes().split(b"\0")[0] == python:
                found.append(int(entry.name))
    return [process for process in found if process != os.getpid()]


def stop_all(seconds=20):
    """End them, politely first."""
    deadline = time.monotonic() + seconds
    _signal(running(), signal.SIGTERM)
    while running() and time.monotonic() < deadline:
        time.sleep(0.2)
    _signal(running(), signal.SIGKILL)


def _signal(found, number):
    for process in found:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)
