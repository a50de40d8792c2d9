import csv
from datetime import date

from odoo.exceptions import AccessError
from odoo.tools import file_open, file_path

from .common import CoopCase

FIELDS = ["name", "number", "state", "college_id", "admission_date", "birth_date"]
GOOD = ["Ada Brun", "00041", "active", "Entrepreneurs", "2024-02-01", "1980-12-31"]


def read(template):
    """Header and rows of an import template, by its address."""
    with file_open(file_path(template.removeprefix("/"))) as file:
        header, *rows = csv.reader(file)
    return header, rows


class TestImport(CoopCase):
    def _load(self, rows, fields=FIELDS, model="coop.member", user=None):
        return self.env[model].with_user(user or self.adviser).load(fields, rows)

    def _row(self, **cells):
        """A good row, but for ``cells``."""
        return [cells.get(name, cell) for name, cell in zip(FIELDS, GOOD, strict=True)]

    def _members(self):
        return self.env["coop.member"].search([("company_id", "=", self.company.id)])

    def _imported(self, result):
        self.assertFalse(result["messages"])
        return self.env["coop.member"].browse(result["ids"])

    def assertNamed(self, result, expected):
        """Nothing was written, and rows (from 0) were refused with sentences that
        match ``expected``, a regular expression by row."""
        self.assertFalse(result["ids"])
        self.assertFalse(self._members())
        found = {m["rows"]["from"]: m["message"] for m in result["messages"]}
        self.assertEqual(sorted(found), sorted(expected))
        self.assertEqual(len(found), len(result["messages"]))
        for row, sentence in expected.items():
            self.assertRegex(found[row], sentence)

    # -- what a file may bring ------------------------------------------------------

    def test_members_come_as_the_file_says(self):
        member = self._imported(self._load([GOOD]))
        self.assertRecordValues(
            member,
            [
                {
                    "name": "Ada Brun",
                    "number": "00041",
                    "state": "active",
                    "college_id": self.college.id,
                    "admission_date": date(2024, 2, 1),
                    "birth_date": date(1980, 12, 31),
                    "source": "import",
                    "company_id": self.company.id,
                }
            ],
        )
        self.assertEqual(member.partner_id.company_id, self.company)

    def test_every_state_can_be_taken_over(self):
        fields = [
            "name",
            "state",
            "admission_date",
            "exit_date",
            "exit_reason_id",
            "refusal_reason_id",
        ]
        reason = self.exit_reason.name
        members = self._imported(
            self._load(
                [
                    ["Candidate", "candidate", "", "", "", ""],
                    ["Active", "Active", "2020-01-01", "", "", ""],
                    ["Left", "left", "2020-01-01", "2021-01-01", reason, ""],
                    ["Refused", "refused", "", "", "", self.refusal_reason.name],
                ],
                fields,
            )
        )
        self.assertEqual(
            members.mapped("state"), ["candidate", "active", "left", "refused"]
        )
        self.assertEqual(members.mapped("number"), [False, "00001", "00002", False])
        self.assertEqual(members[2].exit_reason_id, self.exit_reason)

    def test_numbers_go_on_after_those_of_the_file(self):
        members = self._imported(
            self._load(
                [
                    self._row(name="First", number=""),
                    self._row(name="Second"),
                    self._row(name="Third", number="OLD-7"),
                ]
            )
        )
        self.assertEqual(members.mapped("number"), ["00042", "00041", "OLD-7"])
        self.assertEqual(self._member().number, "00043")

    def test_names_are_looked_for_in_the_own_cooperative(self):
        self.adviser.company_ids += self.other_company
        user = self.adviser.with_context(
            allowed_company_ids=(self.company + self.other_company).ids
        )
        result = user.env["coop.member"].with_user(user).load(FIELDS, [GOOD])
        self.assertEqual(self._imported(result).college_id, self.college)

    def test_managers_import_too_but_accountants_do_not(self):
        self._imported(self._load([GOOD], user=self.manager))
        result = self._load([self._row(number="")], user=self.accountant)
        self.assertFalse(result["ids"])
        self.assertRegex(result["messages"][0]["message"], "not allowed to create")

    # -- what is refused ------------------------------------------------------------

    def test_every_bad_row_is_named_and_nothing_written(self):
        taken = self._foreign_member("Jef Peeters").number
        rows = [self._row(name=f"Good {i}", number=f"1{i:04}") for i in range(40)]
        rows[3] = self._row(college_id="Entreprneurs")
        rows[5] = self._row(state="unknown")
        rows[8] = self._row(name="", number="00008")
        rows[11] = self._row(number="10010")
        rows[14] = self._row(admission_date="2024-02-30")
        rows[17] = self._row(admission_date="", number="00017")
        rows[20] = self._row(state="", number="00020")
        rows[39] = self._row(birth_date="31/12/1980")
        rows[0][1] = taken  # free here: it is the other cooperative's
        self.assertNamed(
            self._load(rows),
            {
                3: "No matching record found for name 'Entreprneurs'",
                5: "Value 'unknown' not found in selection field 'Status'",
                8: "“Name” is missing",
                11: "The number 10010 is on row 11 already",
                14: "'2024-02-30' does not seem to be a valid date",
                17: "“Admission Date” is missing, which the status “Active” needs",
                20: "“Status” is missing",
                39: "'31/12/1980' does not seem to be a valid date",
            },
        )

    def test_a_number_of_the_database_is_refused(self):
        holder = self._member("Noor Vidal", number="00041")
        result = self._load([self._row(name="New", number="00050"), GOOD])
        self.assertFalse(result["ids"])
        self.assertEqual(self._members(), holder)
        [message] = result["messages"]
        self.assertEqual(message["rows"], {"from": 1, "to": 1})
        self.assertEqual(message["field"], "number")
        self.assertEqual(message["message"], "The number 00041 is Noor Vidal's.")

    def test_a_departure_before_the_admission_is_named(self):
        fields = [*FIELDS, "exit_date"]
        row = self._row(state="left")
        self.assertNamed(
            self._load([[*row, "2024-01-31"]], fields),
            {0: "cannot leave before being admitted"},
        )

    def test_a_file_with_nothing_but_bad_rows(self):
        rows = [self._row(name="", number="") for _row in range(50)]
        self.assertNamed(
            self._load(rows), dict.fromkeys(range(50), "“Name” is missing")
        )

    def test_numbers_are_not_spent_on_a_refused_file(self):
        self._load([self._row(number=""), self._row(number="", state="unknown")])
        self.assertEqual(self._member().number, "00001")

    def test_a_name_that_stands_for_two_is_refused(self):
        for number in ("00001", "00002"):
            self._member("Noor Vidal", number=number)
        rows = [["Noor Vidal", "CAPE", "2024-01-01", "2024-12-31"]]
        fields = ["member_id", "type_id", "date_start", "date_end"]
        result = self._load(rows, fields, "coop.contract")
        self.assertFalse(result["ids"])
        self.assertRegex(result["messages"][0]["message"], "which is it")

    def test_the_cost_of_numbers_and_references_does_not_grow(self):
        few = [self._row(name=f"Few {i}", number="") for i in range(5)]
        many = [self._row(name=f"Many {i}", number="") for i in range(50)]
        self._load(few)
        with self.assertQueryCount(90):
            self._load(many)
            self.env.flush_all()

    # -- contracts and activities ---------------------------------------------------

    def test_contracts_name_members_by_number(self):
        member = self._member("Noor Vidal", number="00007")
        self._foreign_member().number = "00007"
        fields = ["member_id", "type_id", "date_start", "date_end", "state"]
        rows = [
            ["00007", "CAPE", "2024-01-01", "2024-12-31", "ended"],
            ["00007", self.cesa.name, "2025-01-01", "", "running"],
        ]
        result = self._load(rows, fields, "coop.contract")
        self.assertFalse(result["messages"])
        contracts = self.env["coop.contract"].browse(result["ids"])
        self.assertEqual(contracts.member_id, member)
        self.assertEqual(contracts.type_id, self.cape + self.cesa)
        self.assertEqual(member.contract_id, contracts[1])

    def test_bad_contracts_are_named(self):
        self._member("Noor Vidal", number="00007")
        fields = ["member_id", "type_id", "date_start", "date_end"]
        rows = [
            ["00007", "CAPE", "2024-01-01", "2024-12-31"],
            ["00008", "CAPE", "2024-01-01", "2024-12-31"],
            ["00007", "CAPE", "2024-12-01", "2025-02-01"],
            ["00007", "CAPE", "2026-01-01", "2028-01-01"],
            ["00007", "CAPE", "", "2028-01-01"],
        ]
        result = self._load(rows, fields, "coop.contract")
        self.assertFalse(result["ids"])
        self.assertFalse(
            self.env["coop.contract"].search([("company_id", "=", self.company.id)])
        )
        found = [(m["rows"]["from"], m["message"]) for m in result["messages"]]
        self.assertEqual([row for row, _message in found], [1, 2, 3, 4])
        for (_row, message), sentence in zip(
            found,
            ("'00008'", "two contracts at once", "at most 12 months", "is missing"),
            strict=True,
        ):
            self.assertRegex(message, sentence)

    def test_rows_that_the_database_refuses_are_named(self):
        members = self.env["coop.member"]
        for position in range(40):
            members += self._member(f"Person {position}")
        rows = [
            [member.number, "USE", "2024-01-01", "2023-12-31" if bad else ""]
            for member, bad in zip(
                members, [True, False, False, False] * 10, strict=True
            )
        ]
        fields = ["member_id", "type_id", "date_start", "date_end"]
        result = self._load(rows, fields, "coop.contract")
        self.assertFalse(result["ids"])
        self.assertFalse(members.contract_ids)
        found = {m["rows"]["from"]: m["message"] for m in result["messages"]}
        sentence = "A contract cannot end before it starts."
        self.assertEqual(found, dict.fromkeys(range(0, 40, 4), sentence))

    def test_activities_name_several_members(self):
        members = self._member("A", number="00007") + self._member("B", number="00008")
        fields = ["name", "code", "member_ids", "date_open", "date_close"]
        rows = [
            ["Shared", "A0009", "00007, 00008", "2024-01-01", ""],
            ["Over", "", "00008", "2023-01-01", "2024-01-01"],
            ["To come", "", "00007", "", ""],
        ]
        result = self._load(rows, fields, "coop.activity")
        self.assertFalse(result["messages"])
        activities = self.env["coop.activity"].browse(result["ids"])
        self.assertEqual(activities[0].member_ids, members)
        self.assertEqual(activities.mapped("state"), ["open", "closed", "preparing"])
        self.assertEqual(activities.mapped("code"), ["A0009", "A0010", "A0011"])
        active = [activity.analytic_account_id.active for activity in activities]
        self.assertEqual(active, [True, False, True])

    def test_templates_import_as_they_are(self):
        for model in ("coop.member", "coop.contract", "coop.activity"):
            [offered] = self.env[model].with_user(self.adviser).get_import_templates()
            header, rows = read(offered["template"])
            result = self._load(rows, header, model)
            self.assertFalse(result["messages"], model)
            self.assertEqual(len(result["ids"]), 3)


