"""Databases: the base that everything is copied from, copies, installs, updates."""

import ast
import os
import shutil
import subprocess

import cluster
import config
import debian
import odoo_tree
from layout import DATA_DIR, ROOT, VENV, addons, source_files, suite_addons
from shell import output_of, run_logged
from steps import Failure, digest, digest_files, exclusive, timed

# Everything of Odoo that the suite's modules depend on, both countries' charts.
BASE_MODULES = (
    "account",
    "l10n_be",
    "l10n_fr_account",
    "portal",
    "project",
    "website",
    "website_event",
)
LANGUAGES = ("en_US", "fr_FR", "nl_NL")

# Folders of a module that leave no trace in a database.
NOT_INSTALLED = {"tests", "readme", "bench"}


def own(purpose):
    """Return the name of a database that these commands make for themselves.

    On a server that others use too, the name says which clone made it.
    """
    return (
        f"coop_{digest(ROOT)[:6]}_{purpose}"
        if cluster.is_external()
        else f"coop_{purpose}"
    )


def names():
    """Return the names of the server's databases."""
    query = "select datname from pg_database where not datistemplate"
    return set(sql("postgres", query).split())


def sql(database, query):
    """Run a query with psql and return what it prints."""
    program = debian.postgresql_bin("psql")
    command = [program, "-qAtX", "-d", database, "-c", query]
    return output_of(command, env=cluster.client_environment())


def filestore(name):
    """Return the folder of a database's attachments."""
    return DATA_DIR / "filestore" / name


def drop(name):
    """Remove a database and its attachments, when they exist."""
    _postgresql("dropdb", "--if-exists", "--force", name)
    shutil.rmtree(filestore(name), ignore_errors=True)


def copy(source, name):
    """Make `name` a copy of another database, replacing what was there."""
    drop(name)
    _postgresql("createdb", "-T", source, name)
    if filestore(source).is_dir():
        # Odoo never changes a stored file in place, so copies may share them.
        shutil.copytree(filestore(source), filestore(name), copy_function=os.link)


def _postgresql(program, *arguments):
    run_logged(
        [debian.postgresql_bin(program), *arguments],
        "databases",
        f"PostgreSQL refused '{program} {' '.join(arguments)}'",
        env=cluster.client_environment(),
    )


# -- Odoo --------------------------------------------------------------------------


def odoo(*arguments):
    """Run Odoo's command line quietly, with its log in .odoo/log."""
    conf = config.write_for_tests()
    try:
        run_logged(
            [VENV / "bin/python", "-m", "odoo", *arguments],
            "odoo",
            f"Odoo failed on '{' '.join(arguments)}'",
            env=config.environment(conf),
            cwd=ROOT,
        )
    finally:
        conf.unlink()


def install(name, modules):
    """Install modules in a database; what is installed already stays as it is."""
    _run_and_check(name, ["-i", ",".join(modules)], modules)


def update(name, modules):
    """Update modules of a database, after their files changed."""
    _run_and_check(name, ["-u", ",".join(modules)], modules)


def _run_and_check(name, options, modules):
    odoo("-d", name, *options, "--stop-after-init", "--no-http")
    # Odoo ends with success when a module is unknown or not installable.
    missing = set(modules) - installed_modules(name)
    if missing:
        raise Failure(
            f"Not installed in {name}: {', '.join(sorted(missing))} "
            "(details: .odoo/log/odoo.log)"
        )


def installed_modules(name):
    """Return the names of the modules installed in a database."""
    query = "select name from ir_module_module where state = 'installed'"
    return set(sql(name, query).split())


def shell(name, code):
    """Run Python code with `env` in a database and return what it prints."""
    conf = config.write_for_tests()
    command = [VENV / "bin/python", "-m", "odoo", "shell", "-d", name, "--no-http"]
    try:
        done = subprocess.run(
            [*command, "--shell-interface=python", "--log-level=warn"],
            input=code,
            stdout=subprocess.PIPE,
            text=True,
            env=config.environment(conf),
            cwd=ROOT,
            check=False,
        )
    finally:
        conf.unlink()
    if done.returncode:
        raise Failure(f"Code failed in the database {name}: see the lines above.")
    return done.stdout


def create(name, modules):
    """Make a fresh database with modules of the suite or of Odoo."""
    suite = set(modules) & set(known_modules())
    copy(prepared(suite), name)
    others = set(modules) - installed_modules(name)
    if others:
        install(name, sorted(others))


# -- prepared databases --------------------------------------------------------------


def base():
    """Return the base database, built once for this Odoo and these modules."""
    key = digest(odoo_tree.version_key(), BASE_MODULES, LANGUAGES)
    name = own(f"base_{key}")
    with exclusive("databases"):
        if name not in names():
            _discard_older(own("base_"), name)
            with timed("base database (Odoo's own modules, French, Dutch)"):
                _build(name, _build_base)
    return name


def _build_base(name):
    languages = f"--load-language={','.join(LANGUAGES)}"
    _run_and_check(name, ["-i", ",".join(BASE_MODULES), languages], BASE_MODULES)


def _build(name, action, template=None):
    """Build a database under another name first: a half-built one is never used."""
    draft = f"{name}_draft"
    drop(draft)
    drop(name)
    if template:
        copy(template, draft)
    action(draft)
    _postgresql("createdb", "-T", draft, name)
    if filestore(draft).is_dir():
        filestore(draft).rename(filestore(name))
    drop(draft)


def _discard_older(prefix, keep):
    for name in names():
        if name.startswith(prefix) and name != keep:
            drop(name)


def discard_own():
    """Drop what these commands made for themselves."""
    _discard_older(own(""), keep=None)


def prepared(modules):
    """Return a database with these modules installed, built once per content.

    A module is installed over the database of the modules it depends on, so that
    what they share is installed once.
    """
    modules = sorted(set(modules))
    if not modules:
        return base()
    prefix = own(f"{digest(*modules)[:8]}_")
    name = f"{prefix}{content_key(modules)}"
    template = prepared(_below(modules))
    with exclusive("databases"):
        if name not in names():
            _discard_older(prefix, name)
            with timed(f"database with {', '.join(modules)}"):
                _build(name, lambda draft: install(draft, modules), template)
    return name


def _below(modules):
    """Return the suite's modules that these depend on, themselves excepted."""
    return suite_dependencies(modules) - set(modules)


def suite_dependencies(modules):
    """Return the suite's modules that these need, themselves included."""
    found, todo = set(), set(modules)
    while todo:
        module = todo.pop()
        found.add(module)
        todo |= set(manifest(module)["depends"]) & set(known_modules()) - found
    return found


def known_modules():
    """Return the names of the modules of this repository."""
    return [*addons(), *suite_addons()]


def module_folder(module):
    """Return the folder of a module of the suite."""
    folder = ROOT / module
    return folder if folder.is_dir() else ROOT / "tests/addons" / module


def manifest(module):
    """Return a module's manifest."""
    return ast.literal_eval((module_folder(module) / "__manifest__.py").read_text())


def content_key(modules):
    """Return a hash of all that decides what these modules put in a database."""
    files = [
        path
        for module in sorted(suite_dependencies(modules))
        for path in source_files(module_folder(module))
        if not NOT_INSTALLED & set(path.relative_to(module_folder(module)).parts)
    ]
    base_key = digest(odoo_tree.version_key(), BASE_MODULES, LANGUAGES)
    return digest(base_key, digest_files(files, ROOT))
