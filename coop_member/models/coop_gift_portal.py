from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.forms import INVALID, MISSING, TOO_LONG, TOO_MANY, fingerprint
from ..core.gift_form import (
    BOTH,
    MOST_PEOPLE,
    MOST_TEXT,
    chosen_ids,
    parse_declaration,
    read_declaration,
    split_names,
)

#: gifts that a member may declare in a day: each asks someone by mail
MOST_A_DAY = 100


class CoopGift(models.Model):
    """What members do with gifts in their space. They write no gift themselves: what
    they typed is read by `core.gift_form`, and goes through `_declare` and the
    actions, which ask who is calling."""

    _inherit = "coop.gift"

    @api.model
    def _portal_declare(self, member, post):
        """Declare for ``member`` what the form sent as ``post``.

        Returns what is wrong, as a sentence by field: ``form`` where it is none in
        particular, ``own_trade`` where the form must be sent once more to say that it
        is meant as a gift all the same. Nothing is kept unless that is empty. The same
        form a second time is taken as received already. Raises AccessError for who
        does not act for the member.
        """
        member.check_access("read")
        declared, codes = parse_declaration(post)
        typed = read_declaration(post)
        people, sentence = member._portal_people(
            chosen_ids(typed["people"]), split_names(typed["names"])
        )
        errors = {"people": sentence} if sentence else {}
        errors |= self._portal_sentences(codes)
        if errors:
            return errors
        refusal = self._portal_refuse(member)
        if refusal:
            return {"form": refusal}
        category = self.env["coop.gift.category"].browse(declared.category_id)
        givers = member if declared.direction == "given" else people
        if not declared.own_trade_accepted and givers._sell_any(category):
            return {"own_trade": member._own_trade_warning()}
        _gifts, errors = self._declare(
            member,
            declared.direction,
            None if declared.with_commons else people,
            declared.minutes,
            declared.day,
            category,
            declared.description,
            form_key=declared.key,
        )
        return errors

    @api.model
    def _portal_refuse(self, member):
        """The sentence that tells why ``member`` may declare nothing now."""
        if member.state != "active":
            return self.env._("Only members of today declare time here.")
        today = fields.Date.context_today(self)
        declared = [("declarer_id", "=", member.id), ("declared_on", "=", today)]
        if self.search_count(declared, limit=MOST_A_DAY) >= MOST_A_DAY:
            return self.env._("That is a lot for one day: please come back tomorrow.")
        return ""

    def _portal_shown(self):
        """What a page shows of this gift, for who confirms it to confirm that alone."""
        self.ensure_one()
        return fingerprint(
            (
                self.giver_id.id,
                self.receiver_id.id,
                self.minutes,
                self.date,
                self.category_id.id,
                self.description,
            )
        )

    def _portal_answer(self, answer, reason="", shown=""):
        """Do what a member answers to this gift: ``confirm``, ``dispute`` with a
        ``reason``, or ``cancel``; ``shown`` is what their page showed of it, where it
        says so. Returns what is wrong, as a sentence by field (``reason``, ``form``);
        nothing is changed unless that is empty."""
        self.ensure_one()
        if answer == "confirm" and shown and shown != self._portal_shown():
            return {
                "form": self.env._(
                    "This was corrected meanwhile: have another look before you answer."
                )
            }
        actions = {
            "confirm": self.action_confirm,
            "dispute": lambda: self.action_dispute(reason),
            "cancel": self.action_cancel,
        }
        if answer == "dispute" and len(reason) > MOST_TEXT:
            return {"reason": self._portal_too_long()}
        try:
            with self.env.cr.savepoint():
                actions[answer]()
        except UserError as error:
            lacks_reason = answer == "dispute" and not reason.strip()
            return {"reason" if lacks_reason else "form": str(error)}
        return {}

    @api.model
    def _portal_sentences(self, codes):
        """Sentences by field, for codes of `core.gift_form` by field."""
        sentences = {
            ("direction", MISSING): self.env._("Say whether you gave or received."),
            ("people", MISSING): self.env._("Choose with whom, or the commons."),
            ("people", TOO_MANY): self.env._("Choose %s people at most.", MOST_PEOPLE),
            ("people", BOTH): self.env._("Choose either people or the commons."),
            ("minutes", MISSING): self.env._("Say how long it took."),
            ("minutes", INVALID): self.env._(
                "Enter whole numbers of hours and minutes, such as 1 and 30."
            ),
            ("date", MISSING): self.env._("Say which day it was."),
            ("category", MISSING): self.env._("Choose what kind of help it was."),
            ("description", MISSING): self.env._(
                "Say in one sentence what it was for."
            ),
            ("description", TOO_LONG): self._portal_too_long(),
            ("form", MISSING): self.env._("Please send the form once more."),
        }
        invalid = {
            "direction": sentences["direction", MISSING],
            "people": self.env._("Choose these people once more."),
            "date": self.env._("Enter a day, such as 2026-03-12."),
            "category": sentences["category", MISSING],
        }
        return {
            field: sentences.get((field, code)) or invalid[field]
            for field, code in codes.items()
        }

    @api.model
    def _portal_too_long(self):
        return self.env._("Write %s letters at most.", MOST_TEXT)
