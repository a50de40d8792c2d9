from odoo import api, models

from odoo.addons.coop_member.core import files as core

#: what browsers show as a picture
SHOWN_KINDS = frozenset({"image/jpeg", "image/png", "image/webp"})

#: receipts of one member that no expense uses
MOST_RECEIPTS_WAITING = 300


class CoopExpenseReceipt(models.Model):
    """Receipts as their member sees them."""

    _inherit = "coop.expense.receipt"

    def _portal_is_photo(self):
        self.ensure_one()
        return self.mimetype in SHOWN_KINDS

    def _portal_url(self):
        """The file, as it was sent; only who may read the receipt gets it."""
        self.ensure_one()
        return f"/web/content/{self._name}/{self.id}/document?filename_field=name"

    def _portal_thumbnail(self):
        """A small picture of a photo."""
        self.ensure_one()
        return f"/web/image/{self._name}/{self.id}/document/240x240"

    @api.model
    def _portal_receive(self, member, files):
        """The same as `_receive`, for later, up to as many as may wait."""
        if files and not member._may_claim():
            return self.browse(), dict.fromkeys(range(len(files)), self._portal_not())
        waiting = self.search_count(member._portal_waiting_domain())
        if files and waiting + len(files) > MOST_RECEIPTS_WAITING:
            sentence = self.env._(
                "Many receipts wait already: complete or remove some of them first."
            )
            return self.browse(), dict.fromkeys(range(len(files)), sentence)
        return self._receive(member, files)

    @api.model
    def _portal_not(self):
        return self.env._("Only members enter expenses here.")

    @api.model
    def _portal_too_large(self):
        return self._sentences()[core.FileTooLarge]

    @api.model
    def _portal_nothing(self):
        return self._sentences()[core.NoFile]
