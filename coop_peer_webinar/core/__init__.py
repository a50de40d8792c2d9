"""What is reckoned about peer webinars, without Odoo."""
