from odoo import api, fields, models

from odoo.addons.coop_member.core.forms import fingerprint


class CoopFormMixin(models.AbstractModel):
    """What a form of the member's space makes, once: whether its button is pressed
    twice, its request is tried again or its page was open in two windows."""

    _name = "coop.form.mixin"
    _description = "Made by a Form"

    coop_form_key = fields.Char(
        "Form",
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Of the page that was sent: one page makes one record.",
    )
    coop_form_sum = fields.Char(
        "Content of the form", readonly=True, copy=False, groups="base.group_system"
    )

    _coop_form_key_unique = models.UniqueIndex(
        "(create_uid, coop_form_key) WHERE coop_form_key IS NOT NULL",
        "This form has been sent already.",
    )

    @api.model
    def _portal_once(self, key, typed, make):
        """What ``make()`` makes, or what the same form made before.

        :param key: of the form, by `core.forms.key_of`
        :param typed: dict of what it holds
        :return: (record, sentence that tells why there is none)
        """
        if not key:
            return self.browse(), self.env._("This page is too old: reload it.")
        content = fingerprint(sorted(typed.items()))
        made_sudo = self._portal_made(key)
        if not made_sudo:
            values = {"coop_form_key": key, "coop_form_sum": content}
            return self.env["coop.billing"]._portal_try(
                lambda: self._portal_make(values, make)
            )
        if made_sudo.coop_form_sum == content:
            return self.browse(made_sudo.ids), ""
        return self.browse(), self.env._(
            "This form was sent before, without what you changed since: that is kept "
            "already. Send it again to make another one."
        )

    @api.model
    def _portal_pressed(self, key, asked, make):
        """As `_portal_once`, for a button that makes a record at once: pressed twice,
        it leads to the one that it made. What comes without a key is made each time.

        :param asked: dict of what the button is about
        """
        if not key:
            return self.env["coop.billing"]._portal_try(make)
        return self._portal_once(key, asked, make)

    @api.model
    def _portal_made(self, key):
        """What the user's form of that key made (a sudo record)."""
        records_sudo = self.sudo()  # sudo: the key is for nobody to read
        own = [("create_uid", "=", self.env.uid), ("coop_form_key", "=", key)]
        return records_sudo.with_context(active_test=False).search(own, limit=1)

    @api.model
    def _portal_make(self, values, make):
        made = make()
        made._portal_as_step().write(values)
        return made

    def _portal_as_step(self):
        """These records, in an environment that may write the key."""
        return self.sudo()  # sudo: the key is for nobody to write
