from odoo import api, models

GIFT_FIELDS = (
    "date",
    "giver_name",
    "receiver_name",
    "minutes",
    "category_id",
    "description",
    "state",
    "declarer_id",
    "declared_on",
    "confirmed_on",
    "dispute_reason",
    "reversal_of_id",
    "origin_name",
)
GIFT_MEMBER_FIELDS = ("trade_category_ids", "gift_public")
PLEDGE_FIELDS = ("date", "due_date", "minutes", "fulfilled_minutes", "reason", "state")


class CoopMember(models.Model):
    """Time given, received and pledged, among the personal data of a member."""

    _inherit = "coop.member"

    def _export_personal_data(self):
        data = super()._export_personal_data()
        data["member"] |= self._export_rows(self, GIFT_MEMBER_FIELDS)[0]
        gifts = self.env["coop.gift"].search(self._gift_domain())
        data["gifts"] = self._export_rows(gifts, GIFT_FIELDS)
        pledges = self.env["coop.gift.pledge"].search([("member_id", "=", self.id)])
        data["pledges"] = self._export_rows(pledges, PLEDGE_FIELDS)
        return data

    @api.model
    def _export_labels(self):
        return super()._export_labels() | {
            "gifts": self.env._("Gifts of time"),
            "pledges": self.env._("Pledges of time"),
        }

    def _gift_domain(self):
        """Domain of the gifts that these members gave or received."""
        return ["|", ("giver_id", "in", self.ids), ("receiver_id", "in", self.ids)]
