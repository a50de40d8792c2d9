from odoo import fields, models


class CoopWebinarTopic(models.Model):
    """What webinars are about: by which people browse them."""

    _name = "coop.webinar.topic"
    _description = "Topic of Webinars"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    icon = fields.Char(default="fa-comments-o")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Empty: a topic of every cooperative."
    )

    def _offered(self, company):
        """Topics that may be chosen in ``company``."""
        return self.search([("company_id", "in", (False, company.id))])
