import csv

from odoo.tests import tagged
from odoo.tools import file_open

from .common import DirectoryCase


@tagged("post_install", "-at_install")
class TestSkill(DirectoryCase):
    """The keeping of skills, their words, and files of them."""

    def test_several_hundred_in_three_languages(self):
        skills = self.skills.search([("code", "!=", False)])
        self.assertGreaterEqual(len(skills), 300)
        pottery = self._skill("ceramics")
        self.assertEqual(pottery.with_context(lang="fr_FR").name, "Céramique")
        self.assertEqual(pottery.with_context(lang="nl_NL").name, "Keramiek")
        self.assertEqual(pottery.family_id, self._skill("craft"))
        self.skills._load_shipped()
        self.assertEqual(self.skills.search([("code", "!=", False)]), skills)

    def test_codes_are_there_where_they_are_known(self):
        ceramics = self._skill("ceramics")
        self.assertRegex(
            ceramics.esco_uri,
            r"^http://data\.europa\.eu/esco/(occupation|skill)/[0-9a-f-]{36}$",
        )
        self.assertEqual(self._skill("graphic_design").rome_code, "E1205")
        known = self.skills.search(
            ["|", ("esco_uri", "!=", False), ("rome_code", "!=", False)]
        )
        self.assertGreaterEqual(len(known), 180)

    def test_words_follow_what_a_keeper_writes(self):
        ada = self._person("Ada", "ceramics")
        self.assertEqual(self.find("rakuware"), [])
        self._skill("ceramics").with_user(self.adviser).synonyms = "rakuware"
        self.assertEqual(self.find("rakuware"), [ada.name])

    def test_what_somebody_does_best_comes_first(self):
        ada = self._person(
            "Ada",
            "ceramics:practised yoga:expert baking_bread:beginner "
            "logo_design:confirmed",
        )
        self.env.invalidate_all()
        levels = ["expert", "confirmed", "practised", "beginner"]
        self.assertEqual(ada.skill_ids.mapped("level"), levels)
        card = self.cards.search([("member_id", "=", ada.id)])
        self.assertEqual([level for _id, level in card._shown("skills")], levels)
        lines = self.env["coop.member.skill"].search(
            [("member_id", "=", ada.id)], order="level"
        )
        self.assertEqual(lines.mapped("level"), levels[::-1])

    def test_merging_loses_nobody(self):
        raku = self.skills.create({"name": "Rakuware"})
        ceramics = self._skill("ceramics")
        ada = self._person("Ada", "ceramics")
        jo = self._person("Jo")
        kim = self._person("Kim")
        lines = self.env["coop.member.skill"]
        for member, level in ((ada, "expert"), (jo, "confirmed")):
            lines.create({"member_id": member.id, "skill_id": raku.id, "level": level})
        lines.create({"member_id": kim.id, "skill_id": raku.id, "kind": "learn"})
        wizard = (
            self.env["coop.skill.merge"]
            .with_user(self.adviser)
            .create({"skill_ids": [(6, 0, raku.ids)], "target_id": ceramics.id})
        )
        wizard.action_merge()
        self.assertRecordValues(
            (ada | jo | kim).skill_ids.sorted(lambda one: one.member_id.id),
            [
                {"skill_id": ceramics.id, "level": "expert", "kind": "offer"},
                {"skill_id": ceramics.id, "level": "confirmed", "kind": "offer"},
                {"skill_id": ceramics.id, "level": "practised", "kind": "learn"},
            ],
        )
        self.assertRecordValues(
            raku, [{"state": "merged", "active": False, "merged_into_id": ceramics.id}]
        )
        self.assertEqual(set(self.find("rakuware")), {"Ada", "Jo"})
        with self.assertRefused("is now"):
            lines.create({"member_id": ada.id, "skill_id": raku.id})

    def test_who_took_a_skill_as_it_was_merged_keeps_it(self):
        raku = self.skills.create({"name": "Rakuware"})
        ada = self._person("Ada")
        ada.skill_ids = [(0, 0, {"skill_id": raku.id, "level": "expert"})]
        # as a transaction leaves it that saw neither of the other's writes
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE coop_skill SET state = 'merged', merged_into_id = %s WHERE id = %s",
            [self._skill("ceramics").id, raku.id],
        )
        self.env.invalidate_all()
        self.skills._follow_merged()
        self.assertEqual(ada.skill_ids.skill_id, self._skill("ceramics"))
        self.assertEqual(self.find("potier"), ["Ada"])

    def test_a_skill_is_not_merged_into_itself_or_its_part(self):
        skills = self.skills.with_user(self.adviser)
        design, logo = self._skill("design"), self._skill("logo_design")
        for one, target in ((design, design), (design, logo)):
            with self.assertRefused("into itself"):
                skills.browse(one.id)._merge_into(target)

    def test_proposals_are_shown_once_accepted(self):
        ada = self._person("Ada")
        skill, sentence = self.skills._propose(ada, "Bell founding")
        self.assertEqual(sentence, "")
        ada.skill_ids = [(0, 0, {"skill_id": skill.id})]
        self.assertEqual(self.find("bell founding"), [])
        skill.with_user(self.adviser).action_accept()
        self.assertEqual(self.find("bell founding"), ["Ada"])

    def test_a_proposal_is_known_by_what_was_typed(self):
        ada, jo = self._person("Ada"), self._person("Jo")
        for typed in ("Bel founding", "🔔🔔"):
            with self.subTest(typed):
                skill, _sentence = self.skills._propose(ada, typed)
                skill.with_user(self.adviser).name = "Bell founding"
                self.assertEqual(self.skills._propose(jo, typed), (skill, ""))

    def test_proposals_end_somewhere(self):
        ada = self._person("Ada")
        for number in range(10):
            self.skills._propose(ada, f"Whittling spoons {number}")
        skill, sentence = self.skills._propose(ada, "One more thing")
        self.assertFalse(skill)
        self.assertTrue(sentence)
        for typed in ("", "x", "y" * 100):
            self.assertFalse(self.skills._propose(ada, typed)[0])

    def test_files_of_skills(self):
        by_manager = self.env["coop.member.skill"].with_user(self.manager)
        ada = self._person("Ada")
        result = by_manager.load(
            ["member_id", "skill_id", "kind", "level"],
            [
                [ada.number, "logo_design", "Offers", "Expert"],
                [ada.number, "accounting", "Wants to learn", "Beginner"],
            ],
        )
        self.assertTrue(result["ids"], result["messages"])
        self.assertEqual(self.find("accounting", kind="learn"), ["Ada"])
        result = by_manager.load(
            ["member_id", "skill_id"],
            [[ada.number, "ceramics"], ["nobody", "ceramics"], [ada.number, "zzz"]],
        )
        self.assertFalse(result["ids"])
        rows = [one["rows"]["from"] for one in result["messages"]]
        self.assertEqual(rows, [1, 2])

    def _shipped_file(self, name):
        with file_open(f"coop_skill_directory/static/csv/{name}.csv") as file:
            fields, *rows = csv.reader(file)
        return fields, rows

    def test_a_file_of_profiles(self):
        ada, jo = self._member("Ada"), self._member("Jo")
        fields, rows = self._shipped_file("coop_member_profile")
        for row, member in zip(rows, (ada, jo), strict=True):
            row[0] = member.number
        members = self.env["coop.member"].with_user(self.manager)
        result = members.load(fields, rows)
        self.assertEqual(result["ids"], [ada.id, jo.id], result["messages"])
        self.assertRecordValues(
            ada | jo,
            [
                {
                    "directory_visibility": "public",
                    "headline": "Pots for daily use",
                    "directory_zip": "38000",
                    "availability": "now",
                    "phone_visibility": "members",
                },
                {
                    "directory_visibility": "members",
                    "headline": "Bread on a bicycle",
                    "directory_zip": "38500",
                    "availability": "soon",
                    "phone_visibility": "private",
                },
            ],
        )
        self.assertEqual(self.find("workshop by the river"), ["Ada"])
        public = self.env.ref("base.public_user")
        self.assertEqual(self.find("Bread on a bicycle", public), [])

    def test_a_bad_file_of_profiles_changes_nothing(self):
        ada = self._member("Ada")
        members = self.env["coop.member"].with_user(self.manager)
        result = members.load(
            ["number", "headline"], [[ada.number, "Potter"], ["no", "?"], ["", "?"]]
        )
        self.assertFalse(result["ids"])
        rows = [one["rows"]["from"] for one in result["messages"]]
        self.assertEqual(rows, [1, 2])
        self.assertFalse(ada.headline)
        result = members.load(
            ["number", "headline", "directory_email"],
            [[ada.number, "Potter", "<script>"]],
        )
        self.assertFalse(result["ids"])
        self.assertFalse(ada.headline)

    def test_a_skill_file(self):
        result = self.skills.with_user(self.manager).load(
            ["code", "name", "parent_id", "synonyms"],
            [["house_raku", "Raku", "ceramics", "Raku firing"]],
        )
        self.assertTrue(result["ids"], result["messages"])
        made = self.skills.browse(result["ids"])
        self.assertEqual(made.parent_id, self._skill("ceramics"))
        ada = self._person("Ada")
        ada.skill_ids = [(0, 0, {"skill_id": made.id})]
        self.assertEqual(self.find("raku firing"), ["Ada"])
