from odoo import fields
from odoo.http import content_disposition, request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

#: where the session keeps which membership is shown
SESSION_KEY = "coop_member_id"
#: a page of the portal that only reads
PAGE = {
    "type": "http",
    "auth": "user",
    "website": True,
    "methods": ["GET"],
    "readonly": True,
}
#: a form that members send
FORM = {"type": "http", "auth": "user", "website": True, "methods": ["POST"]}


class CoopPortal(CustomerPortal):
    """The member's space, `/my/coop`.

    Every record is read as the user who asks, under record rules. Modules add their
    pages in a subclass, with the help of `_coop_page` and `_coop_member`.
    """

    @route()
    def home(self, **kw):
        """Odoo's own portal home, with a card that leads here for members."""
        response = super().home(**kw)
        members = request.env["coop.member"]._of_current_user()
        response.qcontext["coop_is_member"] = bool(members)
        return response

    @route("/my/coop", **PAGE)
    def coop_home(self, **_query):
        """The member's home."""
        return self._coop_page(
            "coop_member.portal_coop_home",
            lambda member: {
                "home": member._get_portal_home(),
                "adviser": member._portal_adviser(),
            },
        )

    @route("/my/coop/membership", **PAGE)
    def coop_membership(self, **_query):
        """What ties the member to the cooperative: contracts, dates, interviews."""
        return self._coop_page(
            "coop_member.portal_coop_membership",
            lambda member: member._portal_membership(),
        )

    @route("/my/coop/activities", **PAGE)
    def coop_activities(self, **_query):
        """The activities that the cooperative hosts for the member."""
        return self._coop_page(
            "coop_member.portal_coop_activities",
            lambda member: {"activities": member._portal_activities()},
        )

    @route("/my/coop/data", **PAGE)
    def coop_data(self, **_query):
        """What is kept about the member, in short, and the way to all of it."""
        return self._coop_page(
            "coop_member.portal_coop_data",
            lambda member: {"subjects": member._portal_data()},
        )

    @route("/my/coop/data/download", **PAGE)
    def coop_data_download(self, **_query):
        """Everything kept about the member, as a JSON file."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        data = {
            "exported_on": member._export_time(fields.Datetime.now()),
            **member._export_personal_data(),
        }
        name = f"coop-data-{member.number or member.id}.json"
        return request.make_json_response(
            data,
            headers={
                "Content-Disposition": content_disposition(name),
                "Cache-Control": "no-store",
            },
        )

    @route("/my/coop/switch", type="http", auth="user", website=True, methods=["POST"])
    def coop_switch(self, member_id="", **_post):
        """Show another of the user's memberships from now on."""
        members = request.env["coop.member"]._of_current_user()
        chosen = members.filtered(lambda member: str(member.id) == member_id)
        if chosen:
            request.session[SESSION_KEY] = chosen.id
        return request.redirect("/my/coop")

    def _coop_page(self, template, prepare):
        """Render a page of the member's space; who is no member gets a kind word.

        ``prepare(member)`` returns the values of ``template``, to which those of the
        layout are added.
        """
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        return request.render(
            template, {**self._coop_layout_values(member), **prepare(member)}
        )

    def _coop_layout_values(self, member):
        """Values that every page of the member's space needs."""
        return {
            **self._prepare_portal_layout_values(),
            "page_name": "coop",
            "member": member,
            "memberships": request.env["coop.member"]._of_current_user(),
        }

    def _coop_member(self):
        """The membership that the user looks at, or none, in the environment of its
        cooperative; what the session remembers holds only while it is theirs."""
        members = request.env["coop.member"]._of_current_user()
        chosen = members.filtered(
            lambda member: member.id == request.session.get(SESSION_KEY)
        )
        member = chosen or members[:1]
        if member:
            request.update_context(allowed_company_ids=member.company_id.ids)
        return member.with_env(request.env)

    def _coop_no_member(self):
        values = {**self._prepare_portal_layout_values(), "page_name": "coop"}
        return request.render("coop_member.portal_no_member", values)
