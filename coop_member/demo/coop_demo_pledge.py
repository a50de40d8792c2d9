from odoo import Command, models


class CoopDemo(models.AbstractModel):
    """What members sell, whether they are named, programmes of support and pledges."""

    _inherit = "coop.demo"

    def _load_givers(self):
        for row in self._missing("givers", "giver", "member"):
            member = self._ref(f"member_{row['member']}")
            themselves = self._as_themselves(member, member)
            trades = [self._gift_category(key).id for key in row["trades"].split()]
            themselves._set_own_trade(trades)
            themselves._set_gift_public(row["public"])
            self._remember(f"giver_{row['member']}", member)

    def _gift_category(self, key):
        return self.env.ref(f"coop_member.gift_category_{key}")

    def _as_themselves(self, record, member):
        """``record`` (or a model) as ``member`` sees and changes it on the portal, and
        as an adviser does in the place of who has no access."""
        user = member.portal_partner_id.user_ids[:1]
        if not user or member.state != "active":
            return self._as_adviser(record, member)
        return record.with_user(user).with_context(
            allowed_company_ids=member.company_id.ids
        )

    def _load_pledges(self):
        # after the history: who started under a contract long ago entered nothing
        for row in self._missing("programmes", "programme"):
            self._remember(f"programme_{row['ref']}", self._make_programme(row))
        for row in self._missing("pledges", "pledge", "member"):
            self._remember(f"pledge_{row['member']}", self._make_pledge(row))

    def _make_programme(self, row):
        contract_types = self.env["coop.contract.type"].search(
            [("code", "in", row["contracts"].split())]
        )
        programme = self.env["coop.gift.programme"].create(
            {
                "company_id": self._ref(f"coop_{row['coop']}").id,
                "name": row["name"],
                "description": row["description"],
                "minutes": int(row["minutes"]),
                "months": int(row["months"]),
                "contract_type_ids": [Command.set(contract_types.ids)],
            }
        )
        programme.with_context(lang="nl_NL").name = row["name_nl"]
        return programme

    def _make_pledge(self, row):
        member = self._ref(f"member_{row['member']}")
        day = self._day(row["when"])
        if row["programme"]:
            programme = self._ref(f"programme_{row['programme']}")
            pledge = self._as_adviser(programme, member)._enter(member, day)
        else:
            pledge = self._as_adviser(self.env["coop.gift.pledge"], member).create(
                {
                    "member_id": member.id,
                    "minutes": int(row["minutes"]),
                    "date": day,
                    "due_date": self._day(row["due"]),
                    "reason": row["reason"],
                }
            )
        if row["released"]:
            pledge.action_release()
        return pledge
