from odoo import api, models


class AccountPartialReconcile(models.Model):
    """Capital follows payments: every reconciliation of what was called is seen here,
    from whatever window, import or bank it comes."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._coop_share_moves()._sync_payment()
        return partials

    def unlink(self):
        moves_sudo = self._coop_share_moves()
        result = super().unlink()
        moves_sudo._sync_payment()
        return result

    def _coop_share_moves(self):
        """Capital movements that these reconciliations pay (sudo records)."""
        entries = (self.debit_move_id | self.credit_move_id).move_id
        return entries.sudo().coop_called_share_ids  # sudo: who reconciles may see none
