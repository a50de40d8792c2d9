"""The test rings."""

from layout import VENV


def pytest_odoo_command(database, conf, arguments):
    """Return the command that runs pytest-odoo; without --odoo-http it skips tests."""
    return [
        str(VENV / "bin/python"),
        "-m",
        "pytest",
        "--odoo-http",
        f"--odoo-database={database}",
        f"--odoo-config={conf}",
        *arguments,
    ]
