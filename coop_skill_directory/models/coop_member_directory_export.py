from odoo import api, models

PROFILE_FIELDS = (
    "headline",
    "bio",
    "directory_visibility",
    "bio_visibility",
    "photo_visibility",
    "learn_visibility",
    "place_visibility",
    "availability_visibility",
    "reference_visibility",
    "email_visibility",
    "phone_visibility",
    "directory_city",
    "directory_zip",
    "directory_country_id",
    "directory_mobility",
    "directory_remote",
    "directory_languages",
    "availability",
    "available_from",
    "directory_email",
    "directory_phone",
    "directory_website",
    "request_notice",
)
#: subject → model, fields that are exported
SUBJECTS = {
    "skills": ("coop.member.skill", ("skill_id", "kind", "level")),
    "references": ("coop.member.reference", ("name", "text", "date")),
    "skill_requests": (
        "coop.skill.request",
        ("name", "description", "skill_ids", "state", "outcome", "amount", "reason"),
    ),
    "skill_answers": (
        "coop.skill.answer",
        ("request_id", "kind", "text", "amount", "create_date"),
    ),
    "collaborations": (
        "coop.collaboration.member",
        ("collaboration_id", "role", "parts", "state"),
    ),
    "referrals": (
        "coop.referral",
        ("client", "origin", "recommender_name", "date", "state", "amount", "note"),
    ),
}


class CoopMember(models.Model):
    """The profile and what came of it, among the personal data of a member."""

    _inherit = "coop.member"

    def _export_personal_data(self):
        data = super()._export_personal_data()
        data["member"] |= self._export_rows(self, PROFILE_FIELDS)[0]
        for subject, (model, names) in SUBJECTS.items():
            records = self.env[model].search([("member_id", "in", self.ids)])
            records_sudo = records.sudo()  # sudo: these fields of what is theirs
            data[subject] = self._export_rows(records_sudo, names)
        return data

    @api.model
    def _export_labels(self):
        return super()._export_labels() | {
            "skills": self.env._("Skills"),
            "references": self.env._("References"),
            "skill_requests": self.env._("Requests for a skill"),
            "skill_answers": self.env._("Answers to requests"),
            "collaborations": self.env._("Collaborations"),
            "referrals": self.env._("Prospects"),
        }
