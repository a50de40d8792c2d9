from odoo import models

#: in place of the sentences about "disruptive products" that Odoo proposes: the name of
#: the site and its pages, in the language of who reads
FOOTER = """
<xpath expr="//div[@id='footer']" position="replace">
    <div id="footer" class="oe_structure oe_structure_solo" t-if="not no_footer">
        <nav class="container py-4 d-flex flex-wrap gap-3 justify-content-center">
            <strong t-out="website.name" />
            <t t-foreach="website.menu_id.child_id" t-as="menu">
                <a t-if="menu.is_visible" t-att-href="menu.url" t-out="menu.name" />
            </t>
        </nav>
    </div>
</xpath>
"""


class CoopDemo(models.AbstractModel):
    """The website of a cooperative: its name, logo and footer."""

    _inherit = "coop.demo"

    def _name_site(self, company):
        # other modules of the suite bring a website; this one does without
        if "website" not in self.env:
            return
        footer = self.env.ref("website.footer_custom")
        for site in self.env["website"].search([("company_id", "=", company.id)]):
            site.write({"name": company.name, "logo": company.logo})
            footer.with_context(website_id=site.id).arch_db = FOOTER
