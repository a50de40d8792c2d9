import logging

from odoo import Command, models

from .coop_demo import PASSWORD
from .tables import file_content, read

_logger = logging.getLogger(__name__)

LANGUAGES = ("en_US", "fr_FR", "nl_NL")
#: names of the company that every new database starts with
UNNAMED = ("My Company", "YourCompany")
TIMEZONES = {"fr": "Europe/Paris", "be": "Europe/Brussels"}


class CoopDemo(models.AbstractModel):
    """The two cooperatives, their charts of accounts, their team and logins."""

    _inherit = "coop.demo"

    def _load_languages(self):
        languages = self.env["res.lang"].search(
            [("code", "in", LANGUAGES), ("active", "=", False)]
        )
        if languages:
            self.env["base.language.install"].create(
                {"lang_ids": [Command.set(languages.ids)], "overwrite": False}
            ).lang_install()

    def _load_coops(self):
        for row in self._missing("coops", "coop"):
            company = self._remember(f"coop_{row['ref']}", self._make_company(row))
            self._load_chart(company, row)
            self._name_site(company)

    def _make_company(self, row):
        # install_mode: the country of a company installs no module by itself
        quiet = self.env["res.company"].with_context(install_mode=True)
        # an e-mail address given on creation would be looked up on the internet
        company = self._unused_company() or quiet.create({"name": row["name"]})
        company.with_env(quiet.env).write(
            {
                "name": row["name"],
                "street": row["street"],
                "zip": row["zip"],
                "city": row["city"],
                "country_id": self.env.ref(row["country"]).id,
                "currency_id": self.env.ref("base.EUR").id,
                "email": row["email"],
                "phone": row["phone"],
                "logo": file_content(f"logo_{row['ref']}.png"),
                "coop_join_text": row["join_text"],
            }
        )
        company._coop_translate_colleges()
        company.coop_welcome_plan_id.unlink()
        company._coop_create_welcome_plan("fr_FR")
        return company.with_env(self.env)

    def _unused_company(self):
        """The database's first company, while nobody has made it theirs."""
        company = self.env.ref("base.main_company")
        used = company.name not in UNNAMED or any(
            self.env[model].search_count([("company_id", "=", company.id)], limit=1)
            for model in ("account.move", "coop.member")
        )
        return self.env["res.company"] if used else company

    def _load_chart(self, company, row):
        chart = row["chart"]
        if self.env["ir.module.module"]._get(row["localisation"]).state != "installed":
            _logger.warning(
                "%s gets the generic chart of accounts: install %s before the "
                "demonstration data for its own.",
                company.name,
                row["localisation"],
            )
            chart = "generic_coa"
        self.env["account.chart.template"].try_loading(chart, company)

    def _load_team(self):
        for row in self._missing("team", "user"):
            self._remember(f"user_{row['ref']}", self._make_colleague(row))
        for row in read("coops"):
            company = self._ref(f"coop_{row['ref']}")
            if not company.coop_default_adviser_id:
                company.coop_default_adviser_id = self._ref(f"user_{row['adviser']}")

    def _make_colleague(self, row):
        coops = row["coops"].split()
        companies = self.env["res.company"].union(
            *(self._ref(f"coop_{coop}") for coop in coops)
        )
        groups = [self.env.ref(name).id for name in row["groups"].split()]
        return self.env["res.users"].create(
            {
                "name": row["name"],
                "login": row["login"],
                "password": PASSWORD,
                "email": row["email"],
                "lang": row["lang"],
                "tz": TIMEZONES[coops[0]],
                "function": row["job"],
                "company_id": companies[0].id,
                "company_ids": [Command.set(companies.ids)],
                "group_ids": [Command.link(group) for group in groups],
            }
        )

    def _load_portal_users(self):
        for row in self._missing("portal", "user", "member"):
            member = self._ref(f"member_{row['member']}")
            user = self._make_portal_user(member, row["login"])
            self._remember(f"user_{row['member']}", user)
            self._as_adviser(member, member).action_grant_portal()

    def _make_portal_user(self, member, login):
        """The user of ``member``: with the known password for whom the table gives a
        ``login``, else as someone who was invited, with their e-mail address."""
        vals = {
            "partner_id": member.portal_partner_id.id,
            "login": login or member.portal_partner_id.email,
            "company_id": member.company_id.id,
            "company_ids": [Command.set(member.company_id.ids)],
            "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
        }
        if login:
            vals["password"] = PASSWORD
        # made here: the portal's own wizard writes a mail
        return self.env["res.users"].create(vals)
