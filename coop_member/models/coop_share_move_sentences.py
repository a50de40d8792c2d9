from odoo import api, models

from ..core.forms import INVALID, MISSING, TOO_FEW, TOO_LONG, TOO_MANY
from ..core.share_form import MOST_REASON, MOST_SHARES


class CoopShareMove(models.Model):
    """What members are told about what is wrong with a form."""

    _inherit = "coop.share.move"

    @api.model
    def _portal_sentences(self, errors, fewest=1, most=MOST_SHARES):
        """Sentences by field, for codes of `core.share_form` by field, of a number
        that lies between ``fewest`` and ``most``."""
        sentences = {
            ("share", MISSING): self.env._("Choose a type of share."),
            ("share", INVALID): self.env._(
                "These shares are not offered any more: choose again."
            ),
            ("quantity", MISSING): self.env._("Enter a number of shares."),
            ("quantity", INVALID): self.env._("Enter a whole number, such as 10."),
            ("quantity", TOO_FEW): self.env._("Enter %s at least.", fewest),
            ("quantity", TOO_MANY): self.env._("Enter %s at most.", most),
            ("term", INVALID): self.env._("Choose once more how to pay."),
            ("agree", MISSING): self.env._("Tick this box to go on."),
            ("reason", TOO_LONG): self.env._("Write %s letters at most.", MOST_REASON),
            ("form", MISSING): self.env._("Please send the form once more."),
        }
        return {field: sentences[field, code] for field, code in errors.items()}
