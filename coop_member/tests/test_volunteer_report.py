from datetime import date
from io import BytesIO

from pypdf import PdfReader

from odoo.tests import HttpCase, tagged

from .common import CoopCase


@tagged("post_install", "-at_install")
class TestVolunteerReport(CoopCase, HttpCase):
    def _job(self, name):
        """The job of a volunteer of that name."""
        member = self._member(name)
        agreement = self._running(member, self.volunteering, date(2024, 1, 1))
        return (
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

    def _pages(self, jobs):
        """Texts of the pages that print ``jobs``."""
        report = self.env["ir.actions.report"].with_user(self.adviser)
        content, kind = report.with_context(
            force_report_rendering=True
        )._render_qweb_pdf("coop_member.report_volunteer_job", jobs.ids)
        self.assertEqual(kind, "pdf")
        pages = PdfReader(BytesIO(content)).pages
        return [" ".join(page.extract_text().split()) for page in pages]

    def test_job_sheets_are_printed_together_on_a_page_each(self):
        first, second = self._pages(self._job("Noor Vidal") + self._job("Ali Roche"))
        self.assertIn("Noor Vidal", first)
        self.assertIn("Ali Roche", second)

    def test_job_sheet_is_a_pdf_with_its_heading_and_goals(self):
        [text] = self._pages(self._job("Noor Vidal"))
        for expected in (
            "La Fabrique",
            "Ambassador at the market",
            "Noor Vidal",
            "Saturdays held 6 days",
            "Tell passers-by",
        ):
            self.assertIn(expected, text)
