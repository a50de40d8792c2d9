import base64
from io import BytesIO
from unittest.mock import patch

from lxml import html
from PIL import Image
from PIL.ExifTags import Base
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import PdfFileReader

from ..core.papers import MAX_BYTES
from .portal_case import JPEG, PDF, PortalCase


@tagged("post_install", "-at_install")
class TestPortalPapers(PortalCase):
    """Sending papers: what is kept, and what is said about what is not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.insurance = cls.env.ref("coop_member.paper_liability")
        cls.bank = cls.env.ref("coop_member.paper_bank")

    def _send(self, content=PDF, name="scan.pdf", paper_type=None, **values):
        """Send a file as Noor, the insurance unless told otherwise."""
        self.sign_in(self.noor_user)
        paper_type = paper_type or self.insurance
        values.setdefault("expiry", "2040-12-31")
        contents = content if isinstance(content, list) else [content]
        files = [("file", (name, part)) for part in contents if part is not None]
        return self.post(f"/my/coop/papers/{paper_type.id}", files or None, **values)

    def assert_refused(self, response, field, sentence):
        """The form is back with a sentence beside the field, and nothing is kept."""
        self.assert_leads_to(response, f"/my/coop/papers/{self.insurance.id}")
        page = self._parse(response)
        [error] = page.xpath(f"//*[@id='coop_{field}_error']")
        self.assertIn(sentence, error.text_content())
        [field] = page.xpath(f"//input[@id='coop_{field}']")
        self.assertEqual(field.get("aria-invalid"), "true")
        self.assertFalse(self.noor.paper_ids)

    def _parse(self, response):
        return html.fromstring(response.content)

    # -- what is kept ---------------------------------------------------------------

    def test_a_paper_is_kept_and_the_adviser_told(self):
        response = self._send()
        self.assert_leads_to(response, "/my/coop/papers")
        self.assert_shows(response, "your paper has arrived", "Being checked")
        paper = self.noor.paper_ids
        self.assertRecordValues(
            paper,
            [
                {
                    "type_id": self.insurance.id,
                    "document": base64.b64encode(PDF),
                    "document_name": "scan.pdf",
                    "state": "received",
                    "sent_by_member": True,
                }
            ],
        )
        self.assertEqual(str(paper.date_expiry), "2040-12-31")
        self.assertRecordValues(
            paper.activity_ids,
            [
                {
                    "user_id": self.adviser.id,
                    "summary": "Check: Professional liability insurance",
                }
            ],
        )

    def test_the_adviser_is_told_in_their_language(self):
        self.insurance.with_context(lang="fr_FR").name = "Responsabilité civile"
        self.adviser.lang = "fr_FR"
        self._send()
        self.assertIn("Responsabilité civile", self.noor.paper_ids.activity_ids.summary)

    def test_photos_are_kept(self):
        self._send(JPEG, "IMG_0001.jpeg")
        self.assertEqual(self.noor.paper_ids.document_name, "IMG_0001.jpg")

    def test_photos_of_both_sides_become_one_pdf(self):
        """Upright, whichever way the phone was held."""
        exif = Image.Exif()
        exif[Base.Orientation] = 6  # turned by a quarter
        front = self._photo((400, 100), "JPEG", exif=exif)
        back = self._photo((8000, 2000), "PNG")
        self._send([front, back], "IMG_0001.jpeg")
        paper = self.noor.paper_ids
        self.assertEqual(paper.document_name, "IMG_0001.pdf")
        pages = PdfFileReader(BytesIO(base64.b64decode(paper.document))).pages
        self.assertEqual(
            [tuple(map(round, page.mediabox[2:])) for page in pages],
            [(100, 400), (3508, 877)],
        )
        self._send([front, back], "IMG_0001.jpeg")
        self.assertEqual(len(self.noor.paper_ids), 1)

    def test_several_files_that_are_not_one_paper(self):
        photo = self._photo((4, 4), "PNG")
        for parts in ([PDF, photo], [PDF, PDF], [photo] * 7):
            self.assert_refused(self._send(parts), "file", "Send one PDF, or at most 6")

    def test_damaged_photos(self):
        photo = self._photo((4, 4), "PNG")
        for damaged in (JPEG, photo[:40], photo.replace(b"IDAT", b"iDAT")):
            self.assert_refused(
                self._send([photo, damaged]), "file", "neither a PDF nor a photo"
            )

    def test_photos_too_large_together(self):
        part = JPEG.ljust(MAX_BYTES // 2 + 1, b"\0")
        self.assert_refused(self._send([part] * 3), "file", "10 MB at most")

    def _photo(self, size, kind, **options):
        content = BytesIO()
        Image.new("RGB", size, "white").save(content, kind, **options)
        return content.getvalue()

    def test_kinds_that_do_not_expire_keep_no_date(self):
        self._send(paper_type=self.bank)
        self.assertRecordValues(
            self.noor.paper_ids, [{"type_id": self.bank.id, "date_expiry": False}]
        )

    def test_names_are_made_safe(self):
        self._send(name="<script>alert('x')</script>.html")
        self.assertEqual(self.noor.paper_ids.document_name, "script.pdf")

    def test_a_double_click_sends_once(self):
        for _click in range(2):
            self.assert_leads_to(self._send(), "/my/coop/papers")
        self.assertEqual(len(self.noor.paper_ids), 1)
        self.assertEqual(len(self.noor.paper_ids.activity_ids), 1)

    @mute_logger("odoo.sql_db")
    def test_two_clicks_at_once_send_once(self):
        """What the search does not see yet, the database refuses."""
        self._send()
        paper_model = type(self.env["coop.paper"])
        found = paper_model.search

        def see_nothing(papers, domain, *args, **kwargs):
            if ("sent_by_member", "=", True) in domain:
                return papers.browse()
            return found(papers, domain, *args, **kwargs)

        papers = self.env["coop.paper"].with_user(self.noor_user)
        noor = self.noor.with_user(self.noor_user)
        with patch.object(paper_model, "search", see_nothing):
            errors = papers._receive(
                noor, self.insurance, [("scan.pdf", PDF)], "2040-12-31"
            )
        self.assertEqual(errors, {})
        self.assertEqual(len(self.noor.paper_ids), 1)
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.noor.paper_ids.copy(
                {"state": "received", "checksum": self.noor.paper_ids.checksum}
            )

    def test_a_better_photo_takes_the_place_of_one_that_waits(self):
        self._send()
        self._send(JPEG)
        self.assertRecordValues(
            self.noor.paper_ids.sorted("id"),
            [{"state": "replaced"}, {"state": "received"}],
        )
        self.assertEqual(len(self.noor.paper_ids.activity_ids), 1)

    def test_what_was_judged_stays(self):
        self._send()
        self.noor.paper_ids.with_user(self.adviser).action_accept()
        self._send(JPEG)
        self.assertEqual(
            self.noor.paper_ids.sorted("id").mapped("state"), ["accepted", "received"]
        )

    # -- what is not ----------------------------------------------------------------

    def test_no_file(self):
        self.assert_refused(self._send(None), "file", "Choose a file")

    def test_empty_file(self):
        self.assert_refused(self._send(b""), "file", "This file is empty")

    def test_too_large(self):
        content = PDF.ljust(MAX_BYTES + 1, b"\0")
        self.assert_refused(self._send(content), "file", "10 MB at most")
        self._send(content[:-1])
        self.assertEqual(len(self.noor.paper_ids), 1)

    def test_content_counts_not_the_name(self):
        for content in (b"<html><script>alert(1)</script>", b"MZ\x90\x00", b"<svg/>"):
            self.assert_refused(
                self._send(content, "invoice.pdf"), "file", "neither a PDF nor a photo"
            )

    def test_dates(self):
        for typed, sentence in {
            "": "Enter the date printed on the paper",
            "31/12/2040": "Enter a date",
            "2040-02-30": "Enter a date",
            str(self.in_days(-1)): "This date has passed",
        }.items():
            with self.subTest(typed=typed):
                self.assert_refused(self._send(expiry=typed), "expiry", sentence)

    def test_a_file_is_no_date(self):
        self.sign_in(self.noor_user)
        url = f"/my/coop/papers/{self.insurance.id}"
        files = {"file": ("scan.pdf", PDF), "expiry": ("1.txt", b"1")}
        self.assert_refused(self.post(url, files), "expiry", "Enter the date")

    def test_what_was_typed_is_kept(self):
        page = self._parse(self._send(b"", expiry="2040-12-31"))
        self.assertEqual(
            page.xpath("//input[@name='expiry']")[0].get("value"), "2040-12-31"
        )
        page = self._parse(self._send(expiry='"><script>alert(1)</script>'))
        self.assertEqual(
            page.xpath("//input[@name='expiry']")[0].get("value"),
            '"><script>alert(1)</script>',
        )
        self.assert_shows(page, "Choose the file once more")

    def test_unknown_kinds(self):
        other = self.insurance.copy({"company_id": self.other_company.id})
        archived = self.insurance.copy({"active": False})
        missing = self.insurance.copy()
        missing.unlink()
        for paper_type in (other, archived, missing):
            response = self._send(paper_type=paper_type)
            self.assertEqual(response.status_code, 404)
            self.assertEqual(
                self.url_open(f"/my/coop/papers/{paper_type.id}").status_code, 404
            )
        self.assertFalse(self.noor.paper_ids)

    def test_the_form_comes_from_the_page(self):
        self.sign_in(self.noor_user)
        with mute_logger("odoo.http"):
            response = self.url_open(
                f"/my/coop/papers/{self.insurance.id}",
                data={"expiry": "2040-12-31"},
                files={"file": ("scan.pdf", PDF)},
            )
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self.noor.paper_ids)

    def test_who_left_sends_nothing(self):
        self.noor.action_leave()
        self.assert_refused(self._send(), "file", "You have left")

    def test_who_is_no_member_sends_nothing(self):
        self.sign_in(self.employee)
        response = self.post(
            f"/my/coop/papers/{self.insurance.id}", {"file": ("scan.pdf", PDF)}
        )
        self.assert_shows(response, "You are not a member yet")

    def test_nobody_sends_for_another(self):
        with self.assertRaises(AccessError):
            self.env["coop.paper"].with_user(self.noor_user)._receive(
                self.ali.with_user(self.noor_user), self.bank, [("scan.pdf", PDF)]
            )

    # -- the list -------------------------------------------------------------------

    def test_the_list_says_how_each_stands(self):
        papers = self.noor.paper_ids
        papers.create(
            [
                {
                    "member_id": self.noor.id,
                    "type_id": self.insurance.id,
                    "state": "accepted",
                    "date_expiry": "2040-12-31",
                    "document": base64.b64encode(PDF),
                    "document_name": "scan.pdf",
                },
                {
                    "member_id": self.noor.id,
                    "type_id": self.bank.id,
                    "state": "rejected",
                    "rejection_note": "The <b>IBAN</b> is cut off",
                },
            ]
        )
        self.sign_in(self.noor_user)
        page = self.page("/my/coop/papers")
        shown = {
            card.get("data-coop-paper"): " ".join(card.text_content().split())
            for card in page.xpath("//article[@data-coop-paper]")
        }
        identity = self.env.ref("coop_member.paper_identity")
        self.assertEqual(
            list(shown), [str(t.id) for t in identity + self.bank + self.insurance]
        )
        self.assertIn("To send", shown[str(identity.id)])
        self.assertIn("The <b>IBAN</b> is cut off", shown[str(self.bank.id)])
        self.assertIn("Valid until 31 Dec 2040", shown[str(self.insurance.id)])
        [view] = page.xpath("//a[contains(@href, '/web/content/')]/@href")
        self.assertEqual(self.url_open(view).content, PDF)
        permit = self.env.ref("coop_member.paper_residence")
        self.assertTrue(page.xpath(f"//a[@href='/my/coop/papers/{permit.id}']"))
