import base64
import hashlib
import io

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models

from ..core import files as files_core
from ..core import papers as core
from ..photos import UNREADABLE, open_photo

#: a page of A4 at 300 points an inch
PAGE_PIXELS = (3508, 3508)


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
    def _receive(self, member, paper_type, files, expiry=""):
        """Keep a paper that ``member`` sends, and tell the adviser.

        ``files`` is a list of (name, bytes): one PDF or photo, or the photos of its
        sides, kept as one PDF; ``expiry`` the date as it was typed, in ISO format.
        Returns what is wrong, as a sentence by field (``file``, ``expiry``); nothing
        is kept unless that is empty. A second time the same content is taken as sent
        already. Raises AccessError unless the current user may read the member.
        """
        member.check_access("read")
        if member.state == "left":
            return {
                "file": self.env._("You have left: papers are not needed any more.")
            }
        values, errors = self._read_sent(paper_type, files, expiry)
        if errors:
            sentences = self._sentences()
            return {field: sentences[type(error)] for field, error in errors.items()}
        self._keep(member, paper_type, values)
        return {}

    @api.model
    def _read_sent(self, paper_type, files, expiry):
        """What was sent, as (values of the paper, errors by field)."""
        contents = [content for _name, content in files]
        today = fields.Date.context_today(self)
        read, errors = core.read_paper(contents, expiry, paper_type.has_expiry, today)
        if errors:
            return {}, errors
        try:
            document = self._join(contents)
        except core.UnknownContent as error:
            return {}, {"file": error}
        name = files_core.file_name(files[0][0], read["file"], self.env._("paper"))
        return {
            "document": base64.b64encode(document),
            "document_name": name,
            "date_expiry": read["expiry"],
            "checksum": hashlib.sha256(b"".join(contents)).hexdigest(),
        }, {}

    @api.model
    def _join(self, contents):
        """One file of all: photos become the pages of a PDF, upright and no larger
        than a page in print. Raises UnknownContent for a photo that is damaged."""
        if len(contents) == 1:
            return contents[0]
        joined = io.BytesIO()
        try:
            first, *others = map(self._read_photo, contents)
            first.save(joined, "PDF", save_all=True, append_images=others)
        except UNREADABLE as error:
            raise core.UnknownContent from error
        return joined.getvalue()

    @api.model
    def _read_photo(self, content):
        photo = open_photo(content)
        photo.thumbnail(PAGE_PIXELS)
        return photo.convert("RGB")

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
            core.NotOnePaper: self.env._(
                "Send one PDF, or at most %s photos of the same paper.",
                core.MAX_PHOTOS,
            ),
            core.ExpiryMissing: self.env._("Enter the date printed on the paper."),
            core.ExpiryUnreadable: self.env._("Enter a date, such as 2030-12-31."),
            core.AlreadyExpired: expired,
        }

    @api.model
    def _keep(self, member, paper_type, values):
        """Create the paper in place of those of its kind that still wait."""
        papers_sudo = self.sudo()  # sudo: members send papers and never write them
        waiting = papers_sudo.search(
            [
                ("member_id", "=", member.id),
                ("type_id", "=", paper_type.id),
                ("state", "=", "received"),
                ("sent_by_member", "=", True),
            ]
        )
        if values["checksum"] in waiting.mapped("checksum"):
            return
        values = {
            "member_id": member.id,
            "type_id": paper_type.id,
            "sent_by_member": True,
            **values,
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
        adviser = self.member_id._asked_adviser()
        if not adviser:
            return
        paper = self.with_context(lang=adviser.lang or self.env.lang)
        paper.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=paper.env._("Check: %s", paper.type_id.name),
            user_id=adviser.id,
        )
