from odoo import Command

from .common_join import JoinCase
from .test_join_http import JoinHttpCase


class SharesJoinCase(JoinCase):
    """Applicants may say how many shares they would like: ``part`` is for all, ``plus``
    for everyone but entrepreneurs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.currency_id = cls.env.ref("base.EUR")
        colleges = cls.env["coop.college"].search(
            [("company_id", "=", cls.company.id), ("open_to_join", "=", True)]
        )
        colleges.min_shares = 1
        cls.citizens = colleges[-1]
        cls.part = cls._share_type("A", 15, min_quantity=10)
        cls.plus = cls._share_type(
            "S", 50, college_ids=[Command.set((colleges - cls.college).ids)]
        )
        cls.hidden = cls._share_type("H", 20, open_online=False)

    @classmethod
    def _share_type(cls, code, nominal_value, **vals):
        return cls.env["coop.share.type"].create(
            {
                "name": f"Share {code}",
                "code": code,
                "nominal_value": nominal_value,
                "company_id": cls.company.id,
                **vals,
            }
        )

    @classmethod
    def _submitted(cls, lang="en_US", share=None, quantity=0, **changes):
        request = super()._submitted(lang, **changes)
        if share:
            request.write({"share_type_id": share.id, "share_quantity": quantity})
        return request

    def _wished(self, member):
        return self.env["coop.share.move"].search(
            [("to_member_id", "=", member.id)], order="id"
        )


class TestJoinShares(SharesJoinCase, JoinHttpCase):
    """The shares on the joining form."""

    def _kept_wishes(self):
        return [
            (kept.share_type_id, kept.share_quantity)
            for kept in self._kept().sorted("id")
        ]

    def _hints(self):
        page = self._page(self._get(self.path))
        [fieldset] = page.xpath("//fieldset[hasclass('o_coop_join_shares')]")
        return " ".join(fieldset.text_content().split())

    def test_what_is_offered(self):
        page = self._page(self._get(self.path))
        offered = page.xpath("//input[@name='share']/@value")
        self.assertEqual(offered, ["none", str(self.part.id), str(self.plus.id)])
        self.assertEqual(
            page.xpath("//input[@name='share'][@checked]/@value"), ["none"]
        )

    def test_the_minimum_of_each_college_is_said(self):
        self.assertIn("Share A 15.00 € a share, at least 10", self._hints())
        self.assertIn("Share S 50.00 € a share Clients and partners", self._hints())
        self.citizens.min_shares = 12
        self.assertIn("Entrepreneurs · at least 10", self._hints())
        self.assertIn("Citizens · at least 12", self._hints())

    def test_one_type_need_not_be_chosen(self):
        self.plus.open_online = False
        page = self._page(self._get(self.path))
        self.assertFalse(page.xpath("//input[@name='share']"))
        self._send(quantity="10")
        self.assertEqual(self._kept_wishes(), [(self.part, 10)])

    def test_nothing_is_shown_where_nothing_is_offered(self):
        (self.part + self.plus).open_online = False
        page = self._page(self._get(self.path))
        self.assertFalse(page.xpath("//*[@name='share' or @name='quantity']"))
        self._send(share=str(self.part.id), quantity="10")
        self.assertEqual(self._kept_wishes(), [(self.env["coop.share.type"], 0)])

    def test_it_is_an_option(self):
        self._send(share="none", quantity="")
        self._send(email="noor@example.org", share="none", quantity="0")
        self.assertEqual(
            {kept.share_type_id for kept in self._kept()}, {self.hidden[:0]}
        )

    def test_a_wish_is_kept(self):
        response = self._send(share=str(self.part.id), quantity="12")
        self.assertTrue(response.url.endswith("/coop/join/thanks"))
        self.assertEqual(self._kept_wishes(), [(self.part, 12)])

    def test_bad_input_comes_back_beside_its_field(self):
        share = str(self.part.id)
        wrong = {
            "share": [
                {"share": "none", "quantity": "12"},
                {"share": str(self.plus.id), "quantity": "12"},
                {"share": str(self.hidden.id), "quantity": "12"},
                {"share": "999999", "quantity": "12"},
                {"share": "x", "quantity": "12"},
            ],
            "quantity": [
                {"share": share, "quantity": typed}
                for typed in ("", "9", "-1", "1.5", "ten", "100001", "9" * 30)
            ],
        }
        for field, forms in wrong.items():
            for form in forms:
                with self.subTest(**form):
                    response = self._send(**form)
                    self.assertEqual(list(self._errors(response)), [field])
        self.assertNothingKept()

    def test_what_was_typed_is_kept(self):
        response = self._send(share=str(self.part.id), quantity="9", consent=None)
        errors = self._errors(response)
        self.assertEqual(set(errors), {"quantity", "consent"})
        self.assertEqual(errors["quantity"], "Enter 10 at least, or nothing at all.")
        page = self._page(response)
        checked = page.xpath("//input[@name='share'][@checked]/@value")
        self.assertEqual(checked, [str(self.part.id)])
        self.assertEqual(self._typed(response, "quantity"), "9")
        self.assertEqual(self._typed(response, "name"), "Camille Martin")

    def test_another_cooperative_s_shares_are_not_offered(self):
        foreign = self.env["coop.share.type"].create(
            {
                "name": "F",
                "code": "F",
                "nominal_value": 1,
                "company_id": self.other_company.id,
            }
        )
        response = self._send(share=str(foreign.id), quantity="12")
        self.assertEqual(list(self._errors(response)), ["share"])
        self.assertNothingKept()

    def test_a_double_click_is_one_application(self):
        for quantity in ("12", "12", "13"):
            self._send(key="k" * 22, share=str(self.part.id), quantity=quantity)
        self.assertEqual(self._kept_wishes(), [(self.part, 12), (self.part, 13)])

    def test_the_confirmation_repeats_the_wish(self):
        self._send(share=str(self.part.id), quantity="12")
        link = self._link_to("camille@example.org")
        self.assertIn("12 × Share A · 180.00 €", self._text(self._get(link)))
        self._click(link)
        member = self._kept().member_id
        self.assertRecordValues(
            self._wished(member),
            [{"state": "draft", "quantity": 12, "source": "form", "amount": 180}],
        )


class TestJoinSharesConfirm(SharesJoinCase):
    """From the wish to a draft that waits for the team."""

    def test_a_draft_for_the_candidate(self):
        member = self._confirmed(share=self.part, quantity=12)
        self.assertRecordValues(
            self._wished(member),
            [
                {
                    "kind": "subscription",
                    "state": "draft",
                    "source": "form",
                    "company_id": self.company.id,
                    "share_type_id": self.part.id,
                    "quantity": 12,
                    "from_member_id": False,
                }
            ],
        )

    def test_the_adviser_reads_of_it(self):
        member = self._confirmed(share=self.part, quantity=12)
        self.assertIn("12 × Share A", member.activity_ids.note)

    def test_no_wish_no_draft(self):
        member = self._confirmed()
        self.assertFalse(self._wished(member))
        self.assertFalse(member.activity_ids.note)

    def test_a_type_that_is_not_offered_any_more(self):
        request = self._submitted(share=self.part, quantity=12)
        self.part.active = False
        self.assertFalse(self._wished(request._confirm()))

    def test_who_applies_again_replaces_the_draft(self):
        member = self._confirmed(share=self.part, quantity=12)
        self._confirmed(share=self.part, quantity=20)
        self.assertRecordValues(
            self._wished(member),
            [
                {"quantity": 12, "state": "cancelled"},
                {"quantity": 20, "state": "draft"},
            ],
        )

    def test_a_member_of_another_college(self):
        member = self._member("Camille Martin", email="camille@example.org")
        again = self._confirmed(
            college=str(self.citizens.id), share=self.plus, quantity=2
        )
        self.assertEqual(again, member)
        self.assertFalse(self._wished(member))

    def test_on_admission_an_accountant_asks_for_the_payment(self):
        member = self._confirmed(share=self.part, quantity=12)
        wished = self._wished(member)
        self.assertFalse(wished.activity_ids)
        member.action_admit()
        self.assertRecordValues(
            wished.activity_ids,
            [
                {
                    "user_id": self.accountant.id,
                    "summary": "Ask for the payment: Camille Martin",
                }
            ],
        )
        self.company.with_user(self.manager).action_coop_set_up_capital()
        wished.with_user(self.accountant).action_call()
        self.assertFalse(wished.activity_ids)

    def test_what_was_called_before_needs_no_activity(self):
        self.company.with_user(self.manager).action_coop_set_up_capital()
        member = self._confirmed(share=self.part, quantity=12)
        wished = self._wished(member).with_user(self.accountant)
        wished.action_call()
        self.assertEqual(wished.state, "called")
        member.action_admit()
        self.assertFalse(wished.activity_ids)

    def test_the_candidate_sees_and_cancels_it(self):
        member = self._confirmed(share=self.part, quantity=12)
        user = self._portal_user(member)
        moves = self.env["coop.share.move"].with_user(user)
        wished = self._wished(member)
        page = member.with_user(user)._portal_shares()
        self.assertEqual(page["asked"].ids, wished.ids)
        self.assertTrue(moves._portal_cancel(member.with_user(user), wished.id))
        self.assertEqual(wished.state, "cancelled")
        member.action_admit()
        self.assertFalse(wished.activity_ids)
