"""Commands of the bootstrap: `setup/bootstrap/run COMMAND [arguments]`."""

import os
import shutil
import sys

import bench
import cluster
import config
import databases
import debian
import demo
import linters
import metapackage
import processes
import python_env
import rings
import translations
from layout import PREFIX, VENV, addons, keep_caches_inside
from steps import Failure, exclusive


def prepare():
    """Make Odoo and PostgreSQL ready to use."""
    with exclusive("prepare"):
        debian.ensure(debian.PRINT_PACKAGES)
        python_env.ensure_runtime()
        cluster.ensure()
        config.write()


def prepare_tests():
    """Make ready all that the tests need, the browser included."""
    with exclusive("prepare"):
        debian.ensure({**debian.PRINT_PACKAGES, **debian.BROWSER_PACKAGES})
        python_env.ensure_tests()
    prepare()


def run_odoo(arguments):
    """Become Odoo's own command line."""
    prepare()
    command = [str(VENV / "bin/python"), "-m", "odoo", *arguments]
    os.execve(command[0], command, config.environment())


def run_pytest(arguments):
    """Become pytest-odoo on an existing database: the quick way while developing."""
    if not arguments:
        raise Failure("Name the database first: setup/pytest DB [pytest's arguments].")
    prepare_tests()
    conf = config.write(PREFIX / "odoo-pytest.conf", config.free_port())
    command = rings.pytest_odoo_command(arguments[0], conf, arguments[1:])
    os.execve(command[0], command, config.environment(conf))


def make_base(_arguments):
    """Build the base database."""
    prepare()
    print(databases.base())


def make_db(arguments):
    """Make a fresh database: NAME [MODULES, comma separated] [demo]."""
    name, chosen, with_demo = [*arguments, "", "", ""][:3]
    if not name:
        raise Failure("Name the database: make db DB=name [MODULES=a,b] [DEMO=1].")
    prepare()
    if cluster.is_external() and name in databases.names():
        raise Failure(f"The database {name} exists on your server: drop it first.")
    modules = chosen.split(",") if chosen else addons()
    databases.create(name, modules)
    if with_demo:
        demo.load(name)
    print(f"Database {name} is ready: setup/odoo -d {name}")


def run_demo(_arguments):
    """Create and serve the demonstration cooperatives."""
    port = demo.http_port()
    prepare()
    demo.ensure_database()
    demo.serve(port)


def run_tests(arguments):
    """Run the test rings."""
    prepare_tests()
    with exclusive("test"):
        return rings.run(" ".join(arguments))


def run_lint(_arguments):
    """Run every check on every file."""
    linters.ensure()
    return linters.run_all()


def run_format(_arguments):
    """Rewrite every file the way the checks want it."""
    linters.ensure()
    linters.format_all()


def run_tool(arguments):
    """Become a pinned linter, for the hooks."""
    linters.ensure()
    return linters.run_tool(arguments)


def make_pot(_arguments):
    """Export the translation templates and merge them into the translations."""
    prepare()
    with exclusive("pot"):
        return translations.export()


def check_pot(_arguments):
    """Check that templates are up to date and translations complete."""
    prepare()
    with exclusive("pot"):
        return translations.check()


def write_metapackage(_arguments):
    """Write the package that depends on every module of the suite."""
    metapackage.write()


def run_bench(arguments):
    """Run the benches, all or those named."""
    prepare_tests()
    with exclusive("bench"):
        return bench.run(arguments)


def clean(_arguments):
    """Stop what runs in this clone and remove all that it made."""
    processes.stop_all()
    if cluster.is_external():
        databases.discard_own()
        print("The databases that you named yourself are left on your server.")
    cluster.stop()
    shutil.rmtree(PREFIX, ignore_errors=True)


COMMANDS = {
    "base": make_base,
    "bench": run_bench,
    "check-pot": check_pot,
    "clean": clean,
    "db": make_db,
    "demo": run_demo,
    "format": run_format,
    "lint": run_lint,
    "metapackage": write_metapackage,
    "odoo": run_odoo,
    "pot": make_pot,
    "pytest": run_pytest,
    "test": run_tests,
    "tool": run_tool,
}


def main(arguments):
    """Run the command named first; a failure is one sentence and exit code 1."""
    command = COMMANDS.get(arguments[0] if arguments else None)
    if not command:
        raise SystemExit(f"Usage: setup/bootstrap/run {{{'|'.join(COMMANDS)}}} ...")
    keep_caches_inside()
    try:
        succeeded = command(arguments[1:])
    except Failure as failure:
        raise SystemExit(f"FAILED: {failure}") from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    raise SystemExit(0 if succeeded is not False else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
