from odoo import api, fields, models

from ..core import minutes
from ..core.schedule import minutes_between


class EventEvent(models.Model):
    """What a webinar is in the ledger of gifts: the speaker gives, who attended
    receives; corrected whenever attendance is."""

    _name = "event.event"
    _inherit = ["event.event", "coop.gift.source.mixin"]

    gifts_synced = fields.Boolean(readonly=True, copy=False)

    def _prepare_gifts(self):
        self.ensure_one()
        if not self.is_peer_webinar or self._is_called_off() or not self._is_over():
            return []
        day = self._webinar_day()
        attended = self.registration_ids.filtered(lambda one: one.state == "done")
        if not attended:
            return []
        gifts = minutes.gifts(
            self.webinar_split,
            minutes_between(self.date_begin, self.date_end),
            self._members_on(day, self.speaker_ids),
            self._members_on(day, attended.coop_member_id),
        )
        return [self._prepare_webinar_gift(gift, day) for gift in gifts]

    @api.model
    def _members_on(self, day, members):
        """Ids of those of ``members`` who were so on a day, in a lasting order."""
        return sorted(one.id for one in members if one._was_member_on(day))

    def _prepare_webinar_gift(self, gift, day):
        """What `coop.gift.source.mixin` takes, out of a `core.minutes.Gift`."""
        member = self.env["coop.member"].browse
        company = self.company_id
        return {
            "key": f"{gift.giver or 'commons'}-{gift.receiver or 'commons'}",
            "giver": member(gift.giver) if gift.giver else None,
            "receiver": member(gift.receiver) if gift.receiver else None,
            "minutes": gift.minutes,
            "date": day,
            "category": self.env.ref("coop_member.gift_category_sharing"),
            "description": self.with_context(lang=company.partner_id.lang).name,
        }

    def _sync_webinar_gifts(self):
        """Write the gifts of those of these webinars that are over, or had been."""
        due = self.filtered(
            lambda one: one.is_peer_webinar and (one._is_over() or one.gifts_synced)
        )
        if due:
            due._sync_gifts()
            due_sudo = due.sudo()  # sudo: a mark of the machinery, not the user's
            due_sudo.filtered(lambda one: not one.gifts_synced).gifts_synced = True

    @api.model
    def _cron_sync_gifts(self):
        """Write the gifts of webinars that have ended since, one at a time."""
        ended = self.search(
            [
                ("is_peer_webinar", "=", True),
                ("gifts_synced", "=", False),
                ("date_end", "<=", fields.Datetime.now()),
            ],
            order="date_end, id",
        )
        self.env["ir.cron"]._commit_progress(remaining=len(ended))
        for event in ended:
            event._sync_webinar_gifts()
            self.env["ir.cron"]._commit_progress(1)
