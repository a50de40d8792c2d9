import base64
import io
import zlib
from struct import pack

from PIL import Image

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PDF, ExpenseCase

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


def photo(kind="JPEG", size=(40, 30)):
    """A real photo."""
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, kind)
    return content.getvalue()


def png_bomb(width=30000, height=30000):
    """A small PNG that says that it is huge, with a sound header."""

    def chunk(name, data):
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    header = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * ((width // 8 + 1) * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels)


BAD = {
    "an HTML page named .jpg": (b"<html><script>alert(1)</script></html>", "neither"),
    "a drawing with a script": (
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "neither",
    ),
    "zero bytes": (b"", "empty"),
    "too much": (PDF.ljust(15 * 2**20 + 1, b"\0"), "15 MB at most"),
    "a decompression bomb": (png_bomb(), "neither"),
    "half a photo's header": (b"\x89PNG\r\n\x1a\n....", "neither"),
    "a damaged photo": (photo("PNG").replace(b"IDAT", b"iDAT"), "neither"),
    "a program": (b"MZ\x90\x00", "neither"),
}


@tagged("post_install", "-at_install")
class TestReceipt(ExpenseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.receipts = cls.env["coop.expense.receipt"].with_user(cls.noor_user)

    def _receive(self, content, name="receipt.jpg", line=None):
        return self.receipts._receive(self.noor, [(name, content)], line)

    def test_what_is_kept(self):
        for kind, content, ending in (
            ("image/jpeg", photo("JPEG"), "jpg"),
            ("image/jpeg", photo("JPEG", (4000, 3000)), "jpg"),
            ("image/png", photo("PNG"), "png"),
            ("image/webp", photo("WEBP"), "webp"),
            ("image/heic", HEIC, "heic"),
            ("application/pdf", PDF, "pdf"),
            ("application/pdf", PDF.ljust(15 * 2**20, b"\0"), "pdf"),
        ):
            with self.subTest(kind=kind):
                receipt, errors = self._receive(content, "../My <b>lunch</b>.exe")
                self.assertFalse(errors)
                self.assertRecordValues(
                    receipt,
                    [
                        {
                            "mimetype": kind,
                            "size": len(content),
                            "line_id": False,
                        }
                    ],
                )
                self.assertEqual(receipt.name.rpartition(".")[2], ending)
                self.assertNotIn("<", receipt.name)
                # as it was kept, not as it was given
                receipt.invalidate_recordset()
                self.assertEqual(base64.b64decode(receipt.document), content)

    def test_what_is_refused(self):
        for what, (content, sentence) in BAD.items():
            with self.subTest(what=what):
                receipts, errors = self._receive(content, "lunch.jpg")
                self.assertFalse(receipts)
                self.assertRegex(errors[0], sentence)

    def test_what_is_refused_is_by_every_door(self):
        for what, (content, sentence) in BAD.items():
            with self.subTest(what=what), self.assertRefused(sentence):
                self.receipts.create(
                    {
                        "member_id": self.noor.id,
                        "name": "lunch.jpg",
                        "document": base64.b64encode(content),
                    }
                )
        receipt, _errors = self._receive(PDF)
        with self.assertRefused("stays as it was sent"):
            receipt.document = base64.b64encode(b"<html>")

    def test_several_at_once_the_good_ones_are_kept(self):
        files = [("a.pdf", PDF), ("b.jpg", b"<html>"), ("c.jpg", photo())]
        kept, errors = self.receipts._receive(self.noor, files)
        self.assertEqual(len(kept), 2)
        self.assertEqual(list(errors), [1])

    def test_the_same_file_twice_waits_once(self):
        first, _errors = self._receive(PDF)
        again, errors = self._receive(PDF, "other name.pdf")
        self.assertFalse(errors)
        self.assertEqual(first, again)

    def test_waiting_receipts_are_used_and_released(self):
        receipt, _errors = self._receive(photo())
        claim = self._claim(self._line("taxi", 10))
        receipt.line_id = claim.line_ids
        self.assertEqual(receipt.expense_id, claim)
        again, _errors = self._receive(photo())
        self.assertNotEqual(again, receipt)
        claim.line_ids.unlink()
        # the same file waits already
        self.assertFalse(receipt.exists())
        self.assertFalse(again.line_id)

    def test_receipts_belong_to_their_member_and_line(self):
        ali = self._member("Ali Roche")
        ali_user = self._portal_user(ali)
        claim = self._claim(self._line("taxi", 10))
        theirs = self.receipts.with_user(ali_user)
        for vals in (
            {"member_id": ali.id, "line_id": claim.line_ids.id},
            {"member_id": self.noor.id},
            {"member_id": self.noor.id, "line_id": claim.line_ids.id},
        ):
            with self.subTest(vals=vals), self.assertRefused("own member|access"):
                theirs.create(
                    {**vals, "name": "x.pdf", "document": base64.b64encode(PDF)}
                )

    def test_entries_carry_no_copy_of_receipts(self):
        claim = self._posted(self._line("taxi", 10))
        self.assertFalse(
            self.env["ir.attachment"].search(
                [
                    ("res_model", "=", "account.move"),
                    ("res_id", "=", claim.account_move_id.id),
                ]
            )
        )

    def test_files_are_read_by_their_owner_and_the_team_alone(self):
        claim = self._submitted(self._line("taxi", 10))
        receipt = claim.line_ids.receipt_ids
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", receipt._name),
                ("res_id", "=", receipt.id),
                ("res_field", "=", "document"),
            ]
        )
        ali_user = self._portal_user(self._member("Ali Roche"))
        foreign = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        for user in (self.noor_user, self.adviser, self.accountant, self.manager):
            with self.subTest(user=user.login):
                self.assertTrue(receipt.with_user(user).document)
                self.assertTrue(attachment.with_user(user).datas)
        for user in (ali_user, self.employee, foreign):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    receipt.with_user(user).read(["document"])
                with self.assertRaises(AccessError):
                    attachment.with_user(user).read(["datas"])
