from odoo import api, models


class CoopActivity(models.Model):
    """Import of activities, which name their members by number."""

    _name = "coop.activity"
    _inherit = ["coop.activity", "coop.import.mixin"]

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import template for activities"),
                "template": "/coop_member/static/csv/coop_activity.csv",
            }
        ]

    @api.model
    def _load_records_create(self, vals_list):
        if not self._import_report():
            return super()._load_records_create(vals_list)
        activities = super()._load_records_create(
            [dict(vals, state=self._state_by_dates(vals)) for vals in vals_list]
        )
        closed = activities.filtered(lambda activity: activity.state == "closed")
        closed._set_accounts_active(False)
        return activities

    @api.model
    def _state_by_dates(self, vals):
        """The state that an imported activity's dates tell."""
        if vals.get("date_close"):
            return "closed"
        return "open" if vals.get("date_open") else "preparing"
