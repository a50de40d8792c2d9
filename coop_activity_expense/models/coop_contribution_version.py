from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_amount, format_date

from ..core.contribution import (
    ContributionError,
    EmptyBand,
    Limits,
    NoBands,
    OverlappingBands,
    RateOutside,
    Terms,
    checked,
)

BASES = [
    ("invoiced", "What is invoiced"),
    ("collected", "What customers paid"),
    ("margin", "Gross margin: turnover less direct purchases"),
]
#: key of the context in which a version changes several bands, and looks at them then
_KEY = "coop_contribution_bands"
_VERSION = object()
TOTALS = [("year", "Of the year"), ("entry", "Since entry")]


class CoopContributionVersion(models.Model):
    """A scheme as it applies from a month on, until its next version."""

    _name = "coop.contribution.version"
    _description = "Version of a Contribution Scheme"
    _order = "scheme_id, date_start desc, id"

    scheme_id = fields.Many2one(
        "coop.contribution.scheme", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="scheme_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_start = fields.Date(
        "From", required=True, help="The first day of a month, which it applies from."
    )
    basis = fields.Selection(BASES, default="invoiced", required=True)
    total = fields.Selection(
        TOTALS,
        "Bands apply to the total",
        default="year",
        required=True,
        help="Whether every year begins with the first band, or each activity goes on "
        "from one to the next.",
    )
    band_ids = fields.One2many(
        "coop.contribution.band", "version_id", "Bands", copy=True
    )
    limit_ids = fields.One2many(
        "coop.contribution.limit", "version_id", "At least and at most", copy=True
    )
    monthly_fee = fields.Monetary(
        help="Taken each month, even if nothing was invoiced."
    )
    free_months = fields.Integer(
        "Free months",
        help="Nothing is taken for so many months, the one that the activity opens in "
        "included; what they bring counts for the bands.",
    )
    has_internal_rate = fields.Boolean("Another rate for other activities' charges")
    internal_rate = fields.Float(
        "Rate for other activities' charges (%)",
        digits=(5, 2),
        help="Of what is charged to other activities, outside the bands.",
    )
    exempt_product_ids = fields.Many2many(
        "product.product",
        "coop_contribution_exempt_rel",
        string="Exempt products",
        help="What is sold under these products bears no contribution.",
    )

    _month_unique = models.UniqueIndex(
        "(scheme_id, date_start)", "Another version applies from this month already."
    )
    _terms_valid = models.Constraint(
        "CHECK (monthly_fee >= 0 AND free_months >= 0 "
        "AND internal_rate BETWEEN 0 AND 100)",
        "Fees and months cannot be negative; a rate lies between 0 and 100 %.",
    )
    _from_first_day = models.Constraint(
        "CHECK (date_start = date_trunc('month', date_start)::date)",
        "A version applies from the first day of a month.",
    )

    @api.depends("scheme_id.name", "date_start")
    def _compute_display_name(self):
        for version in self:
            day = version.date_start and format_date(self.env, version.date_start)
            version.display_name = f"{version.scheme_id.name} · {day or '–'}"

    def write(self, vals):
        together = self.with_context(**{_KEY: _VERSION})
        return super(CoopContributionVersion, together).write(vals)

    @api.constrains("band_ids")
    def _check_bands(self):
        for version in self:
            try:
                checked(band._core_band() for band in version.band_ids)
            except ContributionError as error:
                raise ValidationError(version._misfit(error)) from error

    def _misfit(self, error):
        """What is wrong with the bands, as a sentence."""
        name = self.display_name
        if isinstance(error, NoBands):
            return self.env._("“%s” has no band: say which rate applies.", name)
        if isinstance(error, RateOutside):
            return self.env._(
                "“%(version)s”: a rate lies between 0 and 100 %%, not %(rate)s %%.",
                version=name,
                rate=f"{error.band.rate.normalize():f}",
            )
        if isinstance(error, EmptyBand):
            return self.env._(
                "“%(version)s”: a band begins at %(lower)s and ends at %(upper)s.",
                version=name,
                lower=self._money(error.band.lower),
                upper=self._money(error.band.upper),
            )
        return self._misfit_of_two(error)

    def _misfit_of_two(self, error):
        values = {
            "version": self.display_name,
            "start": self._money(error.second.lower if error.second else None),
            "end": self._money(error.first.upper if error.first else 0),
        }
        if isinstance(error, OverlappingBands):
            return self.env._(
                "“%(version)s”: two bands overlap, for one begins at %(start)s and "
                "the one before ends at %(end)s.",
                **values,
            )
        if not error.second:
            return self.env._(
                "“%(version)s”: nothing is said of what lies above %(end)s. Leave the "
                "end of the last band empty.",
                **values,
            )
        return self.env._(
            "“%(version)s”: nothing is said of what lies between %(end)s and "
            "%(start)s.",
            **values,
        )

    def _money(self, amount):
        currency = self.currency_id or self.env.company.currency_id
        if amount is None:
            # a band without end, or the beginning of all
            return "∞"
        return format_amount(self.env, float(amount), currency)

    def _core_terms(self):
        """This version as `core.contribution` takes it."""
        self.ensure_one()
        return Terms(
            self.date_start,
            tuple(band._core_band() for band in self.band_ids),
            basis=self.basis,
            total=self.total,
            monthly_fee=exact(self.monthly_fee),
            free_months=self.free_months,
            internal_rate=exact(self.internal_rate) if self.has_internal_rate else None,
            limits=self._core_limits(),
        )

    def _core_limits(self):
        return {
            limit.contract_type_id.code or "": Limits(
                exact(limit.floor), exact(limit.ceiling) if limit.has_ceiling else None
            )
            for limit in self.limit_ids
        }


def exact(number):
    """A number of two decimals that the database holds, as it was meant."""
    return Decimal(str(round(number, 2)))
