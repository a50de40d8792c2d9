from odoo import api, models
from odoo.service.model import retrying


class CoopWebinarTurn(models.Model):
    """Keeps nothing: its table is what those who register take turns with.

    Odoo's transactions see the database as it was at their first read. Who only then
    waited for someone else would count the seats of before. A table lock taken before
    the first read comes before the snapshot: hundreds may register at once, they queue
    for a moment, and none has to try again.
    """

    _name = "coop.webinar.turn"
    _description = "Turn of Registrations"
    _log_access = False

    @api.model
    @api.private
    def _take(self, work):
        """The result of ``work(env)``, done and committed in a transaction that no
        other registration runs beside; ``env`` is that of who is asking.

        Write nothing before in the transaction that calls it: what it has not
        committed cannot be seen, and may be waited for.
        """
        with self.env.registry.cursor() as cr:
            env = self.env(cr=cr)

            def attempt():
                cr.execute("LOCK TABLE coop_webinar_turn IN SHARE ROW EXCLUSIVE MODE")
                return work(env)

            return retrying(attempt, env)
