"""Compare two ways of doing the same work, in the same run.

A bench is a file `bench_<what>.py` with a function `run(env)`; `make bench` gives it
a fresh database. Times depend on the machine and on what else it does; the ratio of
two alternated measures in one run hardly does, so that is what benches report.
"""

import statistics
import time


def seconds(action):
    """Return how long a callable takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def ratios(ours, theirs, rounds=5, warm=False):
    """Return ours / theirs for each round, the two taking turns at going first.

    ``warm``: each is done once more, unmeasured, right before it is measured; otherwise
    who follows itself from one round to the next is faster than who follows the other.
    """
    found = []
    for number in range(rounds):
        times = {}
        for action in (ours, theirs) if number % 2 == 0 else (theirs, ours):
            if warm:
                action()
            times[action] = seconds(action)
        found.append(times[ours] / times[theirs])
    return found


def compare(label, ours, theirs, rounds=5, warm=False):
    """Measure two callables alternately; print and return the median ratio."""
    found = ratios(ours, theirs, rounds, warm)
    median = statistics.median(found)
    spread = f"{min(found):.2f} to {max(found):.2f} in {rounds} rounds"
    print(f"{label}: {median:.2f} times the reference ({spread})")
    return median


def fresh(env, action):
    """Return a callable that does the work in a savepoint and then undoes it.

    Each round meets the same database, and pays for what it writes.
    """

    def measured():
        with env.cr.savepoint() as savepoint:
            action()
            env.flush_all()
            savepoint.rollback()
        env.invalidate_all()

    return measured
