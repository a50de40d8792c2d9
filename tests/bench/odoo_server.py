"""Odoo's command line as a script: with workers, its server starts itself once more."""

from odoo.cli.command import main

main()
