from odoo.http import request

from odoo.addons.portal.controllers.web import Home


class CoopHome(Home):
    """Where members land after signing in."""

    def _login_redirect(self, uid, redirect=None):
        # not ``redirect``: a website has put its own default there by now
        if not request.params.get("redirect") and self._is_member(uid):
            redirect = "/my/coop"
        return super()._login_redirect(uid, redirect=redirect)

    def _is_member(self, uid):
        """Whether the user is one of the portal who is a member of a cooperative."""
        user_sudo = request.env["res.users"].sudo().browse(uid)  # sudo: signing in
        return user_sudo._is_portal() and bool(
            user_sudo.with_user(user_sudo).env["coop.member"]._of_current_user()
        )
