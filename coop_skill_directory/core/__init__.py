"""Pure computation of the directory: standard library only, no Odoo."""
