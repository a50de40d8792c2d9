from datetime import date

from freezegun import freeze_time
from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import CoopCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02")
class TestViews(CoopCase):
    """Filters of the search views find whom they name, as the adviser."""

    def _filtered(self, name, model="coop.member"):
        arch = self.env.ref(f"coop_member.{model.replace('.', '_')}_view_search").arch
        node = etree.fromstring(arch.encode()).find(f".//filter[@name='{name}']")
        domain = safe_eval(node.get("domain"), {"uid": self.adviser.id})
        return self.env[model].with_user(self.adviser).search(domain)

    def test_contract_ends_in_60_days(self):
        soon = self._member("Soon")
        self._running(soon, self.cape, date(2025, 5, 2), date(2026, 5, 1))
        later = self._member("Later")
        self._running(later, self.cape, date(2025, 5, 3), date(2026, 5, 2))
        self.assertEqual(self._filtered("filter_contract_ending"), soon)

    def test_associate_deadline_in_6_months(self):
        soon = self._member("Soon")
        self._running(soon, self.cesa, date(2023, 9, 2))
        later = self._member("Later")
        self._running(later, self.cesa, date(2023, 9, 3))
        self.assertEqual(self._filtered("filter_associate_deadline"), soon)

    def test_no_interview_for_6_months(self):
        never, old, recent = map(self._member, ("Never", "Old", "Recent"))
        for member, day in ((old, "2025-09-01"), (recent, "2025-09-02")):
            self.env["coop.interview"].with_user(self.adviser).create(
                {"member_id": member.id, "date": day}
            ).action_done()
        self.assertEqual(self._filtered("filter_no_interview"), never + old)

    def test_every_filter_evaluates(self):
        for view in self.env["ir.ui.view"].search(
            [("type", "=", "search"), ("model", "=like", "coop.%")]
        ):
            model = self.env[view.model].with_user(self.manager)
            for node in etree.fromstring(view.arch.encode()).iterfind(".//filter"):
                if node.get("domain"):
                    model.search(safe_eval(node.get("domain"), {"uid": 1}))
