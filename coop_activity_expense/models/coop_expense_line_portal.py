from typing import NamedTuple

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import mute_logger

from ..core.expense_form import parse_expense, read_expense


class Outcome(NamedTuple):
    """What became of a form: the line that it kept (empty: none), what is wrong as
    sentences by field, and what was typed, to be shown again."""

    line: models.Model
    errors: dict[str, str]
    typed: dict[str, object]


class CoopExpenseLine(models.Model):
    """Expenses that members enter in their space. What they send is read by
    `core.expense_form`, and written as themselves, under record rules."""

    _inherit = "coop.expense.line"

    form_key = fields.Char(
        readonly=True,
        copy=False,
        help="Fingerprint of the form that it came by, which counts once.",
    )

    _form_once = models.UniqueIndex(
        "(form_key) WHERE (form_key IS NOT NULL)", "This expense is here already."
    )

    @api.model
    def _portal_send(self, member, post, files, claim, line):
        """Keep an expense of ``member`` as the form sent it: a change of ``line``, or
        a new one in ``claim``, a draft of theirs, which begins where it is empty.

        ``files`` is a list of (name, bytes); they are kept first, so that nothing has
        to be sent twice. Returns an `Outcome`. The same form a second time is taken as
        received already. Raises AccessError for who does not act for the member.
        """
        member.check_access("read")
        typed, errors = self._portal_receive(member, post, files)
        claim = claim or line.expense_id
        choices = member._portal_expense_offer().choices(begins_claim=not claim)
        read = post | {"receipt": [str(one) for one in typed["receipts"]]}
        sent, codes = parse_expense(read, choices)
        key = sent and self._portal_key(member, sent, claim)
        before = key and not line and self._portal_before(member, key)
        if before:
            return Outcome(before, {}, typed)
        errors = self._portal_sentences(codes) | errors
        if not member._may_claim():
            errors["form"] = self.env["coop.expense.receipt"]._portal_not()
        receipts = line._portal_choose_receipts(member, typed["receipts"])
        if len(receipts) < len(typed["receipts"]):
            errors["receipt"] = self.env._(
                "A receipt that you chose is used by another expense already."
            )
        if not errors and line and post.get("version") != line._portal_version():
            errors["form"] = self.env._(
                "This expense was changed in another window meanwhile. Look at what is "
                "below and save it again, or reload the page."
            )
        if errors:
            typed["receipts"] = receipts.ids
            return Outcome(self.browse(), errors, typed)
        return self._portal_keep(member, sent, key, receipts, claim, line, typed)

    @api.model
    def _portal_key(self, member, sent, claim):
        """What tells this form, sent twice, from another one."""
        receipts = self.env["coop.expense.receipt"].search(
            [
                ("id", "in", sent.expense.receipt_ids),
                ("member_id", "=", member.id),
            ]
        )
        return sent.fingerprint(member.id, claim.id, receipts.mapped("checksum"))

    @api.model
    def _portal_before(self, member, key):
        """The line that the same form made before; files that came once more with it
        wait for nothing."""
        line = self.search([("member_id", "=", member.id), ("form_key", "=", key)])
        again = line.receipt_ids.search(
            [
                *member._portal_waiting_domain(),
                ("checksum", "in", line.receipt_ids.mapped("checksum")),
            ]
        )
        again.unlink()
        return line

    @api.model
    def _portal_receive(self, member, post, files):
        """What was typed, with the receipts that came along, and what is wrong with
        those."""
        receipts = self.env["coop.expense.receipt"]
        kept, refused = receipts._portal_receive(member, files)
        typed = read_expense(post)
        typed["receipts"] = list(dict.fromkeys([*typed["receipts"], *kept.ids]))
        sentences = list(dict.fromkeys(refused.values()))
        return typed, {"receipt": " ".join(sentences)} if sentences else {}

    def _portal_choose_receipts(self, member, ids):
        """Those receipts among ``ids`` that may be of this line: waiting, or its
        own."""
        return self.env["coop.expense.receipt"].search(
            [
                ("id", "in", ids),
                ("member_id", "=", member.id),
                ("line_id", "in", [False, *self.ids]),
            ]
        )

    @api.model
    def _portal_keep(self, member, sent, key, receipts, claim, line, typed):
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                line = self._portal_write(member, sent, key, claim, line)
                line._portal_set_receipts(receipts)
        except UniqueViolation as error:
            # the same form at this very moment: it can be seen by a transaction that
            # starts after that one
            raise ConcurrencyError from error
        except UserError as error:
            return Outcome(self.browse(), {"form": str(error)}, typed)
        return Outcome(line, {}, typed)

    @api.model
    def _portal_write(self, member, sent, key, claim, line):
        values = self._portal_values(sent.expense)
        claim._lock()
        if line:
            line.write(values)
            return line
        if not claim:
            claim = claim.create(claim._portal_values(member, sent.head))
        return self.create({"expense_id": claim.id, "form_key": key, **values})

    def _portal_set_receipts(self, receipts):
        """Have these receipts, and no other, belong to this line."""
        self.ensure_one()
        (self.receipt_ids - receipts)._release()
        added = receipts - self.receipt_ids
        if added:
            added.write({"line_id": self.id})

    def _portal_delete(self):
        """Take this expense out of its claim. Returns a sentence where it cannot
        be."""
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                self.expense_id._lock()
                self.unlink()
        except UserError as error:
            self.invalidate_recordset()
            return str(error)
        return ""

    def _portal_path(self):
        """Where the member changes this line."""
        self.ensure_one()
        return f"/my/coop/expenses/lines/{self.id}"
