"""Pure computation of the strategy: standard library only, no Odoo."""
