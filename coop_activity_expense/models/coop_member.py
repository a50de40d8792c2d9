from odoo import api, models

#: subject → model, fields that are exported
SUBJECTS = {
    "vehicles": (
        "coop.vehicle",
        ("name", "plate", "kind", "power", "energy", "registration_paper_name"),
    ),
    "expenses": (
        "coop.expense.line",
        (
            "expense_id",
            "activity_id",
            "state",
            "date",
            "category_id",
            "name",
            "supplier_name",
            "amount",
            "vehicle_id",
            "distance",
            "origin",
            "destination",
        ),
    ),
    "receipts": (
        "coop.expense.receipt",
        ("name", "mimetype", "size", "expense_id", "create_date"),
    ),
}


class CoopMember(models.Model):
    """What expenses add to the data that are kept about a member."""

    _inherit = "coop.member"

    def _export_personal_data(self):
        data = super()._export_personal_data()
        for subject, (model, names) in SUBJECTS.items():
            records = self.env[model].search([("member_id", "in", self.ids)])
            data[subject] = self._export_rows(records, names)
        return data

    @api.model
    def _export_labels(self):
        return super()._export_labels() | {
            "vehicles": self.env._("Vehicles"),
            "expenses": self.env._("Expenses"),
            "receipts": self.env._("Receipts"),
        }
