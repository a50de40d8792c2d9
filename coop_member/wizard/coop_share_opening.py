import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ..core.share_opening import BadQuotes, MissingColumn, check_rows, read_rows
from ..core.shares import decimal
from ..models.coop_share_move_entry import PAID_TYPES

#: bad lines named at once; a file that has more is of another kind
NAMED_AT_ONCE = 500


class CoopShareOpening(models.TransientModel):
    """Ask for the register that is taken over: who holds what, in a file, and what it
    must add up to."""

    _name = "coop.share.opening"
    _description = "Register Taken Over"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    has_lines = fields.Boolean(compute="_compute_has_lines")
    file = fields.Binary(
        required=True,
        attachment=False,
        help="CSV: number of the member, code of the share type, number of shares.",
    )
    file_name = fields.Char()
    date = fields.Date(
        "Taken over on",
        required=True,
        default=fields.Date.context_today,
        help="Day of the holdings, and of their entry: the register starts then.",
    )
    stated_amount = fields.Monetary(
        "Capital stated",
        required=True,
        help="Capital in the minutes or the accounts, which the file must add up to.",
    )
    counterpart_account_id = fields.Many2one(
        "account.account",
        "Counterpart",
        compute="_compute_counterpart_account_id",
        store=True,
        readonly=False,
        check_company=True,
        domain=f"[('account_type', 'not in', {PAID_TYPES})]",
        help="Account where the capital is in the books now. That of paid-up capital "
        "itself where it is there already: its balance stays the same.",
    )
    highest_before = fields.Monetary(
        "Highest capital before",
        default=lambda self: self.env.company.coop_share_highest_before,
        help="Highest capital ever reached before that day; it counts for the floor.",
    )
    found_count = fields.Integer("Holdings in the file", compute="_compute_found")
    found_amount = fields.Monetary("Capital in the file", compute="_compute_found")
    problems = fields.Text(compute="_compute_found")

    @api.depends("company_id")
    def _compute_has_lines(self):
        moves = self.env["coop.share.move"]
        for opening in self:
            opening.has_lines = bool(moves._last_done(opening.company_id))

    @api.depends("stated_amount", "company_id")
    def _compute_counterpart_account_id(self):
        for opening in self:
            company, stated = opening.company_id, opening.stated_amount
            posted = company._coop_posted_capital() if stated else 0
            same = company.currency_id.compare_amounts(posted, stated) == 0
            if stated and same:
                opening.counterpart_account_id = company.coop_share_paid_account_id

    @api.depends("file", "company_id")
    def _compute_found(self):
        for opening in self:
            holdings, problems = opening._read_file()
            opening.found_count = len(holdings)
            opening.found_amount = opening._amount(holdings)
            opening.problems = "\n".join(problems)

    def action_confirm(self):
        """Write the holdings of the file into the register, and post their entry.

        Raises UserError, and writes nothing, where the file or what it adds up to is
        wrong, or the register has lines already.
        """
        self.ensure_one()
        self._check_can_open()
        holdings, problems = self._read_file()
        if problems:
            raise UserError("\n".join(problems))
        self._check_amount(holdings)
        company_sudo = self.company_id.sudo()  # sudo: accountants read companies only
        company_sudo.coop_share_highest_before = self.highest_before
        moves = self._create_moves(holdings)
        moves._record(self.date)
        self._check_books()
        return {
            "name": self.env._("Register Taken Over"),
            "type": "ir.actions.act_window",
            "res_model": "coop.share.move",
            "view_mode": "list,form",
            "domain": [("company_id", "=", self.company_id.id)],
        }

    # -- the file -------------------------------------------------------------------

    def _read_file(self):
        """The holdings that the file says, and sentences about what is wrong in it."""
        self.ensure_one()
        content = self.with_context(bin_size=False).file
        if not content:
            return [], []
        try:
            rows = read_rows(base64.b64decode(content))
        except MissingColumn as error:
            return [], [self._missing_column(error.name)]
        except BadQuotes as error:
            return [], [self._bad_quotes(error.line)]
        holdings, flaws = check_rows(rows, *self._members_and_types())
        if not rows:
            return [], [self.env._("This file has no holdings.")]
        return holdings, self._name_flaws(flaws)

    def _members_and_types(self):
        """Ids of the members by number, share types by code."""
        of_company = [("company_id", "=", self.company_id.id)]
        members = self.env["coop.member"].search_fetch(
            [*of_company, ("number", "!=", False)], ["number"]
        )
        kinds = self.env["coop.share.type"].with_context(active_test=False)
        return (
            {member.number: member.id for member in members},
            {kind.code: kind for kind in kinds.search(of_company)},
        )

    def _missing_column(self, name):
        return self.env._(
            "The first line of the file names no column “%s”: start from the template, "
            "saved as CSV.",
            name,
        )

    def _bad_quotes(self, line):
        return self.env._("Line %s: quotes are not closed.", line)

    def _name_flaws(self, flaws):
        sentences = [self._name_flaw(flaw) for flaw in flaws[:NAMED_AT_ONCE]]
        if len(flaws) > NAMED_AT_ONCE:
            left = len(flaws) - NAMED_AT_ONCE
            sentences.append(self.env._("… and %s more.", left))
        return sentences

    def _name_flaw(self, flaw):
        values = {"line": flaw.line, "text": flaw.text}
        if flaw.column == "member":
            return self.env._(
                "Line %(line)s: no member has number “%(text)s”.", **values
            )
        if flaw.column == "share_type":
            return self.env._(
                "Line %(line)s: no share type has code “%(text)s”.", **values
            )
        if flaw.column == "quantity":
            return self.env._(
                "Line %(line)s: “%(text)s” is not a whole number of shares above zero.",
                **values,
            )
        return self.env._(
            "Line %(line)s: this member has shares of this type on line %(text)s "
            "already.",
            **values,
        )

    def _amount(self, holdings):
        worth = {
            kind: decimal(kind.nominal_value)
            for kind in {holding.share_type for holding in holdings}
        }
        return float(sum(worth[held.share_type] * held.quantity for held in holdings))

    # -- checks ---------------------------------------------------------------------

    def _check_can_open(self):
        if self.has_lines:
            raise UserError(
                self.env._(
                    "The register of %s has lines already: nothing can be taken over "
                    "before them.",
                    self.company_id.display_name,
                )
            )
        if not self.counterpart_account_id:
            raise UserError(
                self.env._(
                    "Choose the counterpart: account %s does not hold the capital "
                    "stated.",
                    self.company_id._coop_share_account("paid").display_name,
                )
            )
        if self.counterpart_account_id.account_type in PAID_TYPES:
            raise UserError(
                self.env._("The counterpart is no account of customers or suppliers.")
            )

    def _check_amount(self, holdings):
        found = self._amount(holdings)
        if self.currency_id.compare_amounts(found, self.stated_amount):
            raise UserError(
                self.env._(
                    "The file adds up to %(found)s, and the capital stated is "
                    "%(stated)s.",
                    found=self._money(found),
                    stated=self._money(self.stated_amount),
                )
            )

    def _check_books(self):
        """What was taken over agrees with the books, else with another counterpart."""
        difference = self.company_id._coop_check_register().difference
        if difference:
            raise UserError(
                self.env._(
                    "The books would not agree with the register: %s", difference
                )
            )

    def _money(self, amount):
        return formatLang(self.env, amount, currency_obj=self.currency_id)

    # -- the register ---------------------------------------------------------------

    def _create_moves(self, holdings):
        moves = self.env["coop.share.move"].with_context(tracking_disable=True)
        return moves._as_step().create(
            [self._prepare_move(holding) for holding in holdings]
        )

    def _prepare_move(self, holding):
        return {
            "company_id": self.company_id.id,
            "kind": "subscription",
            "date": self.date,
            "share_type_id": holding.share_type.id,
            "to_member_id": holding.member,
            "quantity": holding.quantity,
            "source": "import",
            "counterpart_account_id": self.counterpart_account_id.id,
        }
