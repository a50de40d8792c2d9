"""Idempotent, resumable steps: a stamp is written only after a step succeeded."""

import contextlib
import fcntl
import hashlib
import time

from layout import PREFIX


class Failure(Exception):
    """What failed and what to do about it, in one sentence for the user."""


def digest(*inputs):
    """Return a short content hash of the given values (order matters)."""
    sha = hashlib.sha256()
    for value in inputs:
        sha.update(value if isinstance(value, bytes) else str(value).encode())
        sha.update(b"\0")
    return sha.hexdigest()[:16]


def digest_files(paths, relative_to):
    """Return a short hash of the names and contents of the given files."""
    parts = []
    for path in sorted(paths):
        parts += [path.relative_to(relative_to).as_posix(), path.read_bytes()]
    return digest(*parts)


def stamp_path(name, prefix=PREFIX):
    """Return the file that remembers for which inputs a step was done."""
    return prefix / "stamps" / name


def is_done(name, key, prefix=PREFIX):
    """Tell whether the step was completed for exactly these inputs."""
    path = stamp_path(name, prefix)
    return path.is_file() and path.read_text() == key


def mark_done(name, key, prefix=PREFIX):
    """Remember that the step was completed for these inputs."""
    path = stamp_path(name, prefix)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(key)


def forget(name, prefix=PREFIX):
    """Make the step run again next time."""
    stamp_path(name, prefix).unlink(missing_ok=True)


@contextlib.contextmanager
def timed(label):
    """Print one line of progress with the duration of the block."""
    print(f"-> {label} ...", flush=True)
    start = time.monotonic()
    yield
    print(f"   {label}: done in {time.monotonic() - start:.0f} s", flush=True)


def run_step(name, label, key, action, prefix=PREFIX):
    """Run `action` unless it already succeeded for this key.

    The old stamp is removed first, so that an interrupted run starts the step
    again instead of trusting a half-written result.
    """
    if is_done(name, key, prefix):
        return False
    forget(name, prefix)
    with timed(label):
        action()
    mark_done(name, key, prefix)
    return True


@contextlib.contextmanager
def exclusive(name, prefix=PREFIX):
    """Hold a lock so that two commands in one clone do not prepare it at once."""
    prefix.mkdir(parents=True, exist_ok=True)
    with (prefix / f"{name}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"   another command here is at '{name}': waiting", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
