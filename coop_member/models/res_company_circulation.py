from odoo import models

from ..core.circulation import FEW, Cell, fold, gather


class ResCompany(models.Model):
    """What circulated in a cooperative."""

    _inherit = "res.company"

    def _coop_gift_circulation(self, date_from, date_to):
        """What circulated among the members from ``date_from`` to ``date_to``, both
        included, as a dictionary of plain values:

        - ``gave``, ``received``, ``both``: numbers of members who did;
        - ``active``, ``took_part``: active members, and how many of them gave or
          received;
        - ``minutes``: all the time given, None where fewer than three people gave;
        - ``by_category``, ``by_month``, ``by_way``: lists of (key, minutes) with ids
          of categories (most time first), first days of months (in their order) and
          ``members``, ``to_commons``, ``from_commons`` as keys. Key None, the last,
          stands for what is too little to be shown without telling who gave.

        It is computed live, in as many queries however much there is, past record
        rules: it names nobody.
        """
        self.ensure_one()
        gifts = self.env["coop.gift"]
        cells = gifts._circulation_cells(self, date_from, date_to)
        by_category, by_month, by_way = (
            fold(
                gather(
                    Cell(cell.key[axis], cell.minutes, cell.people) for cell in cells
                )
            )
            for axis in range(3)
        )
        everyone = frozenset().union(*(cell.people for cell in cells))
        total = sum(cell.minutes for cell in cells)
        return {
            **gifts._circulation_people(self, date_from, date_to),
            "minutes": total if len(everyone) >= FEW else None,
            "by_category": self._plain(by_category, lambda cell: -cell.minutes),
            "by_month": self._plain(by_month, lambda cell: cell.key),
            "by_way": self._plain(by_way, lambda cell: -cell.minutes),
        }

    def _plain(self, cells, rank):
        """(key, minutes) of cells by their rank, what is left over last."""
        named = sorted((cell for cell in cells if cell.key is not None), key=rank)
        rest = [cell for cell in cells if cell.key is None]
        return [(cell.key, cell.minutes) for cell in (*named, *rest)]
