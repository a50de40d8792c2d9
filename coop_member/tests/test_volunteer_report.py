from datetime import date
from io import BytesIO

from pypdf import PdfReader

from odoo.tests import HttpCase, tagged

from .common import CoopCase


@tagged("post_install", "-at_install")
class TestVolunteerReport(CoopCase, HttpCase):
    def test_job_sheet_is_a_pdf_with_its_heading_and_goals(self):
        member = self._member("Noor Vidal")
        agreement = self._running(member, self.volunteering, date(2024, 1, 1))
        job = (
            self.env["coop.volunteer.job"]
            .with_user(self.adviser)
            .create(
                {
                    "name": "Ambassador at the market",
                    "contract_id": agreement.id,
                    "missions": "<p>Tell passers-by what we do</p>",
                    "referent_id": self.adviser.id,
                    "goal_ids": [
                        (0, 0, {"name": "Saturdays held", "target": 6, "unit": "days"})
                    ],
                }
            )
        )
        report = self.env["ir.actions.report"].with_user(self.adviser)
        content, kind = report.with_context(
            force_report_rendering=True
        )._render_qweb_pdf("coop_member.report_volunteer_job", job.ids)
        self.assertEqual(kind, "pdf")
        [page] = PdfReader(BytesIO(content)).pages
        text = " ".join(page.extract_text().split())
        for expected in (
            "La Fabrique",
            "Ambassador at the market",
            "Noor Vidal",
            "Saturdays held 6 days",
            "Tell passers-by",
        ):
            self.assertIn(expected, text)
