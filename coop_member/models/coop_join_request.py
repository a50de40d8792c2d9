import hashlib
import hmac
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import email_normalize


class CoopJoinRequest(models.Model):
    """An application from the public form, kept apart until its e-mail address is
    confirmed; only then does it become a candidate that advisers see."""

    _name = "coop.join.request"
    _description = "Application to Confirm"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    email = fields.Char(required=True)
    phone = fields.Char()
    is_company = fields.Boolean("Organisation")
    organisation = fields.Char()
    company_id = fields.Many2one("res.company", required=True)
    college_id = fields.Many2one("coop.college", required=True, check_company=True)
    motivation = fields.Text(required=True)
    consent_date = fields.Datetime(required=True, default=fields.Datetime.now)
    lang = fields.Char()
    token_hash = fields.Char(required=True, groups="base.group_system")
    valid_until = fields.Datetime(required=True)
    state = fields.Selection(
        [("pending", "To confirm"), ("confirmed", "Confirmed")],
        default="pending",
        required=True,
    )
    member_id = fields.Many2one("coop.member", ondelete="set null")

    @api.model
    def _submit(self, vals):
        """Keep an application and mail the link that confirms it.

        ``vals`` holds only values the caller has checked: name, email, phone,
        is_company, organisation, company_id, college_id, motivation, lang.
        """
        token = secrets.token_urlsafe(32)
        company = self.env["res.company"].browse(vals["company_id"])
        request = self.create(
            dict(
                vals,
                email=email_normalize(vals["email"]),
                token_hash=self._hash_token(token),
                valid_until=fields.Datetime.now()
                + timedelta(days=company.coop_join_valid_days),
            )
        )
        request._send_confirmation(token)
        return request

    @api.model
    def _hash_token(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    def _send_confirmation(self, token):
        self.ensure_one()
        template = self.env.ref("coop_member.mail_template_join_confirm")
        template.with_context(
            lang=self.lang, coop_confirm_url=self._confirm_url(token)
        ).send_mail(self.id, force_send=False)

    def _confirm_url(self, token):
        self.ensure_one()
        return f"{self.get_base_url()}/coop/join/confirm/{self.id}/{token}"

    def _token_is_valid(self, token):
        """Whether ``token`` confirms this application now."""
        self.ensure_one()
        return (
            self.valid_until >= fields.Datetime.now()
            and hmac.compare_digest(self.token_hash, self._hash_token(token))
        )

    def _confirm(self):
        """Turn the application into a candidate, once: a second call changes
        nothing. Returns the member."""
        self.ensure_one()
        self.lock_for_update()
        if self.state == "confirmed":
            return self.member_id
        member = self._find_member() or self._create_member()
        self.write({"state": "confirmed", "member_id": member.id})
        return member

    def _find_member(self):
        """The member whom this address belongs to in this cooperative, told of the
        new application; nothing that is known of them is overwritten."""
        member = self.env["coop.member"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("partner_id.email_normalized", "=", self.email),
            ],
            limit=1,
        )
        if not member:
            return member
        if member.state in ("left", "refused"):
            member.action_reopen()
        member.message_post(
            body=self.env._(
                "Applied again through the joining form, for the college "
                "“%(college)s”: %(motivation)s",
                college=self.college_id.name,
                motivation=self.motivation,
            )
        )
        return member

    def _create_member(self):
        member = self.env["coop.member"].create(self._prepare_member())
        if self.is_company:
            member.representative_id = self.env["res.partner"].create(
                self._prepare_representative(member)
            )
        return member

    def _prepare_member(self):
        """Values of the candidate that this application becomes."""
        self.ensure_one()
        partner = self._find_partner()
        vals = {
            "company_id": self.company_id.id,
            "college_id": self.college_id.id,
            "motivation": self.motivation,
            "source": "form",
            "consent_date": self.consent_date,
        }
        if partner:
            return dict(vals, partner_id=partner.id)
        return dict(
            vals,
            name=self.organisation if self.is_company else self.name,
            is_company=self.is_company,
            email=self.email,
            phone=self.phone,
            lang=self.lang,
        )

    def _find_partner(self):
        """The one contact that this address belongs to, if it is one of a kind."""
        if self.is_company:
            return self.env["res.partner"]
        partners = self.env["res.partner"].search(
            [
                ("email_normalized", "=", self.email),
                ("company_id", "in", (False, self.company_id.id)),
                ("is_company", "=", False),
            ],
            limit=2,
        )
        return partners if len(partners) == 1 else partners.browse()

    def _prepare_representative(self, member):
        return {
            "name": self.name,
            "parent_id": member.partner_id.id,
            "email": self.email,
            "phone": self.phone,
            "lang": self.lang,
            "company_id": self.company_id.id,
        }

    @api.autovacuum
    def _gc_requests(self):
        """Forget what was never confirmed, and what became a candidate."""
        self.search([("valid_until", "<", fields.Datetime.now())]).unlink()
