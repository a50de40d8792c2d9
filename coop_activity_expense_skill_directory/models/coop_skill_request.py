from odoo import api, fields, models

from odoo.addons.coop_activity_expense.core.billing import exact
from odoo.addons.coop_activity_expense.models.coop_member_billing_portal import (
    TRANSFERS,
)
from odoo.addons.coop_member.core.forms import whole_number


class CoopSkillRequest(models.Model):
    """Who was chosen charges the activity of who asked; the charge, once accepted,
    says how the request ended."""

    _inherit = "coop.skill.request"

    transfer_ids = fields.One2many(
        "coop.activity.transfer", "skill_request_id", "Charges", readonly=True
    )

    def _charge_action(self, member):
        self.ensure_one()
        charge = self.env["coop.activity.transfer"].search(
            [("skill_request_id", "=", self.id)]
        )
        if charge:
            return charge.name or charge.description, f"{TRANSFERS}/{charge.id}"
        if self._may_be_charged_by(member):
            return self.env._("Charge for it"), f"{TRANSFERS}/new?follow={self.id}"
        return super()._charge_action(member)

    def _may_be_charged_by(self, member):
        """Whether ``member`` did it for money, and has not charged it yet."""
        self.ensure_one()
        asked_sudo = self.sudo()  # sudo: who was chosen, activities of who asked
        is_paid = self.state == "agreed" or asked_sudo.outcome == "charge"
        return (
            is_paid
            and asked_sudo.chosen_id.member_id.id == member.id
            and asked_sudo.chosen_id.kind == "paid"
            and not asked_sudo.transfer_ids
            and bool(asked_sudo._activity_to_charge())
            and bool(member._portal_open_activities())
        )

    def _activity_to_charge(self):
        """The first open activity of who asked."""
        self.ensure_one()
        activities = self.member_id.coop_activity_ids
        return activities.filtered(lambda one: one.state == "open")[:1]

    @api.model
    def _portal_to_charge(self, text):
        """The request of the id ``text``, if the user may charge it."""
        asked = self.search([("id", "=", whole_number(text or "") or 0)])
        members = self.env["coop.member"]._of_current_user()
        may = [
            member for member in members if asked and asked._may_be_charged_by(member)
        ]
        return asked if may else self.browse()

    def _portal_charge_typed(self):
        """What the form of its charge proposes."""
        self.ensure_one()
        asked_sudo = self.sudo()  # sudo: the price and the activity that were agreed
        price = exact(asked_sudo.amount or asked_sudo.chosen_id.amount, "price")
        written = self.env["coop.billing"]._portal_number(price, decimals=2)
        return {
            "to": str(asked_sudo._activity_to_charge().id),
            "amount": written if price else "",
            "description": self.name,
            "date": fields.Date.context_today(self).isoformat(),
        }

    # -- what the asker does meanwhile -------------------------------------------------

    def _portal_pick(self, member, answer_id):
        """Not while who was chosen waits for an answer to their charge; who is chosen
        instead charges it themselves."""
        request_sudo = self.sudo()  # sudo: the charge of who was chosen before
        before = request_sudo.chosen_id
        sentence = before.id != answer_id and self._portal_charge_waits()
        sentence = sentence or super()._portal_pick(member, answer_id)
        if not sentence and before and request_sudo.chosen_id != before:
            request_sudo.transfer_ids._as_step().skill_request_id = False
        return sentence

    def _portal_end(self, member, post):
        sentence = post.get("outcome") != "charge" and self._portal_charge_waits()
        return {"form": sentence} if sentence else super()._portal_end(member, post)

    def _portal_withdraw(self, member):
        return self._portal_charge_waits() or super()._portal_withdraw(member)

    def _portal_charge_waits(self):
        """A sentence where a charge for this was offered, and not answered."""
        self.ensure_one()
        charges_sudo = self.sudo().transfer_ids  # sudo: whether there is one, no more
        if "offered" not in charges_sudo.mapped("state"):
            return ""
        return self.env._("It has been charged: accept or refuse the charge first.")

    def _end_charged(self):
        """Note that these ended inside, and what was charged for them."""
        for asked in self:
            if asked.state == "agreed" or asked.outcome == "charge":
                amount = sum(asked.transfer_ids.mapped("amount"))
                asked.write({"state": "done", "outcome": "charge", "amount": amount})
