import json

from odoo.tests import tagged

from .portal_case import PDF_BASE64, PortalCase

SUBJECTS = {
    "member",
    "past_stays",
    "contracts",
    "amendments",
    "job_sheets",
    "goals",
    "interviews",
    "papers",
    "activities",
    "gifts",
    "pledges",
    "shares",
}


@tagged("post_install", "-at_install")
class TestPortalData(PortalCase):
    """Personal data, on the page and as a file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.noor.write(
            {
                "birth_date": "1988-04-02",
                "nationality_id": cls.env.ref("base.fr").id,
                "street": "12 rue des Lilas",
                "motivation": "I bake.\nBread.",
            }
        )
        for member in (cls.noor, cls.ali):
            cls.env["coop.interview"].create(
                {
                    "member_id": member.id,
                    "adviser_id": cls.adviser.id,
                    "date": "2025-05-05",
                    "conclusions": f"<p>With <b>{member.name}</b></p>",
                    "private_notes": "<p>SECRET</p>",
                }
            )
        cls.env["coop.paper"].create(
            {
                "member_id": cls.noor.id,
                "type_id": cls.env.ref("coop_member.paper_bank").id,
                "document": PDF_BASE64,
                "document_name": "iban.pdf",
            }
        )

    def _download(self):
        self.sign_in(self.noor_user)
        return self.url_open("/my/coop/data/download")

    def test_the_file(self):
        response = self._download()
        self.assertEqual(response.status_code, 200)
        self.assertIn("application/json", response.headers["Content-Type"])
        self.assertIn(
            f"coop-data-{self.noor.number}.json",
            response.headers["Content-Disposition"],
        )
        self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_what_is_in_it(self):
        data = self._download().json()
        self.assertEqual(set(data), SUBJECTS | {"exported_on"})
        expected = {
            "name": "Noor Vidal",
            "birth_date": "1988-04-02",
            "nationality_id": "France",
            "adviser_id": self.adviser.name,
            "company_id": "La Fabrique",
            "motivation": "I bake.\nBread.",
            "state": "active",
            "exit_date": None,
        }
        self.assertEqual({key: data["member"][key] for key in expected}, expected)
        [contract] = data["contracts"]
        self.assertEqual(contract["date_start"], "2025-01-01")
        self.assertEqual(contract["renewal_number"], 0)
        self.assertIsNone(contract["date_end"])
        self.assertEqual(data["papers"][0]["document_name"], "iban.pdf")

    def test_times_are_those_of_who_asks(self):
        self.noor.consent_date = "2026-03-12 23:30:00"
        self.noor_user.tz = "Europe/Brussels"
        data = self._download().json()
        self.assertEqual(data["member"]["consent_date"], "2026-03-13T00:30:00+01:00")
        self.assertRegex(data["exported_on"], r"[+]0[12]:00$")
        self.assert_shows(self.page("/my/coop/data"), "13 Mar 2026")

    def test_html_stays_as_it_is(self):
        [interview] = self._download().json()["interviews"]
        self.assertEqual(interview["conclusions"], "<p>With <b>Noor Vidal</b></p>")

    def test_nothing_private_nothing_of_others(self):
        text = self._download().text
        for kept_away in ("SECRET", "Ali Roche", "private_notes"):
            self.assertNotIn(kept_away, text)

    def test_staff_export_their_own(self):
        member = self._member("Eve Adler")
        member.partner_id = self.adviser.partner_id
        self.adviser.group_ids += self.env.ref("coop_member.group_member")
        self.sign_in(self.adviser)
        data = self.url_open("/my/coop/data/download").json()
        self.assertEqual(data["member"]["number"], member.number)
        self.assertEqual((data["contracts"], data["interviews"]), ([], []))

    def test_every_subject_can_be_written(self):
        """Whatever the fields hold, the export is JSON."""
        exported = self.noor.with_user(self.noor_user)._export_personal_data()
        self.assertEqual(json.loads(json.dumps(exported)), exported)
        empty = self.ali._export_personal_data()
        self.assertEqual(json.loads(json.dumps(empty)), empty)

    def test_many_relations_are_lists(self):
        [row] = self.noor._export_rows(self.noor, ("contract_ids", "college_id"))
        self.assertEqual(row["contract_ids"], [self.noor_contract.display_name])
        self.assertEqual(row["college_id"], self.college.name)

    def test_who_is_no_member_gets_no_file(self):
        self.sign_in(self.employee)
        response = self.url_open("/my/coop/data/download")
        self.assert_shows(response, "You are not a member yet")

    def test_the_page(self):
        self.sign_in(self.noor_user)
        page = self.page("/my/coop/data")
        self.assert_shows(page, "12 rue des Lilas", "2 Apr 1988", "France")
        self.assertTrue(page.xpath("//a[starts-with(@href, '/my/account')]"))
        self.assertTrue(page.xpath("//a[@href='/my/coop/data/download']"))
