from odoo import api, models

#: subject → model, field of who made it, fields that are exported
SUBJECTS = {
    "quotes": (
        "coop.quote",
        "member_id",
        ("name", "date", "activity_id", "customer_id", "subject", "state"),
    ),
    "invoices": (
        "account.move",
        "coop_member_id",
        ("name", "invoice_date", "coop_activity_id", "coop_customer_id", "coop_status"),
    ),
}


class CoopMember(models.Model):
    """What invoicing adds to the data that are kept about a member."""

    _inherit = "coop.member"

    def _export_personal_data(self):
        data = super()._export_personal_data()
        for subject, (model, made_by, names) in SUBJECTS.items():
            records = self.env[model].search([(made_by, "in", self.ids)])
            data[subject] = self._export_rows(records, names)
        return data

    @api.model
    def _export_labels(self):
        return super()._export_labels() | {
            "quotes": self.env._("Quotes"),
            "invoices": self.env._("Invoices"),
        }
