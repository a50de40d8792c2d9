import secrets
from datetime import timedelta

from lxml import html

from odoo.tests import tagged

from ..core.portal_home import HomeItem
from .portal_gift_case import PortalGiftCase

FORM = "/my/coop/gifts/declare"


@tagged("post_install", "-at_install")
class TestPortalGiftDeclare(PortalGiftCase):
    """The form that declares time: what is kept, what is answered."""

    def setUp(self):
        super().setUp()
        self.sign_in(self.ada_user)

    def typed_in(self, response):
        """What the form in a response is filled in with, by field."""
        page = html.fromstring(response.content)
        [form] = page.xpath("//form[hasclass('o_coop_gift_form')]")
        return dict(form.form_values()) | {
            "people": form.xpath(
                ".//input[@name='people'][@checked][not(ancestor::template)]/@value"
            )
        }

    def assert_refused_beside(self, field, sentence, people=None, **changes):
        """The form comes back with one sentence, beside the field, and with all that
        was typed; nothing is written."""
        before = self.declared()
        description = "A long story that was typed"
        response = self.send(people, **{"description": description, **changes})
        errors = self.errors_in(response)
        self.assertEqual(list(errors), [field])
        self.assertRegex(errors[field], sentence)
        self.assertEqual(self.declared(), before)
        typed = self.typed_in(response)
        kept = {"description": description, **changes}
        kept.pop("direction", None)
        for name in kept.keys() & {"description", "hours", "minutes", "date"}:
            self.assertEqual(typed.get(name), kept[name], name)

    # -- what is kept ----------------------------------------------------------------

    def test_time_given(self):
        response = self.send()
        self.assert_leads_to(response, "/my/coop/gifts")
        self.assert_shows(response, "The other side is asked to confirm")
        self.assertRecordValues(
            self.declared(),
            [
                {
                    "giver_id": self.ada.id,
                    "receiver_id": self.jo.id,
                    "minutes": 60,
                    "date": self.today,
                    "category_id": self.help.id,
                    "description": "A hand with the stall",
                    "state": "declared",
                    "declarer_id": self.ada.id,
                    "awaited_id": self.jo.id,
                }
            ],
        )

    def test_time_received_from_several_people(self):
        self.send([self.jo.id, self.li.id], direction="received", time="120")
        gifts = self.declared()
        self.assertEqual(gifts.giver_id, self.jo + self.li)
        self.assertEqual(gifts.receiver_id, self.ada)
        self.assertEqual(set(gifts.mapped("minutes")), {120})

    def test_the_commons(self):
        self.send(["commons"])
        self.assertRecordValues(
            self.declared(), [{"giver_id": self.ada.id, "receiver_id": False}]
        )

    def test_another_time(self):
        self.send(time="other", hours="1", minutes="45")
        self.assertEqual(self.declared().minutes, 105)

    def test_without_a_script_people_are_typed(self):
        for names, people in (
            ("jo kern", self.jo),
            ("kern", self.jo),
            (self.jo.number, self.jo),
            (f" Li Wang ; {self.jo.number},", self.jo + self.li),
        ):
            before = self.declared()
            self.send([], names=names, description=names)
            self.assertEqual((self.declared() - before).receiver_id, people, names)

    def test_accents_may_be_left_out(self):
        zoe = self._member("Zoé Blanc")
        self.send([], names="zoe blanc")
        self.assertEqual(self.declared().receiver_id, zoe)

    def test_who_has_the_name_of_another(self):
        twin = self._member("Jo Kern", email="twin@example.com")
        self._member("Jo Kern-Petit")
        self.assert_refused_beside(
            "people", "Several members match “Jo Kern”", [], names="Jo Kern"
        )
        page = html.fromstring(self.send([], names="Jo Kern").content)
        chips = {
            node.xpath("input/@value")[0]: node.text_content().strip()
            for node in page.xpath("//label[hasclass('o_coop_gift_chip')]")
            if node.xpath("input[@name='people']")
        }
        self.assertEqual(chips[str(twin.id)], f"Jo Kern ({twin.number})")
        self.assertEqual(chips[str(self.jo.id)], f"Jo Kern ({self.jo.number})")
        # the one that is ticked answers for the name
        self.send([twin.id], names="Jo Kern")
        self.assertEqual(self.declared().receiver_id, twin)

    def test_people_of_before_are_a_tap_away(self):
        self.give(self.ada, self.jo)
        self.give(self.li, self.ada)
        left = self._member("Max Petit")
        self.give(left, self.ada)
        left.action_leave()
        page = self.page(f"{FORM}?direction=received")
        values = page.xpath("//input[@name='people'][not(ancestor::template)]/@value")
        self.assertEqual(values, [str(self.jo.id), str(self.li.id), "commons"])
        [chosen] = page.xpath("//input[@name='direction'][@checked]/@value")
        self.assertEqual(chosen, "received")

    def test_what_was_typed_is_not_run(self):
        self.jo.name = "<script>alert(1)</script>"
        self.send(description="<script>alert(2)</script>")
        for url in ("/my/coop/gifts", f"/my/coop/gifts/{self.declared().id}", FORM):
            self.assert_hides(self.page(url), "<script>alert")

    # -- what is refused -------------------------------------------------------------

    def test_bad_input_is_answered_beside_its_field(self):
        foreigner = self._foreign_member()
        candidate = self._candidate("Zoé Blanc")
        left = self._member("Max Petit")
        left.action_leave()
        tomorrow = (self.today + timedelta(days=1)).isoformat()
        for field, sentence, changes in (
            ("minutes", "how long it took", {"time": None}),
            ("minutes", "how long it took", {"time": "other"}),
            ("minutes", "whole numbers", {"time": "45"}),
            ("minutes", "whole numbers", {"time": "other", "hours": "-1"}),
            ("minutes", "whole numbers", {"time": "other", "hours": "1,5"}),
            ("minutes", "one minute at least", {"time": "other", "hours": "0"}),
            (
                "minutes",
                "more than 24 hours",
                {"time": "other", "hours": "24", "minutes": "1"},
            ),
            ("minutes", "more than 24", {"time": "other", "hours": "9" * 9}),
            ("date", "still to come", {"date": tomorrow}),
            ("date", "Enter a day", {"date": "soon"}),
            ("date", "Enter a day", {"date": "2026-02-30"}),
            ("people", "was not a member", {"date": "0001-01-01"}),
            ("people", "to themselves", {"people": [self.ada.id]}),
            ("people", "to themselves", {"people": [], "names": "Ada Brun"}),
            ("people", "Choose with whom", {"people": []}),
            ("people", "Choose members of", {"people": [foreigner.id]}),
            ("people", "Choose members of", {"people": [self.jo.id, 10**9 - 1]}),
            ("people", "once more", {"people": [10**12]}),
            ("people", "Choose members of", {"people": [candidate.id]}),
            ("people", "Choose members of", {"people": [left.id]}),
            ("people", "No member of", {"people": [], "names": "Max Petit"}),
            ("people", "No member of", {"people": [], "names": "Jef"}),
            ("people", "No member of", {"people": [], "names": "%%"}),
            ("people", "people or the commons", {"people": ["commons", self.jo.id]}),
            ("people", "at most", {"people": list(range(1, 30))}),
            ("category", "what kind", {"category": ""}),
            ("category", "what kind", {"category": 10**9 - 1}),
            ("description", "one sentence", {"description": ""}),
            ("description", "300 letters", {"description": "x" * 301}),
            ("direction", "gave or received", {"direction": "stolen"}),
        ):
            with self.subTest(changes):
                self.assert_refused_beside(field, sentence, **changes)

    def test_a_form_without_its_key(self):
        response = self.send(key=None)
        self.assert_shows(response, "Please send the form once more.")
        self.assertFalse(self.declared())

    def test_everything_wrong_is_said_at_once(self):
        response = self.send([], names="Nobody", time="", description="")
        self.assertEqual(
            set(self.errors_in(response)), {"people", "minutes", "description"}
        )
        self.assertEqual(self.typed_in(response)["names"], "Nobody")

    def test_who_was_found_by_name_stays_chosen(self):
        typed = self.typed_in(self.send([], names="Jo Kern, Nobody", time="30"))
        self.assertEqual(typed["people"], [str(self.jo.id)])
        self.assertEqual((typed["names"], typed["time"]), ("Nobody", "30"))

    def test_what_the_other_side_declared(self):
        self.declare(self.jo, "received", self.ada, description="Ada helped me")
        self.assert_refused_beside("people", "confirm “Ada helped me” instead")

    def test_a_limit_that_blocks(self):
        self.company.write(
            {
                "coop_gift_block": True,
                "coop_gift_low_minutes": -100,
                "coop_gift_floor_minutes": -100,
            }
        )
        self.assert_refused_beside(
            "minutes", "beyond what La Fabrique agreed on", time="120"
        )
        self.assert_leads_to(self.send(time="60"), "/my/coop/gifts")

    def test_no_more_than_a_member_can_mean(self):
        self.patch(type(self.gifts), "_portal_refuse", lambda *_member: "Tomorrow.")
        self.assert_shows(self.send(), "Tomorrow.")
        self.assertFalse(self.declared())

    # -- sent twice ------------------------------------------------------------------

    def test_the_same_form_twice_declares_once(self):
        key = secrets.token_urlsafe(16)
        people = [self.jo.id, self.li.id]
        self.send(people, key=key)
        first = self.declared()
        self.assert_leads_to(self.send(people, key=key), "/my/coop/gifts")
        self.assertEqual(self.declared(), first)
        # whatever has become of it
        first.action_confirm()
        self.assert_leads_to(self.send(people, key=key), "/my/coop/gifts")
        self.assertEqual(self.declared(), first)

    def test_another_form_declares_the_same_again(self):
        self.send()
        self.declared().action_confirm()
        self.send()
        self.assertEqual(len(self.declared()), 2)

    def test_what_was_changed_after_going_back_is_declared(self):
        key = secrets.token_urlsafe(16)
        self.send(key=key)
        self.send(key=key, time="30")
        self.assertEqual(set(self.declared().mapped("minutes")), {60, 30})

    def test_the_key_of_another_member_stops_nobody(self):
        key = secrets.token_urlsafe(16)
        self.send([self.li.id], key=key)
        self.sign_in(self.jo_user)
        self.send([self.li.id], key=key)
        self.assertEqual(self.declared().declarer_id, self.ada + self.jo)

    # -- own trade -------------------------------------------------------------------

    def test_own_trade_is_a_step_and_not_a_wall(self):
        self.ada.trade_category_ids = self.advice
        response = self.send(category=self.advice.id)
        self.assert_shows(response, "This is the giver's own trade", "as a gift")
        self.assertFalse(self.declared())
        typed = self.typed_in(response)
        self.assertEqual(typed["description"], "A hand with the stall")
        self.assertEqual(typed["people"], [str(self.jo.id)])
        # accepted for another kind than the one that was shown
        self.send(category=self.advice.id, own_trade=self.help.id)
        self.assertFalse(self.declared())
        self.send(category=self.advice.id, own_trade=self.advice.id)
        self.assertEqual(self.declared().category_id, self.advice)

    def test_own_trade_of_who_gave(self):
        self.jo.trade_category_ids = self.advice
        self.send(category=self.advice.id)
        self.assertEqual(len(self.declared()), 1)
        response = self.send(category=self.advice.id, direction="received")
        self.assert_shows(response, "This is the giver's own trade")
        self.assertEqual(len(self.declared()), 1)

    def test_a_charge_is_proposed_where_there_are_any(self):
        self.ada.trade_category_ids = self.advice
        offered_to = []

        def offer(_giver, receiver):
            offered_to.append(receiver.id)
            return HomeItem("charge", "Charge it", f"/charge/{receiver.id}")

        self.patch(type(self.ada), "_own_trade_offer", offer)
        page = html.fromstring(self.send(category=self.advice.id).content)
        [link] = page.xpath(f"//a[@href='/charge/{self.jo.id}']")
        self.assertEqual(link.text, "Charge it")
        self.assertEqual(offered_to, self.jo.ids)
