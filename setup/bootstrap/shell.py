"""Run other programs; what they say goes to a log that the failure names."""

import os
import subprocess

from layout import LOGS, ROOT
from steps import Failure


def run_logged(arguments, log_name, advice, env=None, **options):
    """Run a program quietly; when it fails, say so in one sentence."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{log_name}.log"
    with log.open("ab") as output:
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
        raise Failure(f"{advice} (details: {log.relative_to(ROOT)})")


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
