"""A request of the directory that ended as a charge inside, and the charge between two
activities that follows: neither of the modules depends on the other."""

from urllib.parse import urlsplit

from lxml import html

from odoo.tests import tagged

from odoo.addons.coop_activity_expense.tests.portal_billing_case import (
    PortalBillingCase,
)


@tagged("post_install", "-at_install")
class TestChargeFromRequest(PortalBillingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.asked = cls.env["coop.skill.request"].create(
            {
                "name": "Shelves of oak",
                "member_id": cls.ali.id,
                "skill_ids": [
                    (6, 0, cls.env.ref("coop_skill_directory.skill_carpentry").ids)
                ],
                "answer_ids": [(0, 0, {"member_id": cls.noor.id, "kind": "paid"})],
            }
        )
        cls.asked._portal_pick(cls.ali, cls.asked.answer_ids.id)

    def _charge_links(self):
        page = html.fromstring(self.url_open(self.asked._portal_path()).content)
        return page.xpath("//a[@name='charge']/@href")

    def _end(self, **post):
        self.assertEqual(self.asked._portal_end(self.asked.member_id, post), {})
        self.env.flush_all()

    def test_who_was_chosen_finds_the_charge_filled_in(self):
        self._end(outcome="charge", amount="350,50")
        [link] = self._charge_links()
        self.assertEqual(urlsplit(link).path, "/my/coop/transfers/new")
        form = self.url_open(link)
        self.assertEqual(self.value_of(form, "to"), [str(self.kiln.id)])
        self.assertEqual(self.value_of(form, "amount"), ["350.50"])
        self.assertEqual(self.value_of(form, "description"), ["Shelves of oak"])
        self.sign_in(self.ali_user)
        self.assertFalse(self._charge_links())

    def test_a_gift_is_charged_to_nobody(self):
        self._end(outcome="gift", time="1 h")
        self.assertFalse(self._charge_links())
