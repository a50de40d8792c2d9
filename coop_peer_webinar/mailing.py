"""Mails to one person about a record of which they are not the recipient by default."""

from odoo import Command


def write_to(partner, template, record):
    """Queue the mail of ``template`` about ``record`` to ``partner``, as they read it;
    the template finds their name in its context, as ``coop_recipient``."""
    template.with_context(lang=partner.lang, coop_recipient=partner.name).send_mail(
        record.id,
        email_values={
            "recipient_ids": [Command.set(partner.ids)],
            "email_to": False,
        },
    )
