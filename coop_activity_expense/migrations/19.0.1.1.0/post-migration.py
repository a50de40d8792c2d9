from openupgradelib import openupgrade


@openupgrade.migrate()
def migrate(env, version):
    """Give the cooperatives that were there before them the numbers of quotes and of
    charges between activities, as new ones get them when they are made."""
    for company in env["res.company"].search([]):
        company._coop_create_sequences()
