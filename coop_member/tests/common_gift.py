from datetime import timedelta

from odoo import fields

from .common import CoopCase


class GiftVerbs:
    """Two members with portal users, and what they do with time. Comes before the
    case that makes the cooperative: ``class TestX(GiftVerbs, CoopCase)``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada = cls._member("Ada Brun", adviser_id=cls.adviser.id)
        cls.jo = cls._member("Jo Kern", adviser_id=cls.adviser.id)
        cls.ada_user = cls._portal_user(cls.ada, "ada_brun")
        cls.jo_user = cls._portal_user(cls.jo, "jo_kern")
        cls.help = cls.env.ref("coop_member.gift_category_help")
        cls.advice = cls.env.ref("coop_member.gift_category_advice")
        cls.today = fields.Date.context_today(cls.ada)
        cls.gifts = cls.env["coop.gift"]

    def days_ago(self, days):
        """The day that many days before today."""
        return self.today - timedelta(days=days)

    def try_to_declare(self, member, direction, people, user=None, **values):
        """(gifts, errors) of a declaration, by the user of ``member``."""
        user = user or member.portal_partner_id.user_ids
        return self.gifts.with_user(user)._declare(
            member.with_user(user),
            direction,
            people,
            **{
                "minutes": 60,
                "date": self.today,
                "category": self.help,
                "description": "A hand with the stall",
                **values,
            },
        )

    def declare(self, member, direction, people, user=None, **values):
        """The gifts of a declaration that nothing is wrong with."""
        gifts, errors = self.try_to_declare(member, direction, people, user, **values)
        self.assertEqual(errors, {})
        return gifts

    def give(self, giver, receiver, minutes=60, date=None, **values):
        """A confirmed gift, entered by the adviser."""
        gift = (
            self.gifts.with_user(self.adviser)
            .with_company(self.company)
            .create(
                {
                    "giver_id": giver.id if giver else False,
                    "receiver_id": receiver.id if receiver else False,
                    "minutes": minutes,
                    "date": date or self.today,
                    "category_id": self.help.id,
                    "description": "A hand with the stall",
                    **values,
                }
            )
        )
        gift.action_confirm()
        return gift

    def run_cron(self, xml_id):
        """Run a daily job as the scheduler does."""
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(xml_id).method_direct_trigger()
        self.env.invalidate_all()

    def assert_balances(self, **minutes):
        """Members, by the name they have in the case, have these balances."""
        members = {name: getattr(self, name) for name in minutes}
        self.assertEqual(
            {name: member.gift_balance for name, member in members.items()}, minutes
        )


class GiftCase(GiftVerbs, CoopCase):
    """A cooperative whose members give each other time."""
