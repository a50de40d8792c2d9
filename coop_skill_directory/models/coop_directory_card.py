from odoo import api, fields, models
from odoo.fields import Domain


class CoopDirectoryCard(models.Model):
    """What one audience sees of one person: a row with nothing else in it.

    Searches, filters, counts, pages, pictures and the feed read these rows and nothing
    besides: what somebody hides is not there to be found. Rows are made anew whenever a
    profile changes (`_rebuild`), and gone with it; nobody writes them by hand.
    """

    _name = "coop.directory.card"
    _description = "Card of the Directory"
    _log_access = False
    _order = "name, id"

    audience = fields.Selection(
        [("members", "Members"), ("network", "Partners"), ("public", "Everybody")],
        required=True,
        readonly=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    member_id = fields.Many2one(
        "coop.member", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    entry_id = fields.Many2one(
        "coop.directory.entry",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    house = fields.Char(
        required=True,
        readonly=True,
        help="“c” and a cooperative here, or “p” and a partner elsewhere.",
    )
    slug = fields.Char(required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)
    city = fields.Char(readonly=True)
    area = fields.Char(readonly=True)
    remote = fields.Boolean(readonly=True)
    availability = fields.Char(readonly=True)
    payload = fields.Json(readonly=True)
    fingerprint = fields.Char(readonly=True)
    in_my_view = fields.Boolean(
        compute="_compute_in_my_view", search="_search_in_my_view"
    )

    _slug_audience_unique = models.UniqueIndex("(slug, audience)")

    def init(self):
        """Columns that no field of Odoo stands for, and what finds rows by them."""
        cr = self.env.cr
        cr.execute(
            """
            ALTER TABLE coop_directory_card
                ADD COLUMN IF NOT EXISTS skill_ids int[] NOT NULL DEFAULT '{}',
                ADD COLUMN IF NOT EXISTS strong_ids int[] NOT NULL DEFAULT '{}',
                ADD COLUMN IF NOT EXISTS learn_ids int[] NOT NULL DEFAULT '{}',
                ADD COLUMN IF NOT EXISTS family_ids int[] NOT NULL DEFAULT '{}',
                ADD COLUMN IF NOT EXISTS languages text[] NOT NULL DEFAULT '{}',
                ADD COLUMN IF NOT EXISTS vector tsvector,
                ADD COLUMN IF NOT EXISTS plain text;
            -- looked into for every person found: it stays in the row, unlike what is
            -- shown of a page of them
            ALTER TABLE coop_directory_card ALTER COLUMN vector SET STORAGE MAIN;
            -- read far more often than written: nothing waits beside these indexes
            CREATE INDEX IF NOT EXISTS coop_directory_card_skill_ids_index
                ON coop_directory_card USING gin (skill_ids)
                WITH (fastupdate = off);
            CREATE INDEX IF NOT EXISTS coop_directory_card_learn_ids_index
                ON coop_directory_card USING gin (learn_ids)
                WITH (fastupdate = off);
            CREATE INDEX IF NOT EXISTS coop_directory_card_vector_index
                ON coop_directory_card USING gin (vector)
                WITH (fastupdate = off);
            CREATE INDEX IF NOT EXISTS coop_directory_card_plain_trgm_index
                ON coop_directory_card USING gin (plain gin_trgm_ops)
                WITH (fastupdate = off);
            CREATE INDEX IF NOT EXISTS coop_directory_card_audience_company_index
                ON coop_directory_card (audience, company_id);
            """
        )

    @api.depends("audience", "company_id")
    @api.depends_context("uid")
    def _compute_in_my_view(self):
        shown = self.filtered_domain(self._domain_of_view())
        for card in self:
            card.in_my_view = card in shown

    def _search_in_my_view(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_of_view()

    @api.model
    def _domain_of_view(self):
        """The one card that the current user sees of each person: that for members in
        the cooperatives to which they belong today, that for partners in others, and
        that for everybody where they belong to none."""
        houses = self.env["coop.house.mixin"]._my_houses()
        if not houses:
            return Domain("audience", "=", "public")
        inside = Domain("audience", "=", "members") & Domain("company_id", "in", houses)
        outside = Domain("audience", "=", "network") & Domain(
            "company_id", "not in", houses
        )
        return inside | outside
