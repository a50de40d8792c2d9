from odoo import http
from odoo.tools import mute_logger

from odoo.addons.coop_member.tests.portal_case import PortalCase

from .common import WebinarVerbs


class WebinarPortalCase(WebinarVerbs, PortalCase):
    """Webinars over HTTP: ``jo`` and ``ada`` have logins, ``noor`` too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["website"].search([], limit=1).company_id = cls.company
        cls.event = cls.webinar(webinar_access="members")
        cls.open_event = cls.webinar("Open to all", webinar_access="public")

    def sign_out(self):
        """Browse as a visitor from now on."""
        self.authenticate(None, None)

    def in_turn(self, work):
        # requests run in test mode already
        self.env.flush_all()
        result = work()
        self.env.invalidate_all()
        return result

    def send(self, url, **values):
        """The response to a form, without following where it leads."""
        values["csrf_token"] = http.Request.csrf_token(self)
        with mute_logger("odoo.http"):
            return self.url_open(url, data=values, allow_redirects=False)

    def status_of(self, url):
        with mute_logger("odoo.http", "odoo.addons.http_routing.models.ir_http"):
            return self.url_open(url).status_code
