"""Pure computation of expenses: standard library only, no Odoo."""
