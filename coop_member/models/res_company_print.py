from functools import cache

from odoo import models
from odoo.tools import format_date, formatLang

from ..core.pages import Paper, lay_out

#: what fits on the pages of `paperformat_coop` and `paperformat_coop_landscape`, with
#: the styles of report.scss
PORTRAIT = Paper(lines=45, first=31, characters=100)
LANDSCAPE = Paper(lines=37, first=30, characters=185)


class ResCompany(models.Model):
    """How the cooperative prints tables."""

    _inherit = "res.company"

    def _coop_pages(self, tables, landscape=False, foot=0):
        """`core.tables.Table` laid out on pages, see `core.pages.lay_out`."""
        self.ensure_one()
        paper = LANDSCAPE if landscape else PORTRAIT
        # days and amounts come again and again
        return lay_out(tables, paper, cache(self._coop_cell), foot)

    def _coop_cell(self, column, value):
        """A value as it is printed in ``column``."""
        if value is None:
            return ""
        if column.kind == "date":
            return format_date(self.env, value)
        if column.kind == "money":
            return formatLang(self.env, float(value), currency_obj=self.currency_id)
        if column.kind == "number":
            return formatLang(self.env, value, digits=0)
        return value
