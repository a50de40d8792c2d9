from odoo import api, models


class CoopShareMove(models.Model):
    """Preparation of reimbursements: of what a member holds, with its part of the
    losses and its day of payment."""

    _inherit = "coop.share.move"

    @api.model
    def _prepare_reimbursement(self, member, share_type, quantity, date, lost):
        """Values of a draft reimbursement of shares given up on ``date``, of which the
        amount ``lost`` is not paid back."""
        return {
            "kind": "reimbursement",
            "company_id": member.company_id.id,
            "from_member_id": member.id,
            "share_type_id": share_type.id,
            "quantity": quantity,
            "date": date,
            "date_due": member.company_id._coop_reimbursement_day(date),
            "loss_amount": lost,
        }

    @api.model
    def _draft_reimbursements(self, member, date):
        """Draft reimbursements, one a type, of all that ``member`` holds and has not
        begun to give up otherwise."""
        company = member.company_id
        share_out = company._coop_loss_sharer(company._coop_losses())
        return self.create(
            [
                self._prepare_reimbursement(
                    member,
                    kind,
                    quantity,
                    date,
                    share_out(quantity * kind.nominal_value),
                )
                for kind, quantity in self._left_to_give(member).items()
            ]
        )

    @api.model
    def _left_to_give(self, member):
        """Numbers of shares by type that ``member`` holds, less those in drafts."""
        drafts = self._read_group(
            [("from_member_id", "=", member.id), ("state", "=", "draft")],
            ["share_type_id"],
            ["quantity:sum"],
        )
        in_drafts = dict(drafts)
        held = self.env["coop.share.holding"]._read_group(
            [("member_id", "=", member.id)], ["share_type_id"], ["quantity:sum"]
        )
        left = {kind: number - in_drafts.get(kind, 0) for kind, number in held}
        return {kind: number for kind, number in left.items() if number > 0}
