"""Steps that accountants take with many documents at once."""

from odoo.exceptions import UserError
from odoo.tools import mute_logger


def do_or_split(records, work, keep_reason):
    """Do ``work(records)`` all at once, which is several times as fast as one by one;
    where something refuses one of them, halve them until it is known which, and call
    ``keep_reason(record, sentence)``."""
    try:
        with records.env.cr.savepoint(), mute_logger("odoo.sql_db"):
            work(records)
    except UserError as error:
        if len(records) == 1:
            keep_reason(records, str(error))
            return
        middle = len(records) // 2
        for half in (records[:middle], records[middle:]):
            do_or_split(half, work, keep_reason)


def notification(message, failed):
    """The action that tells how a batch went, and shows its list again.

    :param failed: whether a document could not follow
    """
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {
            "type": "warning" if failed else "success",
            "message": message,
            "next": {"type": "ir.actions.client", "tag": "soft_reload"},
        },
    }
