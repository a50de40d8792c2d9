import base64
import hashlib

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError, ValidationError
from odoo.tools import mute_logger

from odoo.addons.coop_member.core import files as core
from odoo.addons.coop_member.photos import UNREADABLE, check_photo

#: what one receipt may weigh
MAX_BYTES = 15 * 2**20


class CoopExpenseReceipt(models.Model):
    """A receipt that a member sent: of one expense, or not used yet."""

    _name = "coop.expense.receipt"
    _description = "Receipt"
    _order = "id desc"
    _check_company_auto = True

    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    line_id = fields.Many2one(
        "coop.expense.line", "Expense", index=True, ondelete="set null"
    )
    expense_id = fields.Many2one(related="line_id.expense_id", store=True, index=True)
    name = fields.Char(required=True)
    document = fields.Binary(attachment=True, required=True)
    mimetype = fields.Char(readonly=True)
    size = fields.Integer("Size (bytes)", readonly=True)
    checksum = fields.Char(readonly=True, index=True)

    # the same files dropped twice, or a connection that broke after the first time
    _unused_once = models.UniqueIndex(
        "(member_id, checksum) WHERE (line_id IS NULL)",
        "This receipt is already among those that wait.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._with_content(vals) for vals in vals_list]
        # kept as they were sent, for they stand for the paper they show
        untouched = self.with_context(image_no_postprocess=True)
        receipts = super(CoopExpenseReceipt, untouched).create(vals_list)
        receipts.line_id.expense_id._check_write({"line_ids"})
        return receipts

    def write(self, vals):
        if {"document", "member_id", "name", "mimetype", "checksum"} & vals.keys():
            raise UserError(
                self.env._("A receipt stays as it was sent: remove it, send another.")
            )
        lines = self.line_id
        result = super().write(vals)
        if "line_id" in vals:
            (lines | self.line_id).expense_id._check_write({"line_ids"})
        return result

    def unlink(self):
        self.line_id.expense_id._check_write({"line_ids"})
        return super().unlink()

    def _release(self):
        """Let receipts wait for another expense; those of which the same file waits
        already are not needed twice."""
        waiting = self.search(
            [
                ("member_id", "in", self.member_id.ids),
                ("checksum", "in", self.mapped("checksum")),
                ("line_id", "=", False),
            ]
        )
        seen = {(receipt.member_id, receipt.checksum) for receipt in waiting}
        for receipt in self:
            key = receipt.member_id, receipt.checksum
            if key in seen:
                receipt.unlink()
            else:
                receipt.line_id = False
                seen.add(key)

    @api.constrains("line_id", "member_id")
    def _check_own_line(self):
        for receipt in self.filtered("line_id"):
            if receipt.line_id.member_id != receipt.member_id:
                raise ValidationError(
                    self.env._("A receipt belongs to an expense of its own member.")
                )

    @api.model
    def _with_content(self, vals):
        """Values of a receipt with what its content says of it: kind, size, hash, and
        a name that is safe.

        Raises UserError, with a sentence for who sent it, for what is not kept.
        """
        content = base64.b64decode(vals.get("document") or b"")
        error, kind = self._read_content(content)
        if error:
            raise UserError(self._sentences()[type(error)])
        return {
            **vals,
            "name": core.file_name(vals.get("name") or "", kind, self.env._("receipt")),
            "mimetype": kind,
            "size": len(content),
            "checksum": hashlib.sha256(content).hexdigest(),
        }

    @api.model
    def _read_content(self, content):
        """What is wrong with a file (None when nothing is), and its kind."""
        try:
            kind = core.check_file(content, core.ENDINGS, MAX_BYTES)
            # nothing here opens PDF files, nor the photos of iPhones
            if kind not in (core.PDF, core.HEIC):
                check_photo(content)
        except core.SentFileError as error:
            return error, None
        except UNREADABLE:
            return core.UnknownContent(), None
        return None, kind

    @api.model
    def _receive(self, member, files, line=None):
        """Keep receipts that ``member`` sends: a list of (name, bytes), of one
        ``line``, or for later.

        Returns (receipts, errors): errors are sentences by position in ``files``; what
        is well is kept all the same, and what was sent before is found again. It runs
        as the member, under record rules.
        """
        kept, errors = self.browse(), {}
        for position, (name, content) in enumerate(files):
            error, _kind = self._read_content(content)
            if error:
                errors[position] = self._sentences()[type(error)]
                continue
            kept |= self._keep(member, name, content, line)
        return kept, errors

    @api.model
    def _keep(self, member, name, content, line):
        values = {
            "member_id": member.id,
            "name": name,
            "document": base64.b64encode(content),
            "line_id": line.id if line else False,
        }
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                return self.create(values)
        except UniqueViolation as error:
            checksum = hashlib.sha256(content).hexdigest()
            found = self.search(
                [
                    ("member_id", "=", member.id),
                    ("checksum", "=", checksum),
                    ("line_id", "=", False),
                ]
            )
            if not found:
                # sent at this very moment: it can be seen by a transaction that
                # starts after that one
                raise ConcurrencyError from error
            return found

    @api.model
    def _sentences(self):
        """What a member is told about each error."""
        return {
            core.NoFile: self.env._("Choose a file, or take a photo."),
            core.EmptyFile: self.env._("This file is empty: choose another."),
            core.FileTooLarge: self.env._(
                "This file is too large: %s MB at most.", MAX_BYTES // 2**20
            ),
            core.UnknownContent: self.env._(
                "This is neither a PDF nor a photo that can be read (JPEG, PNG, HEIC "
                "or WebP)."
            ),
        }
