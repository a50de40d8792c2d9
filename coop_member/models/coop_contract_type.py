from odoo import fields, models


class CoopContractType(models.Model):
    """Terms of a kind of contract, as the law or the statutes set them.

    Terms are data: when the law changes, close the type with ``valid_to`` and make
    another with the same code.
    """

    _name = "coop.contract.type"
    _description = "Contract Type"
    _order = "sequence, code, valid_from desc"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Leave empty to use these terms in every cooperative."
    )
    country_id = fields.Many2one(
        "res.country",
        help="Offered to the cooperatives of this country only; empty: to all.",
    )
    valid_from = fields.Date(help="First day on which a contract may start under it.")
    valid_to = fields.Date(help="Last day on which a contract may start under it.")
    max_months = fields.Integer(
        "Longest term (months)",
        help="A contract may not run longer, renewals apart. 0: open-ended.",
    )
    max_renewals = fields.Integer(
        "Renewals at most",
        default=-1,
        help="How often a contract may be renewed. 0: never; -1: without limit.",
    )
    associate_within_months = fields.Integer(
        "Associate within (months)",
        help="The member must have become an associate this long after the start of "
        "the contract, less the time spent before under contracts that count. "
        "0: no obligation.",
    )
    counts_before_association = fields.Boolean(
        "Counts towards the associate deadline",
        help="Time spent under this contract shortens the delay given by a later "
        "one to become an associate.",
    )
    interviews_per_year = fields.Integer(
        "Interviews a year",
        help="How many individual interviews are due each year. 0: none.",
    )
    exclusive = fields.Boolean(
        default=True,
        help="A member can only be under one exclusive contract at a time. Untick "
        "for agreements that stand beside a contract, such as a contract of use.",
    )
    is_volunteer = fields.Boolean(
        "Volunteer agreement", help="Contracts of this type carry a job sheet."
    )
    legal_source = fields.Char(
        translate=True,
        help="Where these terms come from: article of law, decree, statutes.",
    )

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0), COALESCE(valid_from, '-infinity'::date))",
        "A contract type with this code and first day already exists.",
    )
    _limits_positive = models.Constraint(
        "CHECK (max_months >= 0 AND max_renewals >= -1 "
        "AND associate_within_months >= 0 AND interviews_per_year BETWEEN 0 AND 12)",
        "Terms cannot be negative, nor ask for more than twelve interviews a year.",
    )
    _validity_ordered = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "The validity of a contract type cannot end before it starts.",
    )

    def _allows_start_on(self, day):
        """Whether a contract may start under these terms on ``day``."""
        self.ensure_one()
        return (not self.valid_from or day >= self.valid_from) and (
            not self.valid_to or day <= self.valid_to
        )
