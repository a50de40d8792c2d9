from lxml import html

from odoo.tests import tagged

from odoo.addons.coop_member.tests.portal_case import PortalCase

from .common_billing import BillingCase

CUSTOMERS, INVOICES = "/my/coop/customers", "/my/coop/invoices"
QUOTES, TRANSFERS, HOURS = "/my/coop/quotes", "/my/coop/transfers", "/my/coop/hours"
KEY = "k" * 22
FIELDS = ("kind", "name", "quantity", "unit", "price", "discount", "tax", "key")


@tagged("post_install", "-at_install")
class PortalBillingCase(BillingCase, PortalCase):
    """Invoicing over HTTP: ``noor`` runs ``oak``, ``ali`` runs ``kiln``."""

    def setUp(self):
        super().setUp()
        self.sign_in(self.noor_user)

    def _row(self, name="Oak shelf", price="100", percent=20, **values):
        """A row as the form sends it."""
        tax = str(self._tax(percent).id) if percent is not None else ""
        row = {"kind": "line", "name": name, "price": price, "tax": tax}
        return dict.fromkeys(FIELDS, "") | {"quantity": "1"} | row | values

    def send(self, url, *rows, **values):
        """Send the form of an invoice or a quote."""
        rows = rows or (self._row(),)
        sent = {f"line_{name}": [row[name] for row in rows] for name in FIELDS}
        head = {"activity": str(self.oak.id), "customer": str(self.bakery.id)}
        return self.post(url, **head | {"key": KEY, "then": "later"} | sent | values)

    def invoices(self, user=None, activity=None):
        moves = self.env["account.move"].with_user(user or self.noor_user)
        own = [("coop_activity_id", "=", (activity or self.oak).id)]
        return moves.search(own, order="id")

    def error_of(self, response, field):
        """What the page says beside a field; None where it says nothing."""
        page = html.fromstring(response.content)
        found = page.xpath(f"//*[@id='coop_{field}_error']")
        said = " ".join(" ".join(one.text_content().split()) for one in found)
        return said or None

    def value_of(self, response, field):
        """What fields of that name hold, or choose."""
        page = html.fromstring(response.content)
        form = page.xpath("//form[contains(@class, 'o_coop_form')]")[0]
        for template in form.xpath(".//template"):
            template.getparent().remove(template)
        chosen = form.xpath(f".//select[@name='{field}']/option[@selected]/@value")
        chosen += form.xpath(f".//input[@name='{field}'][@checked]/@value")
        typed = form.xpath(f".//input[@name='{field}'][not(@type='radio')]/@value")
        texts = form.xpath(f".//textarea[@name='{field}']")
        return chosen or typed or [text.text_content() for text in texts]
