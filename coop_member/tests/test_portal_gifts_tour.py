from odoo.tests import tagged

from .portal_gift_case import PortalGiftCase


@tagged("post_install", "-at_install")
class TestPortalGiftsTour(PortalGiftCase):
    """Declare, confirm, balance: in a real browser, the size of a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_declare_confirm_balance(self):
        for tour, user in (
            ("declare", self.ada_user),
            ("confirm", self.jo_user),
            ("balance", self.ada_user),
        ):
            name = f"coop_member_gift_{tour}"
            self.start_tour("/my/coop", name, login=user.login)
        self.assertRecordValues(
            self.declared(),
            [{"giver_id": self.ada.id, "receiver_id": self.jo.id, "minutes": 60}],
        )
        self.assert_balances(ada=60, jo=-60)
