import hashlib
import hmac
import secrets
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import SUPERUSER_ID, api, fields, models


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
    is_company = fields.Boolean("Is an organisation")
    organisation = fields.Char("Name of the organisation")
    company_id = fields.Many2one("res.company", required=True, index=True)
    college_id = fields.Many2one(
        "coop.college", required=True, check_company=True, ondelete="cascade"
    )
    motivation = fields.Text(required=True)
    share_type_id = fields.Many2one(
        "coop.share.type", check_company=True, ondelete="set null"
    )
    share_quantity = fields.Integer("Shares wished for")
    consent_date = fields.Datetime(required=True, default=fields.Datetime.now)
    lang = fields.Char("Language")
    fingerprint = fields.Char(
        copy=False, help="The same for one form sent twice, by a double click."
    )
    token_hash = fields.Char(required=True, copy=False, groups="base.group_system")
    valid_until = fields.Datetime(required=True, index=True)
    state = fields.Selection(
        [("pending", "To confirm"), ("confirmed", "Confirmed")],
        default="pending",
        required=True,
    )
    member_id = fields.Many2one("coop.member", ondelete="set null")

    _fingerprint_unique = models.UniqueIndex(
        "(fingerprint)", "This application was already received."
    )

    @api.model
    def _open_colleges(self):
        """Colleges that take applications online now, of every cooperative."""
        return self.env["coop.college"].search(
            [
                ("open_to_join", "=", True),
                ("company_id.active", "=", True),
                ("company_id.coop_join_open", "=", True),
            ]
        )

    @api.model
    def _submit(self, college, application, lang):
        """Keep an application and mail the link that confirms it.

        ``college`` is one of `_open_colleges`, ``application`` a `core.join_form`
        one, ``lang`` the code of the applicant's language. Returns the request, an
        empty one where this very form was already sent.
        """
        token = secrets.token_urlsafe(32)
        vals = self._prepare_request(college, application, lang)
        try:
            with self.env.cr.savepoint():
                request = self.create({**vals, "token_hash": self._hash_token(token)})
        except UniqueViolation:
            return self.browse()
        request._send_confirmation(token)
        return request

    @api.model
    def _prepare_request(self, college, application, lang):
        company = college.company_id
        valid_days = timedelta(days=company.coop_join_valid_days)
        return {
            "name": application.name,
            "email": application.email,
            "phone": application.phone,
            "is_company": application.is_organisation,
            "organisation": application.organisation,
            "company_id": company.id,
            "college_id": college.id,
            "motivation": application.motivation,
            "share_type_id": application.wish and application.wish.share_type_id,
            "share_quantity": application.wish and application.wish.quantity,
            "fingerprint": application.fingerprint,
            "lang": lang,
            "valid_until": fields.Datetime.now() + valid_days,
        }

    @api.model
    def _hash_token(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    def _send_confirmation(self, token):
        """Queue the mail with the link, and have the queue sent now: known and
        unknown addresses take the same path and the same time."""
        self.ensure_one()
        template = self.env.ref("coop_member.mail_template_join_confirm")
        robot_template = template.with_user(SUPERUSER_ID)  # visitors may send no mail
        robot_template.with_context(
            coop_confirm_url=self._confirm_url(token)
        ).send_mail(self.id)
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _confirm_url(self, token):
        self.ensure_one()
        language = self.env["res.lang"]._get_data(code=self.lang).url_code
        prefix = f"/{language}" if language else ""
        return f"{self.get_base_url()}{prefix}/coop/join/confirm/{self.id}/{token}"

    @api.model
    def _find_by_token(self, request_id, token):
        """The application that ``token`` confirms now; an empty one for every other
        number or token, without telling which of the two is wrong."""
        token_hash = self._hash_token(token)
        request = self.search([("id", "=", request_id)])
        is_right = hmac.compare_digest(request.token_hash or "", token_hash)
        if not is_right or request.valid_until < fields.Datetime.now():
            return self.browse()
        return request

    @api.autovacuum
    def _gc_requests(self):
        """Forget what was never confirmed, and what became a candidate."""
        self.search([("valid_until", "<", fields.Datetime.now())]).unlink()
