from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


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
            paper.display_name = (
                f"{paper.type_id.name} · {paper.member_id.display_name}"
            )

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
        """Accept papers; older ones of the same kind are replaced by them.

        Raises UserError for one that was replaced itself since it was looked at.
        """
        self._require_current()
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
        self._end_check()

    def action_reject(self):
        """Reject papers; the member sees why and can send another."""
        self._require_current()
        for paper in self:
            if not paper.rejection_note:
                raise ValidationError(
                    self.env._("Tell the member why this paper is rejected.")
                )
            paper.state = "rejected"
        self._end_check()

    def _require_current(self):
        for paper in self:
            if paper.state == "replaced":
                raise UserError(
                    self.env._(
                        "“%s” was replaced by a newer paper: look at that one.",
                        paper.display_name,
                    )
                )

    def _end_check(self):
        """Nobody is to check these papers any more."""
        self.activity_unlink(["mail.mail_activity_data_todo"])
