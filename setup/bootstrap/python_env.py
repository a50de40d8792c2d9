"""Virtual environments with pinned packages, beside Odoo's own tree."""

import os
import shutil
import subprocess

import debian
import odoo_tree
from layout import LINT_VENV, SETUP, VENV
from shell import run_logged
from steps import Failure, digest, forget, run_step

MINIMUM = (3, 11)
CANDIDATES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11")


def interpreter():
    """Return the first Python on PATH that is recent enough."""
    for name in CANDIDATES:
        path = shutil.which(name)
        if path and _version(path) >= MINIMUM:
            return path
    raise Failure(
        "Python 3.11 or later is needed: install one and put it first on PATH."
    )


def _version(path):
    code = "import sys; print(*sys.version_info[:2])"
    done = subprocess.run([path, "-c", code], capture_output=True, check=False)
    return tuple(int(part) for part in done.stdout.split())


def ensure_runtime():
    """Make the environment in which Odoo runs."""
    _ensure_venv(VENV, "venv", "requirements.txt")
    odoo_tree.ensure()
    _link_odoo()


def ensure_tests():
    """Add to Odoo's environment what the tests need."""
    ensure_runtime()
    name = "requirements-test.txt"
    key = digest((SETUP / name).read_bytes())
    label = f"Python packages of {name}"
    run_step("venv-test", label, key, lambda: pip_install(VENV, name))


def ensure_lint():
    """Make the environment of the linters and of the translation tools."""
    _ensure_venv(LINT_VENV, "lint-venv", "requirements-lint.txt")


def _ensure_venv(venv, name, requirements):
    debian.ensure(debian.PYTHON_PACKAGES)
    # The interpreter may have been removed or replaced since.
    if not os.access(venv / "bin/python", os.X_OK):
        forget(name)
    key = digest((SETUP / requirements).read_bytes())
    label = f"Python packages of {requirements}"
    run_step(name, label, key, lambda: _create(venv, name, requirements))


def _create(venv, name, requirements):
    forget(f"{name}-test")
    shutil.rmtree(venv, ignore_errors=True)
    advice = f"The virtual environment {venv.name} could not be made: run again"
    run_logged([interpreter(), "-m", "venv", venv], "venv", advice)
    pip_install(venv, requirements)


def pip_install(venv, requirements):
    """Install a pinned requirements file of setup/ in an environment.

    The file names all that is needed, so that pip must not add to it.
    """
    options = ["--no-input", "--no-deps", "-r", SETUP / requirements]
    run_logged(
        [venv / "bin/pip", "install", *options],
        "pip",
        f"Python packages of setup/{requirements} could not be installed: "
        "check the access to the package index and run again",
    )


def site_packages(venv=VENV):
    """Return the folder of an environment's packages."""
    [folder] = venv.glob("lib/python3*/site-packages")
    return folder


def _link_odoo():
    """Put Odoo on the environment's path; the tree has its own metadata for pip."""
    link = site_packages() / "odoo-tree.pth"
    wanted = f"{odoo_tree.python_path()}\n"
    if not link.is_file() or link.read_text() != wanted:
        link.write_text(wanted)
