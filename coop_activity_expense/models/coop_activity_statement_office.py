from odoo import fields, models


class CoopActivity(models.Model):
    """The statement that the team opens of an activity."""

    _inherit = "coop.activity"

    def action_open_statement(self):
        """Open the statement of this activity, for the period of the context."""
        self.ensure_one()
        self.check_access("read")
        context = self.env.context
        values = {"activity_id": self.id, "period": context.get("statement_period")}
        if context.get("statement_from") and context.get("statement_to"):
            values |= {
                "period": "own",
                "date_from": fields.Date.to_date(context["statement_from"]),
                "date_to": fields.Date.to_date(context["statement_to"]),
            }
        statement = self.env["coop.statement"].create(
            {name: value for name, value in values.items() if value}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Statement"),
            "res_model": "coop.statement",
            "res_id": statement.id,
            "views": [(False, "form")],
        }
