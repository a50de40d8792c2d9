from odoo import models
from odoo.exceptions import UserError

from ..core.expense_form import SUPPLIER, parse_head
from .coop_expense_check import BLOCK, WARN

#: what happened to a claim, shown at once
MOST_EVENTS = 20


class CoopExpense(models.Model):
    """Claims in the member's space. Members act as themselves: rules and buttons
    decide what they may do."""

    _inherit = "coop.expense"

    def _portal_values(self, member, head):
        """Values of a new claim of ``member`` (`core.expense_form.Head`)."""
        return {"member_id": member.id, **self._portal_head_values(head)}

    def _portal_head_values(self, head):
        return {
            "activity_id": head.activity_id,
            "payer": head.payer,
            "supplier_reference": head.supplier_reference or False,
        }

    def _portal_title(self):
        """What the claim is about, in a few words."""
        self.ensure_one()
        first, more = self.line_ids[:1], len(self.line_ids) - 1
        if self.description or not first:
            return self.description or self.env._("Nothing in it yet")
        label = first._label()
        if more < 1:
            return label
        return self.env._("%(expense)s, and %(count)s more", expense=label, count=more)

    def _portal_days(self):
        """First and last day of the expenses, one where they are the same."""
        days = sorted(set(self.line_ids.mapped("date")))
        return [days[0], days[-1]] if len(days) > 1 else days

    def _portal_standing(self):
        """How the claim stands, as (label, level)."""
        self.ensure_one()
        return {
            "draft": (self.env._("Not sent yet"), "quiet"),
            "submitted": (self.env._("Sent"), "info"),
            "approved": (self.env._("Approved"), "info"),
            "posted": (self.env._("To be paid"), "info"),
            "paid": (self.env._("Paid"), "success"),
            "refused": (self.env._("To correct"), "warning"),
        }[self.state]

    def _portal_remarks(self):
        """What is to be said of a claim that is not sent yet: (remarks about all of
        it, remarks by id of a line)."""
        self.ensure_one()
        by_line = {}
        for remark in self._remarks() if self.step == "draft" else ():
            by_line.setdefault(remark.line.id, []).append(remark)
        return by_line.pop(False, []), by_line

    def _portal_buttons(self):
        """What the member may do with this claim now."""
        self.ensure_one()
        draft = self.step == "draft"
        return {
            "change": draft,
            "submit": draft and bool(self.line_ids),
            "delete": draft and not self.name,
            "back": self.state == "submitted",
            "correct": self.state == "refused",
        }

    def _portal_typed_head(self):
        """What the claim says of itself, as its form shows it."""
        self.ensure_one()
        return {
            "activity": str(self.activity_id.id),
            "payer": self.payer,
            "supplier_reference": self.supplier_reference or "",
        }

    def _portal_change(self, member, post):
        """Write what a form sent about this draft as a whole; returns what is wrong,
        as sentences by field."""
        self.ensure_one()
        activities = member._portal_open_activities() | self.activity_id
        head, codes = parse_head(post, activities.ids)
        if codes:
            return self.line_ids._portal_sentences(codes)
        try:
            with self.env.cr.savepoint():
                self._lock()
                self.write(self._portal_head_values(head))
        except UserError as error:
            self.invalidate_recordset()
            return {"form": str(error)}
        return {}

    def _claim_remarks(self):
        remarks = super()._claim_remarks()
        named = self.supplier_id or self._portal_supplier()
        if self.payer == SUPPLIER and self.line_ids and not named:
            sentence = self.env._(
                "Nobody is named whom the cooperative is to pay: write the shop or "
                "supplier in the details of an expense."
            )
            remarks.append(self._remark("supplier", WARN, sentence))
        return remarks

    def _portal_act(self, action):
        """Do what the member asks for: ``submit``, ``back`` (to correct it) or
        ``delete``. Returns a sentence where it cannot be; nothing is changed then."""
        self.ensure_one()
        if action == "submit" and self.step not in ("draft", "refused"):
            return ""  # sent already, from another window
        actions = {
            "submit": self.action_submit,
            "back": self.action_draft,
            "delete": self.unlink,
        }
        try:
            with self.env.cr.savepoint():
                actions[action]()
        except UserError as error:
            self.invalidate_recordset()
            return self._portal_refusal(action, str(error))
        return ""

    def _portal_refusal(self, action, sentence):
        """Remarks are shown beside what they are about: they are not said twice."""
        if action == "submit" and self.step == "draft":
            general, by_line = self._portal_remarks()
            said = [*general, *sum(by_line.values(), [])]
            if any(remark.level == BLOCK for remark in said):
                return self.env._(
                    "Not sent yet: something is missing, see below. It is kept for you."
                )
        return sentence

    def _tell(self, sentence):
        """Keep a sentence among what happened to the claim, for its member to read
        too, unlike the notes of the team."""
        subtype = "coop_activity_expense.mt_told"
        for claim in self:
            claim.message_post(body=sentence, subtype_xmlid=subtype)

    def _portal_events(self):
        """What was told of the claim, as messages, the latest first."""
        self.ensure_one()
        return self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                (
                    "subtype_id",
                    "=",
                    self.env["ir.model.data"]._xmlid_to_res_id(
                        "coop_activity_expense.mt_told"
                    ),
                ),
            ],
            limit=MOST_EVENTS,
        )

    def _portal_supplier(self):
        """Who is to be paid, as the member wrote it; empty where that is the member."""
        self.ensure_one()
        named = self.line_ids.mapped("supplier_name") if self.payer == SUPPLIER else []
        return next(filter(None, named), "")
