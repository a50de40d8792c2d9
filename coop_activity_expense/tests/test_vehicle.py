import base64

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PDF, ExpenseCase
from .test_receipt import BAD


@tagged("post_install", "-at_install")
class TestVehicle(ExpenseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.car = cls._vehicle().with_user(cls.noor_user)

    def test_members_enter_their_vehicles(self):
        vehicle = self.car.create(
            {
                "member_id": self.noor.id,
                "plate": "1-abc-234",
                "registration_paper": base64.b64encode(PDF),
                "registration_paper_name": "../paper.exe",
            }
        )
        self.assertRecordValues(
            vehicle,
            [
                {
                    "plate": "1-ABC-234",
                    "registration_paper_name": "paper.pdf",
                    "has_paper": True,
                    "paper_checked": False,
                }
            ],
        )

    def test_papers_are_documents_or_photos(self):
        for what, (content, sentence) in BAD.items():
            if content:
                with self.subTest(what=what), self.assertRefused(sentence):
                    self.car.registration_paper = base64.b64encode(content)

    def test_the_team_alone_says_that_a_paper_was_checked(self):
        with self.assertRaises(AccessError):
            self.car.paper_checked = True
        with self.assertRaises(AccessError):
            self.car.create(
                {"member_id": self.noor.id, "plate": "X-1", "paper_checked": True}
            )
        self.car.with_user(self.adviser).paper_checked = True
        self.car.name = "Kangoo"
        self.assertTrue(self.car.paper_checked)
        self.car.power = 6
        self.assertFalse(self.car.paper_checked)

    def test_personal_data(self):
        self._claim(self._trip(self.car, 10, name="To Lyon"), self._line("taxi", 5))
        data = self.noor.with_user(self.noor_user)._export_personal_data()
        self.assertEqual(data["vehicles"][0]["plate"], "AB-123-CD")
        self.assertEqual(
            {(row["category_id"], row["amount"]) for row in data["expenses"]},
            {("Kilometres", 6.36), ("Taxi", 5)},
        )
        self.assertEqual(data["receipts"][0]["mimetype"], "application/pdf")
        self.assertLessEqual(
            self.noor._export_labels().keys(), data.keys() | {"member"}
        )
