from datetime import datetime, timedelta

from odoo import Command
from odoo.tests import tagged

from odoo.addons.coop_member.tests.common import CoopCase

from .common import WebinarVerbs


@tagged("post_install", "-at_install")
class TestWebinar(WebinarVerbs, CoopCase):
    """What a webinar may be, and what is kept of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls.webinar()

    def test_it_belongs_to_a_cooperative(self):
        with self.assertRefused("needs the cooperative"):
            self.event.company_id = False

    def test_a_public_link_is_refused(self):
        with self.assertRefused("Everybody can read this link"):
            self.event.event_url = "https://meet.example.org"

    def test_links_are_whole(self):
        for name in ("meeting_url", "recording_url"):
            with self.subTest(field=name), self.assertRefused("whole link"):
                self.event[name] = "javascript:alert(1)"

    def test_seats_are_at_least_one(self):
        with self.assertRefused("how many seats"):
            self.event.write({"seats_limited": True, "seats_max": 0})

    def test_one_time_only(self):
        with self.assertRefused("one time"):
            self.event.is_multi_slots = True

    def test_who_left_cannot_speak(self):
        self.jo.action_leave()
        with self.assertRefused("not an active member"):
            self.event.speaker_ids = self.jo
        foreigner = self._foreign_member()
        with self.assertRefused("not of this cooperative"):
            self.event.sudo().speaker_ids = foreigner

    def test_a_speaker_who_leaves_is_told_to_the_organiser(self):
        self.ada.action_leave()
        self.assertRegex(self.event.speaker_warning, "Ada Brun left")
        [activity] = self.event.activity_ids
        self.assertEqual(activity.user_id, self.adviser)
        self.assertRegex(activity.summary, "Ada Brun left")

    def test_past_webinars_keep_speakers_who_left(self):
        self.end(self.event)
        self.ada.action_leave()
        self.event.speaker_ids = self.ada
        self.assertFalse(self.event.activity_ids)

    def test_tags_are_taken_out_of_takeaways(self):
        self.event.takeaway_ids = [
            Command.create({"name": "<b>Aims</b><script>alert(1)</script>"})
        ]
        takeaway = self.event.takeaway_ids
        self.assertEqual(takeaway.name, "Aims")
        takeaway.name = "Three <img src=x onerror=alert(1)> aims"
        self.assertEqual(takeaway.name, "Three aims")
        with self.assertRefused("needs some words"):
            takeaway.name = "<script>alert(1)</script>"
        with self.assertRefused("300 letters"):
            takeaway.name = "x" * 301

    def test_advice_is_sanitised(self):
        self.event.advice = "<p onclick='x()'>Begin <script>alert(1)</script>small</p>"
        self.assertEqual(str(self.event.advice), "<p>Begin small</p>")

    def test_nothing_is_published_before_it_took_place_or_of_nothing(self):
        with self.assertRefused("has not taken place"):
            self.event.action_publish_takeaways()
        self.end(self.event)
        with self.assertRefused("a point or two"):
            self.event.action_publish_takeaways()

    def test_what_is_kept_is_shown_once_published(self):
        self.end(self.event)
        self.event.takeaway_ids = [
            Command.create({"name": "Aims", "sequence": 1}),
            Command.create({"name": "seen", "level": "sub", "sequence": 2}),
            Command.create({"name": "Story", "sequence": 3}),
        ]
        by_jo = self.event.with_user(self.jo_user)
        self.assertIsNone(by_jo._webinar_kept())
        self.event.action_publish_takeaways()
        self.assertEqual(
            by_jo._webinar_kept().points, [("Aims", ["seen"]), ("Story", [])]
        )
        self.event.action_hide_takeaways()
        self.assertIsNone(by_jo._webinar_kept())

    def test_speakers_are_reached_as_they_allow(self):
        event = self.event.with_user(self.jo_user)
        jo, nobody = self.jo.with_user(self.jo_user), self.jo.browse()
        expected = {"none": ("", ""), "members": ("ada", ""), "public": ("ada", "ada")}
        for contact, (to_member, to_all) in expected.items():
            self.ada.webinar_contact = contact
            for reader, shown in ((jo, to_member), (nobody, to_all)):
                with self.subTest(contact=contact, reader=reader):
                    [speaker] = event._webinar_speakers(reader)
                    self.assertEqual(speaker.name, "Ada Brun")
                    self.assertEqual(speaker.email[:3], shown)
        self.ada.action_leave()
        self.assertEqual(event._webinar_speakers(jo)[0].email, "")

    def test_webinars_begin_without_odoo_s_introduction(self):
        events = self.env["event.event"].with_user(self.adviser)
        events = events.with_company(self.company)
        vals = {"name": "By hand", "date_begin": self.now, "date_end": self.now}
        template = self.env.ref("coop_peer_webinar.event_type_lunchtime")
        in_programme = events.with_context(default_is_peer_webinar=True)
        self.assertFalse(in_programme.create(vals).description)
        self.assertFalse(
            events.create(vals | {"event_type_id": template.id}).description
        )
        spoken = in_programme.create(vals | {"description": "<p>About aims</p>"})
        self.assertEqual(spoken.description, "<p>About aims</p>")
        self.assertTrue(events.create(vals).description)

    def test_another_webinar_like_one_begins_with_nothing_kept(self):
        self.event.write({"advice": "Begin small", "recording_url": "https://x.test"})
        copy = self.event.copy()
        self.assertFalse(copy.advice or copy.recording_url)

    def test_the_last_day_is_told_where_it_is_another_one(self):
        begin = datetime(2026, 3, 24, 8)
        self.event.write({"date_begin": begin, "date_end": begin + timedelta(hours=1)})
        hours = self.event.with_context(lang="fr_FR")._webinar_hours
        self.assertEqual(hours(), "09:00–10:00")
        self.event.date_end = begin + timedelta(days=1, hours=8)
        self.assertEqual(hours(), "09:00 – mercredi 25 mars 17:00")

    def test_the_calendar_file_does_not_hold_the_link(self):
        for content in (
            self.event._webinar_calendar(),
            self.event._get_ics_file()[self.event.id].decode(),
        ):
            self.assertIn("SUMMARY:First steps on Instagram", content)
            self.assertIn(
                f"/webinars/first-steps-on-instagram-{self.event.id}",
                content.replace("\r\n ", ""),
            )
            self.assertNotIn("meet.example.org", content)

    def test_statistics(self):
        first = self.webinar("Earlier", days=3)
        self.register(first, self.jo)
        self.register(self.event, self.jo)
        self.register_guest(self.event)
        self.end(first, days=9)
        self.end(self.event, days=2)
        self.attend(self.event, self.jo)
        self.env["coop.webinar.feedback"].create(
            {
                "registration_id": self.registration_of(self.event, self.jo).id,
                "rating": 4,
            }
        )
        self.env.flush_all()
        lines = self.env["coop.webinar.report"].with_user(self.adviser)
        lines = lines.search([("event_id", "in", (first | self.event).ids)])
        self.assertRecordValues(
            lines.sorted("date"),
            [
                {
                    "registered": 1,
                    "attended": 0,
                    "absent": 1,
                    "attendance_rate": 0,
                    "first_speakers": 1,
                    "guests": 0,
                },
                {
                    "registered": 2,
                    "attended": 1,
                    "absent": 1,
                    "attendance_rate": 50,
                    "first_speakers": 0,
                    "guests": 0,
                },
            ],
        )
        self.assertEqual(lines.sorted("date")[1].satisfaction, 4)

    def test_the_year_in_figures(self):
        self.register(self.event, self.jo)
        self.end(self.event)
        self.attend(self.event, self.jo)
        wizard = self.env["coop.webinar.year"].with_user(self.adviser)
        wizard = wizard.with_company(self.company).create(
            {"year": str(self.event._webinar_day().year)}
        )
        report = wizard._report()
        self.assertEqual(
            report.notes[:2], ["Webinars: 1", "Registered: 1, attended: 1 (100 %)"]
        )
        self.assertEqual(len(report.tables), 4)
        for year in ("20x6", "1999", "2999", ""):
            with self.subTest(year=year), self.assertRefused("year|Year|required"):
                wizard.copy({"year": year or "-"})

    def test_the_sheet_lists_who_is_expected(self):
        self.register(self.event, self.jo)
        self.register_guest(self.event)
        table = self.event._sheet_table()
        rows = list(table)
        self.assertEqual([row[1] for row in rows[:2]], ["Jo Kern", "Zoé Petit"])
        self.assertEqual(rows[0][2], f"Member {self.jo.number}")
        self.assertEqual(rows[1][2], "Guest")
        self.assertEqual([row[1] for row in rows[2:]], [None] * 4)

    def test_a_short_sheet_is_one_page_with_room_for_the_speaker(self):
        self.register(self.event, *self.listeners(10))
        [page] = self.event._sheet_pages()
        self.assertEqual(sum(len(part.rows) for part in page), 14)

    def test_both_reports_are_printed_by_organisers(self):
        self.register(self.event, self.jo)
        self.end(self.event)
        self.attend(self.event, self.jo)
        self.env.flush_all()
        wizard = self.env["coop.webinar.year"].with_user(self.adviser)
        wizard = wizard.with_company(self.company).create(
            {"year": str(self.event._webinar_day().year)}
        )
        for name, record, texts in (
            ("sheet", self.event, ("Jo Kern", "Present", "Ada Brun")),
            ("year", wizard, ("Registered: 1", "First steps on Instagram")),
        ):
            reports = self.env["ir.actions.report"].with_user(self.adviser)
            html, _kind = reports._render_qweb_html(
                f"coop_peer_webinar.action_report_{name}", record.ids
            )
            for text in texts:
                with self.subTest(report=name, text=text):
                    self.assertIn(text, html.decode())

    def test_personal_data(self):
        self.register(self.event, self.jo)
        self.propose(self.jo)
        data = self.jo.with_user(self.jo_user)._export_personal_data()
        self.assertEqual(
            [row["event_id"] for row in data["webinars"]], [self.event.name]
        )
        self.assertEqual(len(data["webinar_topics"]), 1)
        self.assertEqual(len(data["webinar_votes"]), 1)
        data = self.ada.with_user(self.ada_user)._export_personal_data()
        self.assertEqual(
            [row["name"] for row in data["webinars_held"]], [self.event.name]
        )


@tagged("post_install", "-at_install")
class TestWebinarSearch(WebinarVerbs, CoopCase):
    """The archive is found in every language, with or without accents."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls.webinar("Gérer ses factures")
        cls.event.with_context(lang="fr_FR").name = "Gérer ses factures à l'étranger"
        cls.event.with_context(lang="en_US").name = "Invoicing abroad"
        cls.other = cls.webinar("Welcoming volunteers")

    def found(self, typed):
        events = self.env["event.event"].with_user(self.jo_user)
        found = events.search(events._webinar_search_domain(typed))
        return found & (self.event | self.other)

    def test_words_in_any_language_and_without_accents(self):
        for typed in (
            "gerer",
            "GÉRER factures",
            "etranger",
            "l'étranger",
            "facture",
            "invoice",
            "abroad invoicing",
            "fact",
            "Ada Brun",
        ):
            with self.subTest(typed=typed):
                self.assertIn(self.event, self.found(typed))
        self.assertEqual(self.found("volunteer"), self.other)

    def test_every_word_counts(self):
        self.assertFalse(self.found("factures volunteers"))
        self.assertFalse(self.found("%"))
        self.assertFalse(self.found("'); DROP TABLE event_event; --"))
        self.assertEqual(self.found("  "), self.event | self.other)

    def test_topics_and_changes_are_found(self):
        self.event.topic_ids = self.topic
        self.assertIn(self.event, self.found("communication"))
        self.topic.with_context(lang="fr_FR").name = "Réseaux sociaux"
        self.assertIn(self.event, self.found("reseaux"))
        self.event.with_context(lang="fr_FR").name = "Encaisser"
        self.assertIn(self.event, self.found("encaisser"))
        self.assertFalse(self.found("etranger"))

    def test_takeaways_are_found_once_published(self):
        self.end(self.event)
        self.event.takeaway_ids = [(0, 0, {"name": "Une relance chaque vendredi"})]
        self.assertFalse(self.found("relance"))
        self.event.action_publish_takeaways()
        self.assertIn(self.event, self.found("relances"))
        self.event.action_hide_takeaways()
        self.assertFalse(self.found("relance"))

    def test_the_index_is_used(self):
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        events = self.env["event.event"]
        query = events._search(events._webinar_search_domain("factures"))
        self.env.cr.execute("EXPLAIN " + self.env.cr.mogrify(query.select()).decode())
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("webinar_text_index", plan)
