"""Packaging tests: each module as someone gets it with pip, far from this clone."""

import os
import subprocess
import sys
import zipfile

import cluster
import config
import databases
import odoo_tree
import pytest
from layout import SETUP, VENV, addons
from python_env import site_packages

DATABASE = databases.own("packaging")


def run(arguments, **options):
    """Run a program; when it fails, show what it said."""
    done = subprocess.run(
        [str(argument) for argument in arguments],
        capture_output=True,
        text=True,
        check=False,
        **{"input": "", **options},
    )
    assert not done.returncode, (
        f"{arguments}\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
    )
    return done.stdout


@pytest.fixture(scope="session")
def wheels(tmp_path_factory):
    """Build the wheel of every module, without asking any package index."""
    folder = tmp_path_factory.mktemp("wheels")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "-w", folder]
    sources = [databases.module_folder(name) for name in addons()]
    # The version is the manifest's, whatever the history of the clone.
    env = {**os.environ, "WHOOL_POST_VERSION_STRATEGY_OVERRIDE": "none"}
    run([VENV / "bin/pip", "wheel", *options, *sources], env=env)
    return folder


@pytest.fixture(scope="session")
def read_wheel(wheels):
    """Return a function that gives a module's files and its requirements."""

    def read(module):
        [path] = wheels.glob(f"odoo_addon_{module}-19.0.*.whl")
        with zipfile.ZipFile(path) as wheel:
            names = wheel.namelist()
            [metadata] = [name for name in names if name.endswith("/METADATA")]
            lines = wheel.read(metadata).decode().splitlines()
        inside = f"odoo/addons/{module}/"
        files = {name.removeprefix(inside) for name in names if inside in name}
        return files, {line for line in lines if line.startswith("Requires-Dist:")}

    return read


@pytest.fixture(scope="session")
def installed(wheels, tmp_path_factory):
    """Return a Python beside Odoo where pip installed the wheels."""
    venv = tmp_path_factory.mktemp("venv")
    run([sys.executable, "-m", "venv", "--without-pip", venv])
    paths = f"{odoo_tree.python_path()}\n{site_packages()}\n"
    (site_packages(venv) / "odoo-and-its-needs.pth").write_text(paths)
    # Odoo's own requirements are pinned elsewhere, under other names at times
    # (psycopg2-binary for psycopg2), so that pip must not look for them.
    options = ["--no-deps", "--no-index", f"--find-links={wheels}"]
    pip = [VENV / "bin/pip", "--python", venv / "bin/python", "install", *options]
    run([*pip, *[f"odoo-addon-{name}" for name in addons()]])
    return venv / "bin/python"


@pytest.fixture(scope="session")
def odoo_elsewhere(installed, tmp_path_factory):
    """Return a function that runs Odoo from the wheels, with no path to this clone."""
    folder = tmp_path_factory.mktemp("elsewhere")
    host, port, user = cluster.connection()
    lines = (
        (SETUP / "odoo.conf.in")
        .read_text()
        .format(
            addons_path=",".join(str(path) for path in odoo_tree.extra_addons_paths()),
            data_dir=folder / "data",
            db_host=host or False,
            db_port=port or False,
            db_user=user or False,
            http_port=config.free_port(),
        )
        .splitlines()
    )
    conf = folder / "odoo.conf"
    conf.write_text("\n".join(line for line in lines if line != "addons_path = "))
    env = {**os.environ, "ODOO_RC": str(conf)}
    env.pop("PYTHONPATH")
    databases.copy(databases.base(), DATABASE)

    def call(*arguments, **options):
        command = [installed, "-m", "odoo", *arguments]
        return run(command, env=env, cwd=folder, **options)

    yield call
    databases.drop(DATABASE)
