import base64
from datetime import date

from odoo import Command
from odoo.tests import tagged

from odoo.addons.coop_member.tests.common import CoopCase

#: a PDF as far as its first bytes say, which is as far as anybody looks
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@tagged("post_install", "-at_install")
class ExpenseCase(CoopCase):
    """A French cooperative with its chart of accounts, a member under contract who
    runs an activity, and the verbs of expenses.

    ``noor`` has a portal user, ``noor_user``; claims come in her environment.
    """

    chart = country = "fr"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref(f"base.{cls.country}")
        cls._load_chart(cls.company, cls.chart)
        cls.noor = cls._member("Noor Vidal")
        cls._running(cls.noor, cls.volunteering, date(2020, 1, 1))
        cls.noor_user = cls._portal_user(cls.noor)
        cls.oak = cls._activity("Oak and Lime", cls.noor)

    @classmethod
    def _load_chart(cls, company, chart):
        chart_template = cls.env["account.chart.template"].with_company(company)
        chart_template.try_loading(chart, company=company, install_demo=False)

    @classmethod
    def _activity(cls, name, members):
        """An open activity of ``members``."""
        activity = (
            cls.env["coop.activity"]
            .with_user(cls.adviser)
            .create(
                {
                    "name": name,
                    "member_ids": [Command.set(members.ids)],
                    "company_id": cls.company.id,
                }
            )
        )
        activity.action_open()
        return activity

    @classmethod
    def _category(cls, name):
        return cls.env.ref(f"coop_activity_expense.category_{name}")

    @classmethod
    def _claim(cls, *lines, user=None, member=None, **vals):
        """A draft claim of Noor, with ``lines`` (values)."""
        member = member or cls.noor
        claim = (
            cls.env["coop.expense"]
            .with_user(user or cls.noor_user)
            .create(
                {
                    "member_id": member.id,
                    "activity_id": cls.oak.id,
                    "line_ids": [Command.create(line) for line in lines],
                    **vals,
                }
            )
        )
        for line in claim.line_ids:
            if line.kind == "receipt":
                cls._receipt(line)
        return claim

    @classmethod
    def _line(cls, category, amount=0, day="2026-03-10", **vals):
        """Values of a line."""
        return {
            "category_id": cls._category(category).id,
            "amount": amount,
            "date": day,
            **vals,
        }

    @classmethod
    def _receipt(cls, line, content=None):
        """A receipt of ``line``, of its own content unless given."""
        content = content or PDF + str(line.id).encode()
        return line.env["coop.expense.receipt"].create(
            {
                "member_id": line.member_id.id,
                "line_id": line.id,
                "name": "receipt.pdf",
                "document": base64.b64encode(content),
            }
        )

    @classmethod
    def _submitted(cls, *lines, **vals):
        claim = cls._claim(*lines, **vals)
        claim.action_submit()
        return claim

    @classmethod
    def _approved(cls, *lines, **vals):
        claim = cls._submitted(*lines, **vals)
        claim.with_user(cls.adviser).action_approve()
        return claim

    @classmethod
    def _posted(cls, *lines, **vals):
        """A posted claim, in the environment of the accountant."""
        claim = cls._approved(*lines, **vals).with_user(cls.accountant)
        claim.action_post()
        return claim

    @classmethod
    def _vehicle(cls, member=None, **vals):
        return cls.env["coop.vehicle"].create(
            {
                "member_id": (member or cls.noor).id,
                "plate": "AB-123-CD",
                "kind": "car",
                "power": 5,
                "energy": "diesel",
                "registration_paper": base64.b64encode(PDF),
                **vals,
            }
        )

    @classmethod
    def _trip(cls, vehicle, distance, day="2026-03-10", **vals):
        """Values of a line for a trip."""
        return cls._line(
            "mileage", day=day, vehicle_id=vehicle.id, distance=distance, **vals
        )

    def _told(self, claim):
        """What the chatter of a claim says, as one text."""
        messages = self.env["mail.message"].search(
            [("model", "=", "coop.expense"), ("res_id", "=", claim.id)]
        )
        return "\n".join(filter(None, messages.mapped("body")))

    def assertEntry(self, entry, expected):
        """The lines of ``entry`` are exactly ``expected``, in any order: (account
        code, debit, credit, names of tags, whether the distribution names the
        activity); all of them belong to the activity."""
        lines = entry.sudo().line_ids.with_company(self.company)
        found = [
            (
                line.account_id.code,
                line.debit,
                line.credit,
                ",".join(sorted(line.tax_tag_ids.mapped("name"))),
                line.analytic_distribution
                == {str(self.oak.analytic_account_id.id): 100},
            )
            for line in lines
        ]
        self.assertCountEqual(found, expected)
        self.assertEqual(lines.coop_activity_id, self.oak)
        self.assertTrue(all(line.coop_activity_id for line in lines))
        self.assertEqual(entry.state, "posted")
