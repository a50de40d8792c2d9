from odoo import SUPERUSER_ID, models
from odoo.tools import plaintext2html

from ..core.text import same_name


class CoopJoinRequest(models.Model):
    """From a confirmed application to a candidate."""

    _inherit = "coop.join.request"

    def _confirm(self):
        """Turn the application into a candidate, once: a second call changes
        nothing. Returns the member (as superuser)."""
        self.ensure_one()
        if self.state == "confirmed":
            return self.member_id
        request = self._as_cooperative()
        member = request._find_member()
        is_new = not member
        if is_new:
            member = request._create_member()
        else:
            request._apply_again(member)
        request._subscribe(member)
        request._announce(member, is_new)
        # of two clicks at once, the second is refused this row: all that it made is
        # undone, and Odoo runs it again to find the application confirmed
        request.write({"state": "confirmed", "member_id": member.id})
        return member

    def _as_cooperative(self):
        """The application as the cooperative's robot handles it, in the language and
        the time zone of who reads the result."""
        company = self.company_id
        reader = company.coop_default_adviser_id.partner_id or company.partner_id
        return (
            self.with_user(SUPERUSER_ID)  # whoever clicked may not write members
            .with_company(company)
            .with_context(lang=reader.lang, tz=reader.tz or company.partner_id.tz)
        )

    def _find_member(self):
        """The member of this cooperative who applies, archived or not."""
        return (
            self.env["coop.member"]
            .with_context(active_test=False)
            .search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("partner_id", "in", self._find_partners().ids),
                ],
                limit=1,
            )
        )

    def _apply_again(self, member):
        """Tell of the new application on the member; what is known of them stays."""
        if not member.active:
            member.action_unarchive()
        if member.state in ("left", "refused"):
            member.action_reopen()
        text = self.env._(
            "%(name)s applied again through the joining form, for the college "
            "“%(college)s”:\n%(motivation)s",
            name=self.name,
            college=self.college_id.name,
            motivation=self.motivation,
        )
        member.message_post(body=plaintext2html(text))

    def _create_member(self):
        member = self.env["coop.member"].create(self._prepare_member())
        if self.is_company:
            member.representative_id = self._find_representative(member) or self.env[
                "res.partner"
            ].create(self._prepare_representative(member))
        self._tell_of_namesakes(member)
        return member

    def _prepare_member(self):
        """Values of the candidate that this application becomes."""
        self.ensure_one()
        vals = {
            "company_id": self.company_id.id,
            "college_id": self.college_id.id,
            "motivation": self.motivation,
            "source": "form",
            "consent_date": self.consent_date,
        }
        partner = self._find_partners()[:1]
        if partner:
            return {**vals, "partner_id": partner.id}
        return {
            **vals,
            "name": self.organisation if self.is_company else self.name,
            "is_company": self.is_company,
            "email": self.email,
            "phone": self.phone,
            "lang": self._installed_lang(),
        }

    def _prepare_representative(self, member):
        return {
            "name": self.name,
            "parent_id": member.partner_id.id,
            "email": self.email,
            "phone": self.phone,
            "lang": self._installed_lang(),
            "company_id": member.partner_id.company_id.id,
        }

    def _installed_lang(self):
        """The applicant's language, unless it was removed in the meantime."""
        return self.env["res.lang"]._get_data(code=self.lang).code

    def _contacts_at_address(self):
        """Contacts of this cooperative, or shared, with the applicant's address."""
        return self.env["res.partner"].search(
            [
                ("email_normalized", "=", self.email),
                ("company_id", "in", (False, self.company_id.id)),
            ],
            order="id",
        )

    def _find_partners(self):
        """Contacts that can only be who applies: the confirmed address *and* the
        name. Couples and offices share addresses, so the address alone is no proof;
        a double is sooner merged than two people are told apart."""
        contacts = self._contacts_at_address()
        if self.is_company:
            known = (contacts | contacts.parent_id).filtered("is_company")
            return known.filtered(lambda p: same_name(p.name, self.organisation))
        people = contacts.filtered(lambda p: not p.is_company and not p.parent_id)
        return people.filtered(lambda p: same_name(p.name, self.name))

    def _find_representative(self, member):
        """The organisation's contact who applies, if it has one."""
        return self._contacts_at_address().filtered(
            lambda p: p.parent_id == member.partner_id and same_name(p.name, self.name)
        )[:1]

    def _tell_of_namesakes(self, member):
        """Note other contacts at the same address: doubles, perhaps."""
        known = member.partner_id | member.partner_id.child_ids
        others = self._contacts_at_address() - known
        if others:
            text = self.env._(
                "Other contacts with the same e-mail address: %s",
                ", ".join(others.mapped("display_name")),
            )
            member.message_post(body=plaintext2html(text))

    def _announce(self, member, is_new):
        """Give the adviser an activity."""
        adviser = member._asked_adviser()
        if not adviser:
            return
        if is_new:
            summary = self.env._("New application: %s", member.display_name)
        else:
            summary = self.env._("Applied again: %s", member.display_name)
        wish = self._wish()
        member.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=summary,
            note=wish and plaintext2html(wish),
            user_id=adviser.id,
        )
