import base64

from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from odoo.addons.coop_member.core.forms import INVALID, MISSING, TOO_LONG, TOO_MANY

from ..core.vehicle_form import MOST_POWER, Choices, parse_vehicle, read_vehicle
from .coop_vehicle import CHARGED_BY, ENERGIES, KINDS


class CoopVehicle(models.Model):
    """Vehicles that members enter in their space. What they send is read by
    `core.vehicle_form`, and written as themselves, under record rules."""

    _inherit = "coop.vehicle"

    @api.model
    def _portal_save(self, member, post, files):
        """Keep this vehicle (a new one of ``member`` where it is empty) as its form
        sent it; ``files`` is a list of (name, bytes), the paper where there is one.

        Returns (vehicle, sentences by field, what was typed); nothing is kept where
        there are sentences.
        """
        member.check_access("read")
        kept, codes = parse_vehicle(self._portal_fixed(post), self._portal_choices())
        errors = self._portal_sentences(codes)
        paper = {}
        if files:
            paper, wrong = self._portal_paper(files[0])
            errors |= wrong
        if errors:
            return self, errors, read_vehicle(post)
        values = {**vars(kept), **paper}
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                if self:
                    self.write(values)
                    return self, {}, {}
                return self.create({"member_id": member.id, **values}), {}, {}
        except UniqueViolation:
            errors["plate"] = self.env._(
                "You already have a vehicle with this number plate."
            )
        except UserError as error:
            errors["form"] = str(error)
        return self, errors, read_vehicle(post)

    def _portal_fixed(self, post):
        """What was sent; what posted trips were charged by stays as it is."""
        if not self or not self._portal_is_charged():
            return post
        return {**post, **{name: str(self[name]) for name in self._portal_charged_by()}}

    @api.model
    def _portal_charged_by(self):
        return sorted(CHARGED_BY - {"member_id"})

    def _portal_is_charged(self):
        """Whether trips of this vehicle are in the books."""
        self.ensure_one()
        domain = [
            ("vehicle_id", "=", self.id),
            ("kind", "=", "mileage"),
            ("state", "in", ("posted", "paid")),
        ]
        return bool(self.env["coop.expense.line"].search_count(domain, limit=1))

    @api.model
    def _portal_paper(self, file):
        """Values of the registration paper, and what is wrong with it."""
        name, content = file
        receipts = self.env["coop.expense.receipt"]
        error, _kind = receipts._read_content(content)
        if error:
            return {}, {"file": receipts._sentences()[type(error)]}
        return {
            "registration_paper": base64.b64encode(content),
            "registration_paper_name": name,
        }, {}

    @api.model
    def _portal_choices(self):
        return Choices(
            kinds=dict(KINDS),
            energies=dict(ENERGIES),
            power_kinds=self._portal_power_kinds(),
        )

    @api.model
    def _portal_power_kinds(self):
        """Kinds of vehicles whose scales depend on their power, in the cooperative
        that is looked at."""
        scales_sudo = self.env["coop.mileage.scale"].sudo()  # sudo: they need settings
        powered = scales_sudo._available(self.env.company).filtered(
            lambda scale: scale.power_min or scale.power_max
        )
        return {
            kind
            for kind, _label in KINDS
            if any(scale.vehicle_kind in (False, kind) for scale in powered)
        }

    def _portal_without_scale(self, day):
        """Those of these vehicles, of one cooperative, whose trips nobody knows what
        to pay for on a day."""
        scales_sudo = self.env["coop.mileage.scale"].sudo()  # sudo: they need settings
        scales_sudo = scales_sudo._available(self.company_id)
        return self.filtered(lambda vehicle: not scales_sudo._pick(vehicle, day))

    def _portal_standing(self):
        """How the registration paper stands, as (label, level)."""
        self.ensure_one()
        if self.paper_checked:
            return self.env._("Paper checked"), "success"
        if self.has_paper:
            return self.env._("Paper being checked"), "info"
        return self.env._("Paper missing"), "warning"

    def _portal_about(self):
        """Kind, power and energy, in a few words."""
        self.ensure_one()
        kind, energy = (
            dict(self._fields[name]._description_selection(self.env))[self[name]]
            for name in ("kind", "energy")
        )
        power = self.env._("%s CV", self.power) if self.power else ""
        return " · ".join(filter(None, (kind, power, energy)))

    def _portal_typed(self):
        """This vehicle as its form shows it."""
        self.ensure_one()
        return read_vehicle(
            {
                "name": self.name or "",
                "plate": self.plate,
                "kind": self.kind,
                "power": str(self.power or ""),
                "energy": self.energy,
            }
        )

    def _portal_archive(self, active):
        """Put this vehicle aside, or use it again. Returns a sentence where that
        cannot be."""
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                self.active = active
                self.flush_recordset()
        except UniqueViolation:
            self.invalidate_recordset()
            return self.env._("You already have a vehicle with this number plate.")
        return ""

    @api.model
    def _portal_sentences(self, codes):
        """Sentences by field, for codes of `core.vehicle_form` by field."""
        sentences = {
            ("plate", MISSING): self.env._("Enter the number plate."),
            ("plate", INVALID): self.env._("Enter the number plate."),
            ("power", MISSING): self.env._(
                "Enter the fiscal power: P.6 on the registration paper."
            ),
            ("power", INVALID): self.env._("Enter a whole number, such as 5."),
            ("power", TOO_MANY): self.env._(
                "Enter the fiscal power, %s at most: it is not that in kW.", MOST_POWER
            ),
            ("kind", MISSING): self.env._("Choose what it is."),
            ("energy", MISSING): self.env._("Choose what it runs on."),
        }
        again = self.env._("Choose once more: this is not offered any more.")
        too_long = self.env._("This is too long.")
        return {
            field: sentences.get((field, code))
            or (too_long if code == TOO_LONG else again)
            for field, code in codes.items()
        }
