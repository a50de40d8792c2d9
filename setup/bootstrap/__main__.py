"""Commands of the bootstrap: `setup/bootstrap/run COMMAND [arguments]`."""

import os
import sys

import cluster
import config
import databases
import debian
import python_env
from rings import pytest_odoo_command
from layout import PREFIX, VENV, addons
from steps import Failure, exclusive


def prepare():
    """Make Odoo and PostgreSQL ready to use."""
    with exclusive("prepare"):
        debian.ensure(debian.PRINT_PACKAGES)
        python_env.ensure_runtime()
        cluster.ensure()
        config.write()


def run_odoo(arguments):
    """Become Odoo's own command line."""
    prepare()
    command = [str(VENV / "bin/python"), "-m", "odoo", *arguments]
    os.execve(command[0], command, config.environment())


def make_base(_arguments):
    """Build the base database."""
    prepare()
    print(databases.base())


def run_pytest(arguments):
    """Become pytest-odoo on an existing database: the quick way while developing."""
    if not arguments:
        raise Failure("Name the database first: setup/pytest DB [pytest's arguments].")
    prepare_tests()
    conf = config.write(PREFIX / "odoo-pytest.conf", config.free_port())
    command = pytest_odoo_command(arguments[0], conf, arguments[1:])
    os.execve(command[0], command, config.environment(conf))


def prepare_tests():
    """Make ready all that the tests need, the browser included."""
    prepare()
    with exclusive("prepare"):
        debian.ensure(debian.BROWSER_PACKAGES)
        python_env.ensure_tests()


def make_db(arguments):
    """Make a fresh database: NAME [MODULES, comma separated] [demo]."""
    if not arguments:
        raise Failure("Name the database: make db DB=name [MODULES=a,b] [DEMO=1].")
    name, chosen = arguments[0], (arguments[1:2] or [""])[0]
    prepare()
    if cluster.is_external() and name in databases.names():
        raise Failure(f"The database {name} exists on your server: drop it first.")
    modules = chosen.split(",") if chosen else addons()
    databases.copy(databases.prepared(modules), name)
    print(f"Database {name} is ready: setup/odoo -d {name}")


COMMANDS = {
    "base": make_base,
    "db": make_db,
    "odoo": run_odoo,
    "pytest": run_pytest,
}


def main(arguments):
    """Run the command named first; a failure is one sentence and exit code 1."""
    command = COMMANDS.get(arguments[0] if arguments else None)
    if not command:
        raise SystemExit(f"Usage: setup/bootstrap/run {{{'|'.join(COMMANDS)}}} ...")
    try:
        command(arguments[1:])
    except Failure as failure:
        raise SystemExit(f"FAILED: {failure}") from None


if __name__ == "__main__":
    main(sys.argv[1:])
