"""Run other programs; what they say goes to a log that the failure names."""

import os
import re
import subprocess

from layout import LOGS, ROOT
from steps import Failure

# How pip, Odoo and Python ("SomeError: ..."), and apt ("E: ...") say it.
ERROR = re.compile(r"\b\w*error\b|^E: ", re.IGNORECASE)


def run_logged(arguments, log_name, advice, env=None, **options):
    """Run a program quietly; when it fails, say so in one sentence."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{log_name}.log"
    with log.open("ab") as output:
        start = output.tell()
        done = subprocess.run(
            [str(argument) for argument in arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
            check=False,
            **options,
        )
    if done.returncode:
        said = last_error(log.read_bytes()[start:].decode(errors="replace"))
        raise Failure(f"{advice} (details: {log.relative_to(ROOT)}){said}")


def last_error(text):
    """Return the last line that tells of an error, to show under the sentence.

    >>> last_error("Reading\\nKeyError: 'x'\\nE: no space\\nClosed")
    '\\n  E: no space'
    >>> last_error("nothing to say")
    ''
    """
    lines = [line for line in text.splitlines() if ERROR.search(line)]
    return f"\n  {lines[-1].strip()[:300]}" if lines else ""


def output_of(arguments, **options):
    """Return what a program prints, or raise `CalledProcessError`."""
    return subprocess.run(
        [str(argument) for argument in arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        **options,
    ).stdout
