from odoo.http import request

from odoo.addons.portal.controllers.web import Home


class CoopHome(Home):
    """Where members land after signing in."""

    def _login_redirect(self, uid, redirect=None):
        # not ``redirect``: a website has put its own default there by now
        if not request.params.get("redirect"):
            user_sudo = request.env["res.users"].sudo().browse(uid)  # sudo: signing in
            if self._is_member(user_sudo):
                redirect = self._home_of(user_sudo)
        return super()._login_redirect(uid, redirect=redirect)

    def _is_member(self, user_sudo):
        """Whether the user is one of the portal who is a member of a cooperative."""
        return user_sudo._is_portal() and bool(
            user_sudo.with_user(user_sudo).env["coop.member"]._of_current_user()
        )

    def _home_of(self, user_sudo):
        """The member's home in the member's language, where the site speaks it: a
        website would show its own, or the browser's."""
        if user_sudo.lang not in request.env["res.lang"]._get_frontend():
            return "/my/coop"
        return request.env["ir.http"]._url_for("/my/coop", user_sudo.lang)
