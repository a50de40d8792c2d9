import hmac
import secrets
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..core.hosts import BadAddress, read_address

#: where a cooperative with this module publishes
FEED = "/directory/feed.json"


class CoopDirectoryPeer(models.Model):
    """A partner cooperative: the token by which it reads the profiles shown to
    partners, and the feed in which it publishes its own."""

    _name = "coop.directory.peer"
    _description = "Partner Cooperative"
    _inherit = "coop.house.mixin"
    _order = "name, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
        ondelete="cascade",
    )
    feed_url = fields.Char(
        "Address of its feed",
        help="Such as https://coop.example.org/directory/feed.json",
    )
    feed_token = fields.Char(
        "Token it gave us",
        groups="coop_member.group_manager",
        help="With it, the feed has the profiles shown to partner cooperatives too.",
    )
    given_token = fields.Char(
        "Token we gave it",
        groups="coop_member.group_manager",
        readonly=True,
        copy=False,
    )
    allow_private = fields.Boolean(
        "On our own network",
        groups="base.group_system",
        help="Ask at private addresses too, and without encryption: for houses on one "
        "machine. Only administrators set this.",
    )
    entry_ids = fields.One2many("coop.directory.entry", "peer_id", "Profiles")
    entry_count = fields.Integer(compute="_compute_entry_count")
    last_success = fields.Datetime(readonly=True, copy=False)
    last_try = fields.Datetime(readonly=True, copy=False)
    last_error = fields.Char(readonly=True, copy=False)
    etag = fields.Char(readonly=True, copy=False)

    _url_unique = models.UniqueIndex(
        "(company_id, feed_url) WHERE feed_url IS NOT NULL",
        "This feed is read already.",
    )

    @api.depends("entry_ids")
    def _compute_entry_count(self):
        counts = dict(
            self.env["coop.directory.entry"]._read_group(
                [("peer_id", "in", self.ids)], ["peer_id"], ["__count"]
            )
        )
        for peer in self:
            peer.entry_count = counts.get(peer, 0)

    @api.constrains("feed_url", "allow_private")
    def _check_feed_url(self):
        for peer in self.filtered("feed_url"):
            try:
                peer._address()
            except BadAddress as error:
                raise ValidationError(
                    self.env._(
                        "“%s” is not the address of a feed: it begins with https://.",
                        peer.feed_url,
                    )
                ) from error

    def _address(self, page=1):
        """Where a page of the feed is. Raises BadAddress."""
        self.ensure_one()
        peer_sudo = self.sudo()  # sudo: a setting of administrators
        parts = urlsplit((peer_sudo.feed_url or "").strip())
        query = "&".join(filter(None, (parts.query, f"page={page}")))
        url = urlunsplit(parts._replace(query=query, fragment=""))
        return read_address(url, allow_plain=peer_sudo.allow_private)

    def write(self, vals):
        if {"feed_url", "feed_token"} & vals.keys():
            vals = {**vals, "etag": False}
        result = super().write(vals)
        if vals.get("active") is False or vals.get("feed_url") is False:
            self._forget()
        elif {"name", "company_id"} & vals.keys():
            entries_sudo = self.entry_ids.sudo()  # sudo: an index, of what they are
            entries_sudo._refresh_cards()
        return result

    def unlink(self):
        self._forget()
        return super().unlink()

    def _forget(self):
        """Show nothing of these houses any more, until their feeds are read anew."""
        peers_sudo = self.with_context(active_test=False).sudo()  # sudo: never written
        peers_sudo.entry_ids.unlink()
        # who has nothing cannot be told that nothing has changed
        peers_sudo.etag = False

    def action_give_token(self):
        """Give the partner a new token; the one it had opens nothing any more."""
        self.check_access("write")
        for peer in self:
            peer.given_token = secrets.token_urlsafe(32)

    def action_revoke_token(self):
        """Have the partner read no more than everybody."""
        self.check_access("write")
        self.given_token = False

    def action_refresh(self):
        """Read the feed now. Raises UserError with what is wrong with it."""
        self.ensure_one()
        self.check_access("write")
        if not self.feed_url:
            raise UserError(self.env._("Enter the address of the feed first."))
        self.etag = False
        sentence = self._refresh()
        if sentence:
            raise UserError(sentence)

    @api.model
    def _is_given(self, token, company):
        """Whether ``token`` is one that ``company`` gave to a partner."""
        if not isinstance(token, str) or not token.isascii() or len(token) > 200:
            return False
        peers_sudo = self.sudo()  # sudo: tokens are compared, never shown
        given = peers_sudo.search(
            [("company_id", "=", company.id), ("given_token", "!=", False)]
        ).mapped("given_token")
        # each is compared, for the time taken to tell nothing
        return any([hmac.compare_digest(one, token) for one in given])

    @api.model
    def _long_ago(self):
        """The moment before which what could not be read again is forgotten."""
        return fields.Datetime.now() - timedelta(days=14)
