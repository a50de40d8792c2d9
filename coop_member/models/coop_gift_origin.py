from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

from ..core import gifts as core

#: what may not differ between a gift as it is and as its document wants it
COMPARED = ("giver_id", "receiver_id", "minutes", "date", "category_id")


class CoopGift(models.Model):
    """Gifts that documents write: at most one that counts for each document and key.

    A gift that was reversed and is wanted again is a new one, of the next version:
    so the database can refuse a double without a confirmed line ever changing.
    """

    _inherit = "coop.gift"

    origin_model = fields.Char(readonly=True, copy=False)
    origin_id = fields.Many2oneReference(
        "Document", model_field="origin_model", readonly=True, copy=False
    )
    origin_key = fields.Char(readonly=True, copy=False)
    origin_version = fields.Integer(readonly=True, copy=False, aggregator=None)
    origin_name = fields.Char(
        "Comes from", compute="_compute_origin_name", compute_sudo=True
    )

    _origin_unique = models.UniqueIndex(
        "(origin_model, origin_id, origin_key, origin_version) "
        "WHERE origin_model IS NOT NULL AND reversal_of_id IS NULL",
        "This document has already made this gift.",
    )

    @api.depends("origin_model", "origin_id")
    def _compute_origin_name(self):
        for gift in self:
            document = gift._origin_document()
            gift.origin_name = document.display_name if document else False

    def _origin_document(self):
        """The document that a gift comes from, or None."""
        self.ensure_one()
        if self.origin_model not in self.env:
            return None
        return self.env[self.origin_model].browse(self.origin_id).exists() or None

    def action_open_origin(self):
        """Open the document that a gift comes from."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.origin_model,
            "res_id": self.origin_id,
            "views": [(False, "form")],
        }

    @api.model
    def _sync_origin(self, documents, wanted):
        """Make the gifts of ``documents`` what they should be.

        ``wanted`` holds by (document id, key) the values of each gift, as
        `coop.gift.source.mixin` describes them. New ones are made, confirmed; wrong
        ones reversed. Two workers with one document take turns, the second being run
        again by Odoo.
        """
        self._take_turns_with(documents)
        right = {key: self._prepare_origin(vals) for key, vals in wanted.items()}
        right = {key: vals for key, vals in right.items() if self._were_members(vals)}
        recorded = self._recorded_for(documents)
        plan = core.plan(
            {key: self._compared(vals) for key, vals in right.items()},
            {key: gift._compared_values() for key, gift in recorded.items()},
        )
        quiet = self._as_step().with_context(tracking_disable=True)
        wrong = quiet.union(*(recorded[key] for key in plan.reverse))
        try:
            with self.env.cr.savepoint():
                wrong._reverse(self.env._("Corrected by the document it comes from"))
                versions = self._next_versions(documents)
                quiet.create(
                    [
                        right[key] | self._prepare_key(documents, key, versions)
                        for key in plan.create
                    ]
                )
        except UniqueViolation as error:
            # what another worker has just done, Odoo's next try will see
            raise ConcurrencyError(str(error)) from error

    @api.model
    def _take_turns_with(self, documents):
        """Have other transactions that sync these documents now run after this one."""
        documents.flush_recordset()
        self.env.execute_query(
            SQL(
                "UPDATE %(table)s SET id = id WHERE id = ANY(%(ids)s)",
                table=SQL.identifier(documents._table),
                ids=documents.ids,
            )
        )

    @api.model
    def _prepare_origin(self, vals):
        """Values of a gift out of what a document wants."""
        giver, receiver = vals.get("giver"), vals.get("receiver")
        return {
            "company_id": (giver or receiver).company_id.id,
            "giver_id": giver.id if giver else False,
            "receiver_id": receiver.id if receiver else False,
            "minutes": vals["minutes"],
            "date": vals["date"],
            "category_id": vals["category"].id,
            "description": vals["description"],
            "state": "confirmed",
            "confirmed_on": fields.Datetime.now(),
        }

    @api.model
    def _were_members(self, vals):
        """Whether giver and receiver were members on the day: others attend, and give
        and receive nothing in the ledger."""
        members = self.env["coop.member"].browse(
            filter(None, (vals["giver_id"], vals["receiver_id"]))
        )
        return all(member._was_member_on(vals["date"]) for member in members)

    @api.model
    def _recorded_for(self, documents):
        """Gifts of ``documents`` that count, by (document id, key)."""
        gifts = self.search([*self._domain_of(documents), ("is_live", "=", True)])
        return {(gift.origin_id, gift.origin_key): gift for gift in gifts}

    @api.model
    def _domain_of(self, documents):
        return [
            ("origin_model", "=", documents._name),
            ("origin_id", "in", documents.ids),
        ]

    @api.model
    def _compared(self, vals):
        return tuple(vals[name] for name in COMPARED)

    def _compared_values(self):
        self.ensure_one()
        return self._compared(
            {
                name: self[name].id if self._fields[name].relational else self[name]
                for name in COMPARED
            }
        )

    @api.model
    def _next_versions(self, documents):
        """The version of the next gift by (document id, key), 1 where there is none."""
        rows = self._read_group(
            [*self._domain_of(documents), ("reversal_of_id", "=", False)],
            ["origin_id", "origin_key"],
            ["origin_version:max"],
        )
        return {(origin, key): last + 1 for origin, key, last in rows}

    @api.model
    def _prepare_key(self, documents, key, versions):
        origin_id, origin_key = key
        return {
            "origin_model": documents._name,
            "origin_id": origin_id,
            "origin_key": origin_key,
            "origin_version": versions.get(key, 1),
        }
