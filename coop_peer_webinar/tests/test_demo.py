from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestWebinarDemo(TransactionCase):
    """The demonstration, loaded as `make demo` does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.demo = cls.env["coop.demo"]
        cls.mails_before = cls.env["mail.mail"].search_count([])
        cls.demo.load()
        cls.webinars = cls.env["event.event"].search([("is_peer_webinar", "=", True)])

    def ref(self, name):
        return self.demo._ref(name)

    def test_four_that_took_place_and_two_to_come(self):
        over = self.webinars.filtered(lambda one: one._is_over())
        self.assertGreaterEqual(len(over), 4)
        self.assertGreaterEqual(len(self.webinars - over), 2)
        for event in over.filtered("takeaways_published"):
            self.assertTrue(event._nested_takeaways() and event.advice)
            self.assertGreater(event.gift_count, 1)

    def test_someone_waits(self):
        prices = self.ref("webinar_prices")
        self.assertEqual(prices.seats_available, 0)
        self.assertEqual(prices.waiting_count, 2)

    def test_found_in_every_language(self):
        domain = self.webinars._webinar_search_domain
        for typed in ("benevoles", "volunteers", "vrijwilligers"):
            with self.subTest(typed=typed):
                found = self.webinars.search(domain(typed))
                self.assertIn(self.ref("webinar_volunteers"), found)

    def test_a_second_time_changes_nothing(self):
        counts = self.counts()
        self.demo.load()
        self.assertEqual(self.counts(), counts)

    def counts(self):
        models = (
            "event.registration",
            "coop.webinar.takeaway",
            "coop.webinar.feedback",
            "coop.webinar.vote",
            "coop.gift",
        )
        return [self.env[model].search_count([]) for model in models]

    def test_topics_have_votes(self):
        wishes = self.env["coop.webinar.proposal"].search([("state", "=", "open")])
        self.assertGreater(max(wishes.mapped("vote_count")), 3)

    def test_nobody_is_written_to(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(
                "coop_peer_webinar.ir_cron_webinar_tell"
            ).method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.env["mail.mail"].search_count([]), self.mails_before)
