import base64
from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

#: the model of the French localisation that writes the file
EXPORT = "l10n_fr.fec.export.wizard"


class CoopFecExport(models.TransientModel):
    """Hand out the file of accounting entries (FEC) that the French administration
    asks for, as the French localisation writes it."""

    _name = "coop.fec.export"
    _description = "Export of the FEC"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date_from = fields.Date(
        "From", required=True, default=lambda self: self._last_year()["date_from"]
    )
    date_to = fields.Date(
        "To", required=True, default=lambda self: self._last_year()["date_to"]
    )
    official = fields.Boolean(
        "Close the period",
        help="The file that is handed in closes the books at its end. A trial leaves "
        "them open.",
    )
    file = fields.Binary(readonly=True)
    file_name = fields.Char(readonly=True)

    @api.model
    def _last_year(self):
        company = self.env.company
        year = company.compute_fiscalyear_dates(fields.Date.context_today(self))
        before = fields.Date.subtract(year["date_from"], days=1)
        return company.compute_fiscalyear_dates(before)

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for wizard in self:
            if wizard.date_from > wizard.date_to:
                raise ValidationError(
                    self.env._("Choose a first day that is not after the last one.")
                )

    def action_export(self):
        """Download the file. Raises UserError where the French localisation is not
        installed."""
        self.ensure_one()
        if not self.env.user.has_group("coop_member.group_accountant"):
            raise AccessError(self.env._("Accountants export entries."))
        if EXPORT not in self.env:
            raise UserError(
                self.env._("Install the French localisation to export the FEC.")
            )
        exports = self.env[EXPORT].with_company(self.company_id)
        export = exports.create(
            {
                "date_from": self.date_from,
                "date_to": self.date_to,
                "test_file": not self.official,
            }
        )
        found = export.generate_fec()
        self.file = base64.b64encode(found["file_content"])
        self.file_name = found["file_name"]
        query = {
            "model": self._name,
            "id": self.id,
            "field": "file",
            "filename_field": "file_name",
            "download": "true",
        }
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content?{urlencode(query)}",
            "target": "download",
        }
