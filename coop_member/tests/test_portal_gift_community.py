from odoo import fields
from odoo.tests import tagged

from .common_gift import GiftVerbs
from .portal_case import PortalCase

PAGE = "/my/coop/gifts/community"


@tagged("post_install", "-at_install")
class TestPortalGiftCommunity(GiftVerbs, PortalCase):
    """What members are told of what circulates, and of whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.li = cls._member("Li Wang")

    def give_around(self, minutes=60, **values):
        ring = (self.ada, self.jo, self.li)
        for giver, receiver in zip(ring, (*ring[1:], ring[0]), strict=True):
            self.give(giver, receiver, minutes, **values)

    def names_in(self, page):
        return [
            item.text_content().strip()
            for item in page.xpath("//ul[hasclass('o_coop_names')]/li")
        ]

    def rows_of(self, page, chart):
        rows = page.xpath(f"//section[@name='{chart}']//tbody/tr")
        return [" ".join(row.text_content().split()) for row in rows]

    # -- what is told ----------------------------------------------------------------

    def test_figures_are_text(self):
        self.give_around(90)
        self.sign_in(self.noor_user)
        page = self.page(PAGE)
        self.assert_shows(page, "Time given 4 h 30", "Members who gave 3", "60 %")
        self.assert_shows(page, "3 of 5 members", "100 % of those who received")
        self.assertEqual(self.rows_of(page, "category"), [f"{self.help.name} 4 h 30"])
        month = fields.Date.to_date(self.today).strftime("%b %Y")
        self.assertEqual(self.rows_of(page, "month"), [f"{month} 4 h 30"])
        self.assertEqual(self.rows_of(page, "way"), ["From member to member 4 h 30"])

    def test_bars_are_as_long_as_their_share(self):
        self.give_around(90)
        self.give_around(30, category_id=self.advice.id)
        self.sign_in(self.noor_user)
        bars = self.page(PAGE).xpath("//section[@name='category']//i/@style")
        self.assertEqual(bars, ["--o-coop-bar: 100.0", "--o-coop-bar: 33.3"])

    def test_nobody_is_told_on_when_few_gave(self):
        self.give(self.ada, self.jo, 77)
        self.sign_in(self.noor_user)
        page = self.page(PAGE)
        self.assert_shows(page, "Too few members have given time")
        self.assert_hides(page, "1 h 17", "Ada Brun", "Jo Kern")

    def test_another_cooperative_has_its_own_page(self):
        self.give_around(90)
        jef = self._foreign_member()
        self.sign_in(self._portal_user(jef))
        page = self.page(PAGE)
        self.assert_shows(page, "Too few members have given time", "Het Atelier")
        self.assert_hides(page, "4 h 30", "La Fabrique")

    def test_who_is_no_member_or_no_more_is_told_nothing(self):
        self.give_around(90)
        self.sign_in(self.employee)
        self.assert_shows(self.page(PAGE), "You are not a member yet")
        candidate = self._candidate("Zoé Petit")
        self.sign_in(self._portal_user(candidate))
        page = self.page(PAGE)
        self.assert_shows(page, "This page is for the members of the cooperative.")
        self.assert_hides(page, "4 h 30")

    def test_the_members_page_leads_here(self):
        self.sign_in(self.noor_user)
        links = self.page("/my/coop/gifts").xpath("//a/@href")
        for url in (PAGE, "/my/coop/gifts/export", "/my/coop/gifts/attestation"):
            self.assertIn(url, links)

    def test_who_has_no_session_signs_in_first(self):
        self.assert_leads_to(self.url_open(PAGE), "/web/login")

    # -- who is named ----------------------------------------------------------------

    def test_nobody_is_named_who_did_not_agree(self):
        self.give_around(90)
        self.sign_in(self.noor_user)
        self.assert_hides(self.page(PAGE), "Ada Brun", "Jo Kern", "Li Wang")

    def test_who_agreed_and_gave_is_thanked(self):
        self.give_around(90)
        self.give(self.jo, self.noor)
        (self.ada | self.li | self.noor).gift_public = True
        self.sign_in(self.jo_user)
        page = self.page(PAGE)
        self.assertEqual(self.names_in(page), ["Ada Brun", "Li Wang"])
        self.assert_hides(page, "Noor Vidal", "Jo Kern")

    def test_who_left_or_was_reversed_is_not_thanked(self):
        self.give_around(90)
        self.give(self.noor, self.ada).action_reverse("A mistake")
        (self.li | self.noor).gift_public = True
        self.li.write({"state": "left", "exit_date": self.today})
        self.sign_in(self.jo_user)
        self.assertEqual(self.names_in(self.page(PAGE)), [])

    def test_a_gift_of_long_ago_is_not_thanked(self):
        self.give_around(90)
        self.give(self.noor, self.ada, date=self.days_ago(400))
        self.noor.gift_public = True
        self.sign_in(self.jo_user)
        self.assertEqual(self.names_in(self.page(PAGE)), [])

    def test_another_cooperatives_members_are_not_thanked_here(self):
        self.give_around(90)
        jef, mia = self._foreign_member(), self._foreign_member("Mia Claes")
        gift = self.gifts.with_company(self.other_company).create(
            {
                "giver_id": jef.id,
                "receiver_id": mia.id,
                "company_id": self.other_company.id,
                "minutes": 60,
                "category_id": self.help.id,
                "description": "A hand",
            }
        )
        gift.action_confirm()
        jef.gift_public = True
        self.sign_in(self.jo_user)
        self.assertEqual(self.names_in(self.page(PAGE)), [])

    def test_members_agree_and_change_their_mind(self):
        self.assertFalse(self.noor.gift_public)
        self.sign_in(self.noor_user)
        self.assert_shows(self.page(PAGE), "You are not named here.")
        page = self.post(f"{PAGE}/consent", agrees="1")
        self.assert_leads_to(page, PAGE)
        self.assertTrue(self.noor.gift_public)
        self.assert_shows(page, "You agreed to be named here")
        self.post(f"{PAGE}/consent", agrees="0")
        self.assertFalse(self.noor.gift_public)

    def test_one_agrees_for_oneself_alone(self):
        self.sign_in(self.noor_user)
        self.post(f"{PAGE}/consent", agrees="1", member_id=self.ada.id)
        self.assertFalse(self.ada.gift_public)
        self.assertTrue(self.noor.gift_public)

    def test_without_its_token_nothing_is_agreed(self):
        self.sign_in(self.noor_user)
        self.url_open(f"{PAGE}/consent", data={"agrees": "1"})
        self.assertFalse(self.noor.gift_public)

    def test_consent_is_among_the_personal_data(self):
        self.noor.gift_public = True
        data = self.noor.with_user(self.noor_user)._export_personal_data()
        self.assertIs(data["member"]["gift_public"], True)

    # -- cost ------------------------------------------------------------------------

    def test_as_many_queries_for_more(self):
        self.give_around(90)
        (self.ada | self.li).gift_public = True
        self.sign_in(self.noor_user)
        few = self.read_queries(PAGE)
        for day in (40, 80, 120):
            self.give_around(90, date=self.days_ago(day))
            self.give_around(90, date=self.days_ago(day), category_id=self.advice.id)
        (self.ada | self.jo | self.li).gift_public = True
        self.assertLessEqual(self.read_queries(PAGE), few)
