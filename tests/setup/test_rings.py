"""What ARGS selects, what a ring's end means, and how skips are judged."""

import json
from types import SimpleNamespace

import pytest
import ring_report
import rings
from rings import Outcome, Ring

RINGS = [
    Ring("kernel", ("tests/kernel", "coop_a/core")),
    Ring("coop_a", ("coop_a/tests",), ("coop_a",)),
    Ring("coop_b", ("coop_b/tests",), ("coop_b",)),
]


def selected(*words):
    """Return the names, paths and options that words select."""
    chosen, options = rings.select(RINGS, words)
    return {ring.name: ring.paths for ring in chosen}, options


def test_everything_runs_by_default():
    assert list(selected()[0]) == ["kernel", "coop_a", "coop_b"]


def test_module_and_options():
    paths, options = selected("coop_a", "-k", "share")
    assert paths == {"coop_a": ("coop_a/tests",)}
    assert options == ["-k", "share"]


def test_value_of_an_option_is_no_ring():
    paths, options = selected("-k", "coop_a")
    assert len(paths) == 3
    assert options == ["-k", "coop_a"]


def test_paths_narrow_their_ring():
    paths, options = selected("coop_a/tests/test_x.py::Test::test_y", "coop_a/core")
    assert paths == {
        "kernel": ("coop_a/core",),
        "coop_a": ("coop_a/tests/test_x.py::Test::test_y",),
    }
    assert options == []


def judge(tmp_path, code, counts, narrowed=False):
    """Return how a ring is judged for what its plugin wrote."""
    path = tmp_path / "ring.json"
    if counts:
        path.write_text(json.dumps(counts._asdict()))
    return rings.judge(path, code, narrowed)


def test_passing_ring(tmp_path):
    assert judge(tmp_path, 0, Outcome(3, 0, 0)) == (Outcome(3, 0, 0), None)


@pytest.mark.parametrize(
    "code, counts",
    [(1, None), (3, Outcome(3, 0, 0)), (rings.NO_TESTS, Outcome(0, 0, 0))],
    ids=["died", "strange end", "no test"],
)
def test_ring_that_proves_nothing_has_failed(tmp_path, code, counts):
    outcome, fault = judge(tmp_path, code, counts)
    assert outcome.failed == 1
    assert fault


def test_narrowed_ring_may_be_empty(tmp_path):
    counts = Outcome(0, 0, 0)
    assert judge(tmp_path, rings.NO_TESTS, counts, narrowed=True) == (counts, None)


def test_side_by_side_every_ring_runs_and_is_heard(tmp_path, monkeypatch, capsys):
    def run_ring(ring, _options, output):
        print(f"{ring.name} says", file=output)
        return Outcome(1, int(ring.name == "coop_a"), 0)

    monkeypatch.setattr(rings, "RESULTS", tmp_path)
    monkeypatch.setattr(rings, "_run_ring", run_ring)
    outcomes = rings._run_side_by_side(RINGS, [])
    failed = {name: outcome.failed for name, outcome in outcomes.items()}
    assert failed == {"kernel": 0, "coop_a": 1, "coop_b": 0}
    said = capsys.readouterr().out
    assert all(f"{ring.name} says" in said for ring in RINGS)


def test_rings_with_most_test_files_come_first(tmp_path, monkeypatch):
    for name, count in {"coop_a": 1, "coop_b": 3}.items():
        folder = tmp_path / name / "tests"
        folder.mkdir(parents=True)
        for number in range(count):
            (folder / f"test_{number}.py").touch()
    monkeypatch.setattr(rings, "ROOT", tmp_path)
    names = [ring.name for ring in rings.longest_first(RINGS)]
    assert names == ["coop_b", "coop_a", "kernel"]


def report(nodeid, outcome, when="call"):
    """Return what pytest says of one phase of a test."""
    longrepr = ("file.py", 1, "Skipped: no browser") if outcome == "skipped" else None
    return SimpleNamespace(nodeid=nodeid, outcome=outcome, when=when, longrepr=longrepr)


def counts(allowed, *reports):
    """Return what the plugin counts for these reports."""
    counter = ring_report.Counter(allowed)
    for each in reports:
        counter.pytest_runtest_logreport(each)
    return counter.counts()


def test_skip_without_permission_is_a_failure():
    found = counts({}, report("a::t", "skipped", "setup"), report("a::u", "passed"))
    assert found == {"passed": 1, "skipped": 0, "failed": 1}


def test_allowed_skip_is_counted_apart():
    found = counts({"a::*": "a reason"}, report("a::t", "skipped"))
    assert found == {"passed": 0, "skipped": 1, "failed": 0}


def test_worst_outcome_of_a_test_counts():
    failing = [report("a::t", "passed"), report("a::t", "failed", "teardown")]
    assert counts({}, *failing) == {"passed": 0, "skipped": 0, "failed": 1}


def test_permission_to_skip_needs_a_reason(tmp_path):
    path = tmp_path / "allowed.toml"
    path.write_text('"a::t" = " "\n')
    with pytest.raises(ValueError, match="a::t"):
        ring_report.read_allowed(path)
