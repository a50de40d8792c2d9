from odoo import api, models
from odoo.tools import plaintext2html

from odoo.addons.coop_member.core.forms import MISSING, TOO_LONG, text_of

from ..core.outline import LONGEST_POINT, MOST_POINTS, plain, write
from ..core.webinar_forms import LONGEST_TEXT, parse_takeaways

#: webinars on a page, and topics
A_PAGE = 12
#: webinars to come, which are on one page: a year of them
MOST_COMING = 60
#: what of the topics is shown: the domain
SHOWN_TOPICS = {
    "all": [("state", "=", "open")],
    "offer": [("state", "=", "open"), ("kind", "=", "offer")],
    "ask": [("state", "=", "open"), ("kind", "=", "ask")],
    "planned": [("state", "=", "planned")],
}
#: open topics that are ranked; a cooperative has dozens
MOST_RANKED = 500


class CoopMember(models.Model):
    """What the pages about webinars show a member, read as the member."""

    _inherit = "coop.member"

    def _portal_webinars(self):
        """Values of the page of webinars: those to come, those for which the member
        registered, and the last ones attended."""
        self.ensure_one()
        events = self.env["event.event"]
        own = [
            ("is_peer_webinar", "=", True),
            ("is_published", "=", True),
            ("company_id", "=", self.company_id.id),
        ]
        coming = events._webinars_to_come(own, limit=MOST_COMING)
        registrations_sudo = self.env["event.registration"].sudo()  # sudo: their own
        registrations_sudo = registrations_sudo.search(
            [
                ("coop_member_id", "=", self.id),
                ("state", "!=", "cancel"),
                ("event_id.is_peer_webinar", "=", True),
            ],
            order="id desc",
            limit=4 * A_PAGE,
        )
        standings = {one.event_id.id: one.attendance for one in registrations_sudo}
        past_ids = [
            one.event_id.id
            for one in registrations_sudo
            if one.attendance == "present" and one.event_id._is_over()
        ]
        past = events.search([("id", "in", past_ids)], order="date_begin desc", limit=5)
        return {
            "coming": coming._webinar_cards(),
            "past": past._webinar_cards(),
            "standings": standings,
            "speaks": bool(self._webinars_spoken_sudo()),
            "may_register": self.state == "active",
        }

    def _portal_topics(self, shown="all"):
        """Values of the page of topics: `Wish` for each, the most wanted first."""
        self.ensure_one()
        proposals = self.env["coop.webinar.proposal"]
        domain = [("company_id", "=", self.company_id.id), *SHOWN_TOPICS[shown]]
        found = proposals.search(domain, limit=MOST_RANKED)
        if shown != "planned":
            found = found._most_wanted()
        mine = [("proposer_id", "=", self.id), ("state", "=", "open")]
        return {
            "wishes": found[:60]._portal_wishes(self),
            "count": len(found),
            "mine": proposals.search_count(mine),
            "may_act": self.state == "active",
        }

    # -- what a speaker leaves ---------------------------------------------------------

    def _spoken_webinar(self, event_id):
        """The webinar at which this member spoke (a sudo record), or none."""
        self.ensure_one()
        events_sudo = self.env["event.event"].sudo()  # sudo: at which they spoke
        return events_sudo.search(
            [
                ("id", "=", event_id),
                ("is_peer_webinar", "=", True),
                ("speaker_ids", "in", self.ids),
            ]
        )

    def _portal_keep_takeaways(self, event_sudo, post):
        """Keep what this member, who spoke, would have kept of a webinar. Returns
        sentences by field; the organiser publishes it."""
        self.check_access("read")
        if event_sudo.takeaways_published:
            return {"form": self.env._("This is published: ask the organiser.")}
        if not event_sudo._has_begun():
            return {"form": self.env._("This webinar has not taken place yet.")}
        points, advice, codes = parse_takeaways(post)
        if codes:
            return self._takeaway_sentences(codes)
        advice_html = plaintext2html(advice) if advice else False
        if self._takeaways_changed(event_sudo, post, points, advice_html):
            return {
                "form": self.env._(
                    "Somebody changed this while you wrote. What is kept now is below "
                    "your text: take over what you need, and send it once more."
                )
            }
        event_sudo._write_takeaways(points, advice_html)
        self._set_webinar_contact(post.get("contact"))
        event_sudo._ask_to_publish()
        return {}

    @api.model
    def _takeaways_changed(self, event_sudo, post, points, advice_html):
        """Whether what is kept is neither what the form showed, nor what it sends: the
        same form twice is once."""
        if not (event_sudo.takeaway_ids or event_sudo.advice):
            return False
        sent = write(point._replace(text=plain(point.text)) for point in points)
        known = (text_of(post, "seen"), event_sudo._takeaways_mark(sent, advice_html))
        return event_sudo._takeaways_seen() not in known

    def _takeaway_sentences(self, codes):
        sentences = {
            ("points", MISSING): self.env._("Write a point or two."),
            ("points", TOO_LONG): self.env._(
                "Write %(points)s points of %(letters)s letters at most.",
                points=MOST_POINTS,
                letters=LONGEST_POINT,
            ),
            ("advice", TOO_LONG): self.env._("Write %s letters at most.", LONGEST_TEXT),
        }
        return {field: sentences[field, code] for field, code in codes.items()}
