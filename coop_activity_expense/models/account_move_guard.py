from odoo import models
from odoo.exceptions import UserError

#: what tells whose figures an item belongs to
GUARDED = {"coop_activity_id", "analytic_distribution"}
#: context key, unknown outside, of changes of analytic items that follow a change of
#: their journal item
_KEY = "coop_analytic_follows"
_FOLLOWS = object()


class AccountMove(models.Model):
    """Whether the figures of an entry may still change."""

    _inherit = "account.move"

    def _coop_check_figures_open(self):
        """Raise UserError for posted entries that are hashed or in a closed period:
        neither protects analytic figures in Odoo."""
        for entry in self:
            if entry.state != "posted":
                continue
            locks = entry.company_id._get_violated_lock_dates(
                entry.date, bool(entry.line_ids.tax_ids), entry.journal_id
            )
            if entry.inalterable_hash or locks:
                raise UserError(
                    self.env._(
                        "%s is in a closed period, or secured: its activity stays as "
                        "it is. Move the amount by a new entry instead.",
                        entry.name,
                    )
                )

    def write(self, vals):
        if "coop_activity_id" in vals:
            self._coop_check_figures_open()
        return super().write(vals)

    def button_draft(self):
        # Odoo deletes the analytic items of an entry that it takes back
        following = self.with_context(**{_KEY: _FOLLOWS})
        return super(AccountMove, following).button_draft()

    def _coop_tell_figures(self, changes):
        """Keep in the chatter of each entry what changed: sentences by entry."""
        for entry, sentences in changes.items():
            entry.message_post(body="\n".join(sentences))


class AccountMoveLine(models.Model):
    """Neither the activity nor the distribution of a posted item changes behind the
    ledger's back."""

    _inherit = "account.move.line"

    def write(self, vals):
        posted = self.filtered(lambda line: line.parent_state == "posted")
        if not posted or not GUARDED & vals.keys():
            return super().write(vals)
        before = {line: line._coop_figure_owner() for line in posted}
        changing = posted.filtered(lambda line: line._coop_changes(vals))
        changing.move_id._coop_check_figures_open()
        result = super().write(vals)
        changes = {}
        for line, owner in before.items():
            if line._coop_figure_owner() != owner:
                sentence = self.env._(
                    "%(line)s: activity changed from %(before)s to %(after)s.",
                    line=line.name or line.account_id.display_name,
                    before=owner or "–",
                    after=line._coop_figure_owner() or "–",
                )
                changes.setdefault(line.move_id, []).append(sentence)
        self.env["account.move"]._coop_tell_figures(changes)
        return result

    def _inverse_analytic_distribution(self):
        following = self.with_context(**{_KEY: _FOLLOWS})
        return super(AccountMoveLine, following)._inverse_analytic_distribution()

    def _create_analytic_lines(self):
        following = self.with_context(**{_KEY: _FOLLOWS})
        return super(AccountMoveLine, following)._create_analytic_lines()

    def _coop_changes(self, vals):
        """Whether ``vals`` change whose figures this item belongs to."""
        self.ensure_one()
        activity = vals.get("coop_activity_id", self.coop_activity_id.id)
        distribution = vals.get("analytic_distribution", self.analytic_distribution)
        same = (distribution or {}) == (self.analytic_distribution or {})
        return not same or (activity or False) != self.coop_activity_id.id

    def _coop_figure_owner(self):
        """Names of the activity, or of the analytic accounts, for a sentence."""
        self.ensure_one()
        if self.coop_activity_id:
            return self.coop_activity_id.sudo().display_name  # sudo: its name alone
        accounts = self.env["account.analytic.account"].browse(self._coop_account_ids())
        return ", ".join(accounts.exists().mapped("display_name"))
