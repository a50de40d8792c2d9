from odoo import Command, models

from odoo.addons.coop_member.demo.tables import read

from .coop_demo import FOLDER


class CoopDemo(models.AbstractModel):
    """Circles, roles, who holds them, and decisions by consent."""

    _inherit = "coop.demo"

    def _load_circles(self):
        for row in self._missing("circles", "circle", folder=FOLDER):
            company = self._strategy_company(row)
            parent = row["parent"] and self._ref(f"circle_{row['parent']}")
            circle = self._as_coordinator("coop.strategy.circle", company).create(
                {
                    "name": row["name"],
                    "company_id": company.id,
                    "parent_id": parent.id if parent else False,
                    "purpose": row["purpose"],
                }
            )
            self._load_decisions(circle, row["ref"])
            self._load_roles(circle, row["ref"])
            self._remember(f"circle_{row['ref']}", circle)

    def _load_decisions(self, circle, ref):
        for row in read("decisions", FOLDER):
            if row["circle"] != ref:
                continue
            proposer = self._ref(f"member_{row['proposer']}")
            decision = circle.decision_ids.create(
                {
                    "name": row["name"],
                    "circle_id": circle.id,
                    "date": self._day(row["when"]),
                    "proposer_id": proposer.id,
                    "proposal": f"<p>{row['proposal']}</p>",
                    "objection_ids": self._objections(row),
                    "outcome": row["outcome"] and f"<p>{row['outcome']}</p>",
                }
            )
            if row["state"] == "adopted":
                decision.action_adopt()
            elif row["state"] == "dropped":
                decision.action_drop()
            self._remember(f"decision_{row['ref']}", decision)

    def _objections(self, row):
        if not row["objection"]:
            return []
        return [
            Command.create(
                {
                    "name": row["objection"],
                    "member_id": self._ref(f"member_{row['objector']}").id,
                    "state": "integrated" if row["resolution"] else "raised",
                    "resolution": row["resolution"],
                }
            )
        ]

    def _load_roles(self, circle, ref):
        for row in read("roles", FOLDER):
            if row["circle"] != ref:
                continue
            role = circle.role_ids.create(
                {
                    "name": row["name"],
                    "circle_id": circle.id,
                    "purpose": row["purpose"],
                    "domain": row["domain"],
                    "accountabilities": row["tasks"].replace("|", "\n"),
                }
            )
            if not row["holder"]:
                continue
            decision = row["decision"] and self._ref(f"decision_{row['decision']}")
            role.assignment_ids.create(
                {
                    "role_id": role.id,
                    "member_id": self._ref(f"member_{row['holder']}").id,
                    "date_start": self._day(row["from"]),
                    "date_end": self._day(row["to"]),
                    "way": row["way"],
                    "decision_id": decision.id if decision else False,
                }
            )
