from odoo import api, fields, models
from odoo.exceptions import AccessError


class CoopActivity(models.Model):
    """What an activity invoices, and who does it."""

    _inherit = "coop.activity"

    currency_id = fields.Many2one(related="company_id.currency_id")
    coop_customer_ids = fields.One2many("coop.customer", "activity_id", "Customers")
    coop_self_post_limit = fields.Monetary(
        "Posted by its members",
        groups="coop_member.group_accountant",
        tracking=True,
        help="Invoices up to this total, taxes included, need no accountant; 0: all "
        "do.",
    )
    coop_income_account_id = fields.Many2one(
        "account.account",
        "Income account",
        check_company=True,
        domain="[('internal_group', '=', 'income')]",
        groups="coop_member.group_accountant",
        help="Of what the activity invoices; empty: the journal's own.",
    )

    _coop_self_post_limit_valid = models.Constraint(
        "CHECK (coop_self_post_limit >= 0)", "A limit cannot be negative."
    )

    def _coop_require_member(self):
        """Raise AccessError for activities that the user does not run. Reading them is
        not enough: advisers read them all."""
        if self.env.su:
            return
        own = self.search(
            [
                ("id", "in", self.ids),
                ("member_ids.portal_partner_id", "=", self.env.user.partner_id.id),
            ]
        )
        if own != self:
            raise AccessError(
                self.env._("Only who runs an activity writes in its name.")
            )

    def _coop_is_member(self):
        """Whether the user runs all of these activities."""
        try:
            self._coop_require_member()
        except AccessError:
            return False
        return True

    @api.model
    def _coop_of_user(self):
        """Activities that the user runs."""
        partner = self.env.user.partner_id
        return self.search([("member_ids.portal_partner_id", "=", partner.id)])

    def _coop_acting_member(self):
        """The membership in which the user acts for this activity; empty for staff."""
        self.ensure_one()
        return self.env["coop.member"].search(
            [
                ("portal_partner_id", "=", self.env.user.partner_id.id),
                ("coop_activity_ids", "in", self.ids),
            ],
            limit=1,
        )
