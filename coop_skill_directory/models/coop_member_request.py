from odoo import models

from odoo.addons.coop_member.core.portal_home import HomeItem

REQUESTS = "/my/coop/requests"
PROFILE = "/my/coop/profile"
COLLABORATIONS = "/my/coop/collaborations"


class CoopMember(models.Model):
    """The directory on the member's home, and requests among ideas for gifts."""

    _inherit = "coop.member"

    def _tell_requests(self, requests):
        """Send this member a mail about ``requests``."""
        self.ensure_one()
        template = self.env.ref(
            "coop_skill_directory.mail_template_requests", raise_if_not_found=False
        )
        partner = self.portal_partner_id
        if not template or not partner.email or self.env.context.get("coop_no_mail"):
            return
        template.with_context(lang=partner.lang, coop_requests=requests.ids).send_mail(
            self.id
        )

    def _requests_told(self):
        """Requests that the mail at hand is about."""
        ids = self.env.context.get("coop_requests", ())
        return self.env["coop.skill.request"].browse(ids)

    def _requests_for_me(self):
        """Domain of open requests of others for a skill that this member offers."""
        self.ensure_one()
        offered = self.skill_ids.filtered(lambda line: line.kind == "offer").skill_id
        return [
            ("company_id", "=", self.company_id.id),
            ("state", "=", "open"),
            ("member_id", "!=", self.id),
            ("skill_ids", "parent_of", offered.ids),
            ("answer_ids", "not any", [("member_id", "=", self.id)]),
        ]

    def _portal_waiting(self):
        return [*super()._portal_waiting(), *self._portal_requests_waiting()]

    def _portal_requests_waiting(self):
        if self.state != "active":
            return []
        mine = f"{REQUESTS}?show=mine"
        answered = self.env._("Answers to your requests")
        agreed = self.env._("Say how it ended")
        asked = self.env._("Members look for what you can do")
        joining = self.env._("Groups wait for you to agree")
        kinds = (
            ("requests_answered", answered, mine, "fa-comments-o"),
            ("requests_agreed", agreed, mine, "fa-flag-o"),
            ("requests_for_me", asked, REQUESTS, "fa-bullhorn"),
            ("collaborations_asked", joining, COLLABORATIONS, "fa-users"),
        )
        counts = self._count_requests_waiting()
        return [
            HomeItem(
                key, title, url, icon=icon, value=str(counts[key]), sequence=position
            )
            for position, (key, title, url, icon) in enumerate(kinds, 30)
            if counts[key]
        ]

    def _count_requests_waiting(self):
        """How much of each kind waits for this member."""
        requests = self.env["coop.skill.request"]
        own = ("member_id", "=", self.id)
        answered = [own, ("state", "=", "open"), ("answer_ids", "!=", False)]
        joining = [
            own,
            ("state", "=", "asked"),
            ("collaboration_id.state", "!=", "closed"),
        ]
        return {
            "requests_answered": requests.search_count(answered),
            "requests_agreed": requests.search_count([own, ("state", "=", "agreed")]),
            "requests_for_me": len(self.skill_ids)
            and requests.search_count(self._requests_for_me()),
            "collaborations_asked": self.env["coop.collaboration.member"].search_count(
                joining
            ),
        }

    def _portal_shortcuts(self):
        shortcuts = super()._portal_shortcuts()
        if self.state != "active":
            return shortcuts
        return [
            HomeItem(
                "directory",
                self.env._("Find somebody"),
                "/directory",
                icon="fa-search",
                hint=self.env._("Skills of all members, and of partners"),
                sequence=8,
            ),
            HomeItem(
                "requests",
                self.env._("Ask inside first"),
                REQUESTS,
                icon="fa-bullhorn",
                sequence=45,
            ),
            HomeItem(
                "profile",
                self.env._("My profile"),
                PROFILE,
                icon="fa-user-o",
                sequence=46,
            ),
            HomeItem(
                "collaborations",
                self.env._("Collaborations"),
                COLLABORATIONS,
                icon="fa-users",
                sequence=66,
            ),
            HomeItem(
                "referrals",
                self.env._("My prospects"),
                "/my/coop/referrals",
                icon="fa-handshake-o",
                sequence=67,
            ),
            *shortcuts,
        ]

    def _gift_ideas_to_give(self):
        ideas = super()._gift_ideas_to_give()
        count = self.env["coop.skill.request"].search_count(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "open"),
                ("member_id", "!=", self.id),
                ("offer", "!=", "paid"),
            ]
        )
        if count:
            title = self.env._("Members ask for help: %s", count)
            ideas.append(HomeItem("requests", title, REQUESTS, icon="fa-bullhorn"))
        return ideas

    def _gift_ideas_to_receive(self):
        ideas = super()._gift_ideas_to_receive()
        title = self.env._("Ask inside for what you need")
        return [*ideas, HomeItem("ask", title, f"{REQUESTS}/new", icon="fa-bullhorn")]
