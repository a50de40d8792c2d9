from odoo import api, models

#: people who hear of one request, and requests told of between two commits
MOST_HELPERS = 100
BATCH = 50


class CoopSkillRequest(models.Model):
    """Who hears of a request: members of the house who offer one of its skills, or a
    part of it, at once or once a day as they chose. Nobody else learns who they are."""

    _inherit = "coop.skill.request"

    def _find_helpers(self):
        """Note whom to tell of these requests; those who want to know at once are told
        by a job in a moment."""
        notices_sudo = self.env["coop.skill.notice"].sudo()  # sudo: kept from members
        urgent = False
        for request_sudo in self.sudo():  # sudo: skills of others are matched
            helpers = request_sudo._helpers()
            notices_sudo.create(
                [
                    {"request_id": request_sudo.id, "member_id": member.id}
                    for member in helpers
                ]
            )
            urgent |= "now" in helpers.mapped("request_notice")
        if urgent and not self.env.context.get("coop_no_mail"):
            cron = self.env.ref("coop_skill_directory.ir_cron_request_now")
            cron.sudo()._trigger()  # sudo: who asks runs no jobs

    def _helpers(self):
        """Members who can help, and want to hear of it; the best at it first."""
        self.ensure_one()
        lines = self.env["coop.member.skill"].search(
            [
                ("skill_id", "child_of", self.skill_ids.ids),
                ("kind", "=", "offer"),
                ("company_id", "=", self.company_id.id),
                ("member_id", "!=", self.member_id.id),
                ("member_id.state", "=", "active"),
                ("member_id.request_notice", "!=", "never"),
            ],
            order="level desc, id",
        )
        return lines.member_id[:MOST_HELPERS]

    @api.model
    def _cron_tell_now(self):
        """Tell those who want to hear at once."""
        self._tell([("member_id.request_notice", "=", "now")])

    @api.model
    def _cron_tell_digest(self):
        """Tell everybody else of the day, and whom a mail did not reach before."""
        self.env["coop.skill"]._follow_merged()
        self._tell([])

    @api.model
    def _tell(self, domain):
        """One mail to each member about all that waits for them, batch by batch."""
        waiting = self.env["coop.skill.notice"]._read_group(
            [
                ("is_told", "=", False),
                ("request_id.state", "=", "open"),
                ("member_id.state", "=", "active"),
                # they may have changed their mind since
                ("member_id.request_notice", "!=", "never"),
                *domain,
            ],
            ["member_id"],
            ["id:recordset"],
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(waiting))
        for position, (member, notices) in enumerate(waiting, 1):
            free = notices.try_lock_for_update(allow_referencing=True)
            if free:
                free.is_told = True
                member._tell_requests(free.request_id)
            if not position % BATCH:
                cron._commit_progress(BATCH)
        cron._commit_progress(len(waiting) % BATCH)
