from odoo.tests import tagged

from ..core.ranking import Found, points
from .common import DirectoryCase


@tagged("post_install", "-at_install")
class TestSearch(DirectoryCase):
    """What is found, in which order, with which filters and counts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        fr = cls.env.ref("base.fr").id
        cls.near = {"directory_zip": "38000", "directory_country_id": fr}
        cls.far = {"directory_zip": "75011", "directory_country_id": fr}

    def test_exact_then_synonym_then_part_then_text(self):
        self._person("Text", bio="I love illustration.")
        self._person("Part", "comics")
        self._person("Whole", "design")
        self._person("Exact", "illustration")
        found = self.find("illustration")
        self.assertEqual(found[0], "Exact")
        self.assertEqual(set(found[1:3]), {"Part", "Whole"})
        self.assertEqual(found[3], "Text")

    def test_points_are_those_of_the_specification(self):
        cases = {
            "A": Found("exact", 1, True, True, False, "now"),
            "B": Found("exact", 1, False, False, True, "soon"),
            "C": Found("exact", 1, False, False, False, "busy"),
            "D": Found("text", 1, False, False, False, ""),
        }
        self._person("A", "yoga:expert", availability="now", **self.near)
        self._person(
            "B", "yoga", availability="soon", directory_remote=True, **self.far
        )
        self._person("C", "yoga", availability="busy", **self.far)
        self._person("D", bio="Yoga saved me")
        expected = sorted(cases, key=lambda name: -points(cases[name]))
        self.assertEqual(self.find("yoga", near="FR-38"), expected)

    def test_filters_narrow_and_counts_say_what_is_left(self):
        self._person("Ada", "yoga", availability="now", **self.near)
        self._person("Jo", "yoga", availability="busy", **self.near)
        self._person("Kim", "yoga", availability="now", **self.far)
        everybody = self.results("yoga")
        self.assertEqual(everybody.total, 3)
        self.assertEqual(everybody.counts["area"], [["FR-38", 2], ["FR-75", 1]])
        self.assertEqual(everybody.counts["availability"], [["now", 2], ["busy", 1]])
        narrowed = self.results("yoga", area="FR-38")
        self.assertEqual(narrowed.total, 2)
        # a filter counts what its other values would give
        self.assertEqual(narrowed.counts["area"], [["FR-38", 2], ["FR-75", 1]])
        self.assertEqual(narrowed.counts["availability"], [["busy", 1], ["now", 1]])
        self.assertEqual(self.find("yoga", area="FR-38", availability="now"), ["Ada"])
        family = self._skill("care").id
        self.assertEqual(self.results("", family=family).total, 3)
        self.assertEqual(self.results("", family=self._skill("food").id).total, 0)

    def test_filters_do_not_widen_a_search(self):
        self._person("Ada", "yoga", **self.near)
        self._person("Jo", "pilates", bio="No yoga here", **self.far)
        self.assertEqual(self.find("yoga classes", area="FR-75"), [])

    def test_pages(self):
        for number in range(25):
            self._person(f"Person {number}", "yoga")
        first = self.find("yoga")
        second = self.find("yoga", page=2)
        self.assertEqual((len(first), len(second)), (20, 5))
        self.assertFalse(set(first) & set(second))
        self.assertEqual(self.find("yoga", page=1000), [])

    def test_whatever_is_typed_is_no_error(self):
        for typed in (
            "'",
            "\\",
            "%",
            "a:*",
            "!!",
            "(",
            "& |",
            "<->",
            "x" * 500,
            "日本",
            "c++",
            "'; DROP TABLE",
            "\x00",
            "🦄",
            "a" * 3 + ":b",
        ):
            with self.subTest(typed):
                self.find(typed)

    def test_the_same_in_the_list_of_members(self):
        ada = self._person("Ada", "bicycle_repair")
        self._person("Private", "bicycle_repair", visibility="private")
        members = self.env["coop.member"].with_user(self.adviser)
        found = members.search([("directory_search", "ilike", "fietsenmaker")])
        self.assertEqual(found, ada)

    def test_constant_queries(self):
        def count():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.find("yoga")
            return self.env.cr.sql_log_count - before

        self._person("Ada", "yoga")
        count()
        one = count()
        for number in range(10):
            self._person(f"Person {number}", "yoga pilates")
        self.assertEqual(count(), one)

    def test_names_change_with_their_people(self):
        ada = self._person("Ada", "yoga")
        ada.partner_id.name = "Zebulon"
        self.assertEqual(self.find("zebulon"), ["Zebulon"])
        slug = ada.directory_slug
        self.assertTrue(slug.startswith("ada-"))
        ada.directory_visibility = "private"
        self.assertEqual(self.find("zebulon"), [])
        ada.directory_visibility = "members"
        self.assertEqual(ada.directory_slug, slug)
