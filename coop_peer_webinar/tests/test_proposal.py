from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.coop_member.tests.common import CoopCase

from .common import WebinarVerbs


@tagged("post_install", "-at_install")
class TestProposal(WebinarVerbs, CoopCase):
    """Topics, votes, and the webinar that becomes of them."""

    def test_who_asks_votes_and_who_offers_speaks(self):
        asked = self.propose(self.jo)
        offered = self.propose(self.ada, "Sewing sails into bags", "offer")
        self.assertEqual((asked.vote_count, asked.offer_count), (1, 0))
        self.assertEqual((offered.vote_count, offered.state), (0, "open"))

    def test_the_same_form_twice_is_one_topic(self):
        self.assertEqual(self.propose(self.jo), self.propose(self.jo))

    def test_one_vote_each(self):
        topic = self.propose(self.jo)
        for _again in range(3):
            self.assertEqual(self.act(topic, self.ada, "vote"), "")
        self.assertEqual(topic.vote_count, 2)
        for _again in range(2):
            self.assertEqual(self.act(topic, self.ada, "unvote"), "")
        self.assertEqual(topic.vote_count, 1)

    def test_the_database_refuses_a_second_vote(self):
        topic = self.propose(self.jo)
        vals = {"proposal_id": topic.id, "member_id": self.jo.id}
        with self.assertRefused("voted already"):
            self.env["coop.webinar.vote"].create(vals)

    def test_i_can_speak_on_that(self):
        topic = self.propose(self.jo)
        self.act(topic, self.ada, "speak")
        self.act(topic, self.ada, "speak")
        [wish] = topic.with_user(self.jo_user)._portal_wishes(
            self.jo.with_user(self.jo_user)
        )
        self.assertEqual(wish.speakers, ["Ada Brun"])
        self.assertTrue(wish.voted and wish.owns)
        self.assertFalse(wish.speaks)

    def test_the_most_wanted_come_first(self):
        topics = [self.propose(self.jo, name) for name in ("One topic", "Two topics")]
        self.act(topics[1], self.ada, "vote")
        shown = self.jo.with_user(self.jo_user)._portal_topics()["wishes"]
        self.assertEqual(
            [wish.proposal.name for wish in shown], ["Two topics", "One topic"]
        )

    def test_what_is_wrong_with_a_topic_is_told(self):
        by_jo = self.jo.with_user(self.jo_user)
        proposals = self.env["coop.webinar.proposal"].with_user(self.jo_user)
        form = {
            "kind": "sell",
            "name": "Tax",
            "topic": "999999",
            "wished_date": (self.today - timedelta(days=1)).isoformat(),
        }
        _none, errors = proposals._portal_propose(by_jo, form)
        self.assertEqual(set(errors), {"kind", "name", "topic", "wished_date", "form"})
        self.assertRegex(errors["wished_date"], "gone by")
        self.assertFalse(proposals.search([]))

    def test_only_who_proposed_withdraws(self):
        topic = self.propose(self.jo)
        self.assertRegex(self.act(topic, self.ada, "withdraw"), "Only who proposed")
        self.assertEqual(self.act(topic, self.jo, "withdraw"), "")
        self.assertRegex(self.act(topic, self.jo, "vote"), "not open any more")

    def test_who_left_has_no_say(self):
        topic = self.propose(self.jo)
        self.ada.action_leave()
        self.assertRegex(self.act(topic, self.ada, "vote"), "Only members of today")

    def test_planned_in_one_click(self):
        topic = self.propose(self.jo, topic=str(self.topic.id))
        self.act(topic, self.ada, "speak")
        by_adviser = topic.with_user(self.adviser).with_company(self.company)
        by_adviser.action_plan()
        event = by_adviser.event_id
        self.assertRecordValues(
            event,
            [
                {
                    "name": topic.name,
                    "is_peer_webinar": True,
                    "is_published": False,
                    "webinar_access": "members",
                    "speaker_ids": self.ada.ids,
                    "topic_ids": self.topic.ids,
                    "seats_limited": True,
                    "seats_max": 30,
                    "address_id": False,
                    "user_id": self.adviser.id,
                }
            ],
        )
        self.assertEqual(event._webinar_hours(), "12:00\u202fPM–1:00\u202fPM")
        self.assertEqual(event._webinar_day().weekday(), 1)
        self.assertGreaterEqual((event._webinar_day() - self.today).days, 14)
        self.assertEqual(
            sorted(event.event_mail_ids.mapped("interval_type")),
            ["after_sub", "before_event", "before_event"],
        )
        self.assertEqual(topic.state, "planned")
        with self.assertRefused("not open any more"):
            by_adviser.action_plan()

    def test_each_topic_gets_a_day_of_its_own(self):
        topics = [self.propose(self.jo, name) for name in ("One topic", "Two topics")]
        for topic in topics:
            topic.with_user(self.adviser).with_company(self.company).action_plan()
        first, second = (topic.sudo().event_id._webinar_day() for topic in topics)
        self.assertEqual((second - first).days, 7)

    def test_the_wished_day_is_kept(self):
        wished = self.today + timedelta(days=3)
        topic = self.propose(self.jo, wished_date=wished.isoformat())
        topic.with_user(self.adviser).with_company(self.company).action_plan()
        self.assertEqual(topic.sudo().event_id._webinar_day(), wished)

    def test_members_cannot_plan(self):
        topic = self.propose(self.jo)
        with self.assertRaises(AccessError):
            topic.with_user(self.jo_user).action_plan()

    def test_who_cares_is_told_once_it_is_published(self):
        topic = self.propose(self.jo)
        self.act(topic, self.ada, "vote")
        topic.with_user(self.adviser).with_company(self.company).action_plan()
        self.run_cron("coop_peer_webinar.ir_cron_webinar_announce")
        mails = self.env["mail.mail"].search([("subject", "like", topic.name)])
        self.assertFalse(mails)
        topic.sudo().event_id.is_published = True
        for _again in range(2):
            self.run_cron("coop_peer_webinar.ir_cron_webinar_announce")
        mails = self.env["mail.mail"].search([("subject", "like", topic.name)])
        self.assertEqual(mails.recipient_ids, (self.jo | self.ada).portal_partner_id)
        self.assertEqual(len(mails), 2)

    def test_a_topic_whose_webinar_is_cancelled_is_taken_up_again(self):
        topic = self.propose(self.jo).with_user(self.adviser).with_company(self.company)
        topic.action_plan()
        with self.assertRefused("cancel its webinar first"):
            topic.action_reopen()
        topic.event_id.kanban_state = "cancel"
        topic.action_reopen()
        self.assertRecordValues(topic, [{"state": "open", "event_id": False}])

    def test_several_topics_are_taken_up_again_or_none(self):
        topics = self.propose(self.jo) | self.propose(self.jo, "Another topic")
        topics = topics.with_user(self.adviser).with_company(self.company)
        topics[0].action_plan()
        with self.assertRefused(f"{topics[0].name} is planned"):
            topics.action_reopen()

    def test_the_day_of_a_cancelled_webinar_is_free(self):
        topics = [self.propose(self.jo, name) for name in ("One topic", "Two topics")]
        days = []
        for topic in topics:
            by_adviser = topic.with_user(self.adviser).with_company(self.company)
            by_adviser.action_plan()
            days.append(by_adviser.event_id._webinar_day())
            by_adviser.event_id.kanban_state = "cancel"
        self.assertEqual(days[0], days[1])

    def test_who_leaves_speaks_on_nothing_any_more(self):
        names = ("Asked for", "Wanted too", "Offered alone")
        asked = self.propose(self.jo, names[0])
        wanted, alone = (self.propose(self.ada, name, "offer") for name in names[1:])
        self.act(asked, self.ada, "speak")
        self.act(wanted, self.jo, "vote")
        self.act(alone, self.ada, "vote")
        self.ada.with_user(self.adviser).action_leave()
        self.env.invalidate_all()
        wishes = asked._portal_wishes(self.jo)
        self.assertEqual(wishes[0].speakers, [])
        self.assertRecordValues(
            (asked | wanted | alone).sudo(),
            [
                {"kind": "ask", "state": "open", "offer_count": 0},
                {"kind": "ask", "state": "open", "offer_count": 0},
                {"kind": "offer", "state": "withdrawn", "offer_count": 0},
            ],
        )

    def test_what_is_asked_for_is_an_idea_to_give(self):
        self.propose(self.jo)
        [idea] = self.ada.with_user(self.ada_user)._gift_ideas_to_give()
        self.assertEqual(idea.key, "webinar_topics")
        self.act(self.env["coop.webinar.proposal"].search([]), self.ada, "speak")
        self.assertFalse(self.ada.with_user(self.ada_user)._gift_ideas_to_give())
