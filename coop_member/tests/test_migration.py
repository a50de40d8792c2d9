from odoo.modules.module import load_script
from odoo.tests import tagged
from odoo.tools.misc import file_path

from .common import CoopCase


@tagged("post_install", "-at_install")
class TestMigration(CoopCase):
    """What an update does for cooperatives that were there before it."""

    def _migrate(self, version):
        path = f"coop_member/migrations/{version}/post-migration.py"
        script = load_script(file_path(path), f"coop_member_{version}")
        script.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def test_capital_register_gets_its_counter(self):
        self.company._coop_sequence("coop.share.move").unlink()
        members = self.company._coop_sequence("coop.member")
        members.number_next = 42
        self._migrate("19.0.1.1.0")
        counter = self.company._coop_sequence("coop.share.move")
        self.assertEqual(counter.number_next, 1)
        self.assertEqual(counter.implementation, "no_gap")
        self.assertEqual(self.company._coop_sequence("coop.member"), members)
        self.assertEqual(members.number_next, 42)

    def test_certificates_are_mailed_beside_members(self):
        replaced = self.env["mail.template"].create({"name": "Certificate"})
        name = "mail_template_share_certificate"
        self.env["ir.model.data"].create(
            {
                "module": "coop_member",
                "name": name,
                "model": "mail.template",
                "res_id": replaced.id,
                "noupdate": True,
            }
        )
        for _time in range(2):
            self._migrate("19.0.1.2.0")
        self.assertFalse(replaced.exists())
        self.assertFalse(self.env.ref(f"coop_member.{name}", False))

    def test_members_see_no_more_of_the_capital_than_in_a_new_database(self):
        rule = self.env.ref("coop_member.coop_share_move_rule_member")
        domain = rule.domain_force
        rule.domain_force = "[(1, '=', 1)]"
        self._migrate("19.0.1.3.0")
        self.assertEqual(rule.domain_force, domain)
