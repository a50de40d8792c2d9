from odoo.tools import SQL

EXTENSIONS = ("unaccent", "pg_trgm")


def pre_init_hook(env):
    """Have PostgreSQL fold accents and compare words that are nearly the same: both
    extensions come with it, and the owner of a database may add them."""
    for name in EXTENSIONS:
        env.cr.execute(SQL("CREATE EXTENSION IF NOT EXISTS %s", SQL.identifier(name)))


def post_init_hook(env):
    """Load the skills that are shipped."""
    env["coop.skill"]._load_shipped()
