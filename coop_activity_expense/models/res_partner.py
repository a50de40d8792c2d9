from odoo import fields, models


class ResPartner(models.Model):
    """Contacts that stand for a customer of an activity."""

    _inherit = "res.partner"

    coop_activity_id = fields.Many2one(
        "coop.activity",
        "Customer of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
        help="The activity in whose address book this contact is.",
    )

    def _get_complete_name(self):
        # what its invoices print is what the activity wrote, not what another one did
        if self.name and self.sudo().coop_activity_id:  # sudo: hidden from portals
            return self.name
        return super()._get_complete_name()
