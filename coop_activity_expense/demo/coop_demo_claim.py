from datetime import timedelta
from decimal import Decimal

from odoo import Command, fields, models

from odoo.addons.coop_member.demo.tables import read

from .coop_demo import FOLDER

#: months of what is bought regularly that make one claim: quarters, then each month
PERIODS = (
    *((month, month - 1, month - 2) for month in range(24, 4, -3)),
    *((month,) for month in (3, 2, 1)),
)
#: by how many percent it differs, month by month
DRIFT = (0, 4, -3, 7, -6, 2, 9, -8, 5, -1, 3, -5)
#: courses on which members go on by themselves
NOT_SENT = ("draft",)
NOT_APPROVED = ("submitted", "refused", "corrected")


class CoopDemo(models.AbstractModel):
    """Claims, in the order in which they were sent: those of what members buy
    regularly, and some with a story. Members send, advisers approve or refuse."""

    _inherit = "coop.demo"

    def _load_claims(self):
        stories = [*self._regular_stories(), *self._told_stories()]
        stories = [one for one in stories if not self._ref(f"claim_{one['ref']}")]
        if not stories:
            return
        companies = self._coops()
        limits = {company: company.coop_expense_max_days for company in companies}
        # what is sent today happened up to two years ago
        companies.coop_expense_max_days = 0
        for story in sorted(stories, key=lambda one: one["lines"][-1]["day"]):
            story["claim"] = self._remember(
                f"claim_{story['ref']}", self._make_claim(story)
            )
            self._send(story)
        self._approve(stories)
        for company, limit in limits.items():
            company.coop_expense_max_days = limit
        self._post_and_pay(stories)

    # -- what happens -----------------------------------------------------------------

    def _told_stories(self):
        lines = read("claim_lines", FOLDER)
        for row in read("claims", FOLDER):
            own = [line for line in lines if line["claim"] == row["ref"]]
            yield row | {
                "lines": [{**line, "day": self._day(line["when"])} for line in own]
            }

    def _regular_stories(self):
        habits = read("habits", FOLDER)
        members = dict.fromkeys((row["member"], row["activity"]) for row in habits)
        for member, activity in members:
            own = [row for row in habits if row["member"] == member]
            for months in PERIODS:
                lines = [
                    self._regular_line(row, month)
                    for month in months
                    for row in own
                    if month % int(row["every"]) == 0
                ]
                lines = [line for line in lines if self._was_there(member, line["day"])]
                if lines:
                    yield {
                        "ref": f"{member}_{months[0]}",
                        "member": member,
                        "activity": activity,
                        "payer": "member",
                        "course": "posted" if months == (1,) else "paid",
                        "description": "",
                        "lines": sorted(lines, key=lambda line: line["day"]),
                    }

    def _regular_line(self, row, month):
        line = {**row, "day": self._day(f"-{month}m+{row['day']}d")}
        drift = 100 + DRIFT[month % len(DRIFT)]
        for name, unit in (("amount", Decimal("0.01")), ("distance", Decimal(1))):
            if row[name]:
                line[name] = (Decimal(row[name]) * drift / 100).quantize(unit)
        return line

    def _was_there(self, member, day):
        """Whether a contract of the member ran on that day."""
        contracts = self._ref(f"member_{member}").contract_ids.filtered(
            lambda contract: contract.state in ("running", "ended")
        )
        return any(
            contract.date_start <= day <= (contract.date_end or day)
            for contract in contracts
        )

    # -- members ----------------------------------------------------------------------

    def _make_claim(self, story):
        member = self._ref(f"member_{story['member']}")
        claim = self._as_member(self.env["coop.expense"], member).create(
            {
                "member_id": member.id,
                "activity_id": self._ref(f"activity_{story['activity']}").id,
                "description": story["description"],
                "payer": story["payer"],
                "supplier_reference": story.get("reference"),
                "line_ids": [
                    Command.create(self._prepare_claim_line(line))
                    for line in story["lines"]
                ],
            }
        )
        invoiced = story["payer"] == "supplier"
        claim.env["coop.expense.receipt"].create(
            [
                self._prepare_receipt(member, row["day"], row, invoiced)
                | {"line_id": line.id}
                for line, row in zip(claim.line_ids, story["lines"], strict=True)
                if line.kind == "receipt"
            ]
        )
        return claim

    def _prepare_claim_line(self, row):
        vehicle = row["vehicle"] and self._ref(f"vehicle_{row['vehicle']}")
        return {
            "category_id": self._expense_category(row["category"]).id,
            "date": row["day"],
            "name": row["text"],
            "supplier_name": row["shop"],
            "amount": float(row["amount"] or 0),
            "beneficiary": row["beneficiary"] or "member",
            "vehicle_id": vehicle and vehicle.id,
            "distance": float(row["distance"] or 0),
            "origin": row["origin"],
            "destination": row["destination"],
        }

    def _expense_category(self, name):
        return self._ref(f"category_{name}") or self.env.ref(
            f"coop_activity_expense.category_{name}"
        )

    def _send(self, story):
        if story["course"] in NOT_SENT:
            return
        claim, day = story["claim"], self._after(story, 1)
        claim.with_context(ir_sequence_date=day).action_submit()
        self._date_submission(claim, day)

    def _date_submission(self, claim, day):
        dates = {"submitted_date": day}
        if claim.self_approved:
            dates["approved_date"] = day
        claim._as_step().write(dates)

    def _after(self, story, days):
        """So many days after the last expense, today at the latest."""
        day = story["lines"][-1]["day"] + timedelta(days=days)
        return min(day, fields.Date.context_today(self))

    # -- advisers ---------------------------------------------------------------------

    def _approve(self, stories):
        for story in stories:
            if story["course"] in NOT_SENT:
                continue
            claim = self._as_adviser(story["claim"], story["claim"].member_id)
            if story["course"] not in NOT_APPROVED:
                asked = claim.filtered(lambda claim: claim.state == "submitted")
                asked.action_approve()
                asked._as_step().approved_date = self._after(story, 3)
            elif story["text"]:
                claim.action_refuse(story["text"])
            if story["course"] == "corrected":
                self._correct(story["claim"], story)

    def _correct(self, claim, story):
        claim.action_draft()
        claim.line_ids[0].name = f"{story['lines'][0]['text']} (1)"
        claim.action_submit()
        self._date_submission(claim, self._after(story, 6))
