from odoo import Command, fields
from odoo.tests import new_test_user, tagged

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG
from odoo.addons.coop_member.tests.two_connections import TwoConnectionsCase


@tagged("post_install", "-at_install")
class TestRaceHours(TwoConnectionsCase):
    """One form sent by two workers at once declares hours once."""

    def setUp(self):
        super().setUp()
        self.made = []
        self.addCleanup(self._commit, self._take_back)
        self._commit(self._set_up)

    def _make(self, env, model, **vals):
        record = env[model].create(vals)
        self.made.append((model, record.id))
        return record

    def _set_up(self, env):
        company = env.ref("base.main_company")
        user = new_test_user(
            env,
            login="race_hours",
            groups="coop_member.group_member",
            context={"no_reset_password": True},
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        self.user_id, self.partner_id = user.id, user.partner_id.id
        member = self._make(
            env,
            "coop.member",
            partner_id=user.partner_id.id,
            company_id=company.id,
            state="active",
            admission_date="2020-01-01",
        )
        project = self._make(env, "project.project", name="Race", company_id=company.id)
        call = self._make(
            env,
            "coop.strategy.call",
            name="Race",
            project_id=project.id,
            company_id=company.id,
            audience="members",
            state="open",
        )
        self.answer_id = self._make(
            env,
            "coop.strategy.contribution",
            call_id=call.id,
            member_id=member.id,
            message="Gladly",
            state="accepted",
        ).id

    def _take_back(self, env):
        answer = env["coop.strategy.contribution"].browse(self.answer_id)
        answer.hours_ids.unlink()
        # who was admitted refuses to be forgotten
        unbound = env(context={**env.context, MODULE_UNINSTALL_FLAG: True})
        for model, id_ in reversed(self.made):
            unbound[model].browse(id_).exists().unlink()
        env["res.users"].browse(self.user_id).unlink()
        env["res.partner"].browse(self.partner_id).unlink()

    def _declare(self, env):
        by_member = env(user=self.user_id, su=False)["coop.strategy.contribution"]
        answer = by_member.browse(self.answer_id)
        return by_member.env["coop.strategy.hours"]._portal_declare(
            answer,
            {
                "day": str(fields.Date.context_today(answer)),
                "given": "2 h",
                "key": "k" * 22,
            },
        )

    def test_one_form_at_once_declares_once(self):
        self.assertEqual(self._at_once(self._declare, self._declare), [{}, {}])

        def count(env):
            answer = env["coop.strategy.contribution"].browse(self.answer_id)
            return answer.hours_ids.mapped("minutes")

        self.assertEqual(self._commit(count), [120])
