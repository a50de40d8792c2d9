from openupgradelib import openupgrade


@openupgrade.migrate()
def migrate(env, version):
    """Have the cooperatives that were there before them follow the declarations of
    their country, as new ones do; let members read by the ids of their activities."""
    env["res.company"].search([])._coop_follow_first_declarations()
    for name, own in (
        ("account_move", "coop_of_user"),
        ("account_move_line", "move_id.coop_of_user"),
    ):
        rule = env.ref(f"coop_activity_expense.{name}_rule_coop_member")
        kind = own.replace("coop_of_user", "move_type")
        sold = (kind, "in", ("out_invoice", "out_refund"))
        rule.domain_force = repr([sold, (own, "=", True)])
