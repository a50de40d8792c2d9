from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.durations import format_minutes


class GiftAttestation(models.AbstractModel):
    """What the attestation of volunteering shows."""

    _name = "report.coop_member.report_gift_attestation"
    _description = "Attestation of Volunteering, Printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Values for one member: ``member_id``, ``date_from`` and ``date_to`` of
        ``data``, days in ISO format; for ``docids``, their year. Raises UserError for
        a period that is none, or in which nothing was given."""
        data = data or {}
        ids = [int(data["member_id"])] if data.get("member_id") else docids
        members = self.env["coop.member"].browse(ids)
        return {
            "doc_model": members._name,
            "doc_ids": members.ids,
            "docs": members,
            "attestations": [self._attestation(member, data) for member in members],
            "hours": format_minutes,
            "today": fields.Date.context_today(self),
        }

    @api.model
    def _attestation(self, member, data):
        member.check_access("read")
        days = [str(data.get(name) or "") for name in ("date_from", "date_to")]
        if not any(days):
            days = [day.isoformat() for day in member._attestation_default()]
        period, errors = member._attestation_period(*days)
        for sentence in errors.values():
            raise UserError(sentence)
        rows = member._gift_attested(*period)
        return {
            "member": member,
            "period": period,
            "rows": rows,
            "to_commons": sum(row.to_commons for row in rows),
            "to_members": sum(row.to_members for row in rows),
            "total": sum(row.total for row in rows),
        }
