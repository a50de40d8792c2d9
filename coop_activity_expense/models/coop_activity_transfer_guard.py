from odoo import api, models
from odoo.exceptions import UserError

#: key of the context under which a charge's own steps show that it is them
_KEY = "coop_transfer_step"
_STEP = object()

STEPPED = frozenset(
    {
        "name",
        "state",
        "offered_date",
        "answered_date",
        "answered_by_id",
        "refusal_reason",
        "account_move_id",
        "reversal_move_id",
    }
)


class CoopActivityTransfer(models.Model):
    """Who may write what of a charge: its members a draft, its steps the rest."""

    _inherit = "coop.activity.transfer"

    def _as_step(self):
        transfers_sudo = self.sudo()  # sudo: who asks is checked by each method
        return transfers_sudo.with_context(**{_KEY: _STEP})

    def _is_step(self):
        return self.env.context.get(_KEY) is _STEP

    @api.model_create_multi
    def create(self, vals_list):
        transfers = super().create(vals_list)
        if not self._is_step():
            transfers.from_activity_id._coop_require_member()
            if any(transfer._is_beyond_draft() for transfer in transfers):
                raise UserError(self.env._("A charge starts as a draft."))
        return transfers

    def _is_beyond_draft(self):
        self.ensure_one()
        transfer_sudo = self.sudo()  # sudo: fields that members do not see
        names = STEPPED - {"state"}
        return transfer_sudo.state != "draft" or any(transfer_sudo[n] for n in names)

    def write(self, vals):
        if not self._is_step():
            if STEPPED & vals.keys():
                raise UserError(
                    self.env._(
                        "Charges go on by their buttons: this cannot be written."
                    )
                )
            self.from_activity_id._coop_require_member()
            self._check_draft()
        result = super().write(vals)
        if not self._is_step() and "from_activity_id" in vals:
            self.from_activity_id._coop_require_member()
        return result

    def unlink(self):
        for transfer in self:
            if transfer.name:
                transfer._refuse_change()
        return super().unlink()

    def _check_draft(self):
        for transfer in self:
            if transfer.state != "draft":
                transfer._refuse_change()

    def _refuse_change(self):
        """Raise UserError: this charge is known to the other activity."""
        raise UserError(
            self.env._("%s has been offered: it stays as it is.", self.display_name)
        )
