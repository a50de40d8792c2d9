import stdnum
from stdnum.be import vat as be_vat
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fr import siren, siret

from odoo import api, models
from odoo.exceptions import ValidationError


class CoopCustomer(models.Model):
    """VAT and registry numbers: written in one way, and checked without asking
    anybody."""

    _inherit = "coop.customer"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_clean_numbers(vals) for vals in vals_list])

    @api.model
    def _with_clean_numbers(self, vals):
        cleaned = {
            name: "".join(c for c in vals[name] if c.isalnum()).upper() or False
            for name in ("vat", "registry")
            if vals.get(name)
        }
        return vals | cleaned

    @api.constrains("vat", "registry", "country_id")
    def _check_numbers(self):
        for customer in self:
            sentence = customer._vat_sentence() or customer._registry_sentence()
            if sentence:
                raise ValidationError(sentence)

    def _vat_sentence(self):
        """What is wrong with the VAT number; None when nothing is."""
        self.ensure_one()
        number = self.vat
        if not number:
            return None
        if not self._is_vat(number):
            return self.env._(
                "%(number)s is not a VAT number of %(country)s: it starts with the "
                "letters of its country, and its last digits check the others.",
                number=number,
                country=self.country_id.display_name,
            )
        company_sudo = self.company_id.sudo()  # sudo: its VAT number alone
        if number == "".join(filter(str.isalnum, company_sudo.vat or "")).upper():
            return self.env._(
                "This is your own cooperative: charge another activity by a transfer."
            )
        return None

    def _is_vat(self, number):
        if number[:2].lower() in eu_vat.MEMBER_STATES or number[:2] == "EL":
            return eu_vat.is_valid(number)
        country = (self.country_id.code or "").lower()
        if country in eu_vat.MEMBER_STATES:
            return False
        checker = stdnum.get_cc_module(country, "vat")
        return checker.is_valid(number) if checker else len(number) > 3

    def _registry_sentence(self):
        """What is wrong with the registry number; None when nothing is."""
        self.ensure_one()
        number = self.registry
        if not number:
            return None
        if not self._is_registry(number):
            return self.env._(
                "%(number)s is no registry number of %(country)s: its digits do not "
                "check.",
                number=number,
                country=self.country_id.display_name,
            )
        vat = self.vat or ""
        if vat.startswith("FR") and vat[-9:] != number[:9]:
            return self.env._(
                "The VAT number and the registry number are of two companies."
            )
        return None

    def _is_registry(self, number):
        checks = {
            "FR": siret if len(number) == 14 else siren,
            "BE": be_vat,
        }
        checker = checks.get(self.country_id.code)
        try:
            return bool(checker.validate(number)) if checker else True
        except NumberError:
            return False
