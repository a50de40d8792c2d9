from odoo import models


class IrUiMenu(models.Model):
    """The French export is shown where there are French books to export."""

    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        hidden = super()._load_menus_blacklist()
        menu = self.env.ref(
            "coop_activity_expense.coop_fec_export_menu", raise_if_not_found=False
        )
        if menu and "l10n_fr.fec.export.wizard" not in self.env:
            return [*hidden, menu.id]
        return hidden
