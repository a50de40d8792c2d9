from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

#: key of the context under which a review's own steps show that it is them; the object
#: cannot be sent by a browser or over RPC
_KEY = "coop_review_step"
_STEP = object()

#: what only the steps of a review write, never a user
STEPPED = frozenset(
    {
        "coop_review_state",
        "coop_review_comment",
        "coop_submitted_date",
        "coop_accepted_by_id",
        "coop_self_posted",
        "coop_posting_error",
        "coop_version",
        "coop_member_id",
        "coop_quote_id",
        "coop_quote_kind",
        "coop_beyond_quote",
        "coop_seen_date",
        "coop_reminder_date",
        "coop_reminder_count",
    }
)
#: of those, what no copy and no default brings along
FRESH = STEPPED - {"coop_quote_id"}
#: what an invoice prints, and Odoo lets change once it is posted
PRINTED = frozenset(
    {
        "narration",
        "ref",
        "invoice_origin",
        "coop_customer_id",
        "coop_evidence_id",
        "move_type",
        "name",
        "journal_id",
    }
)
UNDER_REVIEW = ("draft", "submitted", "returned")


class AccountMove(models.Model):
    """Nobody posts around the review, and nothing posted changes."""

    _inherit = "account.move"

    def _coop_as_step(self):
        """These documents (sudo records), in an environment that may take them a step
        further."""
        moves_sudo = self.sudo()  # sudo: who asks is checked by each method
        return moves_sudo.with_context(**{_KEY: _STEP})

    def _coop_is_step(self):
        return self.env.context.get(_KEY) is _STEP

    @api.model_create_multi
    def create(self, vals_list):
        moves = super().create(vals_list)
        # looked at afterwards, for defaults may come from the context too
        if not self._coop_is_step() and moves._coop_has_steps():
            raise UserError(self.env._("Reviews go on by their buttons."))
        return moves

    def _coop_has_steps(self):
        moves_sudo = self.sudo()  # sudo: fields that not everybody sees
        return any(move[name] for move in moves_sudo for name in FRESH)

    def write(self, vals):
        if not self._coop_is_step():
            if STEPPED & vals.keys():
                raise UserError(self.env._("Reviews go on by their buttons."))
            if PRINTED & vals.keys():
                self._coop_refuse_posted(vals)
        if vals.get("state") == "posted":
            self._coop_check_posting()
        elif "state" in vals:
            self._coop_refuse_posted()
        return super().write(vals)

    def unlink(self):
        self._coop_refuse_posted()
        return super().unlink()

    def _post(self, soft=True):
        self._coop_check_posting()
        return super()._post(soft)

    def _coop_check_posting(self):
        """Raise UserError for documents of activities that were not accepted; staff
        that makes some itself are accountants."""
        if self._coop_is_step():
            return
        accountant = self.env.user.has_group("coop_member.group_accountant")
        for move in self.sudo():  # sudo: who posts may not see activities
            if move.coop_review_state in UNDER_REVIEW:
                raise UserError(
                    self.env._(
                        "%s was made by a member: it is posted by accepting it.",
                        move.display_name,
                    )
                )
            if move._coop_is_sale() and not accountant:
                raise AccessError(
                    self.env._("Accountants post the invoices of activities.")
                )

    def _coop_refuse_posted(self, vals=None):
        """Raise UserError for posted invoices of activities, where ``vals`` would
        change something about one."""
        for move in self.sudo():  # sudo: who keeps the books may not see activities
            if move.state != "posted" or not move._coop_is_sale():
                continue
            if vals is None or any(
                self._field_will_change(move, vals, name) for name in PRINTED & {*vals}
            ):
                raise UserError(
                    self.env._(
                        "%s is posted and stays as it is: correct it by a credit note.",
                        move.name,
                    )
                )

    @api.depends("coop_review_state")
    def _compute_hide_post_button(self):
        result = super()._compute_hide_post_button()
        for move in self:
            if move.coop_review_state in UNDER_REVIEW:
                move.hide_post_button = True
        return result

    def _coop_lock(self):
        """Whoever takes a step with these documents at once waits, runs again, and
        finds them further on: rows are changed, not only locked."""
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                "UPDATE account_move SET coop_version = coalesce(coop_version, 0) + 1 "
                "WHERE id = ANY(%s) RETURNING id",
                sorted(self.ids),
            )
        )
        self.invalidate_recordset(["coop_version"])
