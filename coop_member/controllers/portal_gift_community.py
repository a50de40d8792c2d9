from odoo.http import request, route

from .portal import PAGE, CoopPortal

COMMUNITY = "/my/coop/gifts/community"


class CoopPortalGiftCommunity(CoopPortal):
    """What circulates among the members, without naming anyone who did not agree."""

    @route(COMMUNITY, **PAGE)
    def coop_gift_community(self, **_query):
        """What circulated in the last twelve months; for members, not for who is a
        candidate or has left."""
        return self._coop_page(
            "coop_member.portal_coop_gift_community",
            lambda member: (
                member._portal_community() if member.state == "active" else {}
            ),
        )

    @route(
        f"{COMMUNITY}/consent", type="http", auth="user", website=True, methods=["POST"]
    )
    def coop_gift_community_consent(self, agrees="", **_post):
        """Keep whether the member agrees to be thanked by name."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        member._set_gift_public(agrees == "1")
        return request.redirect(f"{COMMUNITY}#consent")
