import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

KINDS = [
    ("car", "Car"),
    ("van", "Van"),
    ("motorcycle", "Motorcycle"),
    ("moped", "Moped"),
]
ENERGIES = [
    ("petrol", "Petrol"),
    ("diesel", "Diesel"),
    ("hybrid", "Hybrid"),
    ("gas", "Gas"),
    ("electric", "Electric"),
    ("hydrogen", "Hydrogen"),
]
#: what posted trips were charged by
CHARGED_BY = {"member_id", "kind", "power", "energy"}
#: what the team compares with the registration paper
COMPARED = CHARGED_BY | {"plate", "registration_paper"}
TEAM_WRITES = {"paper_checked", "posting_count"}


class CoopVehicle(models.Model):
    """A vehicle that a member drives for activities, with its papers."""

    _name = "coop.vehicle"
    _description = "Member's Vehicle"
    _inherit = ["mail.thread"]
    _order = "member_id, plate"
    _rec_names_search = ["plate", "name"]
    _check_company_auto = True

    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    active = fields.Boolean(default=True)
    name = fields.Char("Make and model")
    plate = fields.Char("Number plate", required=True, tracking=True)
    kind = fields.Selection(KINDS, required=True, default="car", tracking=True)
    power = fields.Integer(
        "Fiscal power (CV)",
        aggregator=None,
        tracking=True,
        help="On the registration paper: P.6 in France. Empty where scales do not "
        "depend on it: mopeds, Belgium.",
    )
    energy = fields.Selection(ENERGIES, required=True, default="petrol", tracking=True)
    registration_paper = fields.Binary(attachment=True, copy=False)
    registration_paper_name = fields.Char(copy=False)
    has_paper = fields.Boolean(compute="_compute_has_paper", store=True)
    paper_checked = fields.Boolean(
        "Paper checked",
        copy=False,
        tracking=True,
        help="The team compared the registration paper with what is entered here.",
    )
    # written at each posting, so that two at once take turns
    posting_count = fields.Integer("Postings", readonly=True, copy=False)

    _plate_member_unique = models.UniqueIndex(
        "(member_id, plate) WHERE (active IS TRUE)",
        "This member already has a vehicle with this number plate.",
    )
    _power_positive = models.Constraint(
        "CHECK (power >= 0)", "The fiscal power of a vehicle cannot be negative."
    )

    @api.depends("plate", "name")
    def _compute_display_name(self):
        for vehicle in self:
            vehicle.display_name = " · ".join(
                filter(None, (vehicle.name, vehicle.plate))
            )

    @api.depends("registration_paper")
    def _compute_has_paper(self):
        for vehicle in self:
            vehicle.has_paper = bool(
                vehicle.with_context(bin_size=True).registration_paper
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_told(vals)
        return super().create([self._cleaned(vals) for vals in vals_list])

    def write(self, vals):
        self._check_told(vals)
        vals = self._cleaned(vals)
        if CHARGED_BY & vals.keys():
            self._check_not_charged(vals)
        if COMPARED & vals.keys() and not self._coop_is_team():
            vals = {**vals, "paper_checked": False}
        result = super().write(vals)
        if CHARGED_BY & vals.keys():
            lines_sudo = self.env["coop.expense.line"].sudo()  # sudo: trips of all
            lines_sudo._recharge({(vehicle, None) for vehicle in self})
        return result

    @api.model
    def _coop_is_team(self):
        groups = "coop_member.group_adviser,coop_member.group_accountant"
        return self.env.su or self.env.user.has_groups(groups)

    @api.model
    def _check_told(self, vals):
        """Raise AccessError for members who write what the team found."""
        if TEAM_WRITES & vals.keys() and not self._coop_is_team():
            raise AccessError(self.env._("The team checks papers."))

    @api.model
    def _cleaned(self, vals):
        """Values with a number plate that is written one way only, capitals and
        hyphens, and a paper that is a document or a photo.

        Raises UserError for any other file.
        """
        vals = dict(vals)
        if vals.get("plate"):
            words = re.findall(r"[^\W_]+", vals["plate"].upper())
            vals["plate"] = "-".join(words)
        if vals.get("registration_paper"):
            sent = {
                "name": vals.get("registration_paper_name"),
                "document": vals["registration_paper"],
            }
            checked = self.env["coop.expense.receipt"]._with_content(sent)
            vals["registration_paper_name"] = checked["name"]
        return vals

    def _check_not_charged(self, vals):
        """What posted kilometres were charged by stays as it was."""
        lines_sudo = self.env["coop.expense.line"].sudo()  # sudo: whoever claimed them
        used = lines_sudo.search(
            [
                ("vehicle_id", "in", self.ids),
                ("kind", "=", "mileage"),
                ("state", "in", ("posted", "paid")),
            ]
        ).vehicle_id
        for vehicle in used:
            if vehicle._differs(vals):
                raise ValidationError(
                    self.env._(
                        "Kilometres of %s are in the books: archive it and enter the "
                        "vehicle again instead.",
                        vehicle.display_name,
                    )
                )

    def _differs(self, vals):
        """Whether ``vals`` change what trips are charged by."""
        self.ensure_one()
        kept = {name: self[name] for name in CHARGED_BY & vals.keys()}
        kept["member_id"] = self.member_id.id
        return any(vals.get(name, value) != value for name, value in kept.items())

    def _take_turns(self):
        """Let nobody else charge kilometres of these vehicles until the end of the
        transaction: who comes at once is refused the row, and runs again."""
        for vehicle_sudo in self.sudo().sorted("id"):  # sudo: a counter of the system
            vehicle_sudo.posting_count += 1
        self.flush_recordset(["posting_count"])
