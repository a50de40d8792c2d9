"""Where everything lives in the repository and in its private prefix."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETUP = ROOT / "setup"
PREFIX = ROOT / ".odoo"
LOGS = PREFIX / "log"
VENV = PREFIX / "venv"
LINT_VENV = PREFIX / "lint-venv"
NODE = PREFIX / "node"
DATA_DIR = PREFIX / "data"
CONFIG = PREFIX / "odoo.conf"
TREE = PREFIX / "tree"

# Nothing is written outside the prefix: these caches would be, in the home folder.
CACHES = {
    "PIP_CACHE_DIR": PREFIX / "cache/pip",
    "npm_config_cache": PREFIX / "cache/npm",
}

# What tools leave behind does not change a module.
IGNORED = {"__pycache__", ".hypothesis", ".pytest_cache", ".ruff_cache"}


def keep_caches_inside(environment=os.environ):
    """Keep pip's and npm's caches in the prefix, unless their owner moved them."""
    for name, folder in CACHES.items():
        environment.setdefault(name, str(folder))


def addons(root=ROOT):
    """Return the names of the suite's installable modules, sorted."""
    return sorted(path.parent.name for path in root.glob("coop_*/__manifest__.py"))


def suite_addons(root=ROOT):
    """Return the names of the suite-wide test modules in tests/addons, sorted."""
    return sorted(
        path.parent.name for path in root.glob("tests/addons/*/__manifest__.py")
    )


def source_files(folder):
    """Return every file of a folder that is part of the source."""
    return [
        Path(parent) / name
        for parent, folders, names in os.walk(folder)
        for name in names
        if not _prune(folders) and not name.endswith(".pyc")
    ]


def _prune(folders):
    """Drop ignored folders from a running `os.walk`, in place."""
    folders[:] = [name for name in folders if name not in IGNORED]
