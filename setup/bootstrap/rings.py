"""The test rings: what they are, how one is run, what the whole run says."""

import json
import os
import shlex
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

import config
import databases
from layout import PREFIX, ROOT, SETUP, VENV, addons, suite_addons
from steps import Failure, timed

RESULTS = PREFIX / "results"
TOTALS = RESULTS / "totals"

# Options of pytest whose value stands apart: it is never the name of a ring.
OPTIONS_WITH_VALUE = {"-k", "-m", "-p", "-o", "-c", "-W", "-r", "-n"}

NO_TESTS = 5

# A ring keeps one core busy: its tests wait for their own server and browser.
LANES = 2

# Databases are copied from templates that nobody may use meanwhile.
PREPARING = threading.Lock()

# Of setup/requirements-test.txt; no module of the suite depends on them.
COMPANIONS = (
    "account_payment_sepa_credit_transfer",
    "l10n_be_mis_reports",
    "l10n_fr_mis_reports",
)


class Ring(NamedTuple):
    """A set of tests run by one pytest, with the modules its database needs, and
    modules of others that the suite goes along with."""

    name: str
    paths: tuple
    modules: tuple = ()
    companions: tuple = ()


class Outcome(NamedTuple):
    """What a ring's tests came to."""

    passed: int
    failed: int
    skipped: int


def all_rings():
    """Return every ring, in the order in which the table names them."""
    core = [f"{name}/core" for name in addons() if (ROOT / name / "core").is_dir()]
    rings = [Ring("kernel", ("tests/kernel", *core))]
    rings += [Ring(name, (f"{name}/tests",), (name,)) for name in addons()]
    everything = tuple(addons())
    for name in suite_addons():
        rings.append(Ring(name, (f"tests/addons/{name}/tests",), (*everything, name)))
    rings += [Ring("companions", ("tests/companions",), everything, COMPANIONS)]
    rings += [Ring("setup", ("tests/setup", "setup/bootstrap"))]
    rings += [Ring("packaging", ("tests/packaging",))]
    return rings


# -- which rings, which arguments ------------------------------------------------------


def select(rings, arguments):
    """Return the rings that ARGS names, narrowed to its paths, and pytest's options.

    Without a name every ring runs; names are rings, modules or paths.
    """
    options, chosen, previous = [], {}, None
    for word in arguments:
        ring = None if previous in OPTIONS_WITH_VALUE else _ring_of(rings, word)
        if ring:
            chosen.setdefault(ring.name, []).append(word)
        else:
            options.append(word)
        previous = word
    if not chosen:
        return rings, options
    return [
        _narrow(ring, chosen[ring.name]) for ring in rings if ring.name in chosen
    ], options


def _ring_of(rings, word):
    path = word.split("::")[0].removeprefix("./").rstrip("/")
    for ring in rings:
        inside = [path == own or path.startswith(f"{own}/") for own in ring.paths]
        if path == ring.name or any(inside):
            return ring
    return None


def _narrow(ring, words):
    paths = [word for word in words if word.rstrip("/") != ring.name]
    return ring._replace(paths=tuple(paths)) if paths else ring


# -- running ---------------------------------------------------------------------------


def run(text):
    """Run the rings that ARGS selects, print the table, return whether all passed."""
    rings, options = select(all_rings(), shlex.split(text))
    RESULTS.mkdir(parents=True, exist_ok=True)
    TOTALS.unlink(missing_ok=True)
    if len(rings) == 1:
        outcomes = {rings[0].name: _run_ring(rings[0], options)}
    else:
        outcomes = _run_side_by_side(rings, options)
    return _conclude([(ring.name, outcomes[ring.name]) for ring in rings])


def _run_side_by_side(rings, options):
    """Run rings in lanes, and print what each says once it has ended."""
    outcomes = {}
    with ThreadPoolExecutor(LANES) as lanes:
        running = {
            lanes.submit(_run_in_lane, ring, options): ring
            for ring in longest_first(rings)
        }
        for ended in as_completed(running):
            ring = running[ended]
            outcomes[ring.name] = ended.result()
            print(_output(ring).read_text(), flush=True)
    return outcomes


