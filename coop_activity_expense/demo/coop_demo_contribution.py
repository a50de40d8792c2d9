from datetime import timedelta

from odoo import Command, fields, models

#: what is taken: from month → (basis, bands (up to, %), more)
SCHEMES = {
    "fr": {
        "-48m": ("invoiced", ((0, 10.5),), {}),
        "-12m": (
            "invoiced",
            ((24000, 10.5), (0, 7)),
            {"has_internal_rate": True, "internal_rate": 2, "monthly_fee": 5},
        ),
    },
    "be": {"-48m": ("invoiced", ((0, 6.5),), {})},
}
#: what an activity that buys a lot agreed on: a share of what it adds
OWN = {"painleve": ("margin", ((0, 14),), {})}
NAMES = {
    "fr": ("Share of what is invoiced", "Part du chiffre d'affaires"),
    "be": ("6.5 % of what is invoiced", "6,5 % de ce qui est facturé"),
    "painleve": ("Share of gross margin", "Part de la marge brute"),
}
#: activities that sell things rather than work
SELL_GOODS = ("painleve", "terrebraise", "bocaux", "baobab", "kaneel")
#: account of what is done for customers, beside that of what is sold to them
SERVICES = {"fr": "706000", "be": "700100"}
#: contract that owes so much a year, at least
FLOOR = "coop_member.contract_type_cesa", 240
#: months of each run, and how many of the last ones are not posted
RHYTHM = {"fr": (1, 1), "be": (3, 0)}
MONTHS = 24
#: how many months ago a run was reversed, and made again
AGAIN = 5
REASON = "Deux factures étaient restées en attente"


class CoopDemo(models.AbstractModel):
    """Two years of contributions: what each cooperative takes, month by month in one,
    by the quarter in the other; the last month waits to be looked at."""

    _inherit = "coop.demo"

    def _load(self):
        result = super()._load()
        self._load_wages()
        self._load_contributions()
        self._load_declarations()
        return result

    def _set_up_billing(self, company):
        result = super()._set_up_billing(company)
        account = self._account(company, SERVICES[self._country_of(company)])
        goods = [self._ref(f"activity_{name}").id for name in SELL_GOODS]
        activities = self.env["coop.activity"].search(
            [("company_id", "=", company.id), ("id", "not in", goods)]
        )
        activities.coop_income_account_id = account
        return result

    def _load_contributions(self):
        for company in self._coops():
            country = self._country_of(company)
            if self._ref(f"scheme_{country}"):
                continue
            self._make_schemes(company, country)
            for first, last, is_posted in self._spans(company, country):
                run = self._run(company, first, last)
                if is_posted:
                    self._post_run(run)
                if is_posted and self._is_again(country, first):
                    run.action_reverse(REASON)
                    self._post_run(self._run(company, first, last))
            self._at_accounting("coop.contribution.forecast", company).action_propose()

    def _make_schemes(self, company, country):
        scheme = self._make_scheme(country, company, SCHEMES[country])
        company.coop_contribution_scheme_id = scheme
        if country == "fr":
            self._make_floor(scheme)
        for name, version in OWN.items():
            activity = self._ref(f"activity_{name}")
            if activity.company_id == company:
                scheme = self._make_scheme(name, company, {"-48m": version})
                activity.coop_contribution_scheme_id = scheme

    def _make_floor(self, scheme):
        contract, floor = FLOOR
        scheme.env["coop.contribution.limit"].create(
            {
                "version_id": scheme.version_ids.sorted("date_start")[-1:].id,
                "contract_type_id": self.env.ref(contract).id,
                "floor": floor,
            }
        )

    def _make_scheme(self, ref, company, versions):
        name, french = NAMES[ref]
        schemes = self._at_accounting("coop.contribution.scheme", company)
        scheme = schemes.with_context(lang="en_US").create(
            {
                "name": name,
                "company_id": company.id,
                "version_ids": [
                    Command.create(self._prepare_version(month, *version))
                    for month, version in versions.items()
                ],
            }
        )
        scheme.with_context(lang="fr_FR").name = french
        return self._remember(f"scheme_{ref}", scheme)

    def _prepare_version(self, month, basis, bands, more):
        lower, rows = 0, []
        for upper, rate in bands:
            rows.append(Command.create({"lower": lower, "upper": upper, "rate": rate}))
            lower = upper
        return {
            "date_start": self._day(month),
            "basis": basis,
            "band_ids": rows,
            **more,
        }

    def _spans(self, company, country):
        """Periods of two years: (first day, last day, whether they are posted)."""
        length, waiting = RHYTHM[country]
        today = fields.Date.context_today(self)
        begin = fields.Date.start_of(today, "month" if length == 1 else "quarter")
        count = MONTHS // length
        for back in range(count, 0, -1):
            first = fields.Date.subtract(begin, months=back * length)
            last = fields.Date.add(first, months=length) - timedelta(days=1)
            yield first, last, back > waiting

    def _is_again(self, country, first):
        return country == "fr" and first == self._day(f"-{AGAIN}m")

    def _run(self, company, first, last):
        runs = self._at_accounting("coop.contribution.run", company)
        run = runs.create(
            {"company_id": company.id, "period_start": first, "period_end": last}
        )
        run.action_compute()
        return run

    def _post_run(self, run):
        """What `action_post` does, but for committing each batch: it is one, of a
        demonstration that is loaded wholly or not at all."""
        step = run._as_step()
        step._check_postable()
        step.state = "posting"
        step._post_batch(step.line_ids.filtered("amount"))
        step._finish()

    def _at_accounting(self, model, company):
        """A model as the accountant uses it in a cooperative."""
        accountant = self._ref("user_nadia")
        return (
            self.env[model]
            .with_user(accountant)
            .with_company(company)
            .with_context(allowed_company_ids=company.ids, lang=accountant.lang)
        )
