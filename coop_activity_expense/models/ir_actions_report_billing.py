from odoo import models

OWN = "coop_activity_expense.report_invoice"
#: reports that are printed one document after the other: an unpatched wkhtmltopdf
#: makes a PDF of one document only
ONE_BY_ONE = (OWN, "coop_activity_expense.report_quote")


class IrActionsReport(models.Model):
    """Invoices of activities are printed on the cooperative's paper, whichever of
    Odoo's reports of invoices is asked for: its button, its mail, its portal."""

    _inherit = "ir.actions.report"

    def _pre_render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        report_ref = self._coop_report_of(report_ref, res_ids)
        return super()._pre_render_qweb_pdf(report_ref, res_ids=res_ids, data=data)

    def _coop_report_of(self, report_ref, res_ids):
        if not res_ids or not self._is_invoice_report(report_ref):
            return report_ref
        ids = [res_ids] if isinstance(res_ids, int) else res_ids
        moves = self.env["account.move"].browse(ids)
        if all(move._coop_prints_own() for move in moves):
            return "coop_activity_expense.action_report_invoice"
        return report_ref

    def _get_rendering_context(self, report, docids, data):
        if report.report_name in ONE_BY_ONE:
            # what is printed was read by the system: nothing later would refuse it
            self.env[report.model].browse(docids).check_access("read")
        return super()._get_rendering_context(report, docids, data)

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        prepare = super()._render_qweb_pdf_prepare_streams
        several = len(set(res_ids or ())) > 1
        if not several or self._get_report(report_ref).report_name not in ONE_BY_ONE:
            return prepare(report_ref, data, res_ids=res_ids)
        streams = {}
        for res_id in dict.fromkeys(res_ids):
            streams |= prepare(report_ref, dict(data or {}), res_ids=[res_id])
        return streams
