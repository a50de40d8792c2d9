"""Kernel tests: what needs neither Odoo nor a database, in milliseconds."""

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

from hypothesis import settings

ROOT = Path(__file__).resolve().parents[2]


def register_bare_package(name, folder):
    """Make `name` importable as a package without running its `__init__`.

    An add-on's own `__init__` imports odoo; its `core` must do without.
    """
    package = ModuleType(name)
    package.__path__ = [str(folder)]
    package.__file__ = str(folder / "__init__.py")
    # pytest asks the specification where a package lives.
    package.__spec__ = importlib.util.spec_from_file_location(
        name, package.__file__, submodule_search_locations=package.__path__
    )
    sys.modules[name] = package


# a core names that of another add-on as Odoo does
for name in ("odoo", "odoo.addons"):
    register_bare_package(name, ROOT / "no-such-folder")
for manifest in sorted(ROOT.glob("coop_*/__manifest__.py")):
    register_bare_package(manifest.parent.name, manifest.parent)
    register_bare_package(f"odoo.addons.{manifest.parent.name}", manifest.parent)

# A machine may be slow without anything being wrong; in CI the examples are always
# the same ones, so that a failure there can be repeated anywhere.
settings.register_profile(
    "suite", deadline=None, derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("suite")
