import hashlib
import hmac
import secrets

from odoo import api, fields, models

from ..core.calendar import Entry, calendar


class CoopDeclarationFeed(models.Model):
    """An address under which somebody's calendar reads the deadlines they may see.
    Only a hash of its secret part is kept: a new address replaces a lost one."""

    _name = "coop.declaration.feed"
    _description = "Calendar of Declarations"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="cascade"
    )
    token_hash = fields.Char(required=True, copy=False, groups="base.group_system")

    _one_each = models.UniqueIndex("(user_id)", "Everybody has one calendar.")

    @api.model
    def _new_address(self):
        """A new address of the current user's calendar; the one before stops working.
        Raises AccessError for who may not read deadlines."""
        self.env["coop.declaration.deadline"].check_access("read")
        token = secrets.token_urlsafe(32)
        feeds_sudo = self.sudo()  # sudo: one's own feed, whose hash nobody reads
        feed_sudo = feeds_sudo.search([("user_id", "=", self.env.uid)])
        vals = {"token_hash": self._hash(token)}
        if feed_sudo:
            feed_sudo.write(vals)
        else:
            feed_sudo = feeds_sudo.create(vals | {"user_id": self.env.uid})
        return f"{self.get_base_url()}/coop/declarations/{feed_sudo.id}/{token}.ics"

    @api.model
    def _hash(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    @api.model
    def _calendar_at(self, feed_id, token):
        """The text of the calendar under an address; None where there is none, or its
        user may not read deadlines any more."""
        feed_sudo = self.sudo().browse(feed_id).exists()  # sudo: to compare the hash
        kept = feed_sudo.token_hash or ""
        if not hmac.compare_digest(kept, self._hash(token)) or not kept:
            return None
        user = feed_sudo.user_id
        deadlines = self.env["coop.declaration.deadline"].with_user(user)
        if not user.active or not deadlines.has_access("read"):
            return None
        deadlines = deadlines.with_context(
            lang=user.lang, tz=user.tz, allowed_company_ids=user.company_ids.ids
        )
        return deadlines._calendar()


class CoopDeclarationDeadline(models.Model):
    _inherit = "coop.declaration.deadline"

    @api.model
    def _calendar(self):
        """The calendar of what the user may see, from a year ago on."""
        since = fields.Date.subtract(fields.Date.context_today(self), years=1)
        found = self.search([("date_due", ">=", since)])
        return calendar(
            self.env._("Declarations"), [deadline._core_entry() for deadline in found]
        )

    def _core_entry(self):
        self.ensure_one()
        name = self.declaration_id.name
        base = self.get_base_url()
        return Entry(
            uid=f"declaration-{self.id}@{base.split('//')[-1]}",
            day=self.date_due,
            summary=f"✓ {name}" if self.done_date else name,
            changed=self.write_date,
            description=self._tell_period(),
            url=f"{base}/odoo/coop.declaration.deadline/{self.id}",
            alarm_days=0 if self.done_date else self.declaration_id.ahead_days,
        )

    def _tell_period(self):
        """Company, period, and what the declaration says of itself."""
        days = [
            fields.Date.to_string(day)
            for day in (self.period_start, self.period_end)
            if day
        ]
        told = (
            self.company_id.display_name,
            " – ".join(days),
            self.declaration_id.description,
        )
        return "\n".join(filter(None, told))