def longest_first(rings):
    """Return rings by the number of their test files, for no lane to end long after
    the other."""
    return sorted(rings, key=_count_files, reverse=True)


def _count_files(ring):
    return sum(len(list((ROOT / path).rglob("test_*.py"))) for path in ring.paths)


def _run_in_lane(ring, options):
    with timed(f"ring {ring.name}"), _output(ring).open("w") as output:
        return _run_ring(ring, options, output)


def _output(ring):
    return RESULTS / f"{ring.name}.txt"


def _run_ring(ring, options, output=None):
    """Run one ring; whatever goes wrong becomes a failure, and the others go on."""
    print(f"\n== {ring.name} ==", file=output, flush=True)
    result = RESULTS / f"{ring.name}.json"
    result.unlink(missing_ok=True)
    try:
        code = _pytest_ring(ring, options, output)
    except Failure as failure:
        print(f"FAILED: {failure}", file=output, flush=True)
        return Outcome(0, 1, 0)
    outcome, fault = judge(result, code, narrowed=bool(options))
    if fault:
        print(f"FAILED: ring {ring.name} {fault}", file=output, flush=True)
    return outcome


def judge(result, code, narrowed):
    """Return a ring's outcome, and what went wrong beyond its tests."""
    if not result.is_file():
        return Outcome(0, 1, 0), "died before it could count its tests"
    counted = Outcome(**json.loads(result.read_text()))
    if code == NO_TESTS:
        fault = None if narrowed else "has no test"
    elif code and not counted.failed:
        fault = f"ended with code {code} although its tests passed"
    else:
        fault = None
    return (counted._replace(failed=1), fault) if fault else (counted, None)


def _pytest_ring(ring, options, output):
    if not ring.modules:
        command = plain_pytest_command([*ring.paths, *options])
        return _call(ring, command, output)
    database = databases.own(f"test_{ring.name}")
    with PREPARING:
        databases.create(database, [*ring.modules, *ring.companions])
    conf = config.write(PREFIX / f"odoo-{ring.name}.conf", config.free_port())
    try:
        command = pytest_odoo_command(database, conf, [*ring.paths, *options])
        # Chromium leaves crash reports in its user's configuration.
        home = {"XDG_CONFIG_HOME": str(PREFIX / "config")}
        return _call(ring, command, output, {**config.environment(conf), **home})
    finally:
        conf.unlink()
        databases.drop(database)


def _call(ring, command, output, env=None):
    plugins = os.pathsep.join([str(SETUP / "pytest_plugins"), str(SETUP / "bootstrap")])
    env = {
        **(env or os.environ),
        "PYTHONPATH": plugins,
        "RING_RESULT": str(RESULTS / f"{ring.name}.json"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(PREFIX / "hypothesis"),
    }
    command = [*command, "-p", "ring_report", "-q"]
    return subprocess.run(
        command,
        env=env,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        check=False,
    ).returncode


def plain_pytest_command(arguments):
    """Return the command that runs pytest without Odoo, in milliseconds."""
    return [
        str(VENV / "bin/python"),
        "-m",
        "pytest",
        "-p",
        "no:odoo",
        "--doctest-modules",
        *arguments,
    ]


def pytest_odoo_command(database, conf, arguments):
    """Return the command that runs pytest-odoo; without --odoo-http it skips tests."""
    return [
        str(VENV / "bin/python"),
        "-m",
        "pytest",
        "--odoo-http",
        f"--odoo-database={database}",
        f"--odoo-config={Path(conf)}",
        *arguments,
    ]


# -- the end of the run ----------------------------------------------------------------


def _conclude(outcomes):
    print(f"\n{'ring':<40}{'passed':>8}{'failed':>8}{'skipped':>9}")
    for name, outcome in outcomes:
        print(f"{name:<40}{outcome.passed:>8}{outcome.failed:>8}{outcome.skipped:>9}")
    passed = sum(outcome.passed for _name, outcome in outcomes)
    failed = sum(outcome.failed for _name, outcome in outcomes)
    TOTALS.write_text(f"{passed} {failed}\n")
    print(f"\n{totals_line(passed, failed)}", flush=True)
    return not failed


def totals_line(passed, failed):
    """Return the line that closes every run."""
    return f"{passed} passed, {failed} failed"
