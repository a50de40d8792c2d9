from datetime import timedelta
from decimal import Decimal

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.coop_member.demo.tables import read

from .coop_demo import FOLDER
from .coop_demo_claim import DRIFT
from .coop_demo_pay import COUNTED

#: months of what is invoiced regularly: of each quarter one, then each of them
MONTHS = (*range(24, 9, -3), *range(9, 0, -1))
#: courses on which an invoice is not posted, or by its member
WAITING = ("draft", "submitted", "returned")
#: courses of invoices that their customers have got
SENT = ("sent", "seen", "late", "partly", "paid", "reversed")
#: what an activity that is trusted posts by itself
ALONE = 300


class CoopDemo(models.AbstractModel):
    """Invoices of two years, month by month: those of regular customers, and some with
    a story. Members submit, the accountant accepts, customers pay."""

    _inherit = "coop.demo"

    def _load_invoices(self):
        stories = [*self._regular_invoices(), *self._told_invoices()]
        stories = [one for one in stories if not self._ref(f"invoice_{one['ref']}")]
        if not stories:
            return
        companies = self._coops()
        dating = {company: company.coop_invoice_dating for company in companies}
        # what is accepted today was invoiced up to two years ago
        companies.coop_invoice_dating = "typed"
        by_month = {}
        for story in sorted(stories, key=lambda one: one["day"]):
            company = story["activity"].company_id
            by_month.setdefault((company, story["day"].replace(day=1)), []).append(
                story
            )
        for (company, _month), of_month in by_month.items():
            for story in of_month:
                self._invoice(story)
            self._accept_invoices(company, of_month)
        self._follow_invoices(stories)
        for company, chosen in dating.items():
            company.coop_invoice_dating = chosen

    # -- what happens -----------------------------------------------------------------

    def _told_invoices(self):
        for row in read("billing_invoices", FOLDER):
            activity = self._ref(f"activity_{row['activity']}")
            yield row | {
                "activity": activity,
                "day": self._day(row["when"]),
                "lines": self._told_lines(row["ref"], activity.company_id),
            }

    def _regular_invoices(self):
        for row in read("billing_habits", FOLDER):
            activity = self._ref(f"activity_{row['activity']}")
            for month in MONTHS:
                day = self._day(f"-{month}m+{row['day']}d")
                if month % int(row["every"]) or activity.date_open > day:
                    continue
                drift = 100 + DRIFT[month % len(DRIFT)]
                price = (Decimal(row["price"]) * drift / 100).quantize(Decimal("0.01"))
                line = row | {"price": price}
                yield {
                    "ref": f"{row['customer']}_{month}",
                    "member": row["member"],
                    "customer": row["customer"],
                    "activity": activity,
                    "day": day,
                    "course": self._regular_course(day, month),
                    "evidence": "",
                    "note": "",
                    "lines": [self._core_line(line, activity.company_id)],
                }

    def _regular_course(self, day, month):
        today = fields.Date.context_today(self)
        if day > today - timedelta(days=20):
            return "ready" if month % 2 else "sent"
        return "paid" if month > 1 else "seen"

    # -- members ----------------------------------------------------------------------

    def _invoice(self, story):
        member = self._ref(f"member_{story['member']}")
        moves = self._as_member(self.env["account.move"], member)
        evidence = story["evidence"] and self._ref(f"evidence_{story['evidence']}")
        header = {
            "customer_id": self._ref(f"customer_{story['customer']}").id,
            "invoice_date": story["day"],
            "note": story["note"],
            "coop_evidence_id": evidence and evidence.id,
        }
        activity = story["activity"].with_env(moves.env)
        move = moves._coop_save(activity, header, story["lines"])
        story["move"] = self._remember(f"invoice_{story['ref']}", move)
        if story["course"] == "alone":
            story["activity"].coop_self_post_limit = ALONE
        if story["course"] != "draft":
            move.action_coop_submit()
            sent = min(story["day"], fields.Date.context_today(self))
            move._coop_as_step().coop_submitted_date = sent

    # -- accountants ------------------------------------------------------------------

    def _accept_invoices(self, company, stories):
        member = self._ref(f"member_{stories[0]['member']}")
        accepted = self.env["account.move"].union(
            *(
                story["move"]
                for story in stories
                if story["course"] not in (*WAITING, "alone")
            )
        )
        if accepted:
            self._as_accountant(accepted, member).action_coop_accept()
        for story in stories:
            if story["course"] == "returned":
                move = self._as_accountant(story["move"], member)
                move.action_coop_return(story["text"])

    def _follow_invoices(self, stories):
        """What happens to invoices once they are posted."""
        self.env.flush_all()
        tables = SQL(", ").join(SQL.identifier(table) for table in COUNTED)
        self.env.cr.execute(SQL("ANALYZE %s", tables))
        paid = {}
        for story in stories:
            move, course = story["move"], story["course"]
            if course in SENT:
                # as sent by mail: the demonstration writes to nobody
                move._coop_as_step().is_move_sent = True
            if course in ("seen", "late", "partly", "paid"):
                seen = story["day"] + timedelta(days=2)
                move._coop_as_step().coop_seen_date = seen
            if course == "late":
                self._remind(move)
            if course == "partly":
                self._pay_invoices(move, story, amount=move.amount_total / 2)
            if course == "paid":
                quarter = story["day"].year, (story["day"].month - 1) // 3
                paid.setdefault((move.company_id, *quarter), []).append(story)
            if course == "reversed":
                self._credit(move)
        for of_quarter in paid.values():
            moves = self.env["account.move"].union(*(one["move"] for one in of_quarter))
            last = max(of_quarter, key=lambda one: one["day"])
            # a customer pays all that is owed at once
            self._pay_invoices(moves, last, group_payment=True)

    def _remind(self, move):
        day = move.invoice_date_due + timedelta(days=10)
        move._coop_as_step().write(
            {
                "coop_reminder_date": min(day, fields.Date.context_today(self)),
                "coop_reminder_count": 1,
            }
        )

    def _pay_invoices(self, moves, story, **vals):
        member = self._ref(f"member_{story['member']}")
        moves = self._as_accountant(moves, member)
        journal = self._bank_journal(member.company_id)
        day = min(story["day"] + timedelta(days=28), fields.Date.context_today(self))
        windows = moves.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=moves.ids
        )
        if "amount" in vals:
            vals["amount"] = moves.currency_id.round(vals["amount"])
        window = windows.create({"payment_date": day, "journal_id": journal.id, **vals})
        window.action_create_payments()

    def _credit(self, move):
        """Give an invoice back wholly."""
        note = move.action_coop_credit()
        note.action_coop_submit()
        accountant = self._as_accountant(note, move.coop_activity_id.member_ids[:1])
        accountant.action_coop_accept()
