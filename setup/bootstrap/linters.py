"""The linters: pinned, installed in .odoo/, run by pre-commit or one by one."""

import os
import shutil
import subprocess

import debian
import python_env
from layout import LINT_VENV, NODE, PREFIX, ROOT, SETUP
from shell import run_logged
from steps import Failure, digest, exclusive, run_step

NODE_FILES = ("package.json", "package-lock.json")


def ensure():
    """Install what the checks need when it is missing."""
    with exclusive("lint"):
        debian.ensure({**debian.GIT_PACKAGES, **debian.NODE_PACKAGES})
        python_env.ensure_lint()
        key = digest(*[(SETUP / "lint" / name).read_bytes() for name in NODE_FILES])
        run_step("node", "prettier and its XML plugin", key, _install_node)


def _install_node():
    shutil.rmtree(NODE, ignore_errors=True)
    NODE.mkdir(parents=True)
    for name in NODE_FILES:
        shutil.copy(SETUP / "lint" / name, NODE)
    run_logged(
        ["npm", "ci", "--no-audit", "--no-fund"],
        "npm",
        "prettier could not be installed: check the access to npm's registry and "
        "run again",
        cwd=NODE,
    )


def run_all():
    """Run every hook on every file; return whether all are content."""
    command = [LINT_VENV / "bin/pre-commit", "run", "--all-files", "--color=never"]
    return (
        subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode
        == 0
    )


def run_tool(arguments):
    """Run one pinned tool on the files that a hook gives."""
    if not arguments:
        raise Failure("Name the tool: setup/lint/tool ruff check ...")
    if arguments[0] == "prettier":
        arguments = _prettier(arguments[1:])
    return subprocess.run(arguments, env=environment(), check=False).returncode == 0


def _prettier(arguments):
    # Prettier looks for plugins beside its configuration, not beside itself.
    plugin = NODE / "node_modules/@prettier/plugin-xml/src/plugin.js"
    program = NODE / "node_modules/.bin/prettier"
    return [str(program), f"--plugin={plugin}", *arguments]


def environment():
    """Return the environment in which the pinned tools come first."""
    path = f"{LINT_VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PRE_COMMIT_HOME": str(PREFIX / "pre-commit")}
