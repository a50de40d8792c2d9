from odoo import Command, api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

#: key of the context under which a quote's own steps show that it is them; the object
#: cannot be sent by a browser or over RPC
_KEY = "coop_quote_step"
_STEP = object()


class CoopQuote(models.Model):
    """Quotes are written by their own methods alone, as lines name taxes and units
    that members may not read: `_save` for what members type, buttons for the rest."""

    _inherit = "coop.quote"

    def _as_step(self):
        """These quotes (sudo records), in an environment that may write them."""
        quotes_sudo = self.sudo()  # sudo: who asks is checked by each method
        return quotes_sudo.with_context(**{_KEY: _STEP})

    def _is_step(self):
        return self.env.context.get(_KEY) is _STEP

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_hand()
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_hand()
        return super().write(vals)

    def unlink(self):
        self._check_unsent()
        return super().unlink()

    def _check_unsent(self):
        """Raise UserError for quotes that were sent once."""
        for quote in self.sudo():  # sudo: whether it was sent
            if quote.step != "draft" or quote.name:
                raise UserError(
                    self.env._(
                        "%s has been sent: quotes that were are kept.",
                        quote.display_name,
                    )
                )

    def _refuse_hand(self):
        if not self._is_step():
            raise UserError(
                self.env._("Quotes go on by their buttons: this cannot be written.")
            )

    def _lock(self):
        """Whoever writes these quotes at once waits, runs again, and finds them further
        on: the row is changed, not only locked."""
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                "UPDATE coop_quote SET version = coalesce(version, 0) + 1 "
                "WHERE id = ANY(%s) RETURNING id",
                self.ids,
            )
        )
        self.invalidate_recordset(["version"])

    def _require(self, *states):
        """Lock quotes; raise UserError for one that is in none of ``states``."""
        self._lock()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for quote in self:
            if quote.state not in states:
                raise UserError(
                    self.env._(
                        "“%(quote)s” cannot do this: it is %(state)s.",
                        quote=quote.display_name,
                        state=labels[quote.state].lower(),
                    )
                )

    def _require_own(self):
        """Raise AccessError for who does not run the activity of these quotes."""
        self.check_access("read")
        self.activity_id._coop_require_member()

    def _require_version(self, version):
        """Raise UserError where a page shows an older version than there is."""
        self.ensure_one()
        if version is not None and version != self.version:
            raise UserError(
                self.env._(
                    "This quote was changed meanwhile, in another window or by "
                    "somebody else: look at it again."
                )
            )

    # -- what members write ------------------------------------------------------------

    @api.model
    def _save(self, activity, header, lines, quote=None, version=None):
        """Save a draft of ``activity`` as the member who asks; returns it.

        :param header: values of ``HEADER``; any other is refused
        :param lines: list of `core.billing.Line`, in order
        :param quote: the draft to change; a new one otherwise
        :param version: the version that the member saw
        """
        activity = activity.with_env(self.env)
        activity._coop_require_member()
        taxes = quote._as_step().line_ids.tax_id.ids if quote else ()
        values = self._prepare_header(activity, header)
        customer = self.env["coop.customer"].browse(header.get("customer_id") or ())
        lines = self.env["coop.billing"]._checked_for(customer, lines, taxes)
        values["line_ids"] = [Command.clear()] + [
            Command.create(self._prepare_line(line, 10 * position))
            for position, line in enumerate(lines, 1)
        ]
        if not quote:
            values["member_id"] = activity._coop_acting_member().id
            made = self._as_step().create(values | {"activity_id": activity.id})
            return self.browse(made.id)
        quote._require_own()
        quote._require_version(version)
        quote._require("draft")
        quote._as_step().write(values)
        return quote

    #: what members write on a quote
    HEADER = frozenset(
        {
            "customer_id",
            "subject",
            "date",
            "date_valid",
            "payment_term_id",
            "note",
            "evidence_id",
        }
    )

    @api.model
    def _prepare_header(self, activity, header):
        if header.keys() - self.HEADER:
            raise AccessError(self.env._("This cannot be written on a quote."))
        for name, model in (
            ("customer_id", "coop.customer"),
            ("evidence_id", "coop.vat.evidence"),
        ):
            record = self.env[model].browse(header.get(name) or ())
            # as the member: what is somebody else's cannot be read
            if record.filtered_domain([("activity_id", "!=", activity.id)]):
                raise AccessError(self.env._("This belongs to another activity."))
        return dict(header)

    @api.model
    def _prepare_line(self, line, sequence):
        return {
            "sequence": sequence,
            "kind": line.kind,
            "name": line.name,
            "quantity": float(line.quantity),
            "price_unit": float(line.price),
            "discount": float(line.discount),
            "uom_id": line.unit,
            "tax_id": line.tax,
        }
