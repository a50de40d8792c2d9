from openupgradelib import openupgrade


@openupgrade.migrate()
def migrate(env, version):
    """Have the cooperatives that were there before them follow the declarations of
    their country, as new ones do."""
    env["res.company"].search([])._coop_follow_first_declarations()
