import json

from odoo.tools import formatLang


def prepare_shares(env, colleges_sudo, offers):
    """What the joining form shows of each type of share that applicants may wish for:
    this, and nothing else of it.

    ``offers`` are the fewest shares by the ids of (college, type).
    """
    types_sudo = env["coop.share.type"].sudo()  # visitors have no rights
    types_sudo = types_sudo.browse({type_id for _college, type_id in offers})
    return [
        {
            "id": str(share_type.id),
            "name": share_type.name,
            "description": share_type.description,
            "value": share_type.nominal_value,
            "price": formatLang(
                env, share_type.nominal_value, currency_obj=share_type.currency_id
            ),
            "currency": share_type.currency_id.name,
            **_prepare_bounds(share_type, colleges_sudo, offers),
        }
        for share_type in types_sudo.sorted()
    ]


def _prepare_bounds(share_type, colleges_sudo, offers):
    """For whom a type of share is: ``fewest`` by college for the browser to follow
    what is chosen, ``at_least`` where it is one number for all, else ``bounds`` by
    the name of the college."""
    fewest = {
        college: offers[college.id, share_type.id]
        for college in colleges_sudo
        if (college.id, share_type.id) in offers
    }
    same = len(fewest) == len(colleges_sudo) and len(set(fewest.values())) == 1
    return {
        "fewest": json.dumps({college.id: few for college, few in fewest.items()}),
        "at_least": next(iter(fewest.values())) if same else 0,
        "bounds": [] if same else [(c.name, few) for c, few in fewest.items()],
    }
