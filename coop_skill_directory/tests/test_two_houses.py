from odoo.tests import tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

from odoo.addons.coop_member.tests.two_connections import TwoConnectionsCase

from ..core.criteria import Criteria
from .second_house import SecondHouse


@tagged("post_install", "-at_install")
class TestTwoHouses(TwoConnectionsCase):
    """Two cooperatives with databases and servers of their own, on one machine: what
    one publishes is found in the other, and gone once it is withdrawn."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = SecondHouse(get_db_name())
        cls.addClassCleanup(cls.other.close)
        [company] = cls.other.call("res.company", "search", [], limit=1, order="id")
        cls.other_company = company
        cls.other.call("res.company", "write", [company], {"coop_feed_published": True})

    def setUp(self):
        super().setUp()
        self.addCleanup(self._commit, self._take_back)
        self.potter = self._publish("Vera Klei", "public", "ceramics")
        self.baker = self._publish("Bas Brood", "network", "baking_bread")
        self.peer_id = self._commit(self._subscribe)

    def _publish(self, name, visibility, skill):
        """A member of the other house, who shows themselves there; their id."""
        call = self.other.call
        partner = call("res.partner", "create", {"name": name})
        member = call(
            "coop.member",
            "create",
            {
                "partner_id": partner,
                "company_id": self.other_company,
                "state": "active",
                "admission_date": "2020-01-01",
                "headline": f"{name} makes things",
                "bio": "Whoever made me is far away.",
                "bio_visibility": "members",
                "directory_visibility": visibility,
            },
        )
        ids = call("coop.skill", "search", [["code", "=", skill]])
        line = {"member_id": member, "skill_id": ids[0], "level": "expert"}
        call("coop.member.skill", "create", line)
        return member

    def _hide(self, member):
        hidden = {"directory_visibility": "private"}
        self.other.call("coop.member", "write", [member], hidden)

    def _subscribe(self, env):
        return (
            env["coop.directory.peer"]
            .create(
                {
                    "name": "Het Tweede Huis",
                    "company_id": env.ref("base.main_company").id,
                    "feed_url": f"{self.other.url}/directory/feed.json",
                    "allow_private": True,
                }
            )
            .id
        )

    def _take_back(self, env):
        env["coop.directory.peer"].browse(self.peer_id).unlink()

    def _given_token(self):
        """A token that the other house gives us."""
        call = self.other.call
        peer = call(
            "coop.directory.peer",
            "create",
            {"name": "The first house", "company_id": self.other_company},
        )
        call("coop.directory.peer", "action_give_token", [peer])
        [read] = call("coop.directory.peer", "read", [peer], ["given_token"])
        return read["given_token"]

    def _read(self):
        """Read the feed; (what is wrong with it, names that it brought)."""

        def work(env):
            peer = env["coop.directory.peer"].browse(self.peer_id)
            return peer._refresh(), sorted(peer.entry_ids.mapped("name"))

        return self._commit(work)

    def _find(self, query):
        def work(env):
            results = env["coop.directory.card"]._find(Criteria(q=query))
            return {(one.name, one.payload.get("house")) for one in results.cards}

        return self._commit(work)

    def test_what_one_publishes_the_other_finds_until_it_is_withdrawn(self):
        self.assertEqual(self._read(), ("", ["Vera Klei"]))
        self.assertIn(("Vera Klei", "Het Tweede Huis"), self._find("potier"))
        token = self._given_token()
        self._commit(
            lambda env: (
                env["coop.directory.peer"]
                .browse(self.peer_id)
                .write({"feed_token": token})
            )
        )
        self.assertEqual(self._read(), ("", ["Bas Brood", "Vera Klei"]))
        told = self._commit(
            lambda env: (
                env["coop.directory.entry"]
                .search([("peer_id", "=", self.peer_id)])
                .mapped("told")
            )
        )
        self.assertNotIn("far away", str(told))
        # nothing new: it is not sent again
        self.assertEqual(self._read(), ("", ["Bas Brood", "Vera Klei"]))
        self._hide(self.potter)
        self.assertEqual(self._read(), ("", ["Bas Brood"]))
        self.assertFalse(self._find("Vera Klei"))
        # a house that is away for a while does not take its people with it
        self.other.stop()
        with mute_logger("odoo.sql_db"):
            sentence, names = self._read()
        self.assertTrue(sentence)
        self.assertEqual(names, ["Bas Brood"])
