from odoo import fields, models

from odoo.addons.coop_member.core.forms import fingerprint

from ..retry import retry_if_made


class CoopOnceMixin(models.AbstractModel):
    """What members make by sending a form: once, however often it is sent."""

    _name = "coop.once.mixin"
    _description = "Made by a Form, Once"

    form_key = fields.Char(readonly=True, copy=False, groups="base.group_system")

    _form_key_unique = models.UniqueIndex(
        "(form_key) WHERE form_key IS NOT NULL", "This has been sent already."
    )

    def _create_once(self, key, values):
        """The record of ``values``, or the one that the same form, known by its
        ``key``, has made of them before."""
        form_key = key and fingerprint([key, *sorted(values.items())])
        sent = self.search([("form_key", "=", form_key)]) if form_key else self
        if sent:
            return sent
        with retry_if_made(self.env):
            return self.create({**values, "form_key": form_key})
