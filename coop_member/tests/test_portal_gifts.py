from datetime import timedelta

from odoo.tests import tagged

from ..core.portal_home import HomeItem
from .portal_gift_case import PortalGiftCase

GIFTS = "/my/coop/gifts"
#: queries that the page itself may need, beside what every page of the portal needs
MOST_QUERIES = 12


@tagged("post_install", "-at_install")
class TestPortalGifts(PortalGiftCase):
    """What the pages about gifts say."""

    def setUp(self):
        super().setUp()
        self.sign_in(self.ada_user)

    def _page(self, query=""):
        return self.page(GIFTS + query)

    def _texts(self, page, path):
        return [" ".join(node.text_content().split()) for node in page.xpath(path)]

    def _lines(self, query=""):
        return self._texts(
            self._page(query),
            "//section[@name='history']//article|//a[@data-coop-gift]",
        )

    # -- the account -----------------------------------------------------------------

    def test_who_has_none(self):
        page = self._page()
        self.assert_shows(page, "Nothing yet: the first hour is there")
        for section in ("waiting", "ideas", "pledges", "people"):
            self.assertFalse(page.xpath(f"//section[@name='{section}']"), section)

    def test_the_balance_is_said_in_words(self):
        self.give(self.jo, self.ada, 150)
        self.assert_shows(
            self._page(),
            "You received 2 h 30 more than you gave.",
            "Given 0 h",
            "Received 2 h 30",
        )
        self.give(self.ada, self.li, 210)
        self.assert_shows(self._page(), "You gave 1 h more than you received.")
        self.give(self.li, self.ada, 60)
        self.assert_shows(self._page(), "You gave as much as you received.")

    def test_each_gift_with_the_balance_after_it(self):
        self.give(self.ada, self.jo, 90, self.days_ago(9))
        self.give(self.jo, self.ada, 120, self.days_ago(8), description="Photos")
        self.give(self.ada, None, 45, self.days_ago(7), category_id=self.advice.id)
        self.give(None, self.ada, 5, self.days_ago(6))
        lines = self._lines()
        for line, texts in zip(
            lines,
            (
                ("Time received from the commons", "−5 min balance 10 min"),
                ("Time given to the commons", "Advice", "+45 min balance 15 min"),
                ("Time received from Jo Kern Photos", "−2 h balance −30 min"),
                ("Time given to Jo Kern A hand with", "+1 h 30 balance 1 h 30"),
            ),
            strict=True,
        ):
            for text in texts:
                self.assertIn(text, line)

    def test_what_does_not_count_says_so(self):
        self.declare(self.ada, "given", self.jo, description="Asked")
        self.declare(self.jo, "given", self.ada, description="Asking")
        self.declare(self.ada, "given", None, description="Shared")
        disputed = self.declare(self.ada, "given", self.li)
        disputed.with_user(self.li_user).action_dispute("No")
        self.declare(self.ada, "received", self.li).action_cancel()
        wrong = self.give(self.ada, self.li, 30)
        wrong.action_reverse("It was Jo")
        lines = "\n".join(self._lines())
        for text in (
            "Asked Helping hand 1 h To be confirmed",
            "Asking Helping hand 1 h Waits for you",
            "Shared Helping hand 1 h With the team",
            "1 h Being looked at",
            "1 h Taken back",
            "Correction It was Jo Helping hand −30 min balance 0 h",
            "+30 min balance 30 min Taken out",
        ):
            self.assertIn(text, lines)

    def test_the_history_is_filtered(self):
        given = self.give(self.ada, self.jo)
        received = self.give(self.jo, self.ada, 30)
        waiting = self.declare(self.ada, "given", self.jo, minutes=15)
        for show, gifts in (
            ("all", waiting + received + given),
            ("given", waiting + given),
            ("received", received),
            ("waiting", waiting),
            ("everything", waiting + received + given),
        ):
            page = self._page(f"?show={show}")
            shown = page.xpath("//a/@data-coop-gift")
            self.assertEqual(set(shown), {str(gift.id) for gift in gifts}, show)
            [current] = page.xpath("//nav[@aria-label='Show']/a[@aria-current]")
            self.assertEqual(
                current.text,
                {"given": "Given", "received": "Received", "waiting": "Open"}.get(
                    show, "All"
                ),
            )

    def test_the_history_comes_page_by_page(self):
        for day in range(23):
            self.give(self.ada, self.jo, 10, self.days_ago(day))
        self.assertEqual(len(self._lines()), 10)
        last = self._lines("/page/3")
        self.assertEqual(len(last), 3)
        self.assertIn("+10 min balance 10 min", last[-1])
        self.assertIn("balance 3 h 50", self._lines()[0])
        page = self._page("/page/2?show=given")
        self.assertIn(f"{GIFTS}/page/3?show=given", page.xpath("//a/@href"))
        for nowhere in ("/page/4", "/page/0", f"/page/{10**30}", "?page=x"):
            self.assertEqual(self._lines(nowhere), self._lines(), nowhere)

    def test_with_whom(self):
        self.give(self.ada, self.jo, 30)
        self.give(self.jo, self.ada, 60)
        self.give(self.ada, None, 20)
        self.give(self.ada, self.li, 45).action_reverse("Wrong")
        rows = self._texts(self._page(), "//*[@data-coop-companion]")
        self.assertEqual(
            rows,
            [
                "Jo Kern 2 times given 30 min received 1 h",
                "The commons once given 20 min",
            ],
        )

    def test_pledges(self):
        pledges = self.env["coop.gift.pledge"].with_user(self.adviser)
        for minutes, since, due, reason in (
            (120, 50, -20, "The programme"),
            (600, 40, 5, "Mentoring"),
            (60, 400, 300, "Welcome days"),
        ):
            pledges.create(
                {
                    "member_id": self.ada.id,
                    "minutes": minutes,
                    "date": self.days_ago(since),
                    "due_date": self.days_ago(due),
                    "reason": reason,
                }
            )
        self.give(self.ada, self.jo, 60, self.days_ago(100))
        self.give(self.ada, self.jo, 45)
        page = self._page()
        due = self.ada._portal_date(self.today + timedelta(20))
        self.assert_shows(
            page,
            f"The programme 45 min of 2 h given by {due}, in 3 weeks",
            "Mentoring 0 h of 10 h given The day you had in mind",
            "Every hour still counts",
            "Earlier ones (1)",
            "Welcome days Given, thank you",
        )
        pledges.search([("reason", "=", "Mentoring")]).action_release()
        self.assert_shows(self._page(), "Earlier ones (2)", "Mentoring Let go")

    def test_ideas_come_when_the_balance_leans(self):
        def ideas(member):
            return [HomeItem("x", "Someone asks for <help>", "/ask")]

        self.patch(type(self.ada), "_gift_ideas_to_give", ideas)
        self.patch(type(self.ada), "_gift_ideas_to_receive", ideas)
        self.company.coop_gift_low_minutes = -60
        self.company.coop_gift_high_minutes = 60
        self.give(self.jo, self.ada, 60)
        self.assertFalse(self._page().xpath("//section[@name='ideas']"))
        self.give(self.jo, self.ada, 1)
        self.assert_shows(
            self._page(), "Ideas for giving", "Others were there for you", "<help>"
        )
        self.give(self.ada, self.jo, 180)
        self.assert_shows(self._page(), "Ideas for receiving", "You gave a lot")

    def test_queries_do_not_grow(self):
        def some(days):
            for day in days:
                other = self._member(f"Member {day}")
                self.give(self.ada, other, 10 + day, self.days_ago(day))
                self.give(other, self.ada, 5, self.days_ago(day)).action_reverse("No")
                self.give(self.ada, None, 5, self.days_ago(day))
                self.declare(self.jo, "given", self.ada, minutes=10 + day)
                self.declare(self.ada, "given", self.jo, minutes=10 + day)
                self.env["coop.gift.pledge"].create(
                    {
                        "member_id": self.ada.id,
                        "minutes": 60 * day,
                        "date": self.days_ago(30),
                        "due_date": self.today,
                        "reason": "A programme",
                    }
                )

        some(range(1, 3))
        pages = ("", "?show=waiting", "?show=given", "/page/2")
        few = {page: self.read_queries(GIFTS + page) for page in pages}
        some(range(3, 25))
        many = {page: self.read_queries(GIFTS + page) for page in pages}
        for page in pages:
            self.assertLessEqual(many[page], few[page], page)
        # what every page of the portal asks for, apart
        shell = self.read_queries("/my/coop/activities") - 1
        self.assertLessEqual(max(few.values()) - shell, MOST_QUERIES)

    # -- answering -------------------------------------------------------------------

    def test_what_waits_is_asked_and_confirmed(self):
        gift = self.declare(self.jo, "given", self.ada, minutes=90)
        [asked] = self._page().xpath("//*[@data-coop-asked]")
        self.assert_shows(
            asked,
            "Jo Kern says: you received 1 h 30.",
            "“A hand with the stall”",
            "That is right",
            "Not quite…",
        )
        response = self.answer(gift, "confirm")
        self.assert_leads_to(response, GIFTS)
        self.assert_shows(response, "It counts now", "You received 1 h 30 more")
        self.assertEqual(
            (gift.state, gift.confirmed_by_id), ("confirmed", self.ada_user)
        )
        self.assertFalse(self._page().xpath("//*[@data-coop-asked]"))

    def test_what_was_given_is_asked_too(self):
        self.declare(self.jo, "received", self.ada)
        self.assert_shows(self._page(), "Jo Kern says: you gave 1 h.")

    def test_what_is_confirmed_is_what_was_shown(self):
        gift = self.declare(self.jo, "given", self.ada)
        self.sign_in(self.ada_user)
        shown = f"//form[@action='{GIFTS}/{gift.id}/confirm']//input[@name='shown']"
        for url in (GIFTS, f"{GIFTS}/{gift.id}"):
            with self.subTest(url):
                [stale] = self.page(url).xpath(f"{shown}/@value")
                gift.with_user(self.adviser).minutes += 60
                response = self.answer(gift, "confirm", shown=stale)
                self.assert_shows(response, "corrected meanwhile")
                self.assertEqual(gift.state, "declared")
        [fresh] = self.page(GIFTS).xpath(f"{shown}/@value")
        self.answer(gift, "confirm", shown=fresh)
        self.assertEqual((gift.state, gift.minutes), ("confirmed", 180))

    def test_a_confirmation_sent_twice(self):
        gift = self.declare(self.jo, "given", self.ada)
        self.answer(gift, "confirm")
        response = self.answer(gift, "confirm")
        self.assertEqual(response.status_code, 200)
        self.assert_shows(response, "is already confirmed")
        self.assert_balances(ada=-60, jo=60)

    def test_disputing_takes_a_reason(self):
        gift = self.declare(self.jo, "given", self.ada)
        for reason in ("", "  ", "x" * 301):
            response = self.answer(gift, "dispute", reason=reason)
            self.assertEqual(list(self.errors_in(response)), ["reason"])
            self.assertEqual(gift.state, "declared")
        response = self.answer(gift, "dispute", reason="It was <b>half</b> an hour")
        self.assert_leads_to(response, GIFTS)
        self.assert_shows(response, "An adviser will help you agree")
        self.assertEqual(
            (gift.state, gift.dispute_reason),
            ("disputed", "It was <b>half</b> an hour"),
        )
        page = self.page(f"{GIFTS}/{gift.id}")
        self.assert_hides(page, "<b>half")
        self.assert_shows(
            page, "Disputed: “It was <b>half</b>", "It is right after all"
        )
        self.answer(gift, "confirm")
        self.assertEqual(gift.state, "confirmed")

    def test_a_declaration_is_taken_back_while_unanswered(self):
        gift = self.declare(self.ada, "given", self.jo)
        self.assert_shows(self.page(f"{GIFTS}/{gift.id}"), "Take it back")
        self.assert_leads_to(self.answer(gift, "cancel"), GIFTS)
        self.assertEqual(gift.state, "cancelled")
        other = self.declare(self.ada, "given", self.jo, minutes=30)
        other.with_user(self.jo_user).action_confirm()
        self.assert_hides(self.page(f"{GIFTS}/{other.id}"), "Take it back")
        self.assert_shows(self.answer(other, "cancel"), "is already confirmed")
        self.assertEqual(other.state, "confirmed")

    # -- one gift --------------------------------------------------------------------

    def _story(self, gift):
        page = self.page(f"{GIFTS}/{gift.id}")
        events = self._texts(page, "//*[@name='story']/li/span[2]")
        return page, events

    def test_the_story_of_a_gift(self):
        gift = self.declare(self.ada, "given", self.jo)
        page, events = self._story(gift)
        self.assert_shows(page, "Ada Brun 1 h to Jo Kern", "Kind Helping hand")
        self.assertEqual(events, ["You declared it"])
        gift.with_user(self.jo_user).action_confirm()
        self.assertEqual(
            self._story(gift)[1], ["You declared it", "Jo Kern confirmed it"]
        )
        undone = gift.with_user(self.adviser).action_reverse("By mistake")
        self.assertEqual(
            self._story(gift)[1][2:], ["Taken out of the balances: “By mistake”"]
        )
        page, events = self._story(undone)
        self.assertEqual(events, ["Takes 1 h out of the balances again"])
        self.assertTrue(page.xpath(f"//a[@href='{GIFTS}/{gift.id}']"))

    def test_who_confirmed(self):
        by_team = self.give(self.jo, self.ada)
        self.assertEqual(
            self._story(by_team)[1], ["The team declared it", "The team confirmed it"]
        )
        by_me = self.declare(self.jo, "given", self.ada)
        self.answer(by_me, "confirm")
        self.assertEqual(
            self._story(by_me)[1], ["Jo Kern declared it", "You confirmed it"]
        )
        by_itself = self.declare(self.ada, "given", self.li)
        by_itself.sudo()._confirm(self.env["res.users"])
        self.assertEqual(
            self._story(by_itself)[1][1:],
            ["Confirmed by itself: nobody had said otherwise"],
        )

    # -- who left --------------------------------------------------------------------

    def test_who_left_reads_and_no_more(self):
        asked = self.declare(self.jo, "given", self.ada)
        mine = self.declare(self.ada, "given", self.jo, minutes=30)
        self.give(self.ada, self.jo, 45)
        self.ada.action_leave()
        page = self._page()
        self.assert_shows(page, "You gave 45 min more", "stays here for you to read")
        self.assertFalse(page.xpath("//*[@id='wrap']//form"))
        self.assertFalse(page.xpath(f"//a[starts-with(@href, '{GIFTS}/declare')]"))
        for gift in asked + mine:
            self.assertFalse(
                self.page(f"{GIFTS}/{gift.id}").xpath("//*[@id='wrap']//form")
            )
        for gift, answer in ((asked, "confirm"), (asked, "dispute"), (mine, "cancel")):
            response = self.answer(gift, answer, reason="No")
            self.assert_shows(response, "Only")
            self.assertEqual(gift.state, "declared")
        self.assert_shows(self.page(f"{GIFTS}/declare"), "Only members of today")
        before = self.declared()
        self.send()
        self.assertEqual(self.declared(), before)

    # -- own trade -------------------------------------------------------------------

    def test_members_say_what_they_sell(self):
        page = self.page(f"{GIFTS}/trade")
        self.assertFalse(page.xpath("//input[@name='category'][@checked]"))
        response = self.post(f"{GIFTS}/trade", category=[self.advice.id, 2**30, "x"])
        self.assert_leads_to(response, GIFTS)
        self.assertEqual(self.ada.trade_category_ids, self.advice)
        page = self.page(f"{GIFTS}/trade")
        chosen = page.xpath("//input[@name='category'][@checked]/@value")
        self.assertEqual(chosen, [str(self.advice.id)])
        self.post(f"{GIFTS}/trade")
        self.assertFalse(self.ada.trade_category_ids)

    # -- home and data ---------------------------------------------------------------

    def test_home(self):
        self.assert_home_item(
            self.ada, "figures", "gifts", value="0 h", hint="in balance"
        )
        self.assert_no_home_item(self.ada, "waiting", "gifts_to_confirm")
        self.give(self.jo, self.ada, 90)
        self.assert_home_item(
            self.ada,
            "figures",
            "gifts",
            value="1 h 30",
            hint="more received than given",
            url=GIFTS,
        )
        self.assert_home_item(
            self.jo, "figures", "gifts", hint="more given than received"
        )
        self.assert_home_item(
            self.ada, "shortcuts", "gift_declare", url=f"{GIFTS}/declare"
        )
        self.declare(self.jo, "given", self.ada)
        self.assert_home_item(
            self.ada, "waiting", "gifts_to_confirm", title="A gift of time to confirm"
        )
        self.declare(self.jo, "given", self.ada, minutes=5)
        self.assert_home_item(
            self.ada, "waiting", "gifts_to_confirm", title="2 gifts of time to confirm"
        )
        self.ada.action_leave()
        self.assert_no_home_item(self.ada, "waiting", "gifts_to_confirm")
        self.assert_no_home_item(self.ada, "shortcuts", "gift_declare")
        self.assert_home_item(self.ada, "figures", "gifts")
