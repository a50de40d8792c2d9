"""pytest plugin of the rings: counts tests and refuses silent skips.

A browser or a PDF test that skips itself because a program is missing would leave
a green run that proves nothing. Every skip must be on tests/allowed_skips.toml,
with its reason; any other one counts as a failure.
"""

import fnmatch
import json
import os
import tomllib
from pathlib import Path

ALLOWED = Path(__file__).resolve().parents[2] / "tests/allowed_skips.toml"
RANK = {"passed": 0, "skipped": 1, "failed": 2}


class Counter:
    """Remembers the worst outcome of each test, subtests included."""

    def __init__(self, allowed):
        self.allowed = allowed
        self.outcomes = {}
        self.refused = {}

    def pytest_runtest_logreport(self, report):
        """Note the outcome of a phase of a test."""
        if report.when == "call" or report.outcome != "passed":
            self._note(report)

    def pytest_collectreport(self, report):
        """Note files that cannot be collected, or that skip themselves whole."""
        if report.outcome != "passed":
            self._note(report)

    def _note(self, report):
        outcome = report.outcome
        if outcome == "skipped" and not self._is_allowed(report.nodeid):
            outcome = "failed"
            self.refused[report.nodeid] = _reason(report)
        before = self.outcomes.get(report.nodeid, "passed")
        self.outcomes[report.nodeid] = max(before, outcome, key=RANK.get)

    def _is_allowed(self, nodeid):
        return any(fnmatch.fnmatch(nodeid, pattern) for pattern in self.allowed)

    def pytest_sessionfinish(self, session):
        """Write the counts, and fail a run whose only fault is a silent skip."""
        if self.refused and not session.exitstatus:
            session.exitstatus = 1
        if path := os.environ.get("RING_RESULT"):
            Path(path).write_text(json.dumps(self.counts()))

    def pytest_terminal_summary(self, terminalreporter):
        """Name the skips that are not allowed."""
        for nodeid, reason in sorted(self.refused.items()):
            terminalreporter.write_line(
                f"SKIP REFUSED {nodeid}: {reason} (make it run, or give the reason "
                "in tests/allowed_skips.toml)"
            )

    def counts(self):
        """Return how many tests passed, failed and were skipped with permission."""
        values = list(self.outcomes.values())
        return {outcome: values.count(outcome) for outcome in RANK}


def _reason(report):
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2]
    return getattr(report, "wasxfail", None) or str(report.longrepr)


def read_allowed(path=ALLOWED):
    """Return the allowed patterns; each one must state its reason."""
    allowed = tomllib.loads(path.read_text())
    silent = [pattern for pattern, reason in allowed.items() if not reason.strip()]
    if silent:
        raise ValueError(f"{path.name}: no reason given for {', '.join(silent)}")
    return allowed


def pytest_configure(config):
    """Start counting."""
    config.pluginmanager.register(Counter(read_allowed()), "ring-counter")
