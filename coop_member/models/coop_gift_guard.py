from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

#: key of the context under which the ledger's own steps show that it is them; the
#: object cannot be sent by a browser or over RPC
_KEY = "coop_gift_step"
_STEP = object()

#: what only the steps of a gift write, never a user, and how a gift begins
STEPPED = {
    "state": "declared",
    "declarer_id": False,
    "declared_on": False,
    "awaited_id": False,
    "reminded_on": False,
    "confirmed_on": False,
    "confirmed_by_id": False,
    "dispute_reason": False,
    "reversal_of_id": False,
    "fingerprint": False,
    "origin_model": False,
    "origin_id": False,
    "origin_key": False,
    "origin_version": 0,
}


class CoopGift(models.Model):
    """The ledger is append-only, for everyone and through every door of the ORM: what
    is confirmed is neither written nor deleted, and nobody declares it confirmed but
    the ledger itself."""

    _inherit = "coop.gift"

    #: columns that may change on a confirmed gift, for they say nothing of it; a
    #: module that adds such a column extends this
    _free_columns = frozenset({"write_uid", "write_date"})

    def _as_step(self):
        """These gifts, in an environment that may take them a step further."""
        return self.with_context(**{_KEY: _STEP})

    def _is_step(self):
        return self.env.context.get(_KEY) is _STEP

    def _step(self, vals):
        """Take gifts a step further: to the database at once, where the guard looks."""
        self._as_step().write(vals)
        self.flush_recordset()

    @api.model_create_multi
    def create(self, vals_list):
        today = fields.Date.context_today(self)
        vals_list = [{"declared_on": today} | vals for vals in vals_list]
        if self._is_step():
            return super().create(vals_list)
        for vals in vals_list:
            self._refuse_steps(
                name
                for name, begin in STEPPED.items()
                if name != "declared_on" and vals.get(name, begin) != begin
            )
            vals["declared_on"] = today
        # values can come from the context too
        plain = {
            name: value
            for name, value in self.env.context.items()
            if name.removeprefix("default_") not in STEPPED
        }
        # pylint: disable-next=context-overridden
        creator = super(CoopGift, self.with_context(plain))
        return creator.create(vals_list).with_env(self.env)

    def write(self, vals):
        self.check_access("write")
        if not self._is_step():
            self._refuse_steps(STEPPED.keys() & vals)
        if self._sealed_columns(vals):
            self._refuse_rewriting()
        return super().write(vals)

    def _write_multi(self, vals_list):
        pairs = zip(self, vals_list, strict=True)
        rewritten = [gift.id for gift, vals in pairs if self._sealed_columns(vals)]
        self.browse(rewritten)._refuse_rewriting()
        return super()._write_multi(vals_list)

    def unlink(self):
        self.check_access("unlink")
        # not in an @api.ondelete: a flag in the context passes those by
        self._refuse_rewriting()
        return super().unlink()

    @api.model
    def _sealed_columns(self, names):
        """Those of ``names`` that are columns which a confirmed gift keeps."""
        sealed = set(names) - self._free_columns
        return {name for name in sealed if self._fields[name].column_type}

    @api.model
    def _refuse_steps(self, names):
        """Raise UserError if there are ``names`` of fields that no user writes."""
        labels = [self._fields[name]._description_string(self.env) for name in names]
        if labels:
            raise UserError(
                self.env._(
                    "“%s” cannot be entered like this: use the buttons of the gift.",
                    ", ".join(labels),
                )
            )

    def _refuse_rewriting(self):
        """Raise UserError if any of these gifts is confirmed, whatever the cache says
        of its state."""
        if not self.ids:
            return
        confirmed = self.env.execute_query(
            SQL(
                "SELECT id FROM coop_gift WHERE id = ANY(%s) AND state = 'confirmed'",
                self.ids,
            )
        )
        if confirmed:
            raise UserError(
                self.env._(
                    "“%s” is confirmed, and stays in the ledger as it is: reverse it "
                    "to correct it.",
                    self.browse(confirmed[0]).display_name,
                )
            )
