from odoo import models
from odoo.tools import escape_psql

from ..core.gift_form import COMMONS, MOST_PEOPLE, chosen_ids, split_names

#: members proposed for a name that several have
ALIKE = 8
#: people with whom the member exchanged most, proposed at once
USUAL = 5


class CoopMember(models.Model):
    """Choosing with whom time was exchanged: by hand, by name or by number."""

    _inherit = "coop.member"

    def _portal_people(self, member_ids, names):
        """(people, sentence): the active members of the same cooperative who have
        these ids and ``names`` (or numbers), or what is wrong with one of them."""
        self.ensure_one()
        people = self._gift_active(member_ids[:MOST_PEOPLE])
        if len(people) != len(member_ids):
            company = self.company_id.name
            return people, self.env._("Choose members of %s.", company)
        for name in names[:MOST_PEOPLE]:
            alike = self._gift_alike(name)
            # who was chosen among those alike answers for the name
            if alike & people:
                continue
            if len(alike) != 1:
                return people, self._gift_unclear(name, alike)
            people |= alike
        return people, ""

    def _gift_active(self, member_ids):
        """Those of ``member_ids`` that are active members of the same cooperative."""
        members_sudo = self.sudo()  # sudo: whether they are there, no more
        found_sudo = members_sudo.search(
            [*self._gift_peers_domain(), ("id", "in", list(member_ids))]
        )
        # in the order of the ids
        return self.browse(one for one in member_ids if one in found_sudo._ids)

    def _gift_alike(self, name):
        """Active members of the same cooperative who are meant by ``name``: who has
        that name or number, else whose name holds it."""
        members_sudo = self.sudo()  # sudo: whether they are there, no more
        exact_sudo = members_sudo.search(
            [
                *self._gift_peers_domain(),
                "|",
                ("number", "=", name),
                ("partner_id.complete_name", "=ilike", escape_psql(name)),
            ],
            limit=ALIKE,
        )
        alike = exact_sudo.ids or [one for one, _ in self._gift_people(name, ALIKE)]
        return self.browse(alike)

    def _gift_unclear(self, name, alike):
        if alike:
            return self.env._("Several members match “%s”: choose one above.", name)
        return self.env._(
            "No member of %(company)s matches “%(name)s”: check the name, or enter the "
            "member's number.",
            company=self.company_id.name,
            name=name,
        )

    def _sell_any(self, category):
        """Whether one of these sells help of this kind."""
        members_sudo = self.sudo()  # sudo: whether it is their trade, no more
        return any(member._is_own_trade(category) for member in members_sudo)

    # -- the form --------------------------------------------------------------------

    def _portal_choices(self, typed):
        """What the form that declares offers, given what was ``typed``
        (`core.gift_form.read_declaration`): ``people`` to choose from as (id, name),
        those who are ``chosen`` (ids) first; ``names``, what no member could be found
        for; ``with_commons``; ``categories``; an ``offer`` to charge them, if any."""
        self.ensure_one()
        chosen = self._gift_active(chosen_ids(typed["people"][:MOST_PEOPLE]))
        proposed, left = self.browse(), []
        for name in split_names(typed["names"])[:MOST_PEOPLE]:
            alike = self._gift_alike(name)
            if len(alike) == 1:
                chosen |= alike
            elif not alike & chosen:
                proposed |= alike
                left.append(name)
        usual = [one.id for one in self._gift_companions() if one.id]
        people = chosen | proposed | self._gift_active(usual[:USUAL])
        return {
            "people": self._gift_labels(people),
            "offer": self._portal_offer(typed, chosen),
            "chosen": chosen.ids,
            "names": ", ".join(left),
            "with_commons": COMMONS in typed["people"],
            "categories": self.env["coop.gift"]._offered_categories(self.company_id),
        }

    def _portal_offer(self, typed, people):
        """Where this member can charge the first of ``people`` instead of giving; None
        where they do not give, or there is no such thing."""
        if typed["direction"] != "given" or not people:
            return None
        return self._own_trade_offer(people[:1])
