from odoo import models
from odoo.tools import SQL

#: courses that lead into the books
BOOKED = ("posted", "paid", "partly", "decided", "again", "reversed")

#: tables that payments join
COUNTED = (
    "account_move",
    "account_move_line",
    "account_partial_reconcile",
    "account_payment",
)


class CoopDemo(models.AbstractModel):
    """What accountants make of claims: entries, payments, decisions, reversals."""

    _inherit = "coop.demo"

    def _post_and_pay(self, stories):
        by_course = {}
        for story in stories:
            claim = self._as_accountant(story["claim"], story["claim"].member_id)
            by_course.setdefault(story["course"], []).append((claim, story))
        self._choose_suppliers(stories)
        for claim, story in by_course.get("decided", ()):
            claim.line_ids.action_decide_vat(self.env["account.tax"], story["text"])
        self._post_claims(by_course)
        for claim, story in [
            *by_course.get("again", ()),
            *by_course.get("reversed", ()),
        ]:
            claim.action_reverse(story["text"])
        for claim, _story in by_course.get("again", ()):
            claim.line_ids.category_id = self._expense_category("equipment")
            claim.action_post()
        self._pay_claims(by_course)

    def _choose_suppliers(self, stories):
        for story in stories:
            if story["payer"] == "supplier" and story["course"] != "submitted":
                claim = self._as_accountant(story["claim"], story["claim"].member_id)
                claim.supplier_id = self._supplier(story["supplier"]).id

    def _supplier(self, name):
        partners = self.env["res.partner"]
        found = partners.search([("name", "=", name)], limit=1)
        return found or partners.create({"name": name, "is_company": True})

    def _post_claims(self, by_course):
        """Post them all, a cooperative at a time, as the button over a list does."""
        courses = (*BOOKED, "failed")
        chosen = [claim for course in courses for claim, _ in by_course.get(course, ())]
        for claims in self._by_company(chosen).values():
            claims.action_post()

    def _by_company(self, claims):
        found = {}
        for claim in claims:
            company = claim.company_id
            found[company] = found.get(company, claim.browse()) | claim
        return found

    def _pay_claims(self, by_course):
        """Pay what was posted of a quarter together, and a half of some."""
        # nobody has counted the rows of this very transaction yet: without that, what
        # Odoo asks about payments takes minutes
        self.env.flush_all()
        tables = SQL(", ").join(SQL.identifier(table) for table in COUNTED)
        self.env.cr.execute(SQL("ANALYZE %s", tables))
        paid = {}
        for claim, story in by_course.get("paid", ()):
            day = story["lines"][-1]["day"]
            quarter = claim.company_id, day.year, (day.month - 1) // 3
            paid.setdefault(quarter, []).append((claim, self._after(story, 10)))
        for of_quarter in paid.values():
            claims = of_quarter[0][0].union(*(claim for claim, _day in of_quarter))
            self._pay(claims, max(day for _claim, day in of_quarter))
        for claim, story in by_course.get("partly", ()):
            half = claim.currency_id.round(claim.amount_due / 2)
            self._pay(claim, self._after(story, 20), amount=half)

    def _pay(self, claims, day, **vals):
        action = claims.action_register_payment()
        windows = claims.env[action["res_model"]].with_context(**action["context"])
        journal = self._bank_journal(claims.company_id)
        window = windows.create({"payment_date": day, "journal_id": journal.id, **vals})
        window.action_create_payments()
