from odoo.exceptions import AccessError
from odoo.tests import tagged

from .share_case import ShareCase


@tagged("post_install", "-at_install")
class TestShareAccess(ShareCase):
    """Who sees which movements, and who may do what with them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zoe = cls._member("Zoé Blanc")
        cls.noors = cls._subscribed(cls.noor, 10)
        cls.alis = cls._subscribed(cls.ali, 10)
        cls.between = cls._recorded("transfer", 1, giver=cls.noor, receiver=cls.ali)
        cls.portal_user = cls._portal_user(cls.noor)

    def test_members_see_the_movements_they_are_in(self):
        moves = self.env["coop.share.move"].with_user(self.portal_user).search([])
        self.assertEqual(moves, self.noors | self.between)
        self.assertEqual(moves.mapped("quantity"), [1, 10])
        with self.assertRaises(AccessError):
            self.alis.with_user(self.portal_user).read(["quantity"])

    def test_members_do_not_see_what_the_team_prepares(self):
        prepared = self._move("reimbursement", 1, giver=self.noor, note="A dispute")
        asked = self._move("reimbursement", 1, giver=self.noor)
        asked._as_step().source = "portal"
        cancelled = self._move("transfer", 1, giver=self.noor, receiver=self.ali)
        cancelled.action_cancel()
        moves = self.env["coop.share.move"].with_user(self.portal_user).search([])
        self.assertEqual(moves, self.noors | self.between | asked)
        self.assertEqual(moves, moves.search(moves._portal_domain(self.noor)))
        for hidden in (prepared, cancelled):
            with self.assertRaises(AccessError):
                hidden.with_user(self.portal_user).read(["note"])

    def test_members_see_what_they_hold(self):
        holdings = self.env["coop.share.holding"].with_user(self.portal_user)
        self.assertEqual(holdings.search([]).member_id, self.noor)
        member = self.noor.with_user(self.portal_user)
        self.assertEqual((member.share_quantity, member.share_capital), (9, 135))

    def test_members_change_nothing(self):
        move = self.noors.with_user(self.portal_user)
        for action in (
            lambda: move.write({"note": "mine"}),
            move.unlink,
            move.copy,
            move.action_call,
            move.action_cancel,
            move.action_record,
            lambda: move.create(
                {
                    "share_type_id": self.part.id,
                    "to_member_id": self.noor.id,
                    "company_id": self.company.id,
                }
            ),
        ):
            with self.subTest(action=action), self.assertRaises(AccessError):
                with self.env.cr.savepoint():
                    action()

    def test_advisers_prepare(self):
        draft = (
            self.env["coop.share.move"]
            .with_user(self.adviser)
            .create(
                {
                    "share_type_id": self.part.id,
                    "to_member_id": self.zoe.id,
                    "quantity": 3,
                    "company_id": self.company.id,
                }
            )
        )
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            draft.action_call()
        draft.with_user(self.accountant).action_call()
        self.assertEqual(draft.state, "called")

    def test_who_reconciles_need_not_see_members(self):
        call = self._called(self.zoe, 2)
        bookkeeper = self._new_user("bookkeeper", "account.group_account_user")
        self.assertFalse(call.with_user(bookkeeper).has_access("read"))
        receivable = call._open_instalments()
        entry = self._payment(receivable, 30)
        (receivable + entry.line_ids[1]).with_user(bookkeeper).reconcile()
        self.assertEqual(call.state, "done")

    def test_cooperatives_do_not_see_each_other(self):
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        for records in (self.noors, self.part, self.noor.share_holding_ids[:1]):
            with self.subTest(model=records._name):
                model = self.env[records._name].with_user(colleague)
                self.assertFalse(model.search([("id", "in", records.ids)]))
                with self.assertRaises(AccessError):
                    records.with_user(colleague).read(["company_id"])

    def test_managers_set_up_the_capital(self):
        self.company.coop_share_loss_account_id = False
        with self.assertRaises(AccessError):
            self.company.with_user(self.accountant).action_coop_set_up_capital()
        self.company.with_user(self.manager).action_coop_set_up_capital()
        self.assertEqual(
            self.company.coop_share_loss_account_id.with_company(self.company).code,
            "119000",
        )

    def test_managers_set_up_their_own_company_only(self):
        with self.assertRaises(AccessError):
            self.other_company.with_user(self.manager).action_coop_set_up_capital()

    def test_accounts_are_named_in_every_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        default = self.env.ref("coop_member.share_account_fr_payable")
        default.with_context(lang="fr_FR").name = "Associés"
        company = self.env["res.company"].create(
            {"name": "La Ruche", "country_id": self.env.ref("base.fr").id}
        )
        company.action_coop_set_up_capital()
        account = company.coop_share_payable_account_id
        self.assertEqual(account.with_context(lang="fr_FR").name, "Associés")
        self.assertEqual(account.with_context(lang="en_US").name, default.name)
