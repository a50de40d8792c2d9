from odoo import api, models


class AccountMove(models.Model):
    """The company of a VAT number may be a customer of several activities: its name,
    which the first of them gave it, is not for members to read."""

    _inherit = "account.move"

    def _has_field_access(self, field, operation):
        if field.name == "commercial_partner_id" and self._coop_hides_companies():
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def _coop_hides_companies(self):
        user = self.env.user
        is_member = user.has_group("coop_member.group_member")
        return not self.env.su and is_member and not user._is_internal()


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _has_field_access(self, field, operation):
        if field.name == "partner_id":
            # items name the company, not the contact
            if self.env["account.move"]._coop_hides_companies():
                return False
        return super()._has_field_access(field, operation)
