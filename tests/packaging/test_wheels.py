"""The wheels are complete, install with pip and work away from this repository."""

import subprocess

import metapackage
import pytest
from conftest import DATABASE
from databases import installed_modules, manifest, module_folder
from layout import addons

CODE = """
from odoo.modules import get_module_path
for module in {modules!r}:
    print("PATH", module, get_module_path(module))
"""


def tracked_files(folder):
    """Return what git knows of a folder: what it does not know is not packaged."""
    command = ["git", "ls-files"]
    return set(subprocess.check_output(command, cwd=folder, text=True).splitlines())


@pytest.mark.parametrize("module", addons())
def test_wheel_brings_every_file(module, read_wheel):
    files, _requirements = read_wheel(module)
    # Instructions for building are of no use once built.
    assert tracked_files(module_folder(module)) - {"pyproject.toml"} <= files


@pytest.mark.parametrize("module", addons())
def test_wheel_requires_odoo_and_the_suite(module, read_wheel):
    _files, requirements = read_wheel(module)
    suite = set(manifest(module)["depends"]) & set(addons())
    wanted = {"odoo==19.0.*", *[f"odoo-addon-{name}==19.0.*" for name in suite]}
    assert {f"Requires-Dist: {name}" for name in wanted} <= requirements


def test_modules_install_from_their_wheels(installed, odoo_elsewhere):
    names = addons()
    odoo_elsewhere(
        "-d", DATABASE, "-i", ",".join(names), "--stop-after-init", "--no-http"
    )
    assert set(names) <= installed_modules(DATABASE)
    shell = ["shell", "-d", DATABASE, "--no-http", "--shell-interface=python"]
    output = odoo_elsewhere(*shell, input=CODE.format(modules=names))
    paths = dict(line.split()[1:] for line in output.splitlines() if "PATH" in line)
    assert set(paths) == set(names)
    assert all(path.startswith(str(installed.parents[1])) for path in paths.values())


def test_metapackage_is_up_to_date():
    message = "run setup/bootstrap/run metapackage and commit what it writes"
    assert metapackage.PATH.read_text() == metapackage.render(), message
