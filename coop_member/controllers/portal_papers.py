from odoo import fields
from odoo.http import request, route

from ..core.forms import text_of
from ..core.papers import MAX_BYTES, MAX_PHOTOS, FileTooLarge
from .portal import PAGE, CoopPortal

PAPER_PAGE = "/my/coop/papers/<int:type_id>"


class CoopPortalPapers(CoopPortal):
    """The member's papers: what is there, and sending one."""

    @route("/my/coop/papers", **PAGE)
    def coop_papers(self, sent=None, **_query):
        """The papers, sent or expected; ``sent`` says thank you."""
        return self._coop_page(
            "coop_member.portal_coop_papers",
            lambda member: {"sent": bool(sent), **self._papers_values(member)},
        )

    @route(PAPER_PAGE, **PAGE)
    def coop_paper(self, type_id, **_query):
        """The form that sends a paper of one kind."""
        return self._paper_page(type_id)

    @route(PAPER_PAGE, type="http", auth="user", website=True, methods=["POST"])
    def coop_paper_send(self, type_id, **post):
        """Keep the paper, or show the form again with what is wrong with it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        expiry = text_of(post, "expiry")
        errors = request.env["coop.paper"]._receive(
            member, self._paper_type(member, type_id), self._read_files(), expiry
        )
        if errors:
            return self._paper_page(type_id, errors, expiry)
        return request.redirect("/my/coop/papers?sent=1")

    def _paper_page(self, type_id, errors=None, expiry=""):
        return self._coop_page(
            "coop_member.portal_coop_paper_send",
            lambda member: {
                "paper_type": self._paper_type(member, type_id),
                "errors": errors or {},
                "expiry": expiry,
                "today": fields.Date.context_today(member),
                "max_bytes": MAX_BYTES,
                "too_large": request.env["coop.paper"]._sentences()[FileTooLarge],
            },
        )

    def _papers_values(self, member):
        kinds = member._portal_papers()
        listed = [kind.type.id for kind in kinds]
        return {
            "kinds": kinds,
            "standings": member._portal_standings(),
            "other_types": member._portal_paper_types().filtered(
                lambda paper_type: paper_type.id not in listed
            ),
        }

    def _paper_type(self, member, type_id):
        """The kind of paper; raises NotFound unless this member may send it."""
        found = member._portal_paper_types().filtered(
            lambda paper_type: paper_type.id == type_id
        )
        if not found:
            raise request.not_found()
        return found

    def _read_files(self):
        """Name and content of each file that was sent; never more in memory than one
        byte over the limit, nor than one file too many."""
        files, left = [], MAX_BYTES + 1
        for sent in request.httprequest.files.getlist("file")[: MAX_PHOTOS + 1]:
            if sent.filename:
                content = sent.read(left)
                files.append((sent.filename, content))
                left -= len(content)
        return files
