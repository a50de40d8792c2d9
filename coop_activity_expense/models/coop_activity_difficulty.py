from odoo import api, fields, models
from odoo.fields import Domain


class CoopActivity(models.Model):
    """Which activities need help: those that spent more than they have, that have not
    invoiced for months, or whose customers pay late."""

    _inherit = "coop.activity"

    is_negative = fields.Boolean(
        "Below zero", compute="_compute_difficulty", search="_search_is_negative"
    )
    is_idle = fields.Boolean(
        "No invoice for months", compute="_compute_difficulty", search="_search_is_idle"
    )
    has_late_customers = fields.Boolean(
        "Late customers",
        compute="_compute_difficulty",
        search="_search_has_late_customers",
    )
    last_invoice_date = fields.Date("Last invoice", compute="_compute_difficulty")
    late_amount = fields.Monetary("Paid late", compute="_compute_difficulty")

    def _compute_difficulty(self):
        self.check_access("read")
        today = fields.Date.context_today(self)
        statements = self._get_statements(today, today)
        last, late = self._last_invoices(), self._late_amounts()
        for activity in self:
            statement = statements.get(activity.id)
            activity.last_invoice_date = last.get(activity.id)
            activity.late_amount = late.get(activity.id, 0)
            activity.is_negative = bool(statement) and statement.available < 0
            activity.is_idle = activity._idle_since(last.get(activity.id))
            activity.has_late_customers = activity.late_amount > 0

    def _idle_since(self, last):
        """Whether nothing was invoiced for the months that the cooperative says."""
        self.ensure_one()
        company_sudo = self.company_id.sudo()  # sudo: a number of months
        limit = fields.Date.subtract(
            fields.Date.context_today(self), months=company_sudo.coop_idle_months
        )
        begun = max(filter(None, (last, self.date_open)), default=None)
        return bool(self.state == "open" and begun and begun < limit)

    def _last_invoices(self):
        """Day of the last posted invoice of activities, by id."""
        moves_sudo = self.env["account.move"].sudo()  # sudo: days alone
        return {
            activity.id: day
            for activity, day in moves_sudo._read_group(
                [
                    ("coop_activity_id", "in", self.ids),
                    ("move_type", "in", ("out_invoice", "out_receipt")),
                    ("state", "=", "posted"),
                ],
                ["coop_activity_id"],
                ["invoice_date:max"],
            )
        }

    def _late_amounts(self):
        """What customers should have paid before today, by id of the activity."""
        items_sudo = self.env["account.move.line"].sudo()  # sudo: sums alone
        return {
            activity.id: amount
            for activity, amount in items_sudo._read_group(
                [
                    ("coop_activity_id", "in", self.ids),
                    ("account_id.account_type", "=", "asset_receivable"),
                    ("parent_state", "=", "posted"),
                    ("reconciled", "=", False),
                    ("date_maturity", "<", fields.Date.context_today(self)),
                ],
                ["coop_activity_id"],
                ["amount_residual:sum"],
            )
        }

    @api.model
    def _open_activities(self):
        """Open activities of the cooperatives that are looked at."""
        return self.search(
            [("state", "=", "open"), ("company_id", "in", self.env.companies.ids)]
        )

    @api.model
    def _search_is_negative(self, operator, value):
        return self._search_difficulty("is_negative", operator, value)

    @api.model
    def _search_is_idle(self, operator, value):
        return self._search_difficulty("is_idle", operator, value)

    @api.model
    def _search_has_late_customers(self, operator, value):
        return self._search_difficulty("has_late_customers", operator, value)

    @api.model
    def _search_difficulty(self, name, operator, value):
        if operator != "in":
            return NotImplemented
        activities = self._open_activities()
        # the books may have changed since it was last asked
        activities.invalidate_recordset([name])
        found = activities.filtered(name)
        domain = Domain("id", "in", found.ids)
        return domain if True in value else ~domain
