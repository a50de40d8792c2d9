from odoo import models
from odoo.exceptions import UserError

from odoo.addons.coop_member.core.forms import fingerprint, key_of

from ..core.billing import exact
from ..core.transfer_form import MOST_TEXT, parse_transfer, read_transfer

LEVELS = {
    "draft": "quiet",
    "offered": "info",
    "accepted": "success",
    "refused": "danger",
}


class CoopActivityTransfer(models.Model):
    """Charges between activities in the member's space. Of another activity its name
    is told, no more."""

    _name = "coop.activity.transfer"
    _inherit = ["coop.activity.transfer", "coop.form.mixin"]

    def _portal_standing(self):
        """How the charge stands, as (label, level)."""
        self.ensure_one()
        if self.is_reversed:
            return self.env._("Reversed"), "quiet"
        labels = dict(self._fields["state"]._description_selection(self.env))
        return labels[self.state], LEVELS[self.state]

    def _portal_is_given(self, mine):
        """Whether one of the activities ``mine`` offers it; without a query for each
        row of a list."""
        self.ensure_one()
        transfer_sudo = self.sudo()  # sudo: an id to compare
        return transfer_sudo.from_activity_id.id in mine.ids

    def _portal_is_own(self):
        """Whether the member's activity is the one that offers it."""
        self.ensure_one()
        transfer_sudo = self.sudo()  # sudo: an id to compare
        activity = self.env["coop.activity"].browse(transfer_sudo.from_activity_id.id)
        return activity._coop_is_member()

    def _portal_is_asked(self):
        """Whether the member's activity is the one that pays."""
        self.ensure_one()
        transfer_sudo = self.sudo()  # sudo: an id to compare
        activity = self.env["coop.activity"].browse(transfer_sudo.to_activity_id.id)
        return activity._coop_is_member()

    def _portal_buttons(self):
        """What the member may do with this charge now."""
        self.ensure_one()
        own, asked = self._portal_is_own(), self._portal_is_asked()
        return {
            "offer": own and self.state == "draft",
            "change": own and self.state == "draft",
            "delete": own and self.state == "draft" and not self.name,
            "back": own and self.state in ("offered", "refused"),
            "accept": asked and self.state == "offered",
            "refuse": asked and self.state == "offered",
        }

    def _portal_save(self, activity, post):
        """Keep a new charge, or a change of this draft: (charge, sentences by field,
        what was typed)."""
        typed = read_transfer(post)
        found = self._portal_others(activity, self, typed["to"])
        sent, codes = parse_transfer(typed, [one for one, _name in found])
        billing = self.env["coop.billing"]
        if codes:
            return self, billing._portal_errors(codes), typed
        values = {
            "to_activity_id": sent.to_id,
            "amount": float(sent.amount),
            "description": sent.description,
            "date": sent.day,
        }
        kept, errors = billing._portal_kept(
            self,
            activity,
            typed,
            key_of(post),
            lambda: self._portal_write(activity, values),
        )
        return kept, errors, typed

    def _portal_write(self, activity, values):
        if self:
            self.write(values)
            return self
        return self.create(values | {"from_activity_id": activity.id})

    def _portal_others(self, activity, transfer, chosen="", term=""):
        """Activities to choose from: pairs of id and name, the one that was chosen
        among them."""
        found = dict(self._find_activities(activity, term))
        for wanted in (chosen, str(transfer.sudo().to_activity_id.id)):  # sudo: an id
            if wanted.isdecimal() and len(wanted) < 10:
                found |= self._portal_other(activity, int(wanted))
        return sorted(found.items(), key=lambda pair: pair[1])

    def _portal_other(self, activity, other_id):
        activities_sudo = self.env["coop.activity"].sudo()  # sudo: the name alone
        found = activities_sudo.search(
            [
                ("id", "=", other_id),
                ("company_id", "=", activity.company_id.id),
                ("state", "=", "open"),
                ("id", "!=", activity.id),
            ]
        )
        return {other.id: other.name for other in found}

    def _portal_typed(self):
        """This charge as its form shows it."""
        self.ensure_one()
        transfer_sudo = self.sudo()  # sudo: the id of the other activity
        return {
            "to": str(transfer_sudo.to_activity_id.id or ""),
            "amount": self.env["coop.billing"]._portal_number(
                exact(self.amount, "price"), decimals=2
            ),
            "description": self.description,
            "date": self.date.isoformat(),
        }

    def _portal_shown(self):
        """What a page shows of this charge, for who accepts it to accept that alone."""
        self.ensure_one()
        return fingerprint([self.amount, self.description, self.date])

    def _portal_act(self, action, reason="", shown=""):
        """Do it, as the member: a sentence where it cannot be.

        :param shown: what the page showed of the charge, where it says so
        """
        self.ensure_one()
        work = {
            "offer": self.action_offer,
            "back": self.action_draft,
            "accept": lambda: self._portal_accept(shown),
            "refuse": lambda: self.action_refuse(reason[:MOST_TEXT]),
            "delete": self.unlink,
        }[action]
        return self.env["coop.billing"]._portal_try(work)[1]

    def _portal_accept(self, shown):
        if shown and shown != self._portal_shown():
            raise UserError(
                self.env._(
                    "This charge was changed meanwhile by who asks for it: look at it "
                    "again."
                )
            )
        self.action_accept()