class TestImportDialog(CoopCase):
    def _dialog(self, text, model="coop.member", user=None):
        return (
            self.env["base_import.import"]
            .with_user(user or self.adviser)
            .create(
                {
                    "res_model": model,
                    "file": text.encode(),
                    "file_type": "text/csv",
                    "file_name": "members.csv",
                }
            )
        )

    def _options(self, **options):
        return {
            "has_headers": True,
            "quoting": '"',
            "separator": ",",
            "encoding": "utf-8",
            "date_format": "%Y-%m-%d",
            "limit": 2000,
            "skip": 0,
            **options,
        }

    def _import(self, text, dryrun=False, **options):
        header = text.splitlines()[0].split(",")
        return self._dialog(text).execute_import(
            header, header, self._options(**options), dryrun=dryrun
        )

    def _count(self):
        return self.env["coop.member"].search_count(
            [("company_id", "=", self.company.id)]
        )

    def test_headers_of_the_templates_are_recognised(self):
        for model in ("coop.member", "coop.contract", "coop.activity"):
            [offered] = self.env[model].get_import_templates()
            with file_open(file_path(offered["template"].removeprefix("/"))) as file:
                text = file.read()
            preview = self._dialog(text, model).parse_preview(self._options())
            header = text.splitlines()[0].split(",")
            self.assertEqual(
                [preview["matches"][position] for position in range(len(header))],
                [[name] for name in header],
            )

    def test_a_file_larger_than_the_dialogs_batches_is_imported_whole(self):
        text = "name,state\n" + "".join(f"Person {i},candidate\n" for i in range(25))
        result = self._import(text, limit=10)
        self.assertFalse(result["messages"])
        self.assertEqual((len(result["ids"]), result["nextrow"]), (25, 0))

    def test_a_bad_row_in_a_later_batch_leaves_nothing_behind(self):
        rows = [f"Person {i},candidate\n" for i in range(25)]
        rows[23] = "Person 23,unknown\n"
        result = self._import("name,state\n" + "".join(rows), limit=10)
        self.assertEqual(result["messages"][0]["rows"]["from"], 23)
        self.assertEqual(self._count(), 0)

    def test_each_row_has_a_sentence_of_its_own(self):
        text = (
            "name,state,birth_date\n"
            "A,unknown,1980-01-01\n"
            "B,candidate,1980-13-01\n"
            ",candidate,1980-01-01\n"
            ",candidate,1980-01-01\n"
        )
        messages = self._import(text)["messages"]
        sentences = [message["message"] for message in messages]
        self.assertEqual(len(set(sentences)), 4)
        for row, sentence in enumerate(sentences, 1):
            self.assertRegex(sentence, rf"^Row {row}: ")
        self.assertEqual([message["record"] for message in messages], [1, 2, 3, 4])

    def test_dates_are_read_in_the_format_of_the_file(self):
        text = "name,birth_date\nA,31/12/1980\nB,30/02/1980\nC,01/02/1980\n"
        [message] = self._import(text, date_format="%d/%m/%Y")["messages"]
        self.assertRegex(message["message"], "^Row 2: '30/02/1980'")
        text = "name,birth_date\nA,31/12/1980\n"
        result = self._import(text, date_format="%d/%m/%Y")
        member = self.env["coop.member"].browse(result["ids"])
        self.assertEqual(member.birth_date, date(1980, 12, 31))

    def test_rows_that_lack_cells_are_named(self):
        text = "name,state\nA,candidate\nB\nC,candidate\nD\n"
        messages = self._import(text)["messages"]
        self.assertEqual([m["rows"]["from"] for m in messages], [1, 3])
        self.assertRegex(messages[0]["message"], "Row 2 has 1 cells instead of 2")
        self.assertEqual(self._count(), 0)

    def test_a_test_run_writes_nothing(self):
        result = self._import("name,state\nA,candidate\n", dryrun=True)
        self.assertFalse(result["messages"])
        self.assertEqual(self._count(), 0)

    def test_other_models_keep_odoos_dialog(self):
        dialog = self._dialog("name\nA\nB\nC\n", "res.partner", self.manager)
        result = dialog.execute_import(["name"], ["name"], self._options(limit=2))
        self.assertEqual((len(result["ids"]), result["nextrow"]), (2, 2))

    def test_members_without_right_import_nothing(self):
        member = self._member()
        user = self._portal_user(member)
        with self.assertRaises(AccessError):
            self._dialog("name\nA\n", user=user)
