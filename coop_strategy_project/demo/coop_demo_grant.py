from odoo import Command, models

from .coop_demo import COORDINATOR, FOLDER


class CoopDemo(models.AbstractModel):
    """Grants, and what their projects have cost."""

    _inherit = "coop.demo"

    def _load_grants(self):
        for row in self._missing("grants", "grant", folder=FOLDER):
            company = self._strategy_company(row)
            funder = self.env["res.partner"].create(
                {"name": row["funder"], "is_company": True}
            )
            start, end = self._day(row["start"]), self._day(row["end"])
            grant = self._as_coordinator("coop.strategy.grant", company).create(
                {
                    "name": row["name"],
                    "company_id": company.id,
                    "funder_id": funder.id,
                    "reference": row["reference"],
                    "date_start": start,
                    "date_end": end,
                    "amount_granted": float(row["amount"]),
                    "payment_ids": [
                        Command.create({"date": start, "amount": float(row["paid"])})
                    ],
                    "report_ids": [
                        Command.create(
                            {
                                "name": row["report"],
                                "date_due": self._day(row["due"]),
                                "responsible_id": self._ref(f"user_{COORDINATOR}").id,
                            }
                        )
                    ],
                }
            )
            self._remember(f"grant_{row['ref']}", grant)

    def _load_costs(self):
        """What the first project of each grant has cost, on an account of its own."""
        plan = self.env.ref("analytic.analytic_plan_projects")
        for row in self._missing("grants", "costs", folder=FOLDER):
            grant = self._ref(f"grant_{row['ref']}")
            project = grant.project_ids[:1]
            account = self.env["account.analytic.account"].create(
                {
                    "name": project.name,
                    "plan_id": plan.id,
                    "company_id": grant.company_id.id,
                }
            )
            project.account_id = account
            for cost in row["costs"].split():
                when, amount = cost.split(":")
                self.env["account.analytic.line"].create(
                    {
                        "name": project.name,
                        account.root_plan_id._column_name(): account.id,
                        "date": self._day(when),
                        "amount": -float(amount),
                        "company_id": grant.company_id.id,
                    }
                )
            self._remember(f"costs_{row['ref']}", account)
