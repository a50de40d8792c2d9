from odoo.tests import tagged

from .common import LINK
from .webinar_portal_case import WebinarPortalCase

WEBINARS = "/my/coop/webinars"


@tagged("post_install", "-at_install")
class TestWebinarPortal(WebinarPortalCase):
    """Webinars in the member's space."""

    def setUp(self):
        super().setUp()
        self.url = f"{WEBINARS}/{self.event.id}"
        self.sign_in(self.jo_user)

    def mine(self):
        self.env.invalidate_all()
        return self.registration_of(self.event, self.jo)

    def test_two_clicks(self):
        page = self.page(WEBINARS)
        [link] = page.xpath(f"//a[@data-webinar='{self.event.id}']/@href")
        page = self.page(link)
        [action] = page.xpath("//button[@name='register']/ancestor::form/@action")
        response = self.post(action)
        self.assert_leads_to(response, self.url)
        self.assert_shows(response, "You are registered", "You have a seat")
        self.assertEqual(self.mine().state, "open")
        self.assert_home_item(self.jo, "upcoming", f"webinar_{self.event.id}")

    def test_the_waiting_list(self):
        self.event.write({"seats_limited": True, "seats_max": 1})
        self.register(self.event, self.noor)
        self.assert_shows(self.page(self.url), "Join the waiting list")
        response = self.post(f"{self.url}/register")
        self.assert_shows(response, "on the waiting list", "The next seat is yours")
        self.assert_shows(self.post(f"{self.url}/join"), "there is no seat yet")
        self.cancel(self.registration_of(self.event, self.noor))
        self.assert_shows(self.page(self.url), "You have a seat")

    def test_a_link_passed_on_to_someone_not_registered(self):
        self.open_door(self.event)
        response = self.post(f"{self.url}/join")
        self.assert_shows(response, "You are not registered for this webinar")
        self.assertNotIn("meet.example.org", response.text)
        self.assertFalse(self.event.registration_ids)

    def test_coming_is_attending(self):
        self.register(self.event, self.jo)
        self.assert_shows(self.page(self.url), "opens here 15 minutes before")
        self.open_door(self.event)
        self.assert_shows(self.page(self.url), "Join now")
        self.assertEqual(self.mine().state, "open")
        for _again in range(2):
            response = self.send(f"{self.url}/join")
            self.assertEqual(response.headers["Location"], LINK)
        self.assertEqual(self.mine().state, "done")
        self.assert_shows(self.post(f"{self.url}/cancel"), "You are there already")

    def test_too_late(self):
        self.register(self.event, self.jo)
        self.end(self.event)
        self.assert_shows(self.post(f"{self.url}/join"), "has taken place")
        self.assert_shows(self.post(f"{self.url}/register"), "has taken place")
        self.assert_shows(
            self.post(f"{self.url}/feedback", rating="5"), "Only who attended"
        )

    def test_feedback_and_an_idea_to_give_back(self):
        self.propose(self.noor)
        self.register(self.event, self.jo)
        self.end(self.event)
        self.attend(self.event, self.jo)
        self.assert_home_item(self.jo, "waiting", "webinar_feedback", url=self.url)
        self.assert_shows(
            self.page(self.url),
            "Would you like to give one back",
            "A topic is asked for",
        )
        response = self.post(f"{self.url}/feedback", rating="4", sentence="Useful")
        self.assert_shows(response, "Thank you for telling us")
        self.assertEqual(self.mine().webinar_feedback_ids.rating, 4)
        self.assert_no_home_item(self.jo, "waiting", "webinar_feedback")

    def test_who_speaks_goes_on_stage_and_keeps_points(self):
        self.sign_in(self.ada_user)
        self.assert_shows(self.page(self.url), "You speak")
        self.assert_hides(self.page(self.url), "meet.example.org")
        self.assert_home_item(self.ada, "upcoming", f"talk_{self.event.id}")
        self.open_door(self.event)
        self.assertIn(LINK, self.url_open(self.url).text)
        self.end(self.event)
        self.assert_home_item(self.ada, "waiting", "webinar_takeaways")
        form = f"{self.url}/takeaways"
        self.page(form)
        self.assert_shows(self.post(form, points="", advice="x"), "a point or two")
        response = self.post(
            form,
            points="Choose three aims\n- <b>being seen</b>\nTell one story",
            advice="Begin small <script>alert(1)</script>",
            contact="members",
        )
        self.assert_shows(response, "Kept")
        self.env.invalidate_all()
        self.assertEqual(
            self.event._nested_takeaways(),
            [("Choose three aims", ["being seen"]), ("Tell one story", [])],
        )
        self.assertNotIn("<script", str(self.event.advice))
        self.assertEqual(self.ada.webinar_contact, "members")
        self.assertFalse(self.event.takeaways_published)
        self.assertEqual(self.event.activity_ids.user_id, self.adviser)
        self.assert_shows(self.page(self.url), "You spoke", "Write what to keep")
        self.event.action_publish_takeaways()
        self.assert_hides(self.page(self.url), "Write what to keep")
        self.assert_shows(self.post(form, points="Other"), "ask the organiser")

    def test_what_others_wrote_meanwhile_is_not_lost(self):
        self.event.speaker_ids |= self.noor
        self.end(self.event)
        form = f"{self.url}/takeaways"
        self.sign_in(self.ada_user)
        [seen] = self.page(form).xpath("//input[@name='seen']/@value")
        mine = {
            "points": "Aims\n- <b>being seen</b>",
            "advice": "Begin small.\n\nGo on.",
            "seen": seen,
        }
        for _twice in range(2):
            self.assert_shows(self.post(form, **mine), "Kept.")
        self.sign_in(self.noor_user)
        response = self.post(form, points="Other aims", seen=seen)
        self.assert_shows(response, "changed this while you wrote", "being seen")
        self.assertIn("Other aims", response.text)
        self.env.invalidate_all()
        self.assertEqual(self.event._nested_takeaways(), [("Aims", ["being seen"])])
        [seen] = self._content(response).xpath("//input[@name='seen']/@value")
        self.assert_shows(self.post(form, points="Other aims", seen=seen), "Kept.")
        self.env.invalidate_all()
        self.assertEqual(self.event._nested_takeaways(), [("Other aims", [])])

    def test_nothing_but_tags_is_no_point(self):
        self.end(self.event)
        self.sign_in(self.ada_user)
        response = self.post(f"{self.url}/takeaways", points="<b></b>", advice="Go on")
        self.assert_shows(response, "a point or two")
        self.assertIn("Go on", response.text)

    def test_the_organiser_is_asked_to_publish_whatever_else_there_is_to_do(self):
        self.end(self.event)
        self.event.activity_schedule(
            "mail.mail_activity_data_todo", summary="Book it", user_id=self.adviser.id
        )
        self.sign_in(self.ada_user)
        for _twice in range(2):
            self.post(f"{self.url}/takeaways", points="Aims")
        self.env.invalidate_all()
        self.assertEqual(
            self.event.activity_ids.mapped("summary"),
            ["Book it", "Read the takeaways, and publish them"],
        )

    def test_the_next_webinars_are_on_the_home_page_whoever_registered_when(self):
        for number in range(9):
            webinar = self.webinar(f"Webinar {number}", days=20 - number)
            self.register(webinar, self.jo)
        self.assert_home_item(self.jo, "upcoming", f"webinar_{webinar.id}")

    def test_only_who_spoke_keeps_points(self):
        self.end(self.event)
        self.assert_forbidden(f"{self.url}/takeaways")
        self.post(f"{self.url}/takeaways", points="Mine")
        self.assertFalse(self.event.takeaway_ids)

    def test_topics_from_proposal_to_vote(self):
        response = self.post(
            f"{WEBINARS}/topics/new",
            kind="ask",
            name="Prices that pay",
            description="<b>How</b> much?",
            key="k" * 22,
        )
        self.assert_shows(
            response, "The others can vote", "Prices that pay", "<b>How</b>"
        )
        topic = self.env["coop.webinar.proposal"].search(
            [("name", "=", "Prices that pay")]
        )
        self.sign_in(self.noor_user)
        for _again in range(2):
            response = self.post(f"{WEBINARS}/topics/{topic.id}/vote")
            self.assert_shows(response, "Your vote counts")
        self.env.invalidate_all()
        self.assertEqual(topic.vote_count, 2)
        self.assert_shows(
            self.post(f"{WEBINARS}/topics/{topic.id}/withdraw"), "Only who proposed"
        )
        self.assert_shows(
            self.post(f"{WEBINARS}/topics/{topic.id}/speak"),
            "Noor Vidal can speak on it",
        )

    def test_what_is_wrong_with_a_topic(self):
        response = self.post(
            f"{WEBINARS}/topics/new",
            kind="ask",
            name="Tax",
            wished_date="2020-01-01",
            key="k" * 22,
        )
        self.assert_shows(response, "a few more words", "gone by")
        self.assertIn('value="Tax"', response.text)
        self.assertFalse(
            self.env["coop.webinar.proposal"].search([("name", "=", "Tax")])
        )
        response = self.post(
            f"{WEBINARS}/topics/new", name="Taxes", kind="ask", wished_date="9999-12-31"
        )
        self.assert_shows(response, "within two years")

    def test_other_cooperatives_have_topics_of_their_own(self):
        foreigner = self._foreign_member()
        user = self._portal_user(foreigner, "jef_peeters")
        topic = self.propose(self.jo)
        self.sign_in(user)
        self.assert_forbidden(self.url)
        self.assert_hides(self.page(f"{WEBINARS}/topics"), topic.name)
        self.post(f"{WEBINARS}/topics/{topic.id}/vote")
        self.env.invalidate_all()
        self.assertEqual(topic.vote_count, 1)

    def test_who_is_no_member_gets_a_kind_word(self):
        self.sign_in(self._new_user("stranger", "base.group_portal"))
        for url in (WEBINARS, f"{WEBINARS}/topics", f"{WEBINARS}/topics/new", self.url):
            self.assert_shows(self.page(url), "You are not a member yet")

    def test_who_left_registers_for_nothing(self):
        self.jo.action_leave()
        self.assert_forbidden(self.url)
        response = self.post(f"{WEBINARS}/{self.open_event.id}/register")
        self.assert_shows(response, "Only members of today")

    def test_strange_numbers(self):
        for url in (
            f"{WEBINARS}/99999999999999",
            f"{WEBINARS}/topics/x",
            f"{WEBINARS}/0",
        ):
            self.assert_forbidden(url)

    def test_as_many_queries_whatever_there_is(self):
        pages = (WEBINARS, f"{WEBINARS}/topics", "/my/coop")
        self.register(self.event, self.jo)
        self.propose(self.jo, "A first topic")
        few = [self.read_queries(url) for url in pages]
        for number in range(6):
            self.register(self.webinar(f"Webinar {number}", days=number + 2), self.jo)
            self.propose(self.jo, f"{number} more topics")
            self.propose(self.noor, f"{number} other topics", "offer")
        many = [self.read_queries(url) for url in pages]
        for url, before, after in zip(pages, few, many, strict=True):
            with self.subTest(url=url):
                self.assertLessEqual(after, before)
