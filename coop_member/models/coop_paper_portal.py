import base64
import hashlib

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models

from ..core import papers as core


class CoopPaper(models.Model):
    """Papers that members send from the portal."""

    _inherit = "coop.paper"

    checksum = fields.Char(readonly=True, copy=False)

    # a double click on Send
    _sent_once = models.UniqueIndex(
        "(member_id, type_id, checksum) "
        "WHERE (state = 'received' AND checksum IS NOT NULL)",
        "This paper has already been sent.",
    )

    @api.model
    def _receive(self, member, paper_type, filename, content, expiry=""):
        """Keep a paper that ``member`` sends, and tell the adviser.

        ``content`` is the file's bytes, None when no file was chosen; ``expiry`` the
        date as it was typed, in ISO format. Returns what is wrong, as a sentence by
        field (``file``, ``expiry``); nothing is kept unless that is empty. A second
        time the same content is taken as sent already. Raises AccessError unless the
        current user may read the member.
        """
        member.check_access("read")
        if member.state == "left":
            return {
                "file": self.env._("You have left: papers are not needed any more.")
            }
        today = fields.Date.context_today(self)
        values, errors = core.read_paper(content, expiry, paper_type.has_expiry, today)
        if errors:
            sentences = self._sentences()
            return {field: sentences[type(error)] for field, error in errors.items()}
        name = core.file_name(filename, values["file"], self.env._("paper"))
        self._keep(member, paper_type, name, content, values["expiry"])
        return {}

    @api.model
    def _sentences(self):
        """What a member is told about each error."""
        expired = self.env._("This date has passed: send a paper that is still valid.")
        return {
            core.NoFile: self.env._("Choose a file, or take a photo."),
            core.EmptyFile: self.env._("This file is empty: choose another."),
            core.FileTooLarge: self.env._(
                "This file is too large: %s MB at most.", core.MAX_BYTES // 2**20
            ),
            core.UnknownContent: self.env._(
                "This is neither a PDF nor a photo (JPEG, PNG or WebP)."
            ),
            core.ExpiryMissing: self.env._("Enter the date printed on the paper."),
            core.ExpiryUnreadable: self.env._("Enter a date, such as 2030-12-31."),
            core.AlreadyExpired: expired,
        }

    @api.model
    def _keep(self, member, paper_type, name, content, date_expiry):
        """Create the paper in place of those of its kind that still wait."""
        checksum = hashlib.sha256(content).hexdigest()
        papers_sudo = self.sudo()  # sudo: members send papers and never write them
        waiting = papers_sudo.search(
            [
                ("member_id", "=", member.id),
                ("type_id", "=", paper_type.id),
                ("state", "=", "received"),
                ("sent_by_member", "=", True),
            ]
        )
        if checksum in waiting.mapped("checksum"):
            return
        values = {
            "member_id": member.id,
            "type_id": paper_type.id,
            "document": base64.b64encode(content),
            "document_name": name,
            "date_expiry": date_expiry,
            "sent_by_member": True,
            "checksum": checksum,
        }
        try:
            with self.env.cr.savepoint():
                paper_sudo = papers_sudo.create(values)
        except UniqueViolation:
            return  # the same file, sent at the same moment
        waiting.state = "replaced"
        waiting.activity_unlink(["mail.mail_activity_data_todo"])
        paper_sudo._notify_received()

    def _notify_received(self):
        """Ask the adviser to check a paper."""
        self.ensure_one()
        adviser = self.member_id.adviser_id or self.company_id.coop_default_adviser_id
        if not adviser:
            return
        paper = self.with_context(lang=adviser.lang or self.env.lang)
        paper.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=paper.env._("Check: %s", paper.type_id.name),
            user_id=adviser.id,
        )
