"""Runs the benches of tests/bench, each on its own fresh database."""

import databases
from layout import ROOT, addons
from steps import Failure

FOLDER = ROOT / "tests/bench"

# odoo shell reads code from its input; a bench is a module with run(env).
CODE = """
import runpy, sys
sys.path.insert(0, {folder!r})
runpy.run_path({script!r})["run"](env)
"""


def run(wanted):
    """Run the benches, all or those named; each prints its own ratios."""
    scripts = sorted(FOLDER.glob("bench_*.py"))
    if wanted:
        scripts = [path for path in scripts if path.stem in wanted]
    failures = [script.stem for script in scripts if not _run_one(script)]
    print(f"{len(scripts)} benches run, {len(failures)} failed")
    return not failures


def _run_one(script):
    print(f"\n== {script.stem} ==", flush=True)
    database = databases.own("bench")
    databases.copy(databases.prepared(addons()), database)
    try:
        code = CODE.format(folder=str(FOLDER), script=str(script))
        print(databases.shell(database, code), end="", flush=True)
    except Failure as failure:
        print(f"FAILED: {failure}", flush=True)
        return False
    finally:
        databases.drop(database)
    return True
