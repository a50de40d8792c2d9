from openupgradelib import openupgrade

#: what members see of the capital, which hides what the team prepares
RULE = "coop_member.coop_share_move_rule_member"


@openupgrade.migrate()
def migrate(env, version):
    """Show members of the capital what a new database shows them."""
    rule = env.ref(RULE, raise_if_not_found=False)
    if rule:
        rule.domain_force = (
            "['|', ('from_member_id.portal_partner_id', '=', user.partner_id.id), "
            "('to_member_id.portal_partner_id', '=', user.partner_id.id), "
            "'|', ('source', 'in', ('form', 'portal')), "
            "'|', ('state', 'in', ('called', 'done')), "
            "('payment_reference', '!=', False)]"
        )
