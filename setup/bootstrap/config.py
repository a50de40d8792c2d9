"""Odoo's configuration file, rendered from setup/odoo.conf.in."""

import os
import socket

import cluster
import odoo_tree
from layout import CONFIG, DATA_DIR, PREFIX, ROOT, SETUP, VENV, suite_addons


def write(path=CONFIG, http_port=8069):
    """Write a configuration file for this clone and return its path."""
    host, port, user = cluster.connection()
    text = (SETUP / "odoo.conf.in").read_text()
    # Replaced whole: another command of this clone may be reading it right now.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(
        text.format(
            addons_path=",".join(str(folder) for folder in addons_paths()),
            data_dir=DATA_DIR,
            db_host=host or False,
            db_port=port or False,
            db_user=user or False,
            http_port=http_port,
        )
    )
    return draft.replace(path)


def addons_paths():
    """Return the folders in which Odoo looks for modules, its own excepted."""
    paths = [*odoo_tree.extra_addons_paths(), ROOT]
    if suite_addons():
        paths.append(ROOT / "tests/addons")
    return paths


def write_for_tests():
    """Write a configuration with a free port, so that nothing disturbs the tests."""
    return write(PREFIX / f"odoo-{os.getpid()}.conf", free_port())


def free_port():
    """Return a TCP port of the loopback interface that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(path=CONFIG):
    """Return the environment in which `python -m odoo` finds its configuration."""
    programs = f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "ODOO_RC": str(path), "PATH": programs}
