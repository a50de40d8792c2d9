import contextlib

from lxml import html

from odoo import Command
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .portal_case import PDF, PDF_BASE64, PortalCase

#: what a member must not read about themselves either
PRIVATE = {
    "coop.interview": ("private_notes",),
    "coop.contract": ("notes", "activity_ids"),
    "coop.member": ("priority", "activity_ids"),
}


@tagged("post_install", "-at_install")
class TestPortalAccess(PortalCase):
    """A member against another member's records, over HTTP and RPC: the first of
    each pair is Noor's, and allowed; the second Ali's, and denied."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ali_contract = cls._running(cls.ali, cls.cesa, "2025-01-01")
        cls.pairs = [
            (cls._equip(cls.noor, cls.noor_contract)[name], ali_record)
            for name, ali_record in cls._equip(cls.ali, cls.ali_contract).items()
        ]
        cls.env.flush_all()

    @classmethod
    def _equip(cls, member, contract):
        """One record of each model that belongs to ``member``, by model; made once."""
        made = cls.__dict__.get("made") or {}
        if member in made:
            return made[member]
        env = member.env
        contract.write(
            {
                "signed_document": PDF_BASE64,
                "signed_document_name": "contract.pdf",
                "notes": "<p>SECRET</p>",
            }
        )
        agreement = cls._running(member, cls.volunteering, "2025-03-01")
        job = env["coop.volunteer.job"].create(
            {"name": "Ambassador", "contract_id": agreement.id}
        )
        records = [
            member,
            contract,
            job,
            env["coop.volunteer.goal"].create({"job_id": job.id, "name": "Markets"}),
            env["coop.contract.amendment"].create(
                {
                    "contract_id": contract.id,
                    "name": "Full time",
                    "date": "2025-06-01",
                    "document": PDF_BASE64,
                    "document_name": "amendment.pdf",
                }
            ),
            env["coop.interview"].create(
                {
                    "member_id": member.id,
                    "date": "2025-05-05",
                    "private_notes": "<p>SECRET</p>",
                    "conclusions": "<p>Shared</p>",
                }
            ),
            env["coop.paper"].create(
                {
                    "member_id": member.id,
                    "type_id": env.ref("coop_member.paper_vehicle").id,
                    "date_expiry": cls.today.replace(year=cls.today.year + 1),
                    "state": "accepted",
                    "document": PDF_BASE64,
                    "document_name": "car.pdf",
                }
            ),
            env["coop.activity"].create(
                {
                    "name": "Oak",
                    "company_id": cls.company.id,
                    "member_ids": [Command.set(member.ids)],
                }
            ),
            env["coop.member.stay"].create(
                {
                    "member_id": member.id,
                    "admission_date": "2010-03-01",
                    "exit_date": "2011-06-30",
                }
            ),
        ]
        env.flush_all()
        records.append(
            env["coop.deadline"].search([("member_id", "=", member.id)], limit=1)
        )
        cls.made = {**made, member: {record._name: record for record in records}}
        return cls.made[member]

    def test_reading_over_rpc(self):
        self.sign_in(self.noor_user)
        for own, foreign in self.pairs:
            with self.subTest(model=own._name):
                [row] = self.call(own._name, "read", own.ids, ["display_name"])
                self.assertEqual(row["id"], own.id)
                self.assert_denied(foreign._name, "read", foreign.ids, ["display_name"])
                self.assert_denied(
                    foreign._name, "web_read", foreign.ids, {"display_name": {}}
                )

    def test_searching_over_rpc(self):
        self.sign_in(self.noor_user)
        for own, foreign in self.pairs:
            with self.subTest(model=own._name):
                ids = (own + foreign).ids
                for method in ("search", "search_count"):
                    found = self.call(own._name, method, [("id", "in", ids)])
                    self.assertEqual(found, own.ids if method == "search" else 1)
                found = self.call(
                    own._name,
                    "formatted_read_group",
                    [("id", "in", ids)],
                    [],
                    ["__count"],
                )
                self.assertEqual(found[0]["__count"], 1)

    def test_writing_over_rpc(self):
        """Nothing may be changed, one's own included."""
        self.sign_in(self.noor_user)
        for pair in self.pairs:
            for record in pair:
                with self.subTest(record=record):
                    self.assert_denied(
                        record._name, "write", record.ids, {"id": record.id}
                    )
                    self.assert_denied(record._name, "unlink", record.ids)
                    self.assert_denied(record._name, "create", {})

    def test_actions_over_rpc(self):
        self.sign_in(self.noor_user)
        actions = {
            "coop.member": ("action_leave", "action_grant_portal"),
            "coop.contract": ("action_end",),
            "coop.paper": ("action_accept",),
            "coop.interview": ("action_cancel",),
            "coop.activity": ("action_open",),
        }
        for model, names in actions.items():
            for record in next(pair for pair in self.pairs if pair[0]._name == model):
                for name in names:
                    with self.subTest(record=record, action=name):
                        self.assert_denied(model, name, record.ids)

    def test_private_methods_are_out_of_reach(self):
        self.sign_in(self.noor_user)
        for model, method, *args in (
            ("coop.paper", "_receive", self.ali.id, 1, "a.pdf", "x"),
            ("coop.paper", "_keep", self.noor.id, 1, "a.pdf", "x", None),
            ("coop.member", "_export_personal_data", self.ali.ids),
            ("coop.member", "_portal_activities", self.ali.ids),
        ):
            with self.subTest(method=method):
                self.assert_denied(model, method, *args)

    def test_what_stays_within_the_team(self):
        self.sign_in(self.noor_user)
        for model, names in PRIVATE.items():
            record = next(own for own, _other in self.pairs if own._name == model)
            for name in names:
                with self.subTest(model=model, field=name):
                    self.assert_denied(model, "read", record.ids, [name])
                    self.assert_denied(model, "search", [(name, "!=", False)])
            self.assertNotIn("SECRET", str(self._everything(model, record)))

    @mute_logger("odoo.http")
    def _everything(self, model, record):
        """Every field of the record that can be read over RPC, one by one."""
        values = []
        for name in self.call(model, "fields_get"):
            with contextlib.suppress(JsonRpcException):
                values += self.call(model, "read", record.ids, [name])
        self.assertGreater(len(values), 10)
        return values

    def test_relations_do_not_lead_to_others(self):
        shared = self.env["coop.activity"].create(
            {
                "name": "Shared",
                "company_id": self.company.id,
                "member_ids": [Command.set((self.noor + self.ali).ids)],
            }
        )
        self.sign_in(self.noor_user)
        specification = {"member_ids": {"fields": {"display_name": {}}}}
        self.assert_denied("coop.activity", "web_read", shared.ids, specification)
        [row] = self.call("coop.college", "read", self.college.ids, ["member_ids"])
        self.assertEqual(row["member_ids"], self.noor.ids)
        self.assert_denied("res.partner", "read", self.ali.partner_id.ids, ["name"])
        self.assert_denied("res.users", "read", self.adviser.ids, ["login"])

    def test_files(self):
        self.sign_in(self.noor_user)
        fields = {
            "coop.contract": "signed_document",
            "coop.contract.amendment": "document",
            "coop.paper": "document",
        }
        for own, foreign in self.pairs:
            name = fields.get(own._name)
            if not name:
                continue
            with self.subTest(model=own._name):
                url = f"/web/content/{own._name}/%s/{name}"
                self.assertEqual(self.url_open(url % own.id).content, PDF)
                self.assert_forbidden(url % foreign.id)
                self.assert_forbidden(url % 999999999)
                attachment = self._attachment(foreign, name)
                self.assert_forbidden(f"/web/content/{attachment.id}")
                self.assert_denied("ir.attachment", "read", attachment.ids, ["datas"])

    def _attachment(self, record, name):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("res_field", "=", name),
            ]
        )

    def test_files_need_a_session(self):
        paper = self.pairs[0][0].paper_ids[:1]
        self.authenticate(None, None)
        self.assert_forbidden(f"/web/content/coop.paper/{paper.id}/document")

    def test_who_left_reads_their_own_and_nothing_else(self):
        self.noor.action_leave()
        self.sign_in(self.noor_user)
        for own, foreign in self.pairs:
            if own._name == "coop.deadline":
                continue  # nothing is due from who left
            with self.subTest(model=own._name):
                self.call(own._name, "read", own.ids, ["display_name"])
                self.assert_denied(foreign._name, "read", foreign.ids, ["display_name"])
        own, foreign = next(p for p in self.pairs if p[0]._name == "coop.contract")
        url = "/web/content/coop.contract/%s/signed_document"
        self.assertEqual(self.url_open(url % own.id).content, PDF)
        self.assert_forbidden(url % foreign.id)

    def test_no_page_shows_another(self):
        self.sign_in(self.noor_user)
        for page in ("", "/membership", "/activities", "/papers", "/data"):
            shown = self.page(f"/my/coop{page}")
            self.assertNotIn("Ali Roche", html.tostring(shown, encoding="unicode"))

    @mute_logger("odoo.http")
    def assert_denied(self, model, method, *args):
        """The call is refused, whichever way, and nothing comes back."""
        with self.assertRaises(JsonRpcException) as caught:
            self.call(model, method, *args)
        self.assertIn(
            str(caught.exception).split(".")[-1].rstrip("'\""),
            {"AccessError", "AccessDenied", "Forbidden"},
        )
