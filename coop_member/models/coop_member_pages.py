from typing import NamedTuple

from odoo import api, fields, models

from ..core.papers import Sent, standing
from ..core.portal_home import HomeItem

#: standings that ask the member to send a paper
TO_SEND = ("rejected", "expired", "expiring", "missing")


class PaperKind(NamedTuple):
    """A kind of paper as its member sees it; ``papers`` newest first, ``standing``
    as in `core.papers`."""

    type: models.Model
    papers: models.Model
    standing: str
    expected: bool

    @property
    def paper(self):
        """The paper that decides how the kind stands; empty when there is none."""
        return self.papers.filtered(lambda paper: paper.state != "replaced")[:1]


class CoopMember(models.Model):
    """What the pages of the portal show, read as the member under record rules."""

    _inherit = "coop.member"

    def _portal_membership(self):
        """Values of the page about the membership."""
        own = [("member_id", "=", self.id)]
        kept = [*own, ("state", "!=", "cancelled")]
        interviews = self.env["coop.interview"].search(kept)
        return {
            # sizes instead of contents: files are linked to, not shown
            "contracts": self.env["coop.contract"]
            .with_context(bin_size=True)
            .search(kept),
            "deadlines": self.env["coop.deadline"].search(own),
            "interviews": interviews,
            "jobs": self.env["coop.volunteer.job"].search(own),
            "stays": self.env["coop.member.stay"].search(own),
            "adviser": self._portal_adviser(),
        }

    def _portal_activities(self):
        """The member's hosted activities, with the names of who shares each."""
        activities = self.env["coop.activity"].search([("member_ids", "in", self.ids)])
        order = {"open": 0, "preparing": 1, "closed": 2}
        return [
            {
                "activity": activity,
                "colleagues": (
                    activity.sudo().member_ids  # sudo: names of who shares it, no more
                    - self.sudo()  # sudo: the same environment, to take oneself out
                )
                .filtered(lambda member: member.state in ("candidate", "active"))
                .mapped("name"),
            }
            for activity in activities.sorted(lambda one: order[one.state])
        ]

    def _portal_paper_types(self):
        """Kinds of paper that this member may send."""
        return self.env["coop.paper.type"].search(
            [("company_id", "in", (False, self.company_id.id))]
        )

    def _portal_papers(self):
        """Kinds of paper that were sent or are expected, those to send now first."""
        papers = self.env["coop.paper"].search(
            [("member_id", "=", self.id)], order="id desc"
        )
        by_type = papers.grouped("type_id")
        under = self.env["coop.contract"].search(
            [("member_id", "=", self.id), ("state", "in", ("draft", "running"))]
        )
        types = self._portal_paper_types() | papers.type_id
        kinds = [
            self._portal_paper_kind(
                paper_type,
                by_type.get(paper_type, papers.browse()),
                bool(under.type_id & paper_type.contract_type_ids),
            )
            for paper_type in types.sorted()
        ]
        listed = [kind for kind in kinds if kind.papers or kind.expected]
        return sorted(listed, key=lambda kind: kind.standing not in TO_SEND)

    def _portal_paper_kind(self, paper_type, papers, expected):
        warn_days = paper_type.warn_days or self.company_id.coop_warn_paper_days
        sent = [Sent(paper.state, paper.date_expiry or None) for paper in papers]
        today = fields.Date.context_today(self)
        return PaperKind(paper_type, papers, standing(sent, today, warn_days), expected)

    @api.model
    def _portal_standings(self):
        """What a standing is called, and the colour that it gets."""
        return {
            "missing": (self.env._("To send"), "info"),
            "received": (self.env._("Being checked"), "info"),
            "rejected": (self.env._("To send again"), "danger"),
            "expired": (self.env._("Expired"), "danger"),
            "expiring": (self.env._("To renew"), "warning"),
            "valid": (self.env._("Accepted"), "success"),
        }

    def _portal_papers_to_send(self):
        """Items of the home page, one for each reason to send papers."""
        if self.state == "left":
            return []
        kinds = [kind for kind in self._portal_papers() if kind.type.active]
        by_reason = {
            reason: [kind for kind in kinds if kind.standing == reason]
            for reason in TO_SEND
        }
        return [
            self._portal_papers_item(reason, concerned)
            for reason, concerned in by_reason.items()
            if concerned
        ]

    def _portal_papers_item(self, reason, kinds):
        one, several = self._portal_reasons()[reason]
        single = kinds[0] if len(kinds) == 1 else None
        return HomeItem(
            f"papers_{reason}",
            one % single.type.name if single else several % len(kinds),
            f"/my/coop/papers/{single.type.id}" if single else "/my/coop/papers",
            icon="fa-folder-open-o",
            hint=self._portal_paper_hint(single) if single else "",
            level=self._portal_standings()[reason][1],
            sequence=20 + TO_SEND.index(reason),
        )

    @api.model
    def _portal_reasons(self):
        """How one paper, or several, are asked for."""
        return {
            "rejected": (
                self.env._("Send again: %s"),
                self.env._("%s papers to send again"),
            ),
            "expired": (
                self.env._("Expired: %s"),
                self.env._("%s papers have expired"),
            ),
            "expiring": (self.env._("Renew: %s"), self.env._("%s papers to renew")),
            "missing": (self.env._("Send: %s"), self.env._("%s papers to send")),
        }

    def _portal_paper_hint(self, kind):
        """What makes a member send a paper, in a few words."""
        if kind.standing == "rejected":
            return kind.paper.rejection_note or ""
        if kind.paper.date_expiry:
            return self.env._(
                "valid until %s", self._portal_date(kind.paper.date_expiry)
            )
        return ""
