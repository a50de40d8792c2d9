from odoo.tests import tagged

from .portal_accounts_case import PortalAccountsCase


@tagged("post_install", "-at_install")
class TestPortalAccountsTour(PortalAccountsCase):
    """Accounts in a real browser, the size of a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_from_what_is_available_to_a_wage(self):
        self._books()
        self.start_tour("/my/coop", "coop_accounts", login=self.noor_user.login)
