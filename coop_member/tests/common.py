from contextlib import contextmanager
from datetime import date

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.common import BaseCommon


@tagged("post_install", "-at_install")
class CoopCase(BaseCommon):
    """A cooperative with its team, and the verbs that tests tell their stories in.

    Tests act as ``cls.adviser`` unless they say otherwise: records come in the
    environment of who made them.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, no_reset_password=True, lang="en_US")
        )
        cls.company = cls.env["res.company"].create(
            {"name": "La Fabrique", "country_id": cls.env.ref("base.fr").id}
        )
        cls.other_company = cls.env["res.company"].create({"name": "Het Atelier"})
        cls.adviser = cls._new_user("adviser", "coop_member.group_adviser")
        cls.accountant = cls._new_user("accountant", "coop_member.group_accountant")
        cls.manager = cls._new_user("manager", "coop_member.group_manager")
        cls.employee = cls._new_user("employee", "base.group_user")
        cls.college = cls._college(cls.company)
        cls.other_college = cls._college(cls.other_company)
        cls.cape = cls.env.ref("coop_member.contract_type_cape")
        cls.cesa = cls.env.ref("coop_member.contract_type_cesa")
        cls.volunteering = cls.env.ref("coop_member.contract_type_volunteer")
        cls.exit_reason = cls.env.ref("coop_member.reason_exit_resigned")
        cls.refusal_reason = cls.env.ref("coop_member.reason_refusal_project")

    @contextmanager
    def assertRefused(self, sentence):
        """What happens inside is refused with a sentence that matches the regular
        expression ``sentence``, as the user would read it, and leaves no trace."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                yield
        except UserError as error:
            self.assertRegex(str(error), sentence)
        except IntegrityError as error:
            self.assertRegex(self._sentence_of(error), sentence)
        else:
            self.fail(f"Not refused: {sentence}")

    def _sentence_of(self, error):
        """The sentence that Odoo makes of a constraint's violation."""
        models = {model._table: model for model in self.env.values()}
        return models[error.diag.table_name]._sql_error_to_message(error)

    @classmethod
    def _new_user(cls, login, groups, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login=f"coop_{login}",
            groups=groups,
            lang="en_US",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )

    @classmethod
    def _college(cls, company):
        return cls.env["coop.college"].search(
            [("company_id", "=", company.id)], limit=1
        )

    @classmethod
    def _candidate(cls, name="Noor Vidal", user=None, **vals):
        """A candidate of the cooperative, made by the adviser."""
        member_model = cls.env["coop.member"].with_user(user or cls.adviser)
        return member_model.create(
            {
                "name": name,
                "email": f"{name.replace(' ', '.').lower()}@example.com",
                "college_id": cls.college.id,
                "company_id": cls.company.id,
                **vals,
            }
        )

    @classmethod
    def _member(cls, name="Noor Vidal", user=None, **vals):
        """An admitted member, since 1 January 2020 unless told otherwise."""
        vals.setdefault("admission_date", date(2020, 1, 1))
        member = cls._candidate(name, user, **vals)
        member.action_admit()
        return member

    @classmethod
    def _foreign_member(cls, name="Jef Peeters"):
        """An admitted member of the other cooperative."""
        return cls._member(
            name,
            user=cls.env.user,
            company_id=cls.other_company.id,
            college_id=cls.other_college.id,
        )

    @classmethod
    def _contract(cls, member, contract_type, start, end=False, **vals):
        """A draft contract of ``member``."""
        return member.env["coop.contract"].create(
            {
                "member_id": member.id,
                "type_id": contract_type.id,
                "date_start": start,
                "date_end": end,
                **vals,
            }
        )

    @classmethod
    def _running(cls, member, contract_type, start, end=False, **vals):
        """A started contract of ``member``."""
        contract = cls._contract(member, contract_type, start, end, **vals)
        contract.action_start()
        return contract

    @classmethod
    def _portal_user(cls, member, login=None):
        """The portal user of ``member``, in the group of members."""
        partner = member.portal_partner_id
        return new_test_user(
            cls.env,
            login=login or f"portal_{member.id}",
            groups="base.group_portal,coop_member.group_member",
            # what a new user is called, its partner is called too
            name=partner.name,
            email=partner.email,
            partner_id=partner.id,
            company_id=member.company_id.id,
            company_ids=[Command.set(member.company_id.ids)],
        )
