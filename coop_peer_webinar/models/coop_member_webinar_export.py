from odoo import api, models

REGISTRATION_FIELDS = (
    "event_id",
    "state",
    "is_waiting",
    "create_date",
    "date_closed",
    "seated_on",
)
PROPOSAL_FIELDS = ("name", "kind", "description", "topic_id", "wished_date", "state")
FEEDBACK_FIELDS = ("event_id", "rating", "sentence", "create_date")
ROW_FIELDS = ("proposal_id", "create_date")


class CoopMember(models.Model):
    """Webinars, among the personal data of a member."""

    _inherit = "coop.member"

    def _export_personal_data(self):
        data = super()._export_personal_data()
        data["member"] |= self._export_rows(self, ("webinar_contact",))[0]
        for subject, model, path, names in (
            ("webinars", "event.registration", "coop_member_id", REGISTRATION_FIELDS),
            ("webinar_topics", "coop.webinar.proposal", "proposer_id", PROPOSAL_FIELDS),
            (
                "webinar_feedback",
                "coop.webinar.feedback",
                "registration_id.coop_member_id",
                FEEDBACK_FIELDS,
            ),
            ("webinar_votes", "coop.webinar.vote", "member_id", ROW_FIELDS),
            ("webinar_offers", "coop.webinar.offer", "member_id", ROW_FIELDS),
        ):
            rows_sudo = self.env[model].sudo()  # sudo: the member's own
            records = rows_sudo.search([(path, "=", self.id)])
            data[subject] = self._export_rows(records, names)
        spoken_sudo = self.sudo().webinar_ids  # sudo: at which they spoke
        data["webinars_held"] = self._export_rows(spoken_sudo, ("name", "date_begin"))
        return data

    @api.model
    def _export_labels(self):
        return super()._export_labels() | {
            "webinars": self.env._("Webinars"),
            "webinars_held": self.env._("Webinars held"),
            "webinar_topics": self.env._("Proposed topics"),
            "webinar_votes": self.env._("Votes for topics"),
            "webinar_offers": self.env._("Topics you can speak on"),
            "webinar_feedback": self.env._("Feedback on webinars"),
        }
