"""`make pot`: templates exported by Odoo, merged into the translations."""

import shutil
import subprocess

import databases
import odoo_tree
from layout import PREFIX, ROOT, SETUP, VENV, addons
from steps import Failure, digest, digest_files, is_done, mark_done, timed

EXPORTED = PREFIX / "pot"
CHECKED = "translations-checked"

CODE = """
from odoo.tools.translate import trans_export
for module in {modules!r}:
    with open("{folder}/" + module + ".pot", "wb") as target:
        trans_export(False, [module], target, "po", env)
"""


def export():
    """Write every module's template and bring its translations up to date."""
    _export_all()
    _po_files("write")
    return True


def check():
    """Tell whether templates are up to date and translations complete."""
    key = digest(databases.content_key(addons()), _translations_key())
    if is_done(CHECKED, key):
        return True
    _export_all()
    succeeded = _po_files("check")
    if succeeded:
        mark_done(CHECKED, key)
    return succeeded


def _translations_key():
    tools = [SETUP / "bootstrap/po_files.py", SETUP / "bootstrap/translations.py"]
    return digest_files(tools, ROOT)


def _export_all():
    shutil.rmtree(EXPORTED, ignore_errors=True)
    EXPORTED.mkdir(parents=True)
    database = databases.own("pot")
    databases.create(database, addons())
    try:
        with timed("export the terms to translate"):
            code = CODE.format(modules=addons(), folder=EXPORTED)
            databases.shell(database, code)
    finally:
        databases.drop(database)
    if len(list(EXPORTED.glob("*.pot"))) != len(addons()):
        raise Failure("Odoo exported no terms: see the lines above.")


def _po_files(command):
    """Run the tool that needs polib, in the environment that has it."""
    tool = [VENV / "bin/python", SETUP / "bootstrap/po_files.py", command]
    tool += [EXPORTED, odoo_tree.python_path(), *addons()]
    done = subprocess.run(tool, cwd=ROOT, check=False)
    return done.returncode == 0
