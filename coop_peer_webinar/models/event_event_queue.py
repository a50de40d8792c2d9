from odoo import api, fields, models
from odoo.tools import SQL

from ..core.queue import Place, promotions


class EventEvent(models.Model):
    """The waiting list: whoever registers waits, and is seated at once where there is
    a seat; so there is one way to a seat, and one order."""

    _inherit = "event.event"

    def _seat_waiting(self):
        """Seat those who wait, first come first served, as far as there are seats.

        Whatever changes seats calls this. Of two transactions that do so for one
        webinar at once, the second is run again by Odoo, and sees what the first did.
        """
        webinars_sudo = self.sudo()  # sudo: seats follow rules, whoever sets them free
        webinars_sudo = webinars_sudo.filtered("is_peer_webinar")
        if not webinars_sudo:
            return
        webinars_sudo._claim_turn()
        for webinar_sudo in webinars_sudo.filtered(lambda one: one._takes_seated()):
            webinar_sudo._promotable()._seat()

    def _claim_turn(self):
        """Have other transactions that seat people here run before or after this one,
        never beside it."""
        self.flush_recordset()
        self.env["event.registration"].flush_model()
        self.env.execute_query(
            SQL(
                "UPDATE event_event SET id = id WHERE id = ANY(%s) RETURNING id",
                sorted(self.ids),
            )
        )
        self.invalidate_recordset(["seats_available", "seats_taken"])

    def _takes_seated(self):
        """Whether people still get seats: until it ends."""
        self.ensure_one()
        return not self._is_over() and not self._is_called_off()

    def _promotable(self):
        """Those who get a seat now, in their order. Once it has begun, nobody who
        waited before it did is expected any more; who registers from then on is there,
        and gets a seat that none of those could claim."""
        self.ensure_one()
        waiting = self.env["event.registration"].search_fetch(
            [("event_id", "=", self.id), ("is_waiting", "=", True)],
            ["create_date"],
            order="id",
        )
        limited = self.seats_limited and self.seats_max
        # a registration's id is its number: whoever came first has the lower one
        chosen = promotions(
            self.seats_max if limited else None,
            self.seats_taken,
            (Place(one.id, one.id) for one in waiting),
        )
        seated = waiting.browse(chosen)
        if self._has_begun():
            return seated.filtered(lambda one: one.create_date >= self.date_begin)
        return seated

    @api.model
    def _cron_seat_waiting(self):
        """Seat whoever waits beside a free seat: nobody should, yet a process may have
        died between the two."""
        waiting = self.env["event.registration"]._read_group(
            [
                ("is_waiting", "=", True),
                ("event_id.date_begin", ">", fields.Datetime.now()),
            ],
            ["event_id"],
        )
        for (event,) in waiting:
            if event._takes_seated() and event._promotable():
                event._seat_waiting()
                self.env["ir.cron"]._commit_progress(1)
