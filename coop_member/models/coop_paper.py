import base64

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core.papers import (
    MAX_BYTES,
    EmptyFile,
    FileTooLarge,
    UnknownContent,
    check_file,
)


class CoopPaper(models.Model):
    """A paper of a member, kept with its date of expiry."""

    _name = "coop.paper"
    _description = "Member's Paper"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_expiry, id desc"
    _check_company_auto = True

    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    type_id = fields.Many2one(
        "coop.paper.type",
        required=True,
        index=True,
        ondelete="restrict",
        domain="['|', ('company_id', '=', False), ('company_id', '=', company_id)]",
    )
    has_expiry = fields.Boolean(related="type_id.has_expiry")
    document = fields.Binary(attachment=True, copy=False)
    document_name = fields.Char(copy=False)
    date_expiry = fields.Date("Expires on", tracking=True, index=True)
    state = fields.Selection(
        [
            ("received", "To check"),
            ("accepted", "Accepted"),
            ("rejected", "Rejected"),
            ("replaced", "Replaced"),
        ],
        default="received",
        required=True,
        tracking=True,
        copy=False,
    )
    rejection_note = fields.Char(
        "Why it is rejected", copy=False, help="Shown to the member."
    )
    sent_by_member = fields.Boolean(readonly=True, copy=False)

    @api.depends("type_id", "member_id")
    def _compute_display_name(self):
        for paper in self:
            paper.display_name = f"{paper.type_id.name} · {paper.member_id.display_name}"

    @api.constrains("type_id", "date_expiry", "state")
    def _check_expiry_known(self):
        for paper in self:
            if (
                paper.state == "accepted"
                and paper.type_id.has_expiry
                and not paper.date_expiry
            ):
                raise ValidationError(
                    self.env._(
                        "Enter the date on which “%s” expires before accepting it.",
                        paper.type_id.name,
                    )
                )

    def action_accept(self):
        """Accept papers; older ones of the same kind are replaced by them."""
        for paper in self:
            paper.write({"state": "accepted", "rejection_note": False})
            older = self.search(
                [
                    ("member_id", "=", paper.member_id.id),
                    ("type_id", "=", paper.type_id.id),
                    ("state", "=", "accepted"),
                    ("id", "!=", paper.id),
                ]
            )
            older.state = "replaced"

    def action_reject(self):
        """Reject papers; the member sees why and can send another."""
        for paper in self:
            if not paper.rejection_note:
                raise ValidationError(
                    self.env._("Tell the member why this paper is rejected.")
                )
            paper.state = "rejected"

    @api.model
    def _receive(self, member, paper_type, filename, content, date_expiry=None):
        """Keep a paper that ``member`` sends from the portal and tell the adviser.

        ``content`` is the file's bytes, ``date_expiry`` a date or None. Raises
        ValidationError for a file that cannot be kept; AccessError unless the
        current user may read the member.
        """
        member.check_access("read")
        self._check_content(content)
        paper = (
            self.env["coop.paper"]
            .sudo()  # members may send papers but not judge them: fixed fields only
            .create(
                {
                    "member_id": member.id,
                    "type_id": paper_type.id,
                    "document": base64.b64encode(content),
                    "document_name": filename,
                    "date_expiry": date_expiry,
                    "sent_by_member": True,
                }
            )
        )
        paper._notify_received()
        return paper.with_env(self.env)

    @api.model
    def _check_content(self, content):
        try:
            check_file(content)
        except EmptyFile as error:
            raise ValidationError(self.env._("This file is empty.")) from error
        except FileTooLarge as error:
            raise ValidationError(
                self.env._(
                    "This file is too large: %s MB at most.", MAX_BYTES // 2**20
                )
            ) from error
        except UnknownContent as error:
            raise ValidationError(
                self.env._("Send a PDF or a photo (JPEG, PNG or WebP).")
            ) from error

    def _notify_received(self):
        self.ensure_one()
        adviser = self.member_id.adviser_id or self.company_id.coop_default_adviser_id
        if adviser:
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Check: %s", self.type_id.name),
                user_id=adviser.id,
            )
