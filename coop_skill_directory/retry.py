from contextlib import contextmanager

from psycopg2.errors import UniqueViolation

from odoo.exceptions import ConcurrencyError
from odoo.tools import mute_logger


@contextmanager
def retry_if_made(env):
    """Have Odoo try the whole step again where another worker has just made what is
    made here: this transaction cannot see it, the next one will."""
    try:
        with mute_logger("odoo.sql_db"), env.cr.savepoint():
            yield
    except UniqueViolation as error:
        raise ConcurrencyError(str(error)) from error
