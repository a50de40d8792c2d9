from typing import NamedTuple

from odoo import models


class Wish(NamedTuple):
    """A proposal as a member sees it: names of who ``proposer`` is and who else can
    speak on it (``speakers``), whether the member ``voted``, ``speaks``, and ``owns``
    it; ``event_url`` once it is planned."""

    proposal: models.Model
    proposer: str
    speakers: list
    votes: int
    voted: bool
    speaks: bool
    owns: bool
    event_url: str


class CoopWebinarProposal(models.Model):
    """Topics as pages show them to a member."""

    _inherit = "coop.webinar.proposal"

    def _portal_wishes(self, member):
        """`Wish` for each of these proposals, in a number of queries that does not
        depend on how many there are."""
        mine = {
            model: set(self._portal_own(model, member))
            for model in ("coop.webinar.vote", "coop.webinar.offer")
        }
        speakers = self._portal_speakers()
        names = member._gift_names(self.proposer_id, *speakers.values())
        planned_sudo = self.sudo().event_id  # sudo: whether it is published, and where
        shown = set(planned_sudo.filtered("is_published").ids)
        return [
            Wish(
                proposal=one,
                proposer=names.get(one.proposer_id.id, "") if one.proposer_id else "",
                speakers=[names[speaker.id] for speaker in speakers.get(one.id, ())],
                votes=one.vote_count,
                voted=one.id in mine["coop.webinar.vote"],
                speaks=one.id in mine["coop.webinar.offer"],
                owns=one.proposer_id.id == member.id,
                event_url=f"/my/coop/webinars/{one.event_id.id}"
                if one.event_id.id in shown
                else "",
            )
            for one in self
        ]

    def _portal_own(self, model, member):
        """Ids of those of these proposals that ``member`` voted for, or speaks on."""
        rows_sudo = self.env[model].sudo()  # sudo: the member's own rows
        rows = rows_sudo.search_fetch(
            [("proposal_id", "in", self.ids), ("member_id", "=", member.id)],
            ["proposal_id"],
        )
        return rows.proposal_id.ids

    def _portal_speakers(self):
        """Members who offered to speak, by the id of the proposal."""
        offers_sudo = self.env["coop.webinar.offer"].sudo()  # sudo: who says so himself
        rows = offers_sudo.search_fetch(
            [("proposal_id", "in", self.ids)], ["proposal_id", "member_id"]
        )
        return {
            proposal.id: offers.member_id
            for proposal, offers in rows.grouped("proposal_id").items()
        }
