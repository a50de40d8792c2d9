import re
from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

#: code of the sequence → (name, prefix, padding)
SEQUENCES = {
    "coop.member": ("Member number", "", 5),
    "coop.activity": ("Activity code", "A", 4),
    "coop.share.move": ("Capital register", "", 1),
}


class ResCompany(models.Model):
    """Numbers without gaps of each cooperative: members, activities.

    Two transactions that number at once take turns: the second waits for the row of
    the sequence, is refused it once the first has committed, and Odoo's retry of
    concurrency errors runs it again.
    """

    _inherit = "res.company"

    def _coop_create_sequences(self):
        self.ensure_one()
        Sequence = self.env["ir.sequence"]
        for code, (name, prefix, padding) in SEQUENCES.items():
            if self._coop_sequence(code):
                continue
            Sequence.create(
                {
                    "name": name,
                    "code": code,
                    "prefix": prefix,
                    "padding": padding,
                    "company_id": self.id,
                    # a register is numbered without gaps
                    "implementation": "no_gap",
                }
            )

    def _coop_sequence(self, code):
        """The company's sequence ``code`` (sudo record)."""
        self.ensure_one()
        sequence_sudo = self.env["ir.sequence"].sudo()  # sudo: advisers may not read it
        return sequence_sudo.search(
            [("code", "=", code), ("company_id", "=", self.id)], limit=1
        )

    @api.model
    def _coop_group(self, model, vals_list):
        """Values of new records of ``model`` by company, which each of them names
        from then on."""
        default = model.default_get(["company_id"])["company_id"]
        by_company = defaultdict(list)
        for vals in vals_list:
            vals["company_id"] = vals.get("company_id") or default
            by_company[vals["company_id"]].append(vals)
        return {self.browse(company): vals for company, vals in by_company.items()}

    def _coop_fill_numbers(self, code, name, vals_list):
        """Number new records under ``name``, those apart that come with a number."""
        given = [vals[name] for vals in vals_list if vals.get(name)]
        self._coop_skip_numbers(code, given)
        unnumbered = [vals for vals in vals_list if not vals.get(name)]
        numbers = self._coop_next_numbers(code, len(unnumbered))
        for vals, number in zip(unnumbered, numbers, strict=True):
            vals[name] = number

    def _coop_next_number(self, code):
        """Next number of the company's gap-free sequence ``code``."""
        return self._coop_next_numbers(code, 1)[0]

    def _coop_next_numbers(self, code, count):
        """The next ``count`` numbers of the company's gap-free sequence ``code``,
        drawn at once."""
        if not count:
            return []
        sequence_sudo = self._coop_sequence(code)
        if not self._coop_counts_plainly(sequence_sudo):
            return [sequence_sudo.next_by_id() for _number in range(count)]
        first = self._coop_lock_sequence(sequence_sudo)
        step = sequence_sudo.number_increment
        sequence_sudo.number_next = first + step * count
        prefix, suffix = sequence_sudo._get_prefix_suffix()
        return [
            f"{prefix}{number:0{sequence_sudo.padding}d}{suffix}"
            for number in range(first, first + step * count, step)
        ]

    def _coop_skip_numbers(self, code, numbers):
        """Let the sequence ``code`` go on after ``numbers``, given by hand or taken
        over from another register; those in another form are no obstacle to it."""
        if not numbers:
            return
        sequence_sudo = self._coop_sequence(code)
        if not self._coop_counts_plainly(sequence_sudo):
            return
        prefix, suffix = map(re.escape, sequence_sudo._get_prefix_suffix())
        form = re.compile(rf"{prefix}(\d{{1,9}}){suffix}")
        matches = map(form.fullmatch, numbers)
        highest = max((int(match[1]) for match in matches if match), default=0)
        if highest >= self._coop_lock_sequence(sequence_sudo):
            sequence_sudo.number_next = highest + sequence_sudo.number_increment

    def _coop_counts_plainly(self, sequence_sudo):
        """Whether the sequence's own row holds its only counter, as it does unless
        the cooperative has set it up in another way."""
        return (
            sequence_sudo.implementation == "no_gap"
            and not sequence_sudo.use_date_range
        )

    def _coop_lock_sequence(self, sequence_sudo):
        """Number that the sequence is about to give, nobody else drawing any until
        the end of the transaction."""
        sequence_sudo.flush_recordset()
        [(number,)] = self.env.execute_query(
            SQL(
                "SELECT number_next FROM ir_sequence WHERE id = %s FOR UPDATE",
                sequence_sudo.id,
            )
        )
        return number
