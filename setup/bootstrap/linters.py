"""The linters: pinned, installed in .odoo/, run by pre-commit or one by one."""

import os
import shutil
import subprocess

import debian
import python_env
from layout import LINT_VENV, NODE, PREFIX, ROOT, SETUP
from shell import output_of, run_logged
from steps import Failure, digest, exclusive, run_step

# Prettier looks for plugins beside its configuration, not beside itself.
PRETTIER = (
    NODE / "node_modules/.bin/prettier",
    f"--plugin={NODE / 'node_modules/@prettier/plugin-xml/src/plugin.js'}",
)
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
    env = {**os.environ, "PRE_COMMIT_HOME": str(PREFIX / "pre-commit")}
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 0


def run_tool(arguments):
    """Run one pinned tool on the files that a hook gives."""
    if not arguments:
        raise Failure("Name the tool: setup/lint/tool ruff check ...")
    name, *options = arguments
    command = PRETTIER if name == "prettier" else [LINT_VENV / "bin" / name]
    return subprocess.run([*command, *options], check=False).returncode == 0


def format_all():
    """Rewrite every file the way the checks want it."""
    tracked = output_of(["git", "ls-files"], cwd=ROOT).splitlines()
    suite = [name for name in tracked if name.startswith(("coop_", "tests/addons/"))]
    front = [name for name in suite if name.endswith((".xml", ".js", ".css", ".scss"))]
    for options in (["ruff", "check", "--fix", "."], ["ruff", "format", "."]):
        run_tool(options)
    if front:
        run_tool(["prettier", "--write", "--log-level=warn", *front])
