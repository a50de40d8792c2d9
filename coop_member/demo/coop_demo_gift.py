from odoo import fields, models
from odoo.tools import SQL

from .tables import read


class CoopDemo(models.AbstractModel):
    """A year of time given and received. Each row of the table is declared by the
    member it names, then answered by the method ``_answer_<answer>``."""

    _inherit = "coop.demo"

    def _load_gifts(self):
        rows = [row for row in read("gifts") if not self._ref(f"gifts_{row['member']}")]
        gifts = self.env["coop.gift"].union(
            *(
                self._play_gift(row)
                for row in sorted(rows, key=lambda row: self._day(row["when"]))
            )
        )
        self._note_when(gifts | gifts.reversal_ids)
        for ref in dict.fromkeys(row["member"] for row in rows):
            self._remember(f"gifts_{ref}", self._ref(f"member_{ref}"))

    def _play_gift(self, row):
        gifts = self._declare_gift(row)
        getattr(self, f"_answer_{row['answer'] or 'confirm'}")(gifts, row)
        return gifts

    def _declare_gift(self, row):
        member = self._ref(f"member_{row['member']}")
        themselves = self._as_themselves(member, member)
        gifts, errors = themselves.env["coop.gift"]._declare(
            themselves,
            row["direction"],
            self._people(row["people"]),
            int(row["minutes"]),
            self._day(row["when"]),
            self._gift_category(row["kind"]),
            row["text"],
        )
        if errors:
            raise ValueError(f"{row}: {errors}")
        return gifts.with_env(self.env)

    def _people(self, refs):
        """Members, or None for the commons."""
        if refs == "commons":
            return None
        return self.env["coop.member"].union(
            *(self._ref(f"member_{ref}") for ref in refs.split())
        )

    # -- answers ---------------------------------------------------------------------

    def _as_asked(self, gift):
        """``gift`` as who is asked whether it is right."""
        if gift.awaited_id:
            return self._as_themselves(gift, gift.awaited_id)
        return self._as_arbiter(gift)

    def _as_arbiter(self, gift):
        return self._as_adviser(gift, gift.giver_id or gift.receiver_id)

    def _answer_wait(self, gifts, row):
        """Nobody has answered yet."""

    def _answer_confirm(self, gifts, _row):
        for gift in gifts:
            self._as_asked(gift).action_confirm()

    def _answer_nobody(self, gifts, _row):
        """Do what the daily job does once the time to answer is over."""
        gifts._confirm_unanswered()

    def _answer_dispute(self, gifts, row):
        for gift in gifts:
            self._as_asked(gift).action_dispute(row["note"])

    def _answer_settle(self, gifts, row):
        """An adviser arbitrates: it took ``settled`` minutes."""
        self._answer_dispute(gifts, row)
        for gift in gifts:
            arbiter = self._as_arbiter(gift)
            arbiter.minutes = int(row["settled"])
            arbiter.action_confirm()

    def _answer_cancel(self, gifts, _row):
        for gift in gifts:
            self._as_themselves(gift, gift.declarer_id).action_cancel()

    def _answer_reverse(self, gifts, row):
        self._answer_confirm(gifts, row)
        for gift in gifts:
            self._as_arbiter(gift).action_reverse(row["note"])

    def _note_when(self, gifts):
        """Have each gift declared on the day after it, and decided on three days later:
        the steps themselves know of no other day than today. What is confirmed is not
        written through the ORM, so that goes past it."""
        self.env.flush_all()
        today = fields.Date.context_today(self)
        self.env.execute_query(
            SQL(
                """
                UPDATE coop_gift
                   SET declared_on = LEAST(date + 1, %(today)s),
                       confirmed_on = CASE WHEN state = 'confirmed' THEN LEAST(
                           confirmed_on, date + 4 + TIME '17:00') END
                 WHERE id = ANY(%(gifts)s)
                """,
                today=today,
                gifts=gifts.ids,
            )
        )
        gifts.invalidate_recordset(["declared_on", "confirmed_on"])
