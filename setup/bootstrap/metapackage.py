"""setup/_metapackage/pyproject.toml: one package that brings the whole suite."""

from layout import SETUP, addons

PATH = SETUP / "_metapackage/pyproject.toml"

TEMPLATE = """\
# Written by setup/bootstrap/run metapackage.
[project]
name = "odoo-addons-coop"
version = "19.0.1.0.0"
description = "Every module of the suite for business and employment cooperatives"
license = "AGPL-3.0-only"
requires-python = ">=3.10"
dependencies = [
{dependencies}
]
classifiers = [
    "Framework :: Odoo :: 19.0",
    "Programming Language :: Python",
]

[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[tool.setuptools]
packages = []
"""


def render():
    """Return what the file should say for the modules that exist."""
    lines = [f'    "odoo-addon-{name}==19.0.*",' for name in addons()]
    return TEMPLATE.format(dependencies="\n".join(lines))


def write():
    """Bring the file up to date."""
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(render())
