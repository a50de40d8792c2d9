from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..core.portal_home import HomeItem, arrange

PERSONAL_FIELDS = (
    "name",
    "email",
    "phone",
    "street",
    "street2",
    "zip",
    "city",
    "country_id",
    "lang",
    "birth_date",
    "birth_place",
    "nationality_id",
    "company_id",
    "number",
    "state",
    "college_id",
    "adviser_id",
    "source",
    "application_date",
    "motivation",
    "consent_date",
    "admission_date",
    "associate_date",
    "exit_date",
    "exit_reason_id",
    "refusal_reason_id",
)
CONTRACT_FIELDS = (
    "type_id",
    "date_start",
    "date_end",
    "state",
    "renewal_number",
    "signed_date",
    "end_reason_id",
)

class CoopMember(models.Model):
    """The member's access to the portal, home page and own data."""

    _inherit = "coop.member"

    portal_state = fields.Selection(
        [("none", "No access"), ("granted", "Has access")],
        compute="_compute_portal_state",
    )

    @api.depends("portal_partner_id.user_ids.group_ids")
    def _compute_portal_state(self):
        group = self.env.ref("coop_member.group_member")
        for member in self:
            # sudo: advisers may know who has access without reading users
            users = member.portal_partner_id.sudo().user_ids
            granted = group in users.all_group_ids
            member.portal_state = "granted" if granted else "none"

    def action_grant_portal(self):
        """Give members access to the portal: their user, made and invited by Odoo's
        own portal wizard where there is none, joins the group of members.

        Raises AccessError for who may not change the members, UserError for a
        member without e-mail.
        """
        self.check_access("write")
        for member in self:
            partner = member.portal_partner_id
            if not partner.email:
                raise UserError(
                    self.env._(
                        "Enter an e-mail address for %s first: the invitation is "
                        "sent there.",
                        partner.display_name,
                    )
                )
            # sudo: advisers invite members but have no right on users
            user_sudo = partner.sudo().user_ids[:1] or member._create_portal_user()
            user_sudo.group_ids += self.env.ref("coop_member.group_member")

    def _create_portal_user(self):
        """The portal user of a member who has none, invited by mail (sudo record)."""
        self.ensure_one()
        # sudo: advisers invite members but have no right on users
        wizard_sudo = (
            self.env["portal.wizard"]
            .sudo()
            .with_company(self.company_id)
            .with_context(active_ids=self.portal_partner_id.ids)
            .create({"partner_ids": [(6, 0, self.portal_partner_id.ids)]})
        )
        wizard_sudo.user_ids.action_grant_access()
        return self.portal_partner_id.sudo().user_ids[:1]  # sudo: see above

    @api.model
    def _of_current_user(self):
        """Memberships, refused applications apart, of the user who is asking."""
        return self.search(
            [
                ("portal_partner_id", "=", self.env.user.partner_id.id),
                ("state", "!=", "refused"),
            ],
            order="state, id",
        )

    def _prepare_portal_home(self):
        """Items of this member's home page, as lists by section name.

        Modules add theirs::

            home = super()._prepare_portal_home()
            home["figures"].append(HomeItem("gifts", …))
            return home

        It runs as the portal user, in a number of queries that does not depend on
        how much the member has; see `core.portal_home` for sections and items.
        """
        self.ensure_one()
        return {
            "waiting": self._portal_waiting(),
            "figures": self._portal_figures(),
            "shortcuts": self._portal_shortcuts(),
            "upcoming": self._portal_upcoming(),
        }

    def _get_portal_home(self):
        """Sections of the home page, sorted and cut to size."""
        return arrange(self._prepare_portal_home())

    def _portal_waiting(self):
        papers = self.env["coop.paper"].search(
            [("member_id", "=", self.id), ("state", "=", "rejected")], limit=5
        )
        return [
            HomeItem(
                f"paper_{paper.id}",
                self.env._("Send again: %s", paper.type_id.name),
                "/my/coop/papers",
                icon="fa-exclamation-triangle",
                hint=paper.rejection_note or "",
                level="warning",
            )
            for paper in papers
        ]

    def _portal_figures(self):
        if not self.contract_id:
            return []
        return [
            HomeItem(
                "contract",
                self.env._("My contract"),
                "/my/coop/membership",
                icon="fa-file-text-o",
                value=self.contract_id.type_id.code,
                hint=self._portal_contract_hint(),
                sequence=50,
            )
        ]

    def _portal_contract_hint(self):
        if not self.contract_id.date_end:
            return self.env._("since %s", self._portal_date(self.contract_id.date_start))
        return self.env._("until %s", self._portal_date(self.contract_id.date_end))

    def _portal_shortcuts(self):
        return [
            HomeItem(
                "membership",
                self.env._("My membership"),
                "/my/coop/membership",
                icon="fa-id-card-o",
                sequence=60,
            ),
            HomeItem(
                "papers",
                self.env._("My papers"),
                "/my/coop/papers",
                icon="fa-folder-open-o",
                sequence=70,
            ),
        ]

    def _portal_upcoming(self):
        deadlines = self.env["coop.deadline"].search(
            [("member_id", "=", self.id)], limit=5
        )
        return [deadline._portal_item() for deadline in deadlines]

    def _portal_date(self, day):
        return format_date(self.env, day)

    def _export_personal_data(self):
        """Everything kept about this member, as JSON-ready values by subject (GDPR,
        articles 15 and 20). Modules add theirs to the result of ``super()``."""
        self.ensure_one()
        return {
            "member": self._export_rows(self, PERSONAL_FIELDS)[0],
            "past_stays": self._export_rows(
                self.stay_ids, ("admission_date", "exit_date", "exit_reason_id")
            ),
            "contracts": self._export_rows(self.contract_ids, CONTRACT_FIELDS),
            "interviews": self._export_rows(
                self.interview_ids,
                ("date", "state", "mode", "adviser_id", "conclusions", "next_steps"),
            ),
            "papers": self._export_rows(
                self.paper_ids, ("type_id", "document_name", "date_expiry", "state")
            ),
            "activities": self._export_rows(
                self.coop_activity_ids,
                ("name", "code", "description", "state", "date_open", "date_close"),
            ),
        }

    @api.model
    def _export_rows(self, records, names):
        """One dictionary a record of its fields ``names``: relations by their name,
        dates in ISO format, what is empty as None."""
        return [
            {name: self._export_value(record, name) for name in names}
            for record in records
        ]

    @api.model
    def _export_value(self, record, name):
        field, value = record._fields[name], record[name]
        if field.relational:
            return value.mapped("display_name") if len(value) > 1 else (
                value.display_name or None
            )
        if field.type in ("date", "datetime"):
            return value.isoformat() if value else None
        return value if value or field.type in ("boolean", "integer", "float") else None
