from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .coop_expense import BOOKED

#: key of the context under which a claim's own steps show that it is them; the object
#: cannot be sent by a browser or over RPC
_KEY = "coop_expense_step"
_STEP = object()

#: what only the steps of a claim write, never a user
STEPPED = frozenset(
    {
        "name",
        "step",
        "state",
        "submitted_date",
        "approved_by_id",
        "approved_date",
        "self_approved",
        "refusal_reason",
        "posting_error",
        "posting_number",
        "account_move_id",
        "entry_ids",
        "payment_to_tell",
    }
)
#: what a claim says: its member changes it in a draft only
SAID = frozenset(
    {
        "description",
        "activity_id",
        "line_ids",
        "payer",
        "invoice_date",
        "supplier_reference",
    }
)
#: what accountants may change until the claim is posted
CORRECTED = SAID | {"supplier_id"}


class CoopExpense(models.Model):
    """Who may change what of a claim: its steps are taken by the buttons alone, its
    content is free in a draft, corrected by accountants until it is posted, and fixed
    afterwards."""

    _inherit = "coop.expense"

    def _as_step(self):
        """These claims (sudo records), in an environment that may take them a step
        further."""
        claims_sudo = self.sudo()  # sudo: buttons check who may take their step
        return claims_sudo.with_context(**{_KEY: _STEP})

    def _is_step(self):
        return self.env.context.get(_KEY) is _STEP

    @api.model_create_multi
    def create(self, vals_list):
        claims = super().create(vals_list)
        # looked at afterwards, for defaults may come from the context too
        if not self._is_step() and any(claim._is_beyond_draft() for claim in claims):
            raise UserError(
                self.env._("A claim starts as a draft, and is then submitted.")
            )
        return claims

    def _is_beyond_draft(self):
        self.ensure_one()
        claim_sudo = self.sudo()  # sudo: fields that members do not see
        names = STEPPED - {"state", "step"}
        return claim_sudo.step != "draft" or any(claim_sudo[name] for name in names)

    def write(self, vals):
        if not self._is_step():
            self._check_write(vals.keys())
        return super().write(vals)

    def _check_write(self, names):
        """Raise UserError or AccessError for who may not write ``names`` now."""
        if STEPPED & names or "member_id" in names:
            raise UserError(
                self.env._("Claims go on by their buttons: this cannot be written.")
            )
        if self._coop_is_accountant():
            fixed = self.filtered(lambda claim: claim.state in BOOKED)
            if fixed and CORRECTED & names:
                fixed[0]._refuse_change()
            return
        if "supplier_id" in names:
            raise AccessError(self.env._("Accountants choose the supplier."))
        if SAID & names:
            for claim in self.filtered(lambda claim: claim.step != "draft"):
                claim._refuse_change()

    @api.model
    def _coop_is_accountant(self):
        user = self.env.user
        return self.env.su or user.has_group("coop_member.group_accountant")

    def _refuse_change(self):
        """Raise UserError: this claim cannot be changed any more."""
        self.ensure_one()
        if self.state in BOOKED:
            raise UserError(
                self.env._(
                    "%s is in the books: reverse its entry to correct it.",
                    self.display_name,
                )
            )
        raise UserError(
            self.env._(
                "%s has been submitted: take it back to change it.", self.display_name
            )
        )

    # not `api.ondelete`, which a key of the context switches off
    def unlink(self):
        for claim in self.filtered(lambda claim: claim.step != "draft" or claim.name):
            claim._refuse_unlink()
        # receipts stay, listed as unused; kilometres are charged again without these
        self.line_ids.unlink()
        return super().unlink()

    def _refuse_unlink(self):
        raise UserError(
            self.env._(
                "%s has been submitted: claims that were are kept.", self.display_name
            )
        )
