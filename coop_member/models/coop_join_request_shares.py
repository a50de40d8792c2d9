from odoo import models
from odoo.tools import formatLang


class CoopJoinRequest(models.Model):
    """The shares that an applicant would like: an option of the joining form."""

    _inherit = "coop.join.request"

    def _subscribe(self, member):
        """Make a draft of the subscription for ``member``, which waits for the team,
        in place of one from an earlier application."""
        self.ensure_one()
        share_type = self.share_type_id
        # what was offered to applicants may not be to who is a member already
        if not share_type.active or not share_type._accepts(member.college_id):
            return
        member._wished_shares().action_cancel()
        self.env["coop.share.move"].create(
            {
                "company_id": self.company_id.id,
                "kind": "subscription",
                "share_type_id": share_type.id,
                "quantity": self.share_quantity,
                "to_member_id": member.id,
                "source": "form",
            }
        )

    def _wish(self):
        """The shares that were asked for, in words; nothing where none were."""
        self.ensure_one()
        share_type, quantity = self.share_type_id, self.share_quantity
        if not share_type:
            return ""
        amount = formatLang(
            self.env,
            quantity * share_type.nominal_value,
            currency_obj=share_type.currency_id,
        )
        return f"{quantity} × {share_type.name} · {amount}"
