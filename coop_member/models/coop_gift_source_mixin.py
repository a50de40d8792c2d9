from odoo import fields, models


class CoopGiftSourceMixin(models.AbstractModel):
    """A document that writes gifts of time: an attended session, hours given to a
    project…

    Implement `_prepare_gifts`, and call `_sync_gifts` whenever something in it may
    have changed: it may be called as often as one likes. What the document has made
    wrong since is reversed; what it still wants is made once, whoever else saves it
    at the same moment. A document that is deleted takes its gifts back.
    """

    _name = "coop.gift.source.mixin"
    _description = "Source of Gifts"

    gift_count = fields.Integer(compute="_compute_gift_count", compute_sudo=True)

    def _prepare_gifts(self):
        """The gifts that this one document should have now, as a list of dictionaries:

        - ``key``: text that tells the gift from the others of the document, and stays
          the same as long as it is the same gift, such as ``"attendee-12"``
        - ``giver``, ``receiver``: members of one cooperative; empty is the commons
        - ``minutes``: 1 to 1440
        - ``date``: not in the future
        - ``category``: a `coop.gift.category`
        - ``description``: one sentence, in the cooperative's language; new words alone
          do not make a gift anew

        An empty list takes all of them back. It runs without the user's rights, so
        that whoever marks attendance need not have any on gifts. Whoever was not a
        member on the day is left out: no need to filter them here.
        """
        raise NotImplementedError

    def _sync_gifts(self):
        """Make the gifts of these documents what `_prepare_gifts` says.

        Raises UserError where that is no gift (its minutes, its date, its parties).
        """
        documents_sudo = self.sudo()  # sudo: documents write gifts, their users do not
        wanted = {
            (document.id, vals["key"]): vals
            for document in documents_sudo
            for vals in document._prepare_gifts()
        }
        documents_sudo.env["coop.gift"]._sync_origin(documents_sudo, wanted)

    def unlink(self):
        documents_sudo = self.sudo()  # sudo: documents write gifts, their users do not
        self.check_access("unlink")
        documents_sudo.env["coop.gift"]._sync_origin(documents_sudo, {})
        return super().unlink()

    def _compute_gift_count(self):
        gifts = self.env["coop.gift"]
        counts = dict(
            gifts._read_group(
                [*gifts._domain_of(self), ("is_live", "=", True)],
                ["origin_id"],
                ["__count"],
            )
        )
        for document in self:
            document.gift_count = counts.get(document.id, 0)

    def action_view_gifts(self):
        """Open the gifts of this document, those that were taken back too."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_member.coop_gift_action"
        )
        action["domain"] = self.env["coop.gift"]._domain_of(self)
        action["context"] = {"create": False}
        return action
