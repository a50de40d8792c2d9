from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

#: key of the context under which the register's own steps show that it is them; the
#: object cannot be sent by a browser or over RPC
_KEY = "coop_share_step"
_STEP = object()

#: what only the steps of a movement write, never a user
STEPPED = frozenset(
    {
        "state",
        "number",
        "hash",
        "account_move_id",
        "entry_ids",
        "counterpart_account_id",
        "reversal_of_id",
        "payment_reference",
        "source",
    }
)
#: what makes the movement: fixed once it is called or done
FIXED = STEPPED | {
    "company_id",
    "date",
    "kind",
    "share_type_id",
    "from_member_id",
    "to_member_id",
    "quantity",
    "unit_value",
    "amount",
    "loss_amount",
    "payment_term_id",
}
#: columns of the register that nothing may write any more once a line is done
SEALED = FIXED - {"entry_ids"}


class CoopShareMove(models.Model):
    """The register is append-only, for everyone and through every door of the ORM:
    what is done is neither written nor deleted, and nobody declares it done but the
    register itself."""

    _inherit = "coop.share.move"

    def _as_step(self):
        """These movements, in an environment that may take them a step further."""
        return self.with_context(**{_KEY: _STEP})

    def _is_step(self):
        return self.env.context.get(_KEY) is _STEP

    @api.model_create_multi
    def create(self, vals_list):
        moves = super().create(vals_list)
        # looked at afterwards, for defaults may come from the context too
        if not self._is_step() and any(move._is_beyond_draft() for move in moves):
            raise UserError(
                self.env._(
                    "A capital movement starts as a draft: it gets its number and its "
                    "place in the register when it is paid or recorded."
                )
            )
        return moves

    def _is_beyond_draft(self):
        self.ensure_one()
        return self.state != "draft" or any(
            self[name] for name in STEPPED - {"state", "source"}
        )

    def write(self, vals):
        if not self._is_step():
            if STEPPED & vals.keys():
                self._refuse_rewriting(self[:1])
            if FIXED & vals.keys():
                self._refuse_rewriting(self.filtered(lambda m: m.state != "draft")[:1])
        return super().write(vals)

    def _write_multi(self, vals_list):
        sealed = [
            record.id
            for record, vals in zip(self, vals_list, strict=True)
            if SEALED & vals.keys()
        ]
        self._refuse_rewriting(self.browse(self._done_in_database(sealed)[:1]))
        return super()._write_multi(vals_list)

    @api.model
    def _done_in_database(self, ids):
        """Those of ``ids`` whose row is done, whatever the cache says."""
        if not ids:
            return []
        query = SQL(
            "SELECT id FROM coop_share_move WHERE id = ANY(%s) AND state = 'done'", ids
        )
        return [row[0] for row in self.env.execute_query(query)]

    def _refuse_rewriting(self, move):
        """Raise UserError if there is a ``move``."""
        if not move:
            return
        if move.state == "done":
            raise UserError(
                self.env._(
                    "Movement %(number)s is in the capital register, which nobody "
                    "rewrites: correct it with a reversal.",
                    number=move.number,
                )
            )
        raise UserError(
            self.env._(
                "“%s” cannot be changed like this: use the buttons of the movement.",
                move.display_name,
            )
        )

    # not `api.ondelete`, which a key of the context switches off
    def unlink(self):
        for move in self:
            if move.state != "draft":
                move._refuse_rewriting(move)
        return super().unlink()
