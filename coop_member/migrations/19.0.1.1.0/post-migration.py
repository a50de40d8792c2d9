from openupgradelib import openupgrade


@openupgrade.migrate()
def migrate(env, version):
    """Give the cooperatives that were there before it the counter of their capital
    register, as new ones get it when they are made."""
    for company in env["res.company"].search([]):
        company._coop_create_sequences()
