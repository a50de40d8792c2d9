from odoo import fields, models


class CoopActivity(models.Model):
    _inherit = "coop.activity"

    coop_expense_ids = fields.One2many("coop.expense", "activity_id", "Expense claims")
    coop_expense_count = fields.Integer(compute="_compute_coop_expense_count")

    def _compute_coop_expense_count(self):
        counts = dict(
            self.env["coop.expense"]._read_group(
                [("activity_id", "in", self.ids)], ["activity_id"], ["__count"]
            )
        )
        for activity in self:
            activity.coop_expense_count = counts.get(activity, 0)

    def _coop_available_money(self):
        """What the activity may spend, in the company's currency; None where nobody
        keeps account of it. What is posted is already taken off, claims that are not
        are not.

        A hook: the statement of the activity overrides it.
        """
        self.ensure_one()
        return None
