import io
from datetime import date

from lxml import html
from PIL import Image

from odoo.tests import tagged

from odoo.addons.coop_member.tests.portal_case import PortalCase

from .common import ExpenseCase

EXPENSES = "/my/coop/expenses"
KEY = "k" * 22


def photo(colour="teal", kind="JPEG", size=(40, 30)):
    """A real photo."""
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, kind)
    return content.getvalue()


@tagged("post_install", "-at_install")
class PortalExpenseCase(ExpenseCase, PortalCase):
    """Expenses over HTTP: ``noor`` runs the activity ``oak``, ``ali`` runs ``elm``;
    both have portal users."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ali_user = cls._portal_user(cls.ali, "ali_roche")
        cls._running(cls.ali, cls.volunteering, date(2020, 1, 1))
        cls.elm = cls._activity("Elm", cls.ali)

    def setUp(self):
        super().setUp()
        self.sign_in(self.noor_user)

    def _typed(self, **values):
        """What the form of a new expense sends, once filled in."""
        return {
            "category": str(self._category("taxi").id),
            "amount": "12,50",
            "date": self.today.isoformat(),
            "activity": str(self.oak.id),
            "payer": "member",
            "key": KEY,
            "then": "submit",
            **values,
        }

    def send(self, url=f"{EXPENSES}/new", files=(), **values):
        """Send the form of an expense, with files as (name, content)."""
        sent = [("file", one) for one in files]
        return self.post(url, sent or None, **self._typed(**values))

    def _elsewhere(self):
        """Noor's membership of the other cooperative."""
        self.noor.partner_id.company_id = False
        there = self.env["coop.member"].create(
            {
                "partner_id": self.noor.partner_id.id,
                "company_id": self.other_company.id,
                "college_id": self.other_college.id,
            }
        )
        there.action_admit()
        self.noor_user.company_ids |= self.other_company
        return there

    def claims(self, member=None):
        """The claims of a member, in the environment of her user."""
        member = member or self.noor
        user = member.portal_partner_id.user_ids
        claims = self.env["coop.expense"].with_user(user)
        return claims.search([("member_id", "=", member.id)])

    def waiting(self, *contents):
        """Receipts of Noor that wait."""
        receipts = self.env["coop.expense.receipt"].with_user(self.noor_user)
        files = [(f"{number}.jpg", one) for number, one in enumerate(contents)]
        return receipts._receive(self.noor, files)[0]

    def error_of(self, response, field):
        """What the page says beside a field; None where it says nothing."""
        page = html.fromstring(response.content)
        found = page.xpath(f"//*[@id='coop_{field}_error']")
        said = " ".join(" ".join(one.text_content().split()) for one in found)
        return said or None

    def value_of(self, response, field):
        """What a field of the page holds; of choices, those that are made."""
        page = html.fromstring(response.content)
        chosen = page.xpath(f"//input[@name='{field}'][@checked]/@value")
        typed = page.xpath(f"//input[@name='{field}'][not(@type='radio')]/@value")
        return chosen or typed
