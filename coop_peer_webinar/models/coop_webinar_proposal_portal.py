from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.tools import SQL, mute_logger

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_LONG,
    TOO_SHORT,
    fingerprint,
    key_of,
)

from ..core.webinar_forms import (
    FAR,
    LONGEST_TEXT,
    LONGEST_TITLE,
    PAST,
    parse_proposal,
)

#: topics that a member may have open at once
MOST_OPEN = 20
#: what a member may do with a proposal, and the table that keeps it
TABLES = {
    "vote": ("coop.webinar.vote", True),
    "unvote": ("coop.webinar.vote", False),
    "speak": ("coop.webinar.offer", True),
    "unspeak": ("coop.webinar.offer", False),
}


class CoopWebinarProposal(models.Model):
    """What members do with topics in their space. They may read topics, and write
    none: what they send is read by `core.webinar_forms`, and kept for them here."""

    _inherit = "coop.webinar.proposal"

    @api.model
    def _portal_propose(self, member, post):
        """Keep for ``member`` the topic that the form sent as ``post``.

        Returns (proposal, sentences by field); nothing is kept where there are
        sentences. The same form a second time is the same proposal.
        """
        member.check_access("read")
        topics = self.env["coop.webinar.topic"]._offered(member.company_id)
        today = fields.Date.context_today(self)
        sent, codes = parse_proposal(post, topics.ids, today)
        key = key_of(post)
        if not key:
            codes["form"] = MISSING
        errors = self._portal_sentences(codes)
        refusal = "" if errors else self._portal_refuse(member)
        if errors or refusal:
            return self.browse(), errors or {"form": refusal}
        kept = fingerprint([key, member.id])
        values = {**vars(sent), "company_id": member.company_id.id}
        values |= {"proposer_id": member.id, "form_key": kept}
        proposals_sudo = self.sudo()  # sudo: members propose; the fields above
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                made_sudo = proposals_sudo.create(values)
                made_sudo._record("coop.webinar.vote", member, sent.kind == "ask")
        except UniqueViolation:
            made_sudo = proposals_sudo.search([("form_key", "=", kept)])
        return made_sudo.with_env(self.env), {}

    @api.model
    def _portal_refuse(self, member):
        """The sentence that tells why ``member`` may propose nothing now."""
        if member.state != "active":
            return self.env._("Only members of today propose topics.")
        own = [("proposer_id", "=", member.id), ("state", "=", "open")]
        if self.search_count(own, limit=MOST_OPEN) >= MOST_OPEN:
            return self.env._(
                "You have %s open topics: withdraw one of them first.", MOST_OPEN
            )
        return ""

    def _portal_act(self, member, action):
        """Do for ``member`` what `TABLES` names, or ``withdraw``: as often as one
        likes, it counts once. Returns a sentence where it cannot be."""
        self.ensure_one()
        member.check_access("read")
        self.check_access("read")
        if member.state != "active":
            return self.env._("Only members of today have a say here.")
        if self.state != "open":
            return self.env._("This topic is not open any more.")
        if action == "withdraw":
            return self._portal_withdraw(member)
        model, wanted = TABLES[action]
        self._record(model, member, wanted)
        return ""

    def _portal_withdraw(self, member):
        if self.proposer_id.id != member.id:
            return self.env._("Only who proposed a topic withdraws it.")
        self.sudo().state = "withdrawn"  # sudo: their own, this field alone
        return ""

    def _record(self, model, member, wanted):
        """Have ``member`` in the table of ``model`` for this proposal, or not."""
        rows_sudo = self.env[model].sudo()  # sudo: members vote, this row alone
        if not wanted:
            rows_sudo.search(
                [("proposal_id", "=", self.id), ("member_id", "=", member.id)]
            ).unlink()
            return
        self.flush_recordset()
        # two clicks at once: the database keeps one of them
        self.env.execute_query(
            SQL(
                """
                INSERT INTO %(table)s (proposal_id, member_id, company_id%(more)s,
                                       create_uid, write_uid, create_date, write_date)
                SELECT id, %(member)s, company_id%(more_values)s, %(user)s, %(user)s,
                       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                  FROM coop_webinar_proposal WHERE id = %(proposal)s
                    ON CONFLICT (proposal_id, member_id) DO NOTHING
                RETURNING id
                """,
                table=SQL.identifier(rows_sudo._table),
                more=SQL(", topic_id, kind" if model == "coop.webinar.vote" else ""),
                more_values=SQL(
                    ", topic_id, kind" if model == "coop.webinar.vote" else ""
                ),
                member=member.id,
                user=self.env.uid,
                proposal=self.id,
            )
        )
        rows_sudo.invalidate_model()
        self.invalidate_recordset(
            ["vote_ids", "offer_ids", "vote_count", "offer_count"]
        )

    @api.model
    def _portal_sentences(self, codes):
        """Sentences by field, for codes of `core.webinar_forms` by field."""
        sentences = {
            ("kind", MISSING): self.env._("Say whether you offer it or ask for it."),
            ("kind", INVALID): self.env._("Say whether you offer it or ask for it."),
            ("name", MISSING): self.env._("Say in a few words what it is about."),
            ("name", TOO_SHORT): self.env._("Say it in a few more words."),
            ("name", TOO_LONG): self.env._("Write %s letters at most.", LONGEST_TITLE),
            ("description", TOO_LONG): self.env._(
                "Write %s letters at most.", LONGEST_TEXT
            ),
            ("topic", INVALID): self.env._("Choose once more: this is not offered."),
            ("wished_date", INVALID): self.env._("Enter a day, such as 2026-03-12."),
            ("wished_date", PAST): self.env._(
                "That day has gone by: choose one to come."
            ),
            ("wished_date", FAR): self.env._("Choose a day within two years."),
            ("form", MISSING): self.env._("Please send the form once more."),
        }
        return {field: sentences[field, code] for field, code in codes.items()}
