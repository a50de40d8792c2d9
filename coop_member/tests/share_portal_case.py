import secrets

from lxml import html

from odoo import Command

from .portal_case import PortalCase
from .share_case import ShareCase

IBAN = "FR7630006000011234567890189"


class SharePortalCase(PortalCase, ShareCase):
    """Members with shares in their space: ``noor`` has a portal user, ``part`` is a
    share of 15 euros that is offered online, payable in two halves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.env["res.partner.bank"].create(
            {
                "acc_number": IBAN,
                "partner_id": cls.company.partner_id.id,
                "acc_holder_name": "La Fabrique SCOP",
            }
        )
        cls.company.coop_share_bank_account_id = cls.account
        cls.halves = cls.env["account.payment.term"].create(
            {
                "name": "In two halves",
                "company_id": cls.company.id,
                "line_ids": [
                    Command.create({"value_amount": 50, "nb_days": days})
                    for days in (30, 210)
                ],
            }
        )
        cls.company.coop_share_term_ids = cls.halves

    def subscribe(self, **changes):
        """The response to the form that subscribes 10 shares, followed."""
        form = {
            "share": self.part.id,
            "quantity": "10",
            "agree": "1",
            "key": secrets.token_urlsafe(16),
            **changes,
        }
        return self.post("/my/coop/shares/subscribe", **form)

    def give_up(self, **changes):
        """The response to the form that asks for 4 shares to be paid back."""
        form = {"share": self.part.id, "quantity": "4", **changes}
        return self.post("/my/coop/shares/reimburse", **form)

    def cancel(self, move):
        return self.post("/my/coop/shares/cancel", move_id=move.id)

    def moves_of(self, member, **criteria):
        """Movements of a member, the last one first."""
        domain = [(name, "=", value) for name, value in criteria.items()]
        return (
            self.env["coop.share.move"]
            .with_user(self.accountant)
            .search([("member_id", "=", member.id), *domain], order="id desc")
        )

    def errors_in(self, response):
        """Sentences beside fields, by field."""
        page = html.fromstring(response.content)
        return {
            node.get("id").split("_")[1]: " ".join(node.text_content().split())
            for node in page.xpath("//*[hasclass('invalid-feedback')]")
        }
